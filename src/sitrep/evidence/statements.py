"""A text with citations taken apart: what it states, what each statement cites, and the list.

Plain text and Markdown as they are written by people and by Sitrep: marks are ``[1]``,
``[1, 2]`` or ``[^1]``; the list of citations has entries that begin a line with ``[1] `` or
``[^1]: ``. A statement reaches from one group of marks to the next inside a paragraph or item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

__all__ = ["LARGEST", "Document", "Statement", "document"]

#: characters of a text that is checked; a brief of 200 reports has 400,000
LARGEST = 5_000_000

_ENTRY = re.compile(r"(?:\[\^(\d{1,6})\]:|\[(\d{1,6})\])\s+(\S.*)")
_BULLET = re.compile(r"\s{0,8}(?:[-*•+]|\d{1,4}[.)])\s+")
_QUOTED = re.compile(r"\s{0,3}>\s?")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_RULE = re.compile(r"\s*(?:=+|-+|\*{3,}|_{3,})\s*")
_MARKS = re.compile(r"(?:\s?\[(?:\^\d{1,6}|\d{1,6}(?:\s?[,;–-]\s?\d{1,6}){0,50})\])+")
_NUMBERS = re.compile(r"(\d+)(?:\s?[–-]\s?(\d+))?")
#: what Sitrep's renderings set behind a line: its status and count
_BADGE = re.compile(
    r"\s*[\[(*_]{1,3}((?:corroborated|single source|disputed|updated)?(?: · )?"
    r"(?:(?:up to )?\d+(?:–\d+)? independent lines?)?)[\])*_]{1,3}"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w))")
#: the most citations that a range such as [1-40] may stand for
_MOST_RANGE = 200


@dataclass(frozen=True, slots=True)
class Statement:
    """What one stretch of a text says, by which citations, and with what status.

    ``line`` counts the text's lines from 1; ``badge`` is what stands behind the line in a
    rendering ("corroborated · 2–3 independent lines"), "" when nothing does.
    """

    line: int
    text: str
    cites: tuple[int, ...]
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The statements of a text in order, and its list of citations by number."""

    statements: tuple[Statement, ...]
    entries: dict[int, str]


@dataclass(slots=True)
class _Block:
    """A paragraph, item or entry: its first line's number, its words, its number in the list."""

    line: int
    text: str
    entry: int | None = None


def document(text: str) -> Document:
    """A text taken apart; headings and rules state nothing."""
    statements: list[Statement] = []
    entries: dict[int, str] = {}
    for block in _blocks(text):
        if block.entry is None:
            statements += _statements(block)
        else:
            entries.setdefault(block.entry, _plain(block.text))
    return Document(tuple(statements), entries)


def _blocks(text: str) -> Iterator[_Block]:
    block: _Block | None = None
    rows = text.splitlines()
    for at, row in enumerate(rows, 1):
        row = _QUOTED.sub("", row, count=1)
        under = rows[at] if at < len(rows) else ""
        if not row.strip() or _HEADING.match(row) or _RULE.fullmatch(row) or _is_head(row, under):
            if block:
                yield block
            block = None
            continue
        entry = _ENTRY.match(row)
        bullet = _BULLET.match(row)
        if entry or bullet:
            if block:
                yield block
            number = int(entry.group(1) or entry.group(2)) if entry else None
            words = entry.group(3) if entry else row[bullet.end() if bullet else 0 :]
            block = _Block(at, words.strip(), number)
        elif block:
            block.text += " " + row.strip()
        else:
            block = _Block(at, row.strip())
    if block:
        yield block


def _is_head(row: str, under: str) -> bool:
    """True for a line that a row of = or - makes a heading."""
    return len(under.strip()) > 1 and bool(re.fullmatch(r"\s*(=+|-+)\s*", under)) and bool(row)


def _statements(block: _Block) -> Iterator[Statement]:
    begun = 0
    last: Statement | None = None
    for marks in _MARKS.finditer(block.text):
        words = block.text[begun : marks.start()]
        if last:
            yield last
        last = Statement(block.line, _plain(words), tuple(_cited(marks.group())))
        begun = marks.end()
        badge = _BADGE.match(block.text, begun)
        if badge and badge.group(1):
            last = Statement(last.line, last.text, last.cites, badge.group(1))
            begun = badge.end()
    if last:
        yield last
    rest = _plain(block.text[begun:])
    if any(char.isalnum() for char in rest):
        yield Statement(block.line, rest, ())


def _cited(marks: str) -> Iterator[int]:
    for found in _NUMBERS.finditer(marks):
        first = int(found.group(1))
        final = int(found.group(2) or first)
        yield from range(first, min(final, first + _MOST_RANGE) + 1)


def _plain(words: str) -> str:
    """Words without the marks of Markdown, on one line."""
    bare = _ESCAPE.sub(r"\1", _EMPHASIS.sub("", words))
    return " ".join(unescape(bare).split()).strip(" .;,") if bare.strip(" .;,") else ""
