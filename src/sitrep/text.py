"""Offset-safe text: cleaning for comparison with a map back to the source.

A report's text is never altered. What needs a cleaned form (comparing passages, looking
up words) makes it here and keeps, for every character, the offset it came from.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from sitrep.records import Span

__all__ = ["Folded", "fold", "same_text", "trim"]

#: typographic characters and the plain ones that stand for them in comparisons
_PLAIN = {
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‛": "'",
    "′": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "″": '"',
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "…": "...",
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u200b": "",
    "\u00ad": "",
    "\ufeff": "",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A comparison form of a text: ``origin[i]`` is where character ``i`` came from."""

    text: str
    origin: tuple[int, ...]
    source_length: int

    def source_span(self, start: int, end: int) -> Span:
        """The span of the source text that folded characters ``[start, end)`` stand for."""
        if start >= end:
            at = self.origin[start] if start < len(self.origin) else self.source_length
            return Span(at, at)
        return Span(self.origin[start], self.origin[end - 1] + 1)


@lru_cache(maxsize=4096)
def _folded(char: str) -> tuple[bool, str]:
    """Whether a character is white space, and what it is folded to."""
    plain = _PLAIN.get(char, char)
    lowered = unicodedata.normalize("NFKD", plain).lower()
    return plain.isspace(), "".join(c for c in lowered if not unicodedata.combining(c))


def fold(text: str) -> Folded:
    """The text in lower case, plain quotes and dashes, accents off, runs of space as one.

    Args:
        text: any text; offsets are code points.

    Returns:
        The folded text with the offset of each of its characters in ``text``.
    """
    out: list[str] = []
    origin: list[int] = []
    spaced = True
    for at, char in enumerate(text):
        space, pieces = _folded(char)
        if space:
            if not spaced:
                out.append(" ")
                origin.append(at)
                spaced = True
            continue
        for piece in pieces:
            out.append(piece)
            origin.append(at)
            spaced = False
    return Folded("".join(out), tuple(origin), len(text))


def trim(text: str, start: int, end: int) -> Span:
    """The span ``[start, end)`` without the white space at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def same_text(a: str, b: str) -> bool:
    """True when two strings differ at most in quotes, dashes, case, spaces and end stop."""
    return fold(a).text.strip(" .") == fold(b).text.strip(" .")
