"""The measures of the sets, as the public scorers define them; values in per cent.

Clusterings are mappings from an item to a label; an item without a prediction is alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

__all__ = [
    "auc",
    "balanced_accuracy",
    "bcubed",
    "ceafe",
    "conll",
    "f1",
    "interval",
    "macro_f1",
    "muc",
    "pairwise",
    "pearson",
]

Clusters = Mapping[str, Hashable]


def f1(hits: float, predicted: float, gold: float, found: float | None = None) -> float:
    """F1 of ``hits`` among ``predicted`` and ``found`` (``hits`` if left out) among ``gold``."""
    precision = hits / predicted if predicted else 0.0
    recall = (hits if found is None else found) / gold if gold else 0.0
    return 100 * _harmonic(precision, recall)


def macro_f1(pairs: Sequence[tuple[object, object]]) -> float:
    """Mean F1 of the labels that stand in the gold (first of each pair)."""
    values = []
    for label in sorted({str(gold) for gold, _ in pairs}):
        hits = sum(str(g) == label == str(p) for g, p in pairs)
        predicted = sum(str(p) == label for _, p in pairs)
        values.append(f1(hits, predicted, sum(str(g) == label for g, _ in pairs)))
    return sum(values) / len(values) if values else 0.0


def auc(labels: Sequence[int], scores: Sequence[float]) -> float:
    """Area under the ROC curve; ties count one half."""
    positive = sum(labels)
    negative = len(labels) - positive
    if not positive or not negative:
        return float("nan")
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    above = float(ranks[np.asarray(labels) == 1].sum()) - positive * (positive + 1) / 2
    return 100 * above / (positive * negative)


def balanced_accuracy(pairs: Sequence[tuple[int, int]]) -> float:
    """Mean of the shares of ones and of zeros that are told right (gold, guess)."""
    ones = [guess == 1 for gold, guess in pairs if gold == 1]
    zeros = [guess == 0 for gold, guess in pairs if gold == 0]
    if not ones or not zeros:
        return float("nan")
    return 50 * (sum(ones) / len(ones) + sum(zeros) / len(zeros))


def pearson(one: ArrayLike, other: ArrayLike) -> float:
    """Pearson's r times 100; 0 when either does not vary."""
    first, second = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    if len(first) < 2 or not first.std() or not second.std():
        return 0.0
    return float(100 * np.corrcoef(first, second)[0, 1])


def bcubed(gold: Clusters, guess: Clusters) -> float:
    """BCubed F1."""
    guess = _aligned(gold, guess)
    golds, guesses, both = _counts(gold, guess)
    precision = sum(n * n / guesses[p] for (_, p), n in both.items()) / len(gold)
    recall = sum(n * n / golds[g] for (g, _), n in both.items()) / len(gold)
    return 100 * _harmonic(precision, recall)


def pairwise(gold: Clusters, guess: Clusters) -> float:
    """F1 of pairs of items that stand together."""
    guess = _aligned(gold, guess)
    golds, guesses, both = _counts(gold, guess)
    return f1(_pairs(both), _pairs(guesses), _pairs(golds))


def muc(gold: Clusters, guess: Clusters) -> float:
    """MUC F1 (Vilain et al. 1995)."""
    guess = _aligned(gold, guess)
    golds, guesses, both = _counts(gold, guess)

    def side(sizes: Counter[Hashable], place: int) -> float:
        parts = Counter(pair[place] for pair in both)
        links = sum(n - 1 for n in sizes.values())
        return sum(n - parts[c] for c, n in sizes.items()) / links if links else 0.0

    return 100 * _harmonic(side(guesses, 1), side(golds, 0))


def ceafe(gold: Clusters, guess: Clusters) -> float:
    """CEAF F1 with the likeness of entities phi4 (Luo 2005)."""
    from scipy.optimize import linear_sum_assignment
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    guess = _aligned(gold, guess)
    golds, guesses, both = _counts(gold, guess)
    row = {label: at for at, label in enumerate(golds)}
    column = {label: at + len(row) for at, label in enumerate(guesses)}
    edges = [(row[g], column[p], 2 * n / (golds[g] + guesses[p])) for (g, p), n in both.items()]
    size = len(row) + len(column)
    ones, others, values = (np.array(part) for part in zip(*edges, strict=True))
    _, part_of = connected_components(
        coo_array((values, (ones, others)), shape=(size, size)), directed=False
    )
    total = 0.0
    grouped: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for edge in edges:
        grouped[int(part_of[edge[0]])].append(edge)
    for members in grouped.values():
        left = {a: at for at, a in enumerate(sorted({a for a, _, _ in members}))}
        right = {b: at for at, b in enumerate(sorted({b for _, b, _ in members}))}
        table = np.zeros((len(left), len(right)))
        for a, b, value in members:
            table[left[a], right[b]] = value
        total += float(table[linear_sum_assignment(table, maximize=True)].sum())
    return 100 * _harmonic(total / len(guesses), total / len(golds))


def conll(gold: Clusters, guess: Clusters) -> float:
    """The mean of MUC, BCubed and CEAFe F1."""
    return (muc(gold, guess) + bcubed(gold, guess) + ceafe(gold, guess)) / 3


def interval(
    count: int,
    figures: Callable[[Sequence[int]], Mapping[str, float]],
    seed: int,
    draws: int = 200,
    centre: Mapping[str, float] | None = None,
) -> dict[str, tuple[float, float]]:
    """The 95 % bootstrap intervals of figures over documents.

    Args:
        count: how many documents there are.
        figures: the figures over documents given by their places (with repetition).
        seed: of the draws.
        draws: how many samples are drawn.
        centre: figures that the mean of the draws is shifted to. Groupings need it: a sample
            of stories holds few of those that were wrongly joined, so that draws flatter.
    """
    chance = np.random.default_rng(seed)
    values: dict[str, list[float]] = defaultdict(list)
    for _ in range(draws):
        for name, value in figures(chance.integers(0, count, count).tolist()).items():
            if value == value:  # not a number when a sample holds one class only
                values[name].append(value)
    found = {}
    for name, kept in values.items():
        shift = centre[name] - float(np.mean(kept)) if centre else 0.0
        low, high = np.percentile(kept, [2.5, 97.5]) + shift
        found[name] = (float(max(0.0, low)), float(min(100.0, high) if shift else high))
    return found


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _aligned(gold: Clusters, guess: Clusters) -> Clusters:
    return {item: guess.get(item, ("alone", item)) for item in gold}


def _counts(
    gold: Clusters, guess: Clusters
) -> tuple[Counter[Hashable], Counter[Hashable], Counter[tuple[Hashable, Hashable]]]:
    both = Counter((gold[item], guess[item]) for item in gold)
    return Counter(gold.values()), Counter(guess.values()), both


def _pairs(counts: Counter[Any]) -> float:
    return sum(n * (n - 1) / 2 for n in counts.values())
