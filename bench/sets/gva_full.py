"""Story predictions for all documents of SemEval-2018 task 5."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bench.sets.stories import story_labels

__all__ = ["predict"]


def predict(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One row ``{"id", "story"}`` a document; gold labels are not read."""
    return story_labels(rows, dates=True)
