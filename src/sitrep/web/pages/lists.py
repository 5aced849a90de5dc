"""Pages over the whole ledger: stories, what is new, what came due, corrections, problems."""

from __future__ import annotations

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
from sitrep.web.wording import CHANGES, KINDS, corrected, story_title
from sitrep.web.work import Job

__all__ = [
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

ORDERS: dict[StoryOrder, str] = {
    "newest": "Newest",
    "growing": "Growing",
    "disputed": "Most disputed",
    "largest": "Largest",
}
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
    return desk.page(
        "news.html.j2",
        request,
        title="What is new",
        news=found,
        looked=looked,
        since=since,
        by_story=_by_story(desk, found),
        kinds=CHANGES,
        passage=passage,
    )


def _by_story(desk: Desk, found: News) -> list[tuple[str, str, tuple[Change, ...], int]]:
    """Changes under their stories, the story that changed last first; the last 60 of each."""
    ordered = sorted(found.changes, key=lambda c: c.story)
    groups = [(story, list(changes)) for story, changes in groupby(ordered, lambda c: c.story)]
    groups.sort(key=lambda group: max(change.at for change in group[1]), reverse=True)
    told = []
    for story, changes in groups:
        changes.sort(key=lambda c: c.at, reverse=True)
        told.append(
            (story, story_title(desk.keeper, story), tuple(changes[:_CHANGES]), len(changes))
        )
    return told


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
    changes.sort(key=lambda c: c.at, reverse=True)
    shown = pages_of(request, len(changes), _CHANGES)
    return desk.page(
        "story_news.html.j2",
        request,
        **framed,
        since=since,
        looked=looked,
        changes=changes[shown.start : shown.end],
        pages=shown,
        kinds=CHANGES,
        passage=passage,
    )


def due(desk: Desk, request: Request) -> Response:
    """Open forecasts of all stories, those whose time has come first."""
    now = desk.clock()
    found = desk.keeper.due()
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
