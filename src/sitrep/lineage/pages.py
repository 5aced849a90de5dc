"""A report made ready for comparison: its prose as words, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from sitrep.records import Analysis, Report, Span
from sitrep.settings import Settings
from sitrep.words import Word, rarity, words_of

__all__ = ["Page", "Unit", "page_of"]

_BREAK = re.compile(r"\n+|(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_MARKED = re.compile(r"“[^“”\n]{2,2000}”|«[^«»\n]{2,2000}»|(?<!\w)\"[^\"\n]{2,2000}\"")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence: its span, its words ``[first, last)`` and its meaning vector, if any."""

    start: int
    end: int
    first: int
    last: int
    vector: bytes = b""


@dataclass(frozen=True)
class Page:
    """The prose of a report.

    ``quoted[i]`` is True for a word inside quotation marks; ``weight[i]`` is the word's
    rarity (0 to 1). ``truncated`` is True when the report is longer than is compared.
    """

    report: Report
    words: tuple[Word, ...]
    quoted: tuple[bool, ...]
    weight: tuple[float, ...]
    units: tuple[Unit, ...]
    truncated: bool = False

    @property
    def prose(self) -> int:
        """Characters from the first to the last letter of each sentence, summed."""
        return sum(unit.end - unit.start for unit in self.units)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word starts."""
        return [word.start for word in self.words]

    @cached_property
    def ends(self) -> list[int]:
        """Where each word ends."""
        return [word.end for word in self.words]

    @cached_property
    def letters(self) -> list[int]:
        """How many characters of words stand before each word, and before the end."""
        return list(accumulate((word.end - word.start for word in self.words), initial=0))

    def span(self, first: int, last: int) -> Span:
        """The characters of the words ``[first, last)``."""
        return Span(self.words[first].start, self.words[last - 1].end)


def page_of(report: Report, analysis: Analysis | None, settings: Settings) -> Page:
    """The report's prose as words with sentence bounds.

    Args:
        report: the report.
        analysis: its sentences and quotations; without sentences the text is cut at stops
            and line ends.
        settings: ``lineage_most_words``, ``lineage_most_sentences``.
    """
    spans = list(_prose(report.text, analysis))
    marks = _quoted_spans(report.text, analysis)
    words: list[Word] = []
    units: list[Unit] = []
    truncated = False
    for span, vector in spans:
        if len(words) >= settings.lineage_most_words:
            truncated = True
            break
        if len(units) >= settings.lineage_most_sentences:
            truncated = True
            break
        found = words_of(report.text, span.start, span.end)
        found = found[: settings.lineage_most_words - len(words)]
        if found:
            first = len(words)
            words.extend(found)
            units.append(Unit(span.start, span.end, first, len(words), vector))
    starts = [mark.start for mark in marks]
    return Page(
        report,
        tuple(words),
        tuple(_inside(word.start, marks, starts) for word in words),
        tuple(rarity(word.stem) for word in words),
        tuple(units),
        truncated,
    )


def _prose(text: str, analysis: Analysis | None) -> Iterator[tuple[Span, bytes]]:
    """Spans of sentences that are prose (of all, where none is), with their vectors."""
    if analysis is not None and analysis.sentences:
        told = [s for s in analysis.sentences if s.kind in ("prose", "list")]
        for sentence in told or analysis.sentences:
            yield sentence.span, sentence.vector
        return
    start = 0
    for match in _BREAK.finditer(text):
        yield Span(start, match.start()), b""
        start = match.end()
    yield Span(start, len(text)), b""


def _quoted_spans(text: str, analysis: Analysis | None) -> list[Span]:
    """Stretches inside quotation marks, in order, not overlapping."""
    spans = [Span(match.start(), match.end()) for match in _MARKED.finditer(text)]
    if analysis is not None:
        spans.extend(quote.span for quote in analysis.quotes)
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _inside(at: int, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    before = bisect_right(starts, at) - 1
    return before >= 0 and at < spans[before].end
