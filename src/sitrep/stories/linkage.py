"""Average linkage over the pairs that are alike at all; all other pairs count as unlike."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

__all__ = ["average_linkage"]


def average_linkage(
    names: Sequence[str],
    pairs: Iterable[tuple[int, int, float]],
    least: float,
    *,
    together: Iterable[tuple[int, int]] = (),
    apart: Iterable[tuple[int, int]] = (),
) -> list[list[int]]:
    """Groups of items whose mean likeness stays at or above ``least``.

    Args:
        names: a name for each item; settles ties, so the order of items does not matter.
        pairs: (item, other item, likeness) for the pairs with any; each pair once.
        least: mean likeness of all pairs between two groups below which they stay apart.
        together: pairs of items that are in one group whatever their likeness.
        apart: pairs of items that are not; they win where the two are at odds.

    Returns:
        Lists of item numbers; every item in one list.

    Source: unweighted average linkage (UPGMA; Sokal and Michener 1958) on a sparse graph: a
    pair that is not given has likeness 0, so only neighbours are ever looked at.
    """
    groups = _Groups(names, pairs, apart)
    groups.tie(together)
    heap = [
        groups.entry(one, other)
        for one in groups.members
        for other in groups.near[one]
        if one < other and groups.mean(one, other) >= least
    ]
    heapq.heapify(heap)
    while heap:
        _, _, _, one, other = heapq.heappop(heap)
        if one in groups.members and other in groups.members and not groups.barred(one, other):
            new = groups.join(one, other)
            for neighbour in groups.near[new]:
                if groups.mean(new, neighbour) >= least:
                    heapq.heappush(heap, groups.entry(new, neighbour))
    return list(groups.members.values())


class _Groups:
    """Groups of items, the summed likeness of each two, and which two must not be joined."""

    def __init__(
        self,
        names: Sequence[str],
        pairs: Iterable[tuple[int, int, float]],
        apart: Iterable[tuple[int, int]],
    ) -> None:
        self.members: dict[int, list[int]] = {item: [item] for item in range(len(names))}
        self.near: dict[int, dict[int, float]] = {item: {} for item in self.members}
        self._label: dict[int, str] = dict(enumerate(names))
        self._apart: dict[int, set[int]] = {}
        self._following = len(names)
        for one, other, likeness in pairs:
            self.near[one][other] = self.near[other][one] = likeness
        for one, other in apart:
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)

    def tie(self, together: Iterable[tuple[int, int]]) -> None:
        """Joins the groups of pairs of items that must stand together and may."""
        home = {item: item for item in self.members}
        for one, other in sorted(together):
            first, second = home[one], home[other]
            if first != second and not self.barred(first, second):
                new = self.join(first, second)
                home.update(dict.fromkeys(self.members[new], new))

    def barred(self, one: int, other: int) -> bool:
        """True when two groups must not be joined."""
        return other in self._apart.get(one, ())

    def mean(self, one: int, other: int) -> float:
        """The mean likeness of all pairs between two groups that have any."""
        return self.near[one][other] / (len(self.members[one]) * len(self.members[other]))

    def entry(self, one: int, other: int) -> tuple[float, str, str, int, int]:
        """What puts the likest pair of groups first in a heap."""
        first, second = sorted((self._label[one], self._label[other]))
        return (-round(self.mean(one, other), 12), first, second, one, other)

    def join(self, one: int, other: int) -> int:
        """Makes two groups one; its number."""
        new, self._following = self._following, self._following + 1
        merged: dict[int, float] = {}
        for group in (one, other):
            for neighbour, total in self.near.pop(group).items():
                if neighbour not in (one, other):
                    self.near[neighbour].pop(group, None)
                    merged[neighbour] = merged.get(neighbour, 0.0) + total
        self.near[new] = merged
        for neighbour, total in merged.items():
            self.near[neighbour][new] = total
        self.members[new] = self.members.pop(one) + self.members.pop(other)
        self._label[new] = min(self._label[one], self._label[other])
        if enemies := self._apart.pop(one, set()) | self._apart.pop(other, set()):
            for enemy in enemies:
                self._apart[enemy] = (self._apart[enemy] - {one, other}) | {new}
            self._apart[new] = enemies
        return new
