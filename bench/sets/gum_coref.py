"""Predictions for GUM's coreference, in the form of its scorer; gold labels are not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.analysed import analysed
from bench.rows import Row

__all__ = ["predict"]


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """One prediction a document, from its text alone.

    Args:
        rows: documents with ``id`` and ``text``.

    Returns:
        Rows ``{"id", "chains": [[[start, end], …]]}``, one chain an entity.
    """
    for row in rows:
        entities = analysed(row)[1].entities
        yield {
            "id": row["id"],
            "chains": [[[m.start, m.end] for m in entity.mentions] for entity in entities],
        }
