"""A report's text cut where citations and flags begin and end, so that they may overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitrep.records import Flag

__all__ = ["Mark", "Piece", "pieces"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that the page points to: ``key`` names it, ``[start, end)`` are code points."""

    key: str
    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that lies in the same marks and flags from end to end.

    ``opening`` are the keys of marks that begin here, ``warnings`` the words of flags that do.
    """

    text: str
    keys: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    flagged: bool = False
    warnings: tuple[str, ...] = ()


def pieces(text: str, marks: Iterable[Mark], flags: Sequence[Flag]) -> tuple[Piece, ...]:
    """The text in pieces; joined, they are the text.

    Args:
        text: of one report.
        marks: places in it; what lies outside the text is cut off.
        flags: stretches of it that are not to be trusted; they may overlap too.

    Returns:
        Pieces in order. Time grows with the text, the marks and the flags.
    """
    opens: dict[int, list[str]] = defaultdict(list)
    closes: dict[int, list[str]] = defaultdict(list)
    for mark in marks:
        start, end = _inside(text, mark.start, mark.end)
        opens[start].append(mark.key)
        closes[end].append(mark.key)
    depth: dict[int, int] = defaultdict(int)
    warnings: dict[int, list[str]] = defaultdict(list)
    for flag in flags:
        start, end = _inside(text, flag.start, flag.end)
        depth[start] += 1
        depth[end] -= 1
        warnings[start].append(f"{flag.kind}: {flag.reason}" if flag.reason else flag.kind)
    edges = sorted({0, len(text), *opens, *closes, *depth})
    live: dict[str, None] = {}
    flagged = 0
    found: list[Piece] = []
    for start, end in pairwise(edges):
        for key in closes.get(start, ()):
            live.pop(key, None)
        live.update(dict.fromkeys(opens.get(start, ())))
        flagged += depth.get(start, 0)
        found.append(
            Piece(
                text=text[start:end],
                keys=tuple(live),
                opening=tuple(opens.get(start, ())),
                flagged=flagged > 0,
                warnings=tuple(dict.fromkeys(warnings.get(start, ()))),
            )
        )
    return tuple(found)


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    """The span cut to the text, and at least one character long where the text has any."""
    start = min(max(0, start), max(0, len(text) - 1))
    return start, min(len(text), max(start + 1, end))
