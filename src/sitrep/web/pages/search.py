"""Search: claims, quotations and reports by words, by who, about what, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from sitrep.kept import Hit, HitKind, Query
from sitrep.records import Status
from sitrep.web.asked import choice, date_of, number, words
from sitrep.web.desk import Desk
from sitrep.web.links import passage
from sitrep.web.wording import report_name, story_title

__all__ = ["search"]

KINDS = {"": "Everything", "claim": "Claims", "quote": "Quotations", "report": "Reports"}
STATUSES = {
    "": "Any status",
    "corroborated": "Corroborated",
    "single-source": "Single source",
    "disputed": "Disputed",
    "updated": "Updated",
}
_HITS = 25
#: pages of hits; who has not found it by then asks otherwise
_MOST_PAGES = 40


def search(desk: Desk, request: Request) -> Response:
    """The form, and what was found."""
    kind = choice(request, "kind", tuple(KINDS), "")
    status = choice(request, "status", tuple(STATUSES), "")
    page = min(number(request, "page"), _MOST_PAGES)
    query = Query(
        words=words(request, "words"),
        kind=cast("HitKind", kind) if kind else None,
        who=words(request, "who") or None,
        about=words(request, "about") or None,
        since=date_of(request, "since"),
        until=date_of(request, "until", end=True),
        status=cast("Status", status) if status else None,
        story=words(request, "story") or None,
        limit=_HITS + 1,
        offset=(page - 1) * _HITS,
    )
    narrowed = replace(query, words="", limit=20, offset=0) != Query(limit=20)
    asked = bool(query.words) or narrowed
    hits = desk.keeper.search(query) if asked else ()
    return desk.page(
        "search.html.j2",
        request,
        title="Search",
        query=query,
        asked=asked,
        since=request.query_params.get("since", ""),
        until=request.query_params.get("until", ""),
        hits=_once(hits[:_HITS]),
        names={h.report: report_name(desk.keeper, h.report) for h in hits if not h.publisher},
        page=page,
        further=len(hits) > _HITS and page < _MOST_PAGES,
        kinds=KINDS,
        statuses=STATUSES,
        kind=kind,
        chosen_status=status,
        narrowed=narrowed,
        titles={s: story_title(desk.keeper, s) for s in {h.story for h in hits if h.story}},
        story_name=story_title(desk.keeper, query.story) if query.story else "",
        passage=passage,
    )


def _once(hits: Sequence[Hit]) -> list[tuple[Hit, list[Hit]]]:
    """Hits with those of the same story and the same words: copies are one hit."""
    found: dict[tuple[object, ...], tuple[Hit, list[Hit]]] = {}
    for hit in hits:
        key = (hit.story, " ".join(hit.text.casefold().split()).strip(".,;: "))
        first, also = found.setdefault(key, (hit, []))
        if hit.report not in {first.report, *(other.report for other in also)}:
            also.append(hit)
    return list(found.values())
