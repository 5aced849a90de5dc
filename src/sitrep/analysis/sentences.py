"""Sentences: where each begins and ends, and whether it is prose, heading, list or debris."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitrep.analysis.kinds import is_debris, kinds, mostly_debris
from sitrep.analysis.paragraphs import paragraphs
from sitrep.analysis.sentence_ends import CLOSERS, ends
from sitrep.records import Sentence, SentenceKind, Span
from sitrep.text import trim

__all__ = ["split"]

#: longest sentence, characters; longer runs are no sentences (tables, encoded data) and are
#: cut at a space so that what follows stays linear (the longest in EWT and GUM has 1,100)
_LONGEST = 2000

#: stops with the marks that close on them and footnote numbers: '."', '?!)', '.[12]', '. . .'
_STOP = re.compile(rf"(?:\.(?:[ \u00a0]\.){{2,}}|[.!?…‽]+)(?:[{CLOSERS}]|\[\d{{1,3}}\]){{0,40}}")
#: what may follow a stop and still belongs to its sentence: "[12]", "[citation needed]", ":-)"
_TRAILERS = re.compile(
    r"(?:\s{0,2}(?:\[(?:\d{1,3}|[a-z][a-z ]{2,30})\]|[:;=8]['-]?[()DPpO](?![\w(])))+(?=\s|$)"
)
#: the key of a map or picture, run into its text: "1Videos showed …", "2People took …"
_KEY = re.compile(r"(?:(?<=[.!?…] )|(?<=\n)|\A)(\d{1,2})(?=[A-Z][a-z]{2})")
#: a straight mark set off by spaces closes when an odd number of them came before
_SPACED_CLOSER = re.compile(r"\s*(\"|''|”)(?=\s|$)")


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of ``text`` in order, without tokens.

    They never overlap; every visible character lies in one, but for bullets, item numbers and
    the keys of a map. ``paragraph`` counts paragraphs from 0.

    Args:
        text: any text; offsets are code points.
    """
    found = paragraphs(text)
    spans = [_sentences(text, paragraph.start, paragraph.end) for paragraph in found]
    labels = kinds(text, found, [len(inside) for inside in spans])
    keys = _keys(text)
    sentences: list[Sentence] = []
    for index, (inside, kind) in enumerate(zip(spans, labels, strict=True)):
        for span, own in zip(inside, _own_kinds(text, inside, kind), strict=True):
            start = keys.get(span.start, span.start)
            sentences.append(Sentence(start, span.end, own, index))
    return tuple(sentences)


def _keys(text: str) -> dict[int, int]:
    """Where sentences begin with a number run into them, and where that number ends.

    Only numbers that count up from 1 are keys: "7Eleven opened" has none before it.
    """
    found: dict[int, int] = {}
    for key in _KEY.finditer(text):
        if int(key[1]) == len(found) + 1:
            found[key.start()] = key.end()
    return found if len(found) > 1 else {}


def _own_kinds(text: str, inside: Sequence[Span], kind: SentenceKind) -> list[SentenceKind]:
    """The kind of each sentence: calls to subscribe are debris in the middle of prose too."""
    if kind == "debris":
        return [kind] * len(inside)
    marks = [is_debris(span.of(text)) for span in inside]
    if any(marks) and mostly_debris(marks):
        return ["debris"] * len(inside)
    return ["debris" if mark else kind for mark in marks]


def _sentences(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    begun = start
    quotes, counted = 0, start
    for found in _STOP.finditer(text, start, end):
        if found.start() < begun:
            continue
        at = found.end()
        quotes += text.count('"', counted, at)
        if quotes % 2 and text[at - 1] == '"' and text[at : at + 1].isalnum():
            at, quotes = at - 1, quotes - 1  # 'humour."He was', which opens
        counted = at
        notes = _TRAILERS.match(text, at, end)
        at = notes.end() if notes else at
        if quotes % 2:
            closer = _SPACED_CLOSER.match(text, at, end)
            at = closer.end() if closer else at
        if at < end and ends(text, begun, found, at, end):
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
