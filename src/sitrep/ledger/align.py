"""Which claims speak of the same point: groups whose members resemble each other on average."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence

from sitrep.ledger.score import Pair
from sitrep.records import Claim

__all__ = ["group_claims"]


def group_claims(
    claims: Sequence[Claim], pairs: Sequence[Pair], same_point: float
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
    members: dict[int, list[int]] = {place: [place] for place in range(len(claims))}
    total: dict[int, dict[int, float]] = defaultdict(dict)
    for pair in pairs:
        total[pair.a][pair.b] = total[pair.b][pair.a] = pair.probability
    # (-mean, one, other, size of one, size of other): stale once either group has grown
    queue = [(-p.probability, p.a, p.b, 1, 1) for p in pairs if p.probability >= same_point]
    heapq.heapify(queue)
    while queue:
        _, kept, gone, size, rest = heapq.heappop(queue)
        if len(members.get(kept, ())) != size or len(members.get(gone, ())) != rest:
            continue
        members[kept] += members.pop(gone)
        for other, value in total.pop(gone).items():
            del total[other][gone]
            if other != kept:
                total[kept][other] = total[other][kept] = total[kept].get(other, 0.0) + value
        for other, value in total[kept].items():
            low, high = sorted((kept, other))
            size, rest = len(members[low]), len(members[high])
            mean = value / (size * rest)
            if mean >= same_point:
                heapq.heappush(queue, (-mean, low, high, size, rest))
    return tuple(
        tuple(sorted(claims[place].id for place in members[first])) for first in sorted(members)
    )
