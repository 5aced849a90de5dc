"""Lexemes of a stretch of text: words, digit strings, marks and spaces, each with its place.

The grammars of numbers, times and quantities read these, so that they work on any text,
with or without a parse. One pass of one regular expression: linear in the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Lexeme", "digits_value", "lex"]

# Digits with their separators; words without marks inside, so that "today's" is a word, a mark
# and a letter; dotted letters ("p.m.", "U.S.") as one word; a blank line ends what stands before.
_LEX = re.compile(
    r"(?P<s>\s+)"
    r"|(?P<n>\d+(?:[.,]\d+)*(?:[eE][+-]?\d{1,3}(?![\w.]))?)"
    r"|(?P<q>o['’]clock\b)"
    r"|(?P<a>[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?)"
    r"|(?P<w>[^\W\d_]+)"
    r"|(?P<p>.)",
    re.DOTALL,
)
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}")
_COMMA = re.compile(r"\d+,\d{1,2}|0,\d+")
_PLAIN = re.compile(r"\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
#: longest digit string read as a number; longer ones are codes (account numbers, hashes)
_LONGEST = 24
#: largest number read: nothing that is counted or measured is larger ("1e400" is a code)
_LARGEST = 1e100


class Lexeme(NamedTuple):
    """One piece of text.

    ``kind``: "w" word, "n" digits, "x" digits that are no number (1.2.3.4), "s" space,
    "b" blank line, "p" mark; after the number grammar also "N" cardinal, "O" ordinal,
    "F" fraction, "V" vague ("dozens"). ``word`` is the text in lower case with plain
    apostrophes and dashes. ``low``/``high`` are the bounds of a number.
    """

    start: int
    end: int
    kind: str
    word: str
    low: float = 0.0
    high: float = 0.0


def digits_value(text: str) -> float | None:
    """The number that a string of digits and separators stands for, ``None`` for a code.

    English, Indian and European grouping are read where only one reading is possible;
    "1.234" is the English decimal.
    """
    if len(text) > _LONGEST:
        return None
    if _PLAIN.fullmatch(text):
        value = float(text)
        return value if value <= _LARGEST else None
    if _ENGLISH.fullmatch(text) or _INDIAN.fullmatch(text):
        return float(text.replace(",", ""))
    if _EUROPEAN.fullmatch(text):
        return float(text.replace(".", "").replace(",", "."))
    if _COMMA.fullmatch(text):
        return float(text.replace(",", "."))
    return None


def lex(text: str, start: int, end: int) -> list[Lexeme]:
    """The lexemes of ``text[start:end]`` in order, without gaps.

    Args:
        text: the report's text.
        start: first code point.
        end: code point after the last.

    Returns:
        Lexemes with offsets into ``text``.
    """
    out: list[Lexeme] = []
    add, make = out.append, tuple.__new__
    for match in _LEX.finditer(text, start, end):
        kind = match.lastgroup
        piece = match.group()
        first, last = match.span()
        if kind == "s":
            blank = "b" if piece.count("\n") > 1 else "s"
            add(make(Lexeme, (first, last, blank, " ", 0.0, 0.0)))
        elif kind == "w":
            add(make(Lexeme, (first, last, "w", piece.lower(), 0.0, 0.0)))
        elif kind == "p":
            add(make(Lexeme, (first, last, "p", _MARKS.get(piece, piece), 0.0, 0.0)))
        elif kind == "n":
            out.extend(_digits(piece, first, last))
        else:
            add(make(Lexeme, (first, last, "w", piece.lower().replace("’", "'"), 0.0, 0.0)))
    return out


_MARKS = {"’": "'", "‘": "'", "–": "-", "—": "--", "−": "-", "‐": "-", "‑": "-", "‒": "-"}


def _digits(piece: str, start: int, end: int) -> list[Lexeme]:
    """The digit string as one number, a list of numbers, or a code."""
    value = digits_value(piece)
    if value is not None:
        return [Lexeme(start, end, "n", piece, value, value)]
    parts = piece.split(",")
    values = [digits_value(part) for part in parts]
    if len(parts) == 1 or None in values:
        return [Lexeme(start, end, "x", piece)]
    out: list[Lexeme] = []
    for part, number in zip(parts, values, strict=True):
        if out:
            out.append(Lexeme(start, start + 1, "p", ","))
            start += 1
        out.append(Lexeme(start, start + len(part), "n", part, number or 0.0, number or 0.0))
        start += len(part)
    return out
