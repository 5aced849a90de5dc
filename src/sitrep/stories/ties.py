"""What a user has decided: which reports stand together and which stand apart."""

from __future__ import annotations

from collections.abc import Iterable

from sitrep.errors import UsageError

__all__ = ["Ties"]


class Ties:
    """Pairs of reports that are kept together or apart, followed through chains.

    A pair given both ways is a fault of the caller, who knows which decision is the later. Where
    a chain of pairs kept together would join two reports kept apart, the pair that closes the
    chain (in the order given) is passed over: apart is the safer.
    """

    def __init__(
        self, together: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()
    ) -> None:
        """The decisions.

        Args:
            together: pairs of report ids that are in one story.
            apart: pairs of report ids that are not.

        Raises:
            UsageError: a pair is given both ways, or a report is to be apart from itself.
        """
        self._group: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = {}
        kept_apart = {(min(pair), max(pair)) for pair in apart}
        joined = [(min(pair), max(pair)) for pair in together]
        for one, other in sorted(kept_apart):
            if one == other:
                raise UsageError(f"report {one} cannot stand apart from itself: drop that pair")
            self._apart.setdefault(one, set()).add(other)
            self._apart.setdefault(other, set()).add(one)
        for pair in joined:
            if pair in kept_apart:
                raise UsageError(
                    f"reports {pair[0]} and {pair[1]} are to stand both together and apart: "
                    "give only the later decision"
                )
            self._join(*pair)

    def __bool__(self) -> bool:
        return bool(self._group or self._apart)

    def together(self, report: str) -> frozenset[str]:
        """The reports that must stand in one story with ``report``; itself not."""
        head = self._group.get(report, report)
        return frozenset(self._members.get(head, {report})) - {report}

    def apart(self, report: str) -> frozenset[str]:
        """The reports that must not stand in a story with ``report``."""
        found: set[str] = set()
        for mate in (report, *self.together(report)):
            for other in self._apart.get(mate, ()):
                found.add(other)
                found |= self.together(other)
        return frozenset(found)

    def _join(self, one: str, other: str) -> None:
        first, second = self._group.get(one, one), self._group.get(other, other)
        if first == second or other in self.apart(one):
            return
        head, gone = min(first, second), max(first, second)
        members = self._members.pop(gone, {gone}) | self._members.pop(head, {head})
        self._members[head] = members
        for member in members:
            self._group[member] = head
