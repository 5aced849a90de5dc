"""Pages over the whole ledger: stories, what is new, what came due, corrections, problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sitrep.kept import Change, News, StoryOrder
from sitrep.renderings.visible import one_line
from sitrep.web.asked import Pages, choice, date_of, pages_of, words
from sitrep.web.desk import Desk, day
from sitrep.web.links import passage
from sitrep.web.pages.common import frame, notice, waiting
from sitrep.web.views.foreseen import holder
from sitrep.web.wording import CHANGES, KINDS, changed, corrected, report_name, story_title
from sitrep.web.work import Job

__all__ = [
    "by_kind",
    "by_story",
    "corrections",
    "due",
    "login",
    "news",
    "problems",
    "stories",
    "story_corrections",
    "story_news",
    "tour",
]

#: changes of one kind: its name, its heading, each change with what was before
ChangeGroup = tuple[str, str, list[tuple[Change, str]]]
ORDERS: dict[StoryOrder, str] = {
    "newest": "Newest",
    "growing": "Growing",
    "disputed": "Most disputed",
    "largest": "Largest",
}
#: changes of a story that the page over all stories shows
_BRIEFLY = 15
_STORIES, _CHANGES, _DUE, _LOG, _PROBLEMS = 30, 60, 60, 60, 200


def stories(desk: Desk, request: Request) -> Response:
    """All stories, in an order, those that hold some words."""
    order = choice(request, "order", tuple(ORDERS), "newest")
    wanted = words(request, "words")
    disputed = bool(words(request, "disputed"))
    total = desk.keeper.count(words=wanted, disputed=disputed)
    shown = pages_of(request, total, _STORIES)
    cards = desk.keeper.stories(
        order=order, words=wanted, disputed=disputed, limit=shown.size, offset=shown.start
    )
    return desk.page(
        "stories.html.j2",
        request,
        title="Stories",
        cards=cards,
        orders=ORDERS,
        order=order,
        words=wanted,
        disputed=disputed,
        pages=shown,
        notice=notice(desk, request),
        whole=total if not wanted and not disputed else desk.keeper.count(),
    )


def news(desk: Desk, request: Request) -> Response:
    """What changed since the reader last looked, or since a day."""
    looked = desk.keeper.looked()
    asked = date_of(request, "since")
    everything = bool(words(request, "all"))
    since = None if everything else asked or looked
    found = desk.shelf.news(since)
    if isinstance(found, Job):
        told = "Stories that changed are compared with what they were."
        return waiting(desk, request, found, told, layout="base.html.j2", title="What is new")
    stories_told = by_story(found)
    return desk.page(
        "news.html.j2",
        request,
        title="What is new",
        news=found,
        looked=looked,
        since=since,
        by_story=[
            (story, title, by_kind(changes[:_BRIEFLY], changes), len(changes))
            for story, changes in stories_told
            for title in [story_title(desk.keeper, story)]
        ],
        names=_names(desk, (c for _, changes in stories_told for c in changes[:_BRIEFLY])),
        most=_BRIEFLY,
        passage=passage,
    )


def by_story(found: News) -> list[tuple[str, list[Change]]]:
    """Changes under their stories, the story that changed last first."""
    ordered = sorted(found.changes, key=lambda c: c.story)
    groups = [(story, list(changes)) for story, changes in groupby(ordered, lambda c: c.story)]
    groups.sort(key=lambda group: max(change.at for change in group[1]), reverse=True)
    for _, changes in groups:
        changes.sort(key=_weight)
    return groups


def _weight(change: Change) -> tuple[int, float]:
    """Kinds in their order, in each the latest first."""
    return (list(CHANGES).index(change.kind), -change.at.timestamp())


def by_kind(changes: Sequence[Change], everything: Sequence[Change]) -> list[ChangeGroup]:
    """Changes under their kinds, with how many there are of each among all."""
    totals = Counter(change.kind for change in everything)
    groups = []
    for kind, some in groupby(changes, key=lambda change: change.kind):
        one, many = CHANGES[kind]
        heading = one if totals[kind] == 1 else f"{many} ({totals[kind]})"
        groups.append((kind, heading, [(change, changed(change)) for change in some]))
    return groups


def _names(desk: Desk, changes: Iterable[Change]) -> dict[str, str]:
    """Names of the reports that changes cite, with the day where two have one name."""
    cited = sorted({cite.report for change in changes for cite in change.cites[:3]})
    names = {report: report_name(desk.keeper, report) for report in cited}
    often = Counter(names.values())
    for report in [report for report, name in names.items() if often[name] > 1]:
        published = desk.keeper.report(report).published
        names[report] += f", {published.day} {published:%b}" if published else ", no date"
    return names


def story_news(desk: Desk, request: Request) -> Response:
    """What changed in one story, the latest first."""
    card = desk.keeper.story(request.path_params["story"])
    framed = frame(card, "new", desk.keeper.corrections(card.id))
    looked = desk.keeper.looked()
    everything = bool(words(request, "all"))
    since = None if everything else looked
    found = desk.shelf.news(since)
    if isinstance(found, Job):
        told = "The story is compared with what it was."
        return waiting(desk, request, found, told, layout="story.html.j2", **framed)
    changes = [c for c in found.changes if c.story == card.id]
    changes.sort(key=_weight)
    shown = pages_of(request, len(changes), _CHANGES)
    part = changes[shown.start : shown.end]
    return desk.page(
        "story_news.html.j2",
        request,
        **framed,
        since=since,
        looked=looked,
        changes=by_kind(part, changes),
        names=_names(desk, part),
        pages=shown,
        passage=passage,
    )


def due(desk: Desk, request: Request) -> Response:
    """Open forecasts of all stories, those whose time has come first."""
    now = desk.clock()
    found = list(
        {(one.story, one.holder, one.text): one for one in desk.keeper.due()[::-1]}.values()
    )
    found.reverse()
    soon = now + timedelta(days=7)
    come = [one for one in found if one.latest is not None and one.latest <= now]
    groups = (
        ("Their time has come", come),
        ("In the next seven days", [o for o in found if o.latest and now < o.latest <= soon]),
        ("Later", [o for o in found if o.latest and o.latest > soon]),
        ("Without a date", [o for o in found if o.latest is None]),
    )
    titles = {one.story: story_title(desk.keeper, one.story) for one in found}
    return desk.page(
        "due.html.j2",
        request,
        title="What comes due",
        groups=[(name, own[:_DUE], len(own)) for name, own in groups if own],
        titles=titles,
        passage=passage,
        day=day,
        line=one_line,
        holder=holder,
        notice=notice(desk, request),
    )


def _log(desk: Desk, story: str | None, request: Request) -> tuple[list[tuple[object, str]], Pages]:
    found = sorted(desk.keeper.corrections(story), key=lambda c: -c.number)
    shown = pages_of(request, len(found), _LOG)
    part = found[shown.start : shown.end]
    return [(one, corrected(desk.keeper, one)) for one in part], shown


def corrections(desk: Desk, request: Request) -> Response:
    """Every correction that was ever made, the latest first, the undone among them."""
    log, shown = _log(desk, None, request)
    return desk.page(
        "corrections.html.j2",
        request,
        title="Corrections",
        log=log,
        pages=shown,
        kinds=KINDS,
        notice=notice(desk, request),
    )


def story_corrections(desk: Desk, request: Request) -> Response:
    """The corrections of one story."""
    card = desk.keeper.story(request.path_params["story"])
    log, shown = _log(desk, card.id, request)
    return desk.page(
        "story_corrections.html.j2",
        request,
        **frame(card, "corrections", desk.keeper.corrections(card.id)),
        log=log,
        pages=shown,
        kinds=KINDS,
        notice=notice(desk, request),
    )


def problems(desk: Desk, request: Request) -> Response:
    """What could not be read or decided, the latest first."""
    return desk.page(
        "problems.html.j2",
        request,
        title="What could not be read or decided",
        problems=desk.keeper.problems(_PROBLEMS),
        most=_PROBLEMS,
    )


def tour(desk: Desk, request: Request) -> Response:
    """Seven steps through the views of a story: the most disputed, which has most to see."""
    cards = desk.keeper.stories(order="disputed", limit=1)
    return desk.page(
        "tour.html.j2", request, title="The desk in a minute", card=next(iter(cards), None)
    )


def login(desk: Desk, request: Request) -> Response:
    """The page of entry; where no word is asked for, the stories."""
    if desk.access.token is None or desk.access.is_open_to(request.headers):
        return RedirectResponse("/", 303)
    return desk.page(
        "login.html.j2", request, title="Enter the desk", wrong=bool(words(request, "wrong"))
    )
