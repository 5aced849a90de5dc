"""Predictions for GUM's attributions, in the form of its scorer; gold labels are not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bench.sets.polnear import attributions_of

__all__ = ["predict"]


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One prediction a document, from its text alone.

    Args:
        rows: documents with ``id`` and ``text``.

    Returns:
        Rows ``{"id", "attributions": [{"source", "cue", "content"}]}``.
    """
    for row in rows:
        yield {"id": row["id"], "attributions": attributions_of(row["id"], row["text"])}
