"""Predictions for re3d's entities, in the form of its scorer; gold labels are not read.

Relations are not predicted: the package has none of the set's eleven types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bench.analysed import analysed
from bench.rows import Row
from sitrep.data import gazetteer
from sitrep.records import Analysis, EntityType, Report

__all__ = ["predict"]

TYPES: dict[EntityType, str] = {
    "person": "Person",
    "organisation": "Organisation",
    "government": "Organisation",
    "place": "Location",
    "weapon": "Weapon",
}


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """One prediction a document, from its text alone.

    Args:
        rows: documents with ``id`` and ``text``.

    Returns:
        Rows ``{"id", "entities": [{"start", "end", "type"}], "relations": []}``.
    """
    for row in rows:
        report, analysis = analysed(row)
        found = {
            *_entities(report, analysis),
            *_nationalities(report, analysis),
            *_times(analysis),
        }
        entities: list[dict[str, Any]] = [
            {"start": start, "end": end, "type": sort} for start, end, sort in sorted(found)
        ]
        yield {"id": row["id"], "entities": entities, "relations": []}


def _entities(report: Report, analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    for entity in analysis.entities:
        if entity.type not in TYPES:
            continue
        for mention in entity.mentions:
            sort = TYPES[entity.type]
            entry = gazetteer.known().get(report.text[mention.start : mention.end])
            if entry is not None and entry.kind in ("country", "capital"):
                sort = "Location"
            if mention.kind != "pronoun":
                yield mention.start, mention.end, sort


def _nationalities(report: Report, analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    """The set marks "Iraqi" and the like as names of their own."""
    for sentence in analysis.sentences:
        for token in sentence.tokens:
            if gazetteer.adjectives().get(report.text[token.start : token.end]):
                yield token.start, token.end, "Nationality"


def _times(analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    for time in analysis.times:
        yield time.start, time.end, "Temporal"
