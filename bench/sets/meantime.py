"""Predictions for MEANTIME: times, values, entities and events of each article.

Participants and links between events are not predicted: the package names the parties of a
claim, not the PropBank roles of every event mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bench.analysed import analysed
from bench.rows import Row
from bench.sets.meantime_events import events_of
from bench.sets.times import predict as times_of
from sitrep.records import Analysis, EntityType, Quantity, Report

__all__ = ["predict"]

TYPES: dict[EntityType, str] = {
    "person": "PER",
    "organisation": "ORG",
    "government": "ORG",
    "place": "LOC",
    "weapon": "PRO",
}


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """One prediction an article, from its text and its day alone.

    Args:
        rows: articles with ``id``, ``text`` (one sentence a line) and ``dct``.

    Returns:
        Rows ``{"id", "timex", "values", "entities", "events"}``.
    """
    for row in rows:
        report, analysis = analysed(row)
        (times,) = times_of([row])
        yield {
            "id": row["id"],
            "timex": times["timex"],
            "values": [_value(report, one) for one in analysis.quantities],
            "entities": list(_entities(analysis)),
            "events": events_of(analysis.sentences),
        }


def _value(report: Report, one: Quantity) -> Row:
    """A quantity as a value; the points of an index are a unit there, and part of the span."""
    points = re.match(r" points\b", report.text[one.end : one.end + 8])
    return {
        "start": one.start,
        "end": one.end + (len(points[0]) if points else 0),
        "type": _kind(one),
    }


def _kind(one: Quantity) -> str:
    if one.unit in ("%", "percent", "per cent"):
        return "PERCENT"
    money = re.match(r"[A-Z]{3}\b", one.unit_si or "")
    return "MONEY" if money else "QUANTITY"


def _entities(analysis: Analysis) -> Iterator[Row]:
    for entity in analysis.entities:
        kind = TYPES.get(entity.type)
        if kind:
            for mention in entity.mentions:
                yield {"start": mention.start, "end": mention.end, "type": kind}
