"""Predictions for PolNeAR, in the form of its scorer; gold labels are not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sitrep.analysis.analyse import analyse
from sitrep.analysis.model import LanguageModel
from sitrep.records import Attribution, Report
from sitrep.settings import DEFAULT

__all__ = ["as_row", "attributions_of", "predict"]

_TAGGER: list[LanguageModel] = []


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One prediction an article, from its text alone.

    Args:
        rows: articles with ``id`` and ``text``.

    Returns:
        Rows ``{"id", "attributions": [{"source", "cue", "content"}]}``, each part a list of
        ``[start, end)`` character offsets.
    """
    for row in rows:
        yield {"id": row["id"], "attributions": attributions_of(row["id"], row["text"])}


def attributions_of(identity: str, text: str) -> list[dict[str, list[list[int]]]]:
    """The attributions that the shipped stages find in a text, as rows."""
    if not _TAGGER:
        _TAGGER.append(LanguageModel())
    analysis, _ = analyse(Report(identity, text), DEFAULT, tagger=_TAGGER[0])
    return [as_row(one) for one in analysis.attributions]


def as_row(one: Attribution) -> dict[str, list[list[int]]]:
    """An attribution in the scorer's form."""
    return {
        "source": [[one.source_span.start, one.source_span.end]] if one.source_span else [],
        "cue": [[one.cue_span.start, one.cue_span.end]] if one.cue_span else [],
        "content": [[part.start, part.end] for part in one.parts or (one.span,)],
    }
