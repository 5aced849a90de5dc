"""Made reports as lineage sees them, with or without sentence vectors."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bench.derivations.documents import Document, rendered
from sitrep.lineage.features import Prepared, prepare
from sitrep.lineage.pages import page_of
from sitrep.lineage.sentences import sheet_of
from sitrep.records import Analysis, Report
from sitrep.settings import DEFAULT

if TYPE_CHECKING:
    from sitrep.protocols import Tagger

__all__ = ["analysed", "prepared", "report_of"]


def report_of(document: Document) -> Report:
    """The document as a report, its date left to the caller."""
    text, _ = rendered(document)
    return Report(
        document.id,
        text,
        title=document.title or None,
        publisher=document.publisher or None,
        byline=document.byline or None,
    )


def prepared(document: Document, *, vectors: bool) -> Prepared:
    """The document ready for comparison."""
    report = report_of(document)
    page = page_of(report, analysed(report) if vectors else None, DEFAULT)
    return prepare(page, sheet_of(page))


def analysed(report: Report) -> Analysis:
    """The report's sentences with their vectors: all that lineage asks of an analysis."""
    from sitrep.analysis.sentences import split
    from sitrep.analysis.tokens import words

    sentences = split(report.text)
    tagged = _tagger().tag(report.text, [words(report.text, s.start, s.end) for s in sentences])
    return Analysis(
        report.id,
        sentences=tuple(
            replace(sentence, vector=one.vector)
            for sentence, one in zip(sentences, tagged, strict=True)
        ),
    )


@cache
def _tagger() -> Tagger:
    from sitrep.analysis.model import LanguageModel

    return LanguageModel()
