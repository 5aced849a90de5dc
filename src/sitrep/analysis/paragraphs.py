"""Paragraphs of a text as it is on the web: lines, joined again where they were hard-wrapped.

A newline ends a paragraph unless the text was broken to a fixed width; a blank line always
ends one. Bullets and item numbers stand outside the paragraph they introduce.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from sitrep.text import trim

__all__ = ["Paragraph", "paragraphs"]

#: line ends: CR LF as one, and the other characters that Unicode breaks lines at
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
#: a bullet, an item number that is not the start of a decimal, or a mark of Markdown for
#: headings and quotations: "•", "- ", "1. ", "(b) ", "## ", "> "
_MARKER = re.compile(
    r"[•◦▪▫●○■□►▶‣⁃∙·➤➢✓✔★☆]+[ \t\u00a0]*(?=\S)|(?:[-–—*+]|#{1,6})[ \t\u00a0]+(?=\S)"
    r"|(?:>[ \t\u00a0]*){1,8}(?=\S)"
    r"|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)][ \t\u00a0]+(?=\S)|\[\d{1,3}\][ \t\u00a0]+(?=\S)"
)
#: a dash that opens a line names the speaker of the quotation above it, as in
#: '"..."' / '- Foreign Minister X'
_CREDIT = re.compile(r"[-–—―][ \t\u00a0]*(?=[A-Z])")
_CLOSED_QUOTE = re.compile(r"[\"”»’']$")

#: widths between which text is hard-wrapped: mail and terminals break at 60 to 100 columns
_NARROWEST, _WIDEST = 45, 120
#: room on a line of a text that was not broken: any word fits
_ENDLESS = 1_000_000
#: part of the inner lines of a wrapped text that are full (the next word did not fit)
_FULL = 0.6
#: part of the inner lines that may begin with a capital; in prose one word in six does
_CAPITALS = 0.6


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph ``[start, end)`` without edge space and marker.

    ``marker`` is the bullet or number before it ("" for none); ``after_blank`` is True when
    a blank line, or nothing, stands before it.
    """

    start: int
    end: int
    marker: str = ""
    after_blank: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    after_blank: bool


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of ``text`` in order; every visible character is in one or in a marker.

    Args:
        text: any text; offsets are code points.
    """
    lines = _lines(text)
    width = _wrap_width(text, lines)
    out: list[Paragraph] = []
    room = _ENDLESS
    for line in lines:
        marker = _marker(text, line)
        start = trim(text, line.start + len(marker), line.end).start
        if out and _continues(text, out[-1], line, marker, room):
            out[-1] = Paragraph(out[-1].start, line.end, out[-1].marker, out[-1].after_blank)
        else:
            out.append(Paragraph(start, line.end, marker.strip(), line.after_blank))
        room = width - (line.end - line.start) if width else _ENDLESS
    return tuple(out)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    last = 0
    for found in _LINE.finditer(text):
        span = trim(text, found.start(), found.end())
        if span.start == span.end:
            continue
        gap = text[last : span.start]
        lines.append(_Line(span.start, span.end, not lines or len(_BREAK.findall(gap)) > 1))
        last = span.end
    return lines


def _marker(text: str, line: _Line) -> str:
    found = _MARKER.match(text, line.start, min(line.end, line.start + 40))
    return found.group() if found and found.end() < line.end else ""


def _wrap_width(text: str, lines: list[_Line]) -> int:
    """The column that the text was broken at, 0 when it was not.

    Of the line pairs inside blocks, most must be such that the next line's first word
    would not have fitted, and enough lines must go on with a small letter. Lists of
    headlines have ragged ends and begin with capitals.
    """
    inner = [
        (line.end - line.start, _first_word(text, after), text[after.start].isupper())
        for line, after in pairwise(lines)
        if not after.after_blank and not _marker(text, after)
    ]
    if not inner or sum(upper for *_, upper in inner) > _CAPITALS * len(inner):
        return 0
    width = sorted(length for length, *_ in inner)[round(0.98 * (len(inner) - 1))]
    full = sum(length + 1 + word > width for length, word, _ in inner)
    return width if _NARROWEST <= width <= _WIDEST and full >= _FULL * len(inner) else 0


def _first_word(text: str, line: _Line) -> int:
    end = line.start
    while end < line.end and end - line.start < _WIDEST and not text[end].isspace():
        end += 1
    return end - line.start


def _continues(text: str, before: Paragraph, line: _Line, marker: str, room: int) -> bool:
    """True when ``line`` goes on with the paragraph ``before`` it.

    ``room`` is what the line above left free of the width that the text was broken at; a
    paragraph goes on when the next word would not have fitted.
    """
    if line.after_blank:
        return False
    if _CREDIT.match(text, line.start) and _CLOSED_QUOTE.search(text[before.end - 1 : before.end]):
        return True
    return not marker and room < 1 + _first_word(text, line)
