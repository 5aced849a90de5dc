"""Who copied whom, laid out in rows: the originals, and under each what was taken from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitrep.records import Copy, Story
from sitrep.renderings.axis import Axis, scale
from sitrep.renderings.links import Links
from sitrep.renderings.lookup import Lookup

__all__ = ["Branch", "branches", "strongest"]

#: per cent from the left where a report without a time stands when none has one
_UNTIMED = 3.0
#: per cent by which a copy without a time stands to the right of what it copies
_SHIFT = 6.0
#: characters of a name in the picture; the list below it has the whole
_NAME_CHARS = 30


@dataclass(frozen=True, slots=True)
class Branch:
    """A report's place: per cent across, and the report it hangs from (None: an original).

    ``place`` is the address of the report.
    """

    report: str
    name: str
    at: float
    parent: str | None
    directed: bool
    place: str


def strongest(copies: Sequence[Copy]) -> dict[str, Copy]:
    """For each report that took from others, the copy that explains most of it, by its id."""
    best: dict[str, Copy] = {}
    for copy in sorted(copies, key=lambda c: (-c.share * c.probability, c.by, c.of)):
        best.setdefault(copy.by, copy)
    return best


def branches(lookup: Lookup, story: Story, links: Links) -> tuple[Axis | None, tuple[Branch, ...]]:
    """The axis and the rows of a story's reports, originals first by time, copies under them."""
    members = set(story.reports)
    copies = strongest([c for c in lookup.ledger.copies if {c.by, c.of} <= members])
    ordered = [report for report in lookup.in_order if report.id in members]
    times = [report.published for report in ordered if report.published]
    drawn = scale(times) if times else None
    children: dict[str | None, list[str]] = {}
    for report in ordered:
        parent = copies[report.id].of if report.id in copies else None
        children.setdefault(parent, []).append(report.id)
    rows: list[Branch] = []
    places: dict[str, float] = {}
    for report_id, parent in _down(children, [report.id for report in ordered]):
        published = lookup.report[report_id].published
        if published and drawn:
            at = drawn.at(published)
        else:
            at = min(94.0, places[parent] + _SHIFT) if parent else _UNTIMED
        places[report_id] = at
        rows.append(
            Branch(
                report=report_id,
                name=_short(lookup.name[report_id]),
                at=at,
                parent=parent,
                directed=parent is None or copies[report_id].directed,
                place=links.report(report_id),
            )
        )
    return drawn, tuple(rows)


def _down(
    children: dict[str | None, list[str]], everyone: Sequence[str]
) -> Iterator[tuple[str, str | None]]:
    """Each report with its parent, parents before children; a ring is cut at its first."""
    seen: set[str] = set()
    waiting: list[tuple[str, str | None]] = [(r, None) for r in reversed(children.get(None, []))]
    left = list(reversed(everyone))
    while waiting or left:
        if not waiting:
            candidate = left.pop()
            if candidate not in seen:
                waiting.append((candidate, None))
            continue
        report, parent = waiting.pop()
        if report in seen:
            continue
        seen.add(report)
        yield report, parent
        waiting.extend((child, report) for child in reversed(children.get(report, [])))


def _short(name: str) -> str:
    return name if len(name) <= _NAME_CHARS else name[: _NAME_CHARS - 1].rstrip() + "…"
