"""Sentences: where each begins and ends, and whether it is prose, heading, list or debris."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from sitrep.analysis.kinds import is_debris, kinds
from sitrep.analysis.paragraphs import paragraphs
from sitrep.records import Sentence, SentenceKind, Span
from sitrep.text import trim

__all__ = ["split"]

#: longest sentence, characters; longer runs are no sentences (tables, encoded data) and are
#: cut at a space so that what follows stays linear (the longest in EWT and GUM has 1,100)
_LONGEST = 2000

_CLOSERS = "\"'”’»›)\\]}"
#: stops with the marks that close on them and footnote numbers: '."', '?!)', '.[12]', '. . .'
_STOP = re.compile(rf"(?:\.(?:[ \u00a0]\.){{2,}}|[.!?…‽]+)(?:[{_CLOSERS}]|\[\d{{1,3}}\]){{0,40}}")
_SPACE = re.compile(r"\s*")
_FOOTNOTES = re.compile(r"(?:\s?\[\d{1,3}\])+(?=\s|$)")
#: a straight mark set off by spaces closes when an odd number of them came before
_SPACED_CLOSER = re.compile(r"\s*(\"|''|”)(?=\s|$)")
_OPENERS = "\"'“‘«‹„([{*_¿¡•"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LEFT = re.compile(r"[^\s\"“”‘«»(\[{<>/—–]{1,40}$")
_INITIAL = re.compile(r"[A-Z]")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_NUMBER = re.compile(r"[#§]?\d{1,3}|[ivxIVX]{1,4}")
_GLUED = re.compile(r"[\"“‘']?(?:[A-Z][a-z’']|[AI]\s|[A-Z][A-Z.])")
_ADDRESS = re.compile(r"(?i)(?:https?:|www\.|@|\.(?:com|org|net|gov|co|io|html?|php)\b)\S*$")
_CREDIT = re.compile(r"\s*[-–—―]\s*[\"(]?[A-Z]")


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` in order, without tokens.

    They never overlap; every visible character lies in one, but for bullets and item
    numbers. ``paragraph`` counts paragraphs from 0.

    Args:
        text: any text; offsets are code points.
    """
    found = paragraphs(text)
    spans = [_sentences(text, paragraph.start, paragraph.end) for paragraph in found]
    return tuple(
        Sentence(span.start, span.end, _kind(text, span, kind), index)
        for index, (inside, kind) in enumerate(zip(spans, kinds(text, found), strict=True))
        for span in inside
    )


def _kind(text: str, span: Span, kind: SentenceKind) -> SentenceKind:
    """Calls to share or subscribe are debris in the middle of prose too."""
    return "debris" if kind != "debris" and is_debris(span.of(text)) else kind


@cache
def _words() -> dict[str, frozenset[str]]:
    table = files("sitrep.data").joinpath("abbreviations.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(table).items()}


def _sentences(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    begun = start
    quotes, counted = 0, start
    for found in _STOP.finditer(text, start, end):
        if found.start() < begun:
            continue
        at = found.end()
        quotes += text.count('"', counted, at)
        counted = at
        notes = _FOOTNOTES.match(text, at, end)
        at = notes.end() if notes else at
        if quotes % 2:
            closer = _SPACED_CLOSER.match(text, at, end)
            at = closer.end() if closer else at
        if at < end and _ends(text, begun, found, at, end):
            spans.append(trim(text, begun, at))
            begun = trim(text, at, end).start
    spans.append(Span(begun, end))
    return [piece for span in spans for piece in _bounded(text, span)]


def _bounded(text: str, span: Span) -> list[Span]:
    pieces = []
    start = span.start
    while span.end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        pieces.append(trim(text, start, cut))
        start = trim(text, cut, span.end).start
    pieces.append(Span(start, span.end))
    return [piece for piece in pieces if len(piece)]


def _ends(text: str, begun: int, stop: re.Match[str], at: int, end: int) -> bool:
    """True when a sentence ends with the stop that is over at ``at`` (paragraph to ``end``)."""
    left_found = _LEFT.search(text, max(begun, stop.start() - 40), stop.start())
    left = left_found.group() if left_found else ""
    marks = stop.group()
    gap = _SPACE.match(text, at, end)
    after = gap.end() if gap else at
    if after == at:
        return _ends_glued(text, left, stop, at, end)
    closed_quote = bool(re.search("[\"'”’»]", text[stop.start() : at]))
    if closed_quote and _CREDIT.match(text, at, end):
        return False
    opened = after
    while opened < end and opened - after < 8 and text[opened] in _OPENERS:
        opened += 1
    word_found = _WORD.match(text, opened, min(end, opened + 40))
    word = word_found.group() if word_found else ""
    if not left and begun == stop.start() and not closed_quote:
        return False
    if word and word[0].islower():
        return _ends_before_small(left, marks, closed_quote, opened > after)
    if marks[0] in "!?‽":
        return _ends_shouted(text, marks, closed_quote, after, end)
    if marks.startswith(("..", "…", ". ")):
        return True
    return _ends_with_stop(text, begun, left, marks, word, text[opened : opened + 1], stop)


def _ends_glued(text: str, left: str, stop: re.Match[str], at: int, end: int) -> bool:
    """'war.The' is two sentences; 'Node.js', 'U.S.The' and addresses are none."""
    if len(left) < 3 or "." in left or not (left[-1].islower() or left[-1].isdigit()):
        return False
    if not _GLUED.match(text, at, end) or _ADDRESS.search(text[stop.start() - len(left) : at + 30]):
        return False
    return left[-1].islower() or not stop.group().startswith(".") or text[at].isupper()


def _ends_before_small(left: str, marks: str, closed_quote: bool, opened: bool) -> bool:
    """A small letter follows: only careless writing ends a sentence there."""
    if closed_quote or (marks[0] in ".…" and len(marks.rstrip(_CLOSERS)) > 1):
        return False
    plain = (left.isalpha() and left.islower() and len(left) > 2) or left.endswith(
        tuple("0123456789")
    )
    known = any(left in _words()[group] for group in ("title", "number", "calendar", "after"))
    return (opened or plain) and not known and "." not in left


def _ends_shouted(text: str, marks: str, closed_quote: bool, after: int, end: int) -> bool:
    """'"Why?" Haddad asked.' goes on; '"Why?" Haddad left.' does not."""
    if marks.endswith(("!)", "?)")) and len(marks) == 2:
        return True
    if not closed_quote:
        return True
    words = re.findall(r"[^\s]+", text[after : min(end, after + 60)])[:5]
    for word in words:
        if word.strip(",.").lower() in _words()["tags"]:
            return False
        if word.endswith((".", "?", "!", ",")) and len(word) > 3:
            break
    return True


def _ends_with_stop(
    text: str, begun: int, left: str, marks: str, word: str, first: str, stop: re.Match[str]
) -> bool:
    """A full stop before a capital, a number or a sign."""
    table = _words()
    short = left.lower().lstrip("'‘’")
    opener = word.lower() in table["openers"] and bool(word) and word[0].isupper()
    number = first.isdigit()
    if marks != ".":
        return True
    if number and (short in table["number"] or short in table["calendar"]):
        return False
    if short in table["title"]:
        return False
    if (short in table["calendar"] and left[0].isupper()) or short in table["after"]:
        return opener
    if _DOTTED.fullmatch(left) or _INITIAL.fullmatch(left):
        return opener
    begins = trim(text, begun, stop.start()).start == stop.start() - len(left)
    return not (begins and _NUMBER.fullmatch(left))
