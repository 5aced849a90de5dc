"""Passages that two reports share word for word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Tile", "tiles"]

#: a word run that stands more often than this in one report is a refrain and not looked up,
#: which keeps the work linear
_MOST_REPEATS = 8


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """Words ``[by, by + length)`` of one report equal ``[of, of + length)`` of another."""

    by: int
    of: int
    length: int


def tiles(by: Sequence[str], of: Sequence[str], least: int) -> tuple[Tile, ...]:
    """The longest shared runs of words, none overlapping another in either report.

    Args:
        by: stems of one report.
        of: stems of the other.
        least: fewest words of a run.

    Returns:
        Tiles in the order of ``by``.

    Source: greedy string tiling (Wise 1993), with maximal runs found through an index of
    word n-grams instead of repeated scans.
    """
    if len(by) < least or len(of) < least:
        return ()
    taken_by, taken_of = bytearray(len(by)), bytearray(len(of))
    found: list[Tile] = []
    runs = sorted(_runs(by, of, least), key=lambda run: (-run.length, run.by, run.of))
    for run in runs:
        for part in _free_parts(run, taken_by, taken_of, least):
            found.append(part)
            taken_by[part.by : part.by + part.length] = b"\x01" * part.length
            taken_of[part.of : part.of + part.length] = b"\x01" * part.length
    return tuple(sorted(found))


def _runs(by: Sequence[str], of: Sequence[str], least: int) -> list[Tile]:
    """All maximal equal runs of at least ``least`` words."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(of) - least + 1):
        places = index[tuple(of[at : at + least])]
        if len(places) <= _MOST_REPEATS:
            places.append(at)
    ends: dict[int, int] = {}
    runs = []
    for at in range(len(by) - least + 1):
        places = index.get(tuple(by[at : at + least]), [])
        if len(places) > _MOST_REPEATS:
            continue
        for place in places:
            diagonal = at - place
            if ends.get(diagonal, 0) > at:
                continue
            length = least
            while (
                at + length < len(by)
                and place + length < len(of)
                and by[at + length] == of[place + length]
            ):
                length += 1
            ends[diagonal] = at + length
            runs.append(Tile(at, place, length))
    return runs


def _free_parts(run: Tile, taken_by: bytearray, taken_of: bytearray, least: int) -> list[Tile]:
    """The stretches of a run that no longer run has taken, if still long enough."""
    parts = []
    start = 0
    for step in range(run.length + 1):
        free = step < run.length and not taken_by[run.by + step] and not taken_of[run.of + step]
        if free:
            continue
        if step - start >= least:
            parts.append(Tile(run.by + start, run.of + start, step - start))
        start = step + 1
    return parts
