"""How surely two claims speak of the same point, for all pairs of a story at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitrep.ledger.case import Case
from sitrep.ledger.features import Features, features
from sitrep.ledger.pairs import Pairs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = ["FEATURES", "LEAST_PAIR", "Compared", "Weights", "compared", "pair_table", "score_pairs"]

#: pairs are scored from this probability up; what lies between it and ``same_point`` serves
#: to find opposed statements, which resemble each other less than repeated ones
LEAST_PAIR = 0.1

#: pairs whose words' cosine is lower are not scored: two sentences that share no content word
#: at all cannot be told from chance
LEAST_WORDS = 0.08
#: pairs compared at once, to bound memory: 8 bytes each, in each of a few tables
BLOCK = 4_000_000


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
class Compared:
    """A story's claims as they are compared, in the order of the case's, and what came of it."""

    features: tuple[Features, ...]
    pairs: Pairs


def compared(case: Case) -> Compared:
    """The claims of a story, each pair scored from ``LEAST_PAIR`` up."""
    table = features(case)
    return Compared(table, score_pairs(table, LEAST_PAIR))


def score_pairs(
    features: Sequence[Features],
    least: float,
    weights: Weights = WEIGHTS,
) -> Pairs:
    """Every pair of claims that speaks of the same point with probability >= ``least``.

    Args:
        features: of all claims of a story.
        least: lowest probability kept, 0 to 1.
        weights: of the logistic model.
    """
    import numpy as np

    slopes = [getattr(weights, name) for name in FEATURES]
    found = [Pairs.of(len(features), ())]
    for a, b, values in pair_table(features):
        logit = weights.bias + sum(slope * values[:, at] for at, slope in enumerate(slopes))
        probability = 1 / (1 + np.exp(-logit))
        found.append(Pairs(len(features), a, b, probability).where(probability >= least))
    return Pairs(
        len(features),
        np.concatenate([block.a for block in found]),
        np.concatenate([block.b for block in found]),
        np.concatenate([block.probability for block in found]),
    )


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
    step = max(1, BLOCK // len(features))
    for start in range(0, len(features), step):
        rows = slice(start, start + step)
        cosine = _common(words, words, rows) / (norms[rows, None] * norms[None, start:])
        near, far = np.nonzero(np.triu(cosine >= LEAST_WORDS, 1))
        a, b = near + start, far + start
        if not len(a):
            continue
        figured = (numbers.sizes[a] > 0) & (numbers.sizes[b] > 0)
        agreed = numbers.common(rows)[near, far] > 0
        columns = (
            cosine[near, far],
            _common(rare, present, rows)[near, far] / np.maximum(sums[a], sums[b]),
            figured & ~agreed,
            acts.alike(rows, near, far),
            verbs.alike(rows, near, far),
            leads[a] & leads[b],
        )
        yield a, b, np.stack([np.asarray(c, dtype=float) for c in columns], axis=1)


class _Sets:
    """Sets, one a claim, to be compared pair by pair."""

    def __init__(self, sets: Sequence[frozenset[str]]) -> None:
        import numpy as np

        self.table = _table([[(key, 1.0) for key in sorted(one)] for one in sets])
        self.sizes = np.array([len(one) for one in sets], dtype=float)

    def common(self, rows: slice) -> NDArray[np.float64]:
        """How many members each pair of a block shares."""
        return _common(self.table, self.table, rows)

    def alike(
        self, rows: slice, near: NDArray[np.int64], far: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """The Jaccard share of the pairs at some places of a block, 0 for two empty sets."""
        import numpy as np

        shared = self.common(rows)[near, far]
        sizes = self.sizes[rows][near] + self.sizes[rows.start :][far]
        found: NDArray[np.float64] = shared / np.maximum(sizes - shared, 1)
        return found


def _common(left: csr_array, right: csr_array, rows: slice) -> NDArray[np.float64]:
    """What each of some rows of ``left`` has in common with these and later ones of ``right``."""
    product: NDArray[np.float64] = (left[rows] @ right[rows.start :].T).toarray()
    return product


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
