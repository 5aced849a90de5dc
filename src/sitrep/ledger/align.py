"""Which claims speak of the same point: groups whose members resemble each other on average."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence

from sitrep.ledger.pairs import Pairs
from sitrep.records import Claim

__all__ = ["group_claims"]


def group_claims(
    claims: Sequence[Claim], pairs: Pairs, same_point: float
) -> tuple[tuple[str, ...], ...]:
    """The claims in groups, each claim in exactly one.

    Average linkage: the two groups whose claims resemble each other most on average, over
    all pairs across the two, are joined first; a pair that was not scored counts 0. So a
    chain of weak links never joins two claims that do not resemble each other. Between
    equals, what comes first in ``claims`` decides.

    Args:
        claims: of one story, in a fixed order.
        pairs: scored pairs, by place in ``claims``.
        same_point: lowest mean probability for joining two groups, 0 to 1.

    Returns:
        Ids of the members, sorted; groups in the order of their first claims.
    """
    groups = _Groups(len(claims), pairs, same_point)
    # each group waits with its best join; when one of the two has grown meanwhile, the best is
    # sought anew. A pair of groups is looked after by the one that changed last, so every join
    # is in the queue under one no worse.
    queue = [best for group in range(len(claims)) for best in groups.best(group, first=True)]
    heapq.heapify(queue)
    while queue:
        _, low, high, group, sizes = heapq.heappop(queue)
        if groups.size[group] != sizes[group != low]:
            continue
        if (groups.size[low], groups.size[high]) == sizes:
            groups.join(low, high)
            group = low
        for best in groups.best(group):
            heapq.heappush(queue, best)
    return tuple(
        tuple(sorted(claims[place].id for place in members))
        for _, members in sorted(groups.members.items())
    )


#: the mean with its sign turned, the two groups, the group that looks after them, their sizes
_Join = tuple[float, int, int, int, tuple[int, int]]


class _Groups:
    """Groups of claims, each under the place of its first, and the sums of pairs across two."""

    def __init__(self, claims: int, pairs: Pairs, same_point: float) -> None:
        self.members = {place: [place] for place in range(claims)}
        #: how many members a group has; none once it was joined to an earlier one
        self.size = [1] * claims
        self._same_point = same_point
        self._sums: list[dict[int, float]] = [{} for _ in range(claims)]
        for a, b, probability in _that_count(claims, pairs, same_point).rows():
            self._sums[a][b] = self._sums[b][a] = probability

    def best(self, group: int, *, first: bool = False) -> Iterator[_Join]:
        """The best join of a group, if one may be made; of the later groups only if ``first``."""
        size, mine = self.size, self.size[group]
        top, place = self._same_point, -1
        for other, total in self._sums[group].items():
            mean = total / (mine * size[other])
            if mean < top or (first and other < group):
                continue
            # of joins with one group in common, that with the earlier other comes first
            if mean > top or place < 0 or other < place:
                top, place = mean, other
        if place >= 0:
            low, high = min(group, place), max(group, place)
            yield -top, low, high, group, (size[low], size[high])

    def join(self, kept: int, gone: int) -> None:
        """Makes one group of two."""
        self.members[kept] += self.members.pop(gone)
        self.size[kept] += self.size[gone]
        self.size[gone] = 0
        sums, mine = self._sums, self._sums[kept]
        for other, total in sums[gone].items():
            row = sums[other]
            del row[gone]
            if other != kept:
                row[kept] = mine[other] = mine.get(other, 0.0) + total
        sums[gone] = {}


def _that_count(claims: int, pairs: Pairs, same_point: float) -> Pairs:
    """The pairs whose claims can come into one group.

    A mean reaches ``same_point`` only if some pair does, so claims that no chain of such
    pairs holds together are never joined.
    """
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    near = pairs.where(pairs.probability >= same_point)
    links = csr_array((np.ones(len(near.a)), (near.a, near.b)), shape=(claims, claims))
    _, part = connected_components(links, directed=False)
    return pairs.where(part[pairs.a] == part[pairs.b])
