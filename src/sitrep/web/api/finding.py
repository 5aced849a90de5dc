"""Reports and their versions, search, what is new, and what comes due."""

from __future__ import annotations

from dataclasses import fields

from sitrep.codec import encode
from sitrep.kept import Query
from sitrep.web.api.answers import Answer, given_back, paged, plain
from sitrep.web.api.asking import Asking

__all__ = ["due", "news", "report", "search", "story_of", "versions"]


def report(asking: Asking) -> Answer:
    """One report with its whole text."""
    return given_back(asking.keeper.report(asking["report"]))


def versions(asking: Asking) -> Answer:
    """All versions of the article that a report is one of, oldest first."""
    return asking.part_of(asking.keeper.versions(asking["report"]))


def search(asking: Asking) -> Answer:
    """One page of claims, quotations and reports, best first.

    One more than a page is asked for, since nobody counts all that fits a meaning.
    """
    given = {field.name: asking[field.name] for field in fields(Query)}
    limit, offset = asking["limit"], asking["offset"]
    found = asking.keeper.search(Query(**{**given, "limit": limit + 1}))
    return paged(
        [encode(hit) for hit in found[:limit]],
        limit=limit,
        offset=offset,
        total=None,
        more=len(found) > limit,
    )


def news(asking: Asking) -> Answer:
    """One page of what changed, newest first."""
    found = asking.keeper.news(asking["since"], asking["until"])
    kind, story = asking["kind"], asking["story"]
    changes = [
        change
        for change in found.changes
        if kind in (None, change.kind) and story in (None, change.story)
    ]
    changes.sort(key=lambda change: change.at, reverse=True)
    return asking.part_of(changes)


def due(asking: Asking) -> Answer:
    """One page of forecasts that nothing settled yet, those with the nearest end first."""
    return asking.part_of(asking.keeper.due(asking["until"]))


def story_of(asking: Asking) -> Answer:
    """The id of the story that a report is in."""
    return plain({"report": asking["report"], "story": asking.keeper.story_of(asking["report"])})
