"""Pairs of a story's claims with how surely each speaks of one point, held as tables.

A story of 200 reports has half a million pairs; as records of their own they would cost more
time than all that is asked of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = ["Pairs"]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs by the places of their claims, sorted, each once, and their probabilities.

    ``claims`` is how many claims there are; ``a`` and ``b`` are of shape (n,) with ``a < b``,
    ``probability`` is from 0 to 1.
    """

    claims: int
    a: NDArray[np.int64]
    b: NDArray[np.int64]
    probability: NDArray[np.float64]

    @classmethod
    def of(cls, claims: int, pairs: Iterable[tuple[int, int, float]]) -> Pairs:
        """Pairs given one by one, in any order; of those given twice the highest counts.

        Args:
            claims: how many claims there are.
            pairs: two places in either order, and the probability.
        """
        import numpy as np

        rows = [(min(one, other), max(one, other), value) for one, other, value in pairs]
        a, b, probability = zip(*rows, strict=True) if rows else ((), (), ())
        return _sorted(
            cls(
                claims,
                np.array(a, dtype=np.int64),
                np.array(b, dtype=np.int64),
                np.array(probability, dtype=np.float64),
            )
        )

    def joined(self, others: Pairs) -> Pairs:
        """Both as one; a pair in both has the higher probability."""
        import numpy as np

        a, b = np.concatenate([self.a, others.a]), np.concatenate([self.b, others.b])
        probability = np.concatenate([self.probability, others.probability])
        return _sorted(Pairs(self.claims, a, b, probability))

    def where(self, wanted: NDArray[np.bool_]) -> Pairs:
        """Those at which ``wanted`` is true."""
        return Pairs(self.claims, self.a[wanted], self.b[wanted], self.probability[wanted])

    def rows(self) -> Iterable[tuple[int, int, float]]:
        """The pairs one by one."""
        return zip(self.a.tolist(), self.b.tolist(), self.probability.tolist(), strict=True)

    def among(self, places: Sequence[int]) -> NDArray[np.float64]:
        """The probabilities of all pairs of some claims, 0 for a pair that is not here.

        Args:
            places: of claims; one may be given twice.

        Returns:
            A symmetric table with a row and a column a place; a claim has no pair with itself.
        """
        found: NDArray[np.float64] = self._table[places][:, places].toarray()
        return found

    def beside(self, claim: int, places: Sequence[int]) -> list[float]:
        """The probabilities of a claim's pairs with some claims, 0 for none and with itself."""
        found: list[float] = self._table[[claim]].toarray()[0][places].tolist()
        return found

    def of_claim(self, claim: int) -> list[int]:
        """The places of the claims that a claim has a pair with."""
        row = self._table[[claim]]
        return [int(place) for place in sorted(row.indices)]

    @cached_property
    def _table(self) -> csr_array:
        """The pairs both ways."""
        import numpy as np
        from scipy.sparse import csr_array

        ends = (np.concatenate([self.a, self.b]), np.concatenate([self.b, self.a]))
        values = np.concatenate([self.probability, self.probability])
        return csr_array((values, ends), shape=(self.claims, self.claims))


def _sorted(pairs: Pairs) -> Pairs:
    """The pairs in order, each once, with the highest of its probabilities."""
    import numpy as np

    if not len(pairs.a):
        return pairs
    order = np.lexsort((pairs.b, pairs.a))
    a, b = pairs.a[order], pairs.b[order]
    firsts = np.flatnonzero(np.r_[True, (a[1:] != a[:-1]) | (b[1:] != b[:-1])])
    best = np.maximum.reduceat(pairs.probability[order], firsts)
    return Pairs(pairs.claims, a[firsts], b[firsts], best)
