"""Two reports side by side, the passages that they share marked and numbered in both."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from sitrep.records import Copy, Span
from sitrep.renderings.passages import Mark, Piece, pieces
from sitrep.renderings.visible import visible

__all__ = ["Pair", "SideText", "pair"]

#: characters of each text that a page shows
_MOST = 40_000


@dataclass(frozen=True, slots=True)
class SideText:
    """One of the two texts in pieces; ``keys`` of a piece are the numbers of its passages."""

    pieces: tuple[Piece, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Pair:
    """The text that was taken from another, and the other."""

    by: SideText
    of: SideText
    matches: int


def pair(copy: Copy, by: str, of: str) -> Pair:
    """The two texts of a copy.

    Args:
        copy: with its matches.
        by: the text that took.
        of: the text that was taken from.
    """
    order = sorted(copy.matches, key=lambda m: (m.by.start, m.of.start))
    return Pair(
        _side(by, [match.by for match in order], "by"),
        _side(of, [match.of for match in order], "of"),
        len(order),
    )


def _side(text: str, spans: list[Span], name: str) -> SideText:
    shown = text[:_MOST]
    marks = [
        Mark(str(number), name, span.start, span.end)
        for number, span in enumerate(spans, 1)
        if span.start < len(shown)
    ]
    found = tuple(
        replace(piece, text=Markup.escape(visible(piece.text)))
        for piece in pieces(shown, marks, ())
    )
    return SideText(found, max(0, len(text) - _MOST))
