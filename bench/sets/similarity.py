"""How alike two articles are, as people judge it: SemEval-2022 task 8, English pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from bench.rows import Row
from bench.texts import FEATURES, compare, rarities, text_of
from bench.weights import linear

__all__ = ["USED", "predict"]

#: the features of a pair that count here
USED = ("opening", "special", "places", "sentences", "passages")


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """One score a pair, from the two texts alone.

    Args:
        rows: pairs with ``id``, ``text_a`` and ``text_b``.

    Returns:
        Rows ``{"id", "score"}`` from 0 (unrelated) to 1 (one story).
    """
    kept = list(rows)
    texts = [
        text_of({"id": f"{row['id']} {side}", "text": row[f"text_{side}"]})
        for row in kept
        for side in ("a", "b")
    ]
    rarity = rarities(texts)
    for at, row in enumerate(kept):
        features = compare(texts[2 * at], texts[2 * at + 1], rarity)
        used = features[[FEATURES.index(name) for name in USED]]
        score = 1 / (1 + np.exp(-linear("similarity", USED, used[None, :])[0]))
        yield {"id": row["id"], "score": round(float(score), 4)}
