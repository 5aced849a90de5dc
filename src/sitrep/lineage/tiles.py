"""Passages that two reports share word for word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Grams", "Tile", "grams_of", "tiles"]

#: a word run that stands more often than this in one report is a refrain and not looked up,
#: which keeps the work linear
_MOST_REPEATS = 8


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """Words ``[by, by + length)`` of one report equal ``[of, of + length)`` of another."""

    by: int
    of: int
    length: int


@dataclass(frozen=True, slots=True)
class Grams:
    """A report's words with the places of each of its word n-grams, made once a report."""

    words: tuple[str, ...]
    size: int
    places: Mapping[tuple[str, ...], tuple[int, ...]]


def grams_of(words: Sequence[str], size: int) -> Grams:
    """The n-grams of ``words`` of ``size`` words; refrains are left out."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - size + 1):
        found = places[tuple(words[at : at + size])]
        if len(found) <= _MOST_REPEATS:
            found.append(at)
    kept = {gram: tuple(at) for gram, at in places.items() if len(at) <= _MOST_REPEATS}
    return Grams(tuple(words), size, kept)


def tiles(by: Grams, of: Grams) -> tuple[Tile, ...]:
    """The longest shared runs of words, none overlapping another in either report.

    Args:
        by: one report's words.
        of: the other's; both with n-grams of the fewest words that make a run.

    Returns:
        Tiles in the order of ``by``.

    Source: greedy string tiling (Wise 1993), with maximal runs found through an index of
    word n-grams instead of repeated scans.
    """
    taken_by, taken_of = bytearray(len(by.words)), bytearray(len(of.words))
    found: list[Tile] = []
    runs = sorted(_runs(by, of), key=lambda run: (-run.length, run.by, run.of))
    for run in runs:
        for part in _free_parts(run, taken_by, taken_of, by.size):
            found.append(part)
            taken_by[part.by : part.by + part.length] = b"\x01" * part.length
            taken_of[part.of : part.of + part.length] = b"\x01" * part.length
    return tuple(sorted(found))


def _runs(by: Grams, of: Grams) -> list[Tile]:
    """All maximal equal runs of at least ``by.size`` words."""
    shared = by.places.keys() & of.places.keys()
    starts = [(at, of.places[gram]) for gram in shared for at in by.places[gram]]
    ends: dict[int, int] = {}
    runs = []
    for at, places in sorted(starts):
        for place in places:
            if ends.get(at - place, 0) > at:
                continue
            length = by.size
            while (
                at + length < len(by.words)
                and place + length < len(of.words)
                and by.words[at + length] == of.words[place + length]
            ):
                length += 1
            ends[at - place] = at + length
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
