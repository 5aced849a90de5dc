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

#: pairs whose words' cosine is lower are not scored; two sentences about one point that
#: share no content word at all cannot be told from chance by their vectors alone
LEAST_WORDS = 0.08
#: rows of the vector product taken at once, to bound memory
BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of a logistic model over the features of a pair of claims.

    Source: ``python -m bench.alignment`` on ECB+ (``bench/results/alignment.json``).
    """

    bias: float = -3.62
    words: float = 3.18
    contained: float = 1.77
    vector: float = 2.56
    parties: float = 0.97
    numbers: float = 0.81
    acts: float = 1.25


#: the features of a pair, in the order of the columns of :func:`pair_table`
FEATURES = ("words", "contained", "vector", "parties", "numbers", "acts")
WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims by their places in the list of features (``a < b``), and a probability."""

    a: int
    b: int
    probability: float


def score_pairs(
    features: Sequence[Features],
    vectors: Sequence[bytes],
    least: float,
    weights: Weights = WEIGHTS,
) -> list[Pair]:
    """Every pair of claims that speaks of the same point with probability >= ``least``.

    Args:
        features: of all claims of a story.
        vectors: the sentence vector of each claim (empty where there is none).
        least: lowest probability kept, 0 to 1.
        weights: of the logistic model.

    Returns:
        Pairs sorted by their places.
    """
    import numpy as np

    slopes = np.array([getattr(weights, name) for name in FEATURES])
    found: list[Pair] = []
    for a, b, values in pair_table(features, vectors):
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
    features: Sequence[Features], vectors: Sequence[bytes]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]]:
    """The features of every pair worth scoring, in blocks of rows.

    Yields:
        Places ``a < b`` of shape (n,) and values of shape (n, len(FEATURES)):
        ``words`` and ``contained`` are cosine and containment of the rarity-weighted
        content words, ``vector`` the cosine of the sentence vectors (at least 0), ``parties``
        the Jaccard share of the entities, ``numbers`` 1 for a common figure, ``acts``
        the Jaccard share of the kinds of act.
    """
    import numpy as np

    if len(features) < 2:
        return
    words = _table([f.weights.items() for f in features])
    present = _table([[(w, 1.0) for w in f.weights] for f in features])
    norms = np.array([f.norm or 1.0 for f in features])
    sums = np.array([sum(f.weights.values()) or 1.0 for f in features])
    parties = _table([[(p, 1.0) for p in sorted(f.parties)] for f in features])
    party_count = np.array([len(f.parties) for f in features], dtype=float)
    numbers = _table([[(n, 1.0) for n in sorted(f.numbers)] for f in features])
    acts = _table([[(act, 1.0) for act in sorted(f.acts)] for f in features])
    act_count = np.array([len(f.acts) for f in features], dtype=float)
    table = _vectors(vectors)
    for start in range(0, len(features), BLOCK):
        rows = slice(start, start + BLOCK)
        inner = (words[rows] @ words.T).tocoo()
        a, b = inner.row + start, inner.col
        cosine = inner.data / (norms[a] * norms[b])
        keep = (a < b) & (cosine >= LEAST_WORDS)
        a, b, cosine = a[keep], b[keep], cosine[keep]
        if not len(a):
            continue

        shared = _common(parties, parties, a, b, start)
        either = party_count[a] + party_count[b] - shared
        told = _common(acts, acts, a, b, start)
        columns = (
            cosine,
            _common(words, present, a, b, start) / np.minimum(sums[a], sums[b]),
            np.clip(np.einsum("ij,ij->i", table[a], table[b]), 0, 1),
            shared / np.maximum(either, 1),
            _common(numbers, numbers, a, b, start) > 0,
            told / np.maximum(act_count[a] + act_count[b] - told, 1),
        )
        yield a, b, np.stack([np.asarray(c, dtype=float) for c in columns], axis=1)


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


def _vectors(vectors: Sequence[bytes]) -> NDArray[np.float32]:
    """Unit vectors, one row a claim; a row of zeros where there is none."""
    import numpy as np

    width = max((len(v) // 2 for v in vectors), default=0)
    table = np.zeros((len(vectors), max(width, 1)), dtype=np.float32)
    for row, vector in enumerate(vectors):
        if vector:
            table[row] = np.frombuffer(vector, dtype="<f2")
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths > 0, lengths, 1).astype(np.float32)
    return table
