"""The passages of one report that answer to passages of another, to be laid side by side."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from sitrep.lineage.features import Pair
from sitrep.lineage.pages import Page
from sitrep.records import Match, Span

__all__ = ["matches_of", "share_of"]

#: likeness from which a sentence is held to render another in other words
_RENDERED = 0.38
#: part of a sentence's words in shared runs from which the runs speak for it
_COVERED = 0.6


def matches_of(pair: Pair, *, turned: bool) -> tuple[Match, ...]:
    """Matched passages, sorted and not overlapping in the first report.

    Args:
        pair: two reports side by side.
        turned: take the second report as the one that copied.
    """
    runs = [
        (run.of, run.by, run.length) if turned else (run.by, run.of, run.length)
        for run in pair.runs
    ]
    by, of = (pair.other, pair.one) if turned else (pair.one, pair.other)
    path = pair.alignment.back if turned else pair.alignment.forward
    likeness = pair.alignment.likeness.T if turned else pair.alignment.likeness
    covered = bytearray(len(by.page.words))
    for start, _, length in runs:
        covered[start : start + length] = b"\x01" * length
    found: list[Match] = []
    whole = bytearray(len(by.page.words))
    for at, unit in enumerate(by.page.units):
        words = unit.last - unit.first
        if sum(covered[unit.first : unit.last]) >= _COVERED * words:
            continue
        there = of.page.units[path[at]]
        if likeness[at, path[at]] >= _RENDERED:
            whole[unit.first : unit.last] = b"\x01" * words
            found.append(Match(Span(unit.start, unit.end), Span(there.start, there.end)))
    for start, place, length in runs:
        found.extend(_outside(by.page, of.page, (start, place, length), whole))
    return tuple(sorted(found, key=lambda match: match.by))


def share_of(page: Page, matches: Iterable[Match]) -> float:
    """The part of the page's words that stand in matched passages (0 to 1)."""
    if not page.words:
        return 0.0
    inside = last = 0
    for match in sorted(matches, key=lambda match: match.by):
        first = bisect_left(page.starts, match.by.start, last)
        last = max(first, bisect_left(page.starts, match.by.end))
        inside += page.letters[last] - page.letters[first]
    return inside / page.letters[-1]


def _outside(by: Page, of: Page, run: tuple[int, int, int], whole: bytearray) -> Iterable[Match]:
    """The parts of a shared run that no wholly matched sentence holds already."""
    start, place, length = run
    first = None
    for step in range(length + 1):
        free = step < length and not whole[start + step]
        if free and first is None:
            first = step
        if not free and first is not None:
            yield Match(by.span(start + first, start + step), of.span(place + first, place + step))
            first = None
