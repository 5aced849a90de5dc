"""One report: its text with every layer found in it, a passage beside a page, its versions."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from sitrep.records import Ledger, Report, Span
from sitrep.renderings.addresses import web_address
from sitrep.renderings.lookup import Lookup
from sitrep.renderings.visible import one_line
from sitrep.web.asked import number, pages_of, span
from sitrep.web.desk import Desk
from sitrep.web.pages.common import frame
from sitrep.web.shelf import Told
from sitrep.web.views import layers as found
from sitrep.web.views.differing import compared
from sitrep.web.wording import headline, report_name, story_title
from sitrep.web.work import Job

__all__ = ["passage", "report", "versions"]

#: layers that are on when nothing is asked for
_AT_FIRST = ("quotes", "entities")
#: things of a layer that are listed under the text
_LISTED = 60
#: characters of each version that are compared
_MOST_COMPARED = 60_000


def report(desk: Desk, request: Request) -> Response:
    """A report with every layer that was found in it, each to be switched on and off."""
    one = desk.keeper.report(request.path_params["report"])
    told = _told(desk, one)
    lookup = told.lookup if told else _alone(desk, one)
    asked = span(request)
    cut = found.parts(one.text)
    part = cut[_part(request, cut, asked) - 1]
    layers = found.layers(lookup, one)
    analysis = next((a for a in lookup.ledger.analyses if a.report == one.id), None)
    everything = [f for layer in layers for f in layer.found]
    given = request.query_params.getlist("layer")
    chosen = found.chosen(given) if given else () if "shown" in request.query_params else _AT_FIRST
    story = desk.keeper.story_of(one.id)
    return desk.page(
        "report.html.j2",
        request,
        title=lookup.name.get(one.id, one.id),
        report=one,
        **_head(desk, one, lookup),
        heading=headline(one) or lookup.name.get(one.id, one.id),
        story=story,
        story_title=story_title(desk.keeper, story),
        analysed=analysis is not None,
        layers=layers,
        chosen=chosen,
        listed=_LISTED,
        part=part,
        parts=len(cut),
        asked=asked,
        runs=found.runs(one.text, part, everything, asked, analysis),
        versions=desk.keeper.versions(one.id),
    )


def _told(desk: Desk, one: Report) -> Told | None:
    """The story that a report is in, when it is ready; a page on a report waits for none."""
    card = desk.keeper.story(desk.keeper.story_of(one.id))
    told = desk.shelf.told(card) if card.ready else None
    return None if told is None or isinstance(told, Job) else told


def _alone(desk: Desk, one: Report) -> Lookup:
    return Lookup(Ledger(version="", created=desk.clock(), reports=(one,)))


def _part(request: Request, cut: tuple[found.Part, ...], asked: Span | None) -> int:
    """The part that is asked for: by number, by the words a citation points to, or the first."""
    if request.query_params.get("part") or asked is None:
        return min(number(request, "part"), len(cut))
    return next((part.number for part in cut if asked.start < part.end), len(cut))


def _head(desk: Desk, one: Report, lookup: Lookup) -> dict[str, Any]:
    return {
        "name": lookup.name.get(one.id) or report_name(desk.keeper, one.id),
        "link": web_address(one.url),
        "shown_link": one_line(one.url or ""),
    }


def passage(desk: Desk, request: Request) -> Response:
    """The words that a citation points to, in their report: a part of a page, for htmx."""
    one = desk.keeper.report(request.path_params["report"])
    told = _told(desk, one)
    lookup = told.lookup if told else _alone(desk, one)
    asked = span(request)
    cut = found.parts(one.text)
    part = cut[_part(request, cut, asked) - 1]
    analysis = next((a for a in lookup.ledger.analyses if a.report == one.id), None)
    flags = [
        found.Found("flags", f"{at}", flag.start, flag.end, "", "")
        for at, flag in enumerate(analysis.flags if analysis else ())
    ]
    return desk.page(
        "passage.html.j2",
        request,
        report=one,
        **_head(desk, one, lookup),
        asked=asked,
        part=part,
        parts=len(cut),
        runs=found.runs(one.text, part, flags, asked, analysis),
    )


def versions(desk: Desk, request: Request) -> Response:
    """All versions of an article, two of them compared word by word."""
    one = desk.keeper.report(request.path_params["report"])
    everyone = desk.keeper.versions(one.id)
    count = len(everyone)
    after = min(number(request, "to", count), count)
    before = min(number(request, "from", max(1, after - 1)), count)
    texts = [desk.keeper.report(everyone[at - 1].report).text for at in (before, after)]
    stretches = compared(texts[0][:_MOST_COMPARED], texts[1][:_MOST_COMPARED])
    card = desk.keeper.story(desk.keeper.story_of(everyone[-1].report))
    return desk.page(
        "versions.html.j2",
        request,
        **frame(card, "sources", ()),
        report=one,
        name=report_name(desk.keeper, one.id),
        versions=everyone,
        before=before,
        after=after,
        stretches=stretches,
        changes=sum(stretch.kind != "same" for stretch in stretches),
        cut=max(len(text) for text in texts) > _MOST_COMPARED,
        pages=pages_of(request, 1, 1),
    )
