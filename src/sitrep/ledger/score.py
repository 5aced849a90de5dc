"""How surely two claims speak of the same point, for all pairs of a story at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitrep.ledger.features import Features

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = ["FEATURES", "Pair", "Weights", "merged", "pair_table", "score_pairs"]

#: pairs whose words' cosine is lower are not scored: two sentences that share no content word
#: at all cannot be told from chance
LEAST_WORDS = 0.08
#: rows of the vector product taken at once, to bound memory
BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a logistic model over the features of a pair of claims.

    Source: ``python -m bench.alignment`` on ECB+ (``bench/results/alignment.json``).
    """

    bias: float = -2.60
    words: float = 3.69
    held: float = 3.23
    clash: float = -0.96
    acts: float = 1.03
    verbs: float = 1.23
    leads: float = 1.18


#: the features of a pair, in the order of the columns of :func:`pair_table`
FEATURES = ("words", "held", "clash", "acts", "verbs", "leads")
WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims by their places in the list of features (``a < b``), and a probability."""

    a: int
    b: int
    probability: float


def score_pairs(
    features: Sequence[Features],
    least: float,
    weights: Weights = WEIGHTS,
) -> list[Pair]:
    """Every pair of claims that speaks of the same point with probability >= ``least``.

    Args:
        features: of all claims of a story.
        least: lowest probability kept, 0 to 1.
        weights: of the logistic model.

    Returns:
        Pairs sorted by their places.
    """
    import numpy as np

    slopes = np.array([getattr(weights, name) for name in FEATURES])
    found: list[Pair] = []
    for a, b, values in pair_table(features):
        probability = 1 / (1 + np.exp(-(weights.bias + values @ slopes)))
        found.extend(
            Pair(int(a[i]), int(b[i]), float(probability[i]))
            for i in np.flatnonzero(probability >= least)
        )
    return sorted(found, key=lambda pair: (pair.a, pair.b))


def merged(first: Iterable[Pair], second: Iterable[Pair]) -> list[Pair]:
    """Both lists as one; a pair in both has the higher probability."""
    best: dict[tuple[int, int], float] = {}
    for pair in (*first, *second):
        key = (pair.a, pair.b)
        best[key] = max(best.get(key, 0.0), pair.probability)
    return [Pair(a, b, probability) for (a, b), probability in sorted(best.items())]


def pair_table(
    features: Sequence[Features],
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]]:
    """The features of every pair worth scoring, in blocks of rows.

    Yields:
        Places ``a < b`` of shape (n,) and values of shape (n, len(FEATURES)):
        ``words`` is the cosine of the content words weighted by their rarity in the story,
        ``held`` how much of the claim that says more the other one holds, weighted by rarity
        in open English, ``clash`` 1 where both give figures and share none, ``acts`` and
        ``verbs`` the Jaccard shares of the kinds of act and of the verbs, ``leads`` 1 where
        both stand in the first sentences of their reports.
    """
    import numpy as np

    if len(features) < 2:
        return
    words = _table([f.weights.items() for f in features])
    norms = np.array([f.norm or 1.0 for f in features])
    rare = _table([f.rare.items() for f in features])
    present = _table([[(w, 1.0) for w in f.rare] for f in features])
    sums = np.array([sum(f.rare.values()) or 1.0 for f in features])
    numbers = _Sets([f.numbers for f in features])
    acts = _Sets([f.acts for f in features])
    verbs = _Sets([f.verbs for f in features])
    leads = np.array([f.leads for f in features])
    for start in range(0, len(features), BLOCK):
        rows = slice(start, start + BLOCK)
        inner = (words[rows] @ words.T).tocoo()
        a, b = inner.row + start, inner.col
        cosine = inner.data / (norms[a] * norms[b])
        keep = (a < b) & (cosine >= LEAST_WORDS)
        a, b, cosine = a[keep], b[keep], cosine[keep]
        if not len(a):
            continue

        figured = (numbers.sizes[a] > 0) & (numbers.sizes[b] > 0)
        agreed = numbers.common(a, b, start) > 0
        columns = (
            cosine,
            _common(rare, present, a, b, start) / np.maximum(sums[a], sums[b]),
            figured & ~agreed,
            acts.alike(a, b, start),
            verbs.alike(a, b, start),
            leads[a] & leads[b],
        )
        yield a, b, np.stack([np.asarray(c, dtype=float) for c in columns], axis=1)


class _Sets:
    """Sets, one a claim, to be compared pair by pair."""

    def __init__(self, sets: Sequence[frozenset[str]]) -> None:
        import numpy as np

        self.table = _table([[(key, 1.0) for key in sorted(one)] for one in sets])
        self.sizes = np.array([len(one) for one in sets], dtype=float)

    def common(self, a: NDArray[np.int64], b: NDArray[np.int64], start: int) -> NDArray[np.float64]:
        """How many members each pair shares, for a block of rows."""
        return _common(self.table, self.table, a, b, start)

    def alike(self, a: NDArray[np.int64], b: NDArray[np.int64], start: int) -> NDArray[np.float64]:
        """The Jaccard share of each pair, 0 for two empty sets."""
        import numpy as np

        shared = self.common(a, b, start)
        found: NDArray[np.float64] = shared / np.maximum(self.sizes[a] + self.sizes[b] - shared, 1)
        return found


def _common(
    left: csr_array, right: csr_array, a: NDArray[np.int64], b: NDArray[np.int64], start: int
) -> NDArray[np.float64]:
    """What rows ``a`` of ``left`` and ``b`` of ``right`` hold in common, for a block of rows."""
    import numpy as np

    product = (left[start : start + BLOCK] @ right.T).tocsr()
    return np.asarray(product[a - start, b]).ravel()


def _table(rows: Sequence[Iterable[tuple[str, float]]]) -> csr_array:
    """A sparse table with one row a claim and one column a key."""
    from scipy.sparse import csr_array

    columns: dict[str, int] = {}
    data: list[float] = []
    indices: list[int] = []
    starts = [0]
    for row in rows:
        for key, value in row:
            indices.append(columns.setdefault(key, len(columns)))
            data.append(value)
        starts.append(len(indices))
    return csr_array((data, indices, starts), shape=(len(rows), max(len(columns), 1)))
