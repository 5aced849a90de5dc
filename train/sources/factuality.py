"""Factuality scores of predicates (UDS It-Happened), laid on treebank sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from train.example import Example
from train.sources.files import rows


def with_factuality(examples: Iterable[Example], path: Path) -> Iterator[Example]:
    """The same sentences, scored where a row of the file has exactly their words."""
    scores: dict[str, dict[int, float]] = {}
    for row in rows(path):
        # A score belongs to the last word of its target: the head of "did happen".
        scores[row["text"]] = {t["tokens"][1] - 1: float(t["score"]) for t in row["targets"]}
    for example in examples:
        example.factuality = scores.get(" ".join(example.words), {})
        yield example
