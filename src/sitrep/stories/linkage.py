"""Average linkage over the pairs that are alike at all; all other pairs count as unlike."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

__all__ = ["average_linkage"]


def average_linkage(
    names: Sequence[str], pairs: Iterable[tuple[int, int, float]], least: float
) -> list[list[int]]:
    """Groups of items whose mean likeness stays at or above ``least``.

    Args:
        names: a name for each item; settles ties, so the order of items does not matter.
        pairs: (item, other item, likeness) for the pairs with any; each pair once.
        least: mean likeness of all pairs between two groups below which they stay apart.

    Returns:
        Lists of item numbers; every item in one list.

    Source: unweighted average linkage (UPGMA; Sokal and Michener 1958) on a sparse graph: a
    pair that is not given has likeness 0, so only neighbours are ever looked at.
    """
    members: dict[int, list[int]] = {item: [item] for item in range(len(names))}
    label: dict[int, str] = {item: names[item] for item in members}
    near: dict[int, dict[int, float]] = {item: {} for item in members}
    for one, other, likeness in pairs:
        near[one][other] = near[other][one] = likeness
    heap = [
        _entry(total, one, other, members, label)
        for one, others in near.items()
        for other, total in others.items()
        if one < other and total >= least
    ]
    heapq.heapify(heap)
    following = len(names)
    while heap:
        _, _, _, one, other = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        merged = _merge_links(near, one, other)
        new, following = following, following + 1
        members[new] = members.pop(one) + members.pop(other)
        label[new] = min(label[one], label[other])
        near[new] = merged
        for neighbour, total in merged.items():
            near[neighbour][new] = total
            if total / (len(members[new]) * len(members[neighbour])) >= least:
                heapq.heappush(heap, _entry(total, new, neighbour, members, label))
    return list(members.values())


def _entry(
    total: float, one: int, other: int, members: dict[int, list[int]], label: dict[int, str]
) -> tuple[float, str, str, int, int]:
    mean = total / (len(members[one]) * len(members[other]))
    first, second = sorted((label[one], label[other]))
    return (-round(mean, 12), first, second, one, other)


def _merge_links(near: dict[int, dict[int, float]], one: int, other: int) -> dict[int, float]:
    """The summed likeness of the merged group to each neighbour; the two are taken out."""
    merged: dict[int, float] = {}
    for group in (one, other):
        for neighbour, total in near.pop(group).items():
            if neighbour in (one, other):
                continue
            near[neighbour].pop(group, None)
            merged[neighbour] = merged.get(neighbour, 0.0) + total
    return merged
