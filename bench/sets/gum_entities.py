"""Predictions for GUM's entities, in the form of its scorer; gold labels are not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.analysed import analysed
from bench.rows import Row
from sitrep.records import EntityType

__all__ = ["predict"]

TYPES: dict[EntityType, str] = {
    "person": "person",
    "organisation": "organization",
    "government": "organization",
    "place": "place",
    "weapon": "object",
    "event": "event",
    "other": "abstract",
}


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """One prediction a document, from its text alone.

    Args:
        rows: documents with ``id`` and ``text``.

    Returns:
        Rows ``{"id", "entities": [{"start", "end", "type", "named"}]}``: names, and the noun
        phrases and pronouns that were resolved.
    """
    for row in rows:
        found = [
            {
                "start": mention.start,
                "end": mention.end,
                "type": TYPES[entity.type],
                "named": mention.kind == "name",
            }
            for entity in analysed(row)[1].entities
            for mention in entity.mentions
        ]
        yield {"id": row["id"], "entities": sorted(found, key=lambda one: str(one))}
