"""How many voices there are: reports and claims that count as one, given who copied whom.

A copy is not a second witness. Doubt never raises a count: the cautious count joins on a
weak suspicion of copying (``threshold`` low), the bold one only on strong proof. Both are
made from the same :class:`~sitrep.records.Copy` records, so whoever counts can show why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import isclose

from sitrep.records import Claim, Copy, Quantity

__all__ = ["EVEN", "Voices", "carried", "claim_voices", "passages", "reprints", "taken", "voices"]

#: thresholds below this are cautious ones: they join whatever may be a copy; those above are
#: bold ones: they join only what certainly is (see ``cautious_edge`` and ``bold_edge``)
EVEN = 0.5
#: part of a report that must be taken from another before the two speak as one: a report may
#: copy its second paragraph and gather its fifth
VOICE_SHARE = 0.5
#: part of a claim that must stand inside a copied passage for the claim to be copied
CLAIM_SHARE = 0.5
#: share from which a cautious reader holds everything both reports say to be copied
WHOLE_SHARE = 0.5
#: probability from which a copy is certain enough to explain other likenesses
CERTAIN = 0.9
#: "190 miles" and "300 km" are one figure, written in two units
ROUNDING = 0.05
#: kinds of copy that carry the original's own words
REPRINTS = frozenset({"verbatim", "trimmed"})
#: how many copies a passage is followed through
LONGEST_CHAIN = 6
#: characters of the stretches by which passages are looked up
STRETCH = 128

#: a passage: its start and end in one report, its start in another, and how many characters
#: there stand for one here
Passage = tuple[int, int, int, float]


def voices(
    reports: Iterable[str], copies: Iterable[Copy], threshold: float
) -> tuple[tuple[str, ...], ...]:
    """The reports that speak as one, each group sorted, the groups in order.

    Args:
        reports: ids of the reports to group.
        copies: who took what from whom; copies that reach outside ``reports`` still join.
        threshold: probability from which a copy joins; see ``cautious_edge`` and ``bold_edge``.

    Returns:
        Every id of ``reports`` in exactly one group.
    """
    wanted = sorted(set(reports))
    groups = _Groups(wanted)
    for copy in _unexplained(copies):
        if copy.probability >= threshold and _is_whole(copy, VOICE_SHARE):
            groups.join(copy.by, copy.of)
    return groups.of(wanted)


def reprints(reports: Iterable[str], copies: Iterable[Copy]) -> dict[str, str]:
    """The report that stands for each report and all that print the same words, by id.

    What a story's reports have in common is counted over these, so that ten papers with one
    wire's text do not make its words common.

    Args:
        reports: ids.
        copies: who took what from whom; of those that are more likely than not, those with
            passages in common count. Rewrites have words of their own, and so has all that one
            hand made.
    """
    whole = [copy for copy in copies if copy.kind != "rewrite" and copy.matches]
    return {report: min(group) for group in voices(reports, whole, EVEN) for report in group}


def claim_voices(
    claims: Sequence[Claim], copies: Iterable[Copy], threshold: float
) -> tuple[tuple[str, ...], ...]:
    """The claims that speak as one, asked once; see :meth:`Voices.of`."""
    return Voices(copies, threshold).of(claims)


class Voices:
    """Who speaks with whom among the claims of a story, by the copies between its reports.

    What the copies say is worked out once, and where a passage stands when it is first asked
    for, so that all findings of a story can be counted.
    """

    def __init__(self, copies: Iterable[Copy], threshold: float) -> None:
        """Made of a story's copies.

        Args:
            copies: who took what from whom.
            threshold: probability from which a copy counts.
        """
        held = [copy for copy in _unexplained(copies) if copy.probability >= threshold]
        self._whole = _wholes(held, cautious=threshold < EVEN)
        self._links = _Links(held)
        self._places: dict[tuple[str, int, int], dict[str, tuple[int, int]]] = {}

    def of(self, claims: Iterable[Claim]) -> tuple[tuple[str, ...], ...]:
        """The claims that speak as one: those of one report, and those that were copied.

        Two claims are one voice when a copy carried the passage of the one to the place of the
        other, directly or through a third report; when one report is a verbatim or trimmed copy
        of the other; or, counting cautiously, when most of one report is taken from the other.

        Args:
            claims: claims that say the same thing (those of one finding).

        Returns:
            Claim ids; every one in exactly one group, groups and members sorted.
        """
        said = sorted(claims, key=lambda claim: claim.id)
        groups = _Groups(sorted({claim.report for claim in said}))
        wholes: dict[str, str] = {}
        for report in groups.items():
            groups.join(report, wholes.setdefault(self._whole.root(report), report))
        standing = _Standing(groups)
        for claim in said:
            standing.add(claim.report, (claim.start, claim.end), claim.report)
        for claim in said:
            if groups.are_one():
                break
            for report, place in self._stands(claim).items():
                standing.add(report, place, claim.report)
        voices: dict[str, list[str]] = defaultdict(list)
        for claim in said:
            voices[groups.root(claim.report)].append(claim.id)
        return tuple(sorted(tuple(dict.fromkeys(voice)) for voice in voices.values()))

    def _stands(self, claim: Claim) -> dict[str, tuple[int, int]]:
        """Where the claim's passage stands: its own place and every place it was carried to."""
        key = (claim.report, claim.start, claim.end)
        if key not in self._places:
            self._places[key] = self._links.spread(*key)
        return self._places[key]


def taken(
    claims: Iterable[Claim], copies: Iterable[Copy], quantities: Mapping[str, Quantity]
) -> frozenset[str]:
    """Ids of the claims whose words were taken from a report that is known to be earlier.

    A claim with a figure that no report gives from which its own one took says something of
    itself: the wire's "at least 50 dead" became "59 dead".

    Args:
        claims: of any reports.
        copies: who took what from whom; only directed ones that are more likely than not
            count.
        quantities: of those reports, by id.
    """
    found: dict[str, list[Passage]] = defaultdict(list)
    earlier: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        if copy.directed and copy.probability >= EVEN and copy.kind != "common_upstream":
            found[copy.by].extend(passages(copy))
            earlier[copy.by].add(copy.of)
    given: dict[str, list[Quantity]] = defaultdict(list)
    for quantity in quantities.values():
        given[quantity.report].append(quantity)
    return frozenset(
        claim.id
        for claim in claims
        if carried(claim.start, claim.end, found.get(claim.report, ())) is not None
        and not any(
            _is_new(quantities[q], [g for report in earlier[claim.report] for g in given[report]])
            for q in claim.quantities
            if q in quantities
        )
    )


def _is_new(figure: Quantity, given: Sequence[Quantity]) -> bool:
    """True for a figure that is none of those given, as written or in another unit."""
    value = figure.low if figure.low is not None else figure.high
    return (
        value is not None
        and not any(
            figure.unit == other.unit and value in (other.low, other.high) for other in given
        )
        and not any(_is_converted(figure, other) for other in given)
    )


def _is_converted(one: Quantity, other: Quantity) -> bool:
    """True for one length, weight or speed written in two units."""
    if one.unit == other.unit or not one.unit_si or one.unit_si != other.unit_si:
        return False
    values = [q.low_si if q.low_si is not None else q.high_si for q in (one, other)]
    first, second = (v if v is not None else 0.0 for v in values)
    return isclose(first, second, rel_tol=ROUNDING)


class _Groups:
    """Disjoint sets of ids; the least id of a set stands for it."""

    def __init__(self, items: Iterable[str]) -> None:
        self._parent = {item: item for item in items}
        self._sets = len(self._parent)

    def items(self) -> tuple[str, ...]:
        """Every id."""
        return tuple(self._parent)

    def are_one(self) -> bool:
        """True when all ids are in one set, or there are none."""
        return self._sets < 2

    def root(self, item: str) -> str:
        """The id that stands for the set of ``item``, which is new where it was not known."""
        if item not in self._parent:
            self._parent[item] = item
            self._sets += 1
        parent = self._parent[item]
        while parent != item:
            self._parent[item] = self._parent[parent]
            item, parent = parent, self._parent[parent]
        return item

    def join(self, one: str, other: str) -> None:
        """Makes one set of two."""
        mine, theirs = self.root(one), self.root(other)
        if mine != theirs:
            self._parent[max(mine, theirs)] = min(mine, theirs)
            self._sets -= 1

    def of(self, wanted: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """The sets of some ids, each sorted, in order."""
        members: dict[str, list[str]] = defaultdict(list)
        for item in wanted:
            members[self.root(item)].append(item)
        return tuple(sorted(tuple(sorted(group)) for group in members.values()))


class _Standing:
    """Where passages stand in reports; those that meet at one place join who brought them."""

    def __init__(self, groups: _Groups) -> None:
        self._groups = groups
        self._places: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)

    def add(self, report: str, place: tuple[int, int], by: str) -> None:
        """A passage that the report ``by`` brought to a place of a report."""
        known = self._places[report]
        start, end = place
        if place in known:
            if start < end:
                self._groups.join(known[place], by)
            return
        for (first, last), other in known.items():
            shared = min(end, last) - max(start, first)
            if shared > 0 and shared >= CLAIM_SHARE * min(end - start, last - first):
                self._groups.join(other, by)
        known[place] = by


def _unexplained(copies: Iterable[Copy]) -> list[Copy]:
    """The copies without those that a certain copy explains.

    A reprint resembles third reports because its original does. Only the original's own
    likeness counts; else a trimmed reprint, whose few sentences resemble everybody's, would
    join two papers that have nothing from each other.
    """
    found = list(copies)
    reprints = {c.by: c.of for c in found if c.probability >= CERTAIN and c.kind in REPRINTS}
    return [
        c for c in found if c.probability >= CERTAIN or not (c.by in reprints or c.of in reprints)
    ]


def _is_whole(copy: Copy, share: float) -> bool:
    """True when the copy speaks for the whole report, not for some passages of it.

    A copy without passages says that both reports come from one hand.
    """
    if copy.kind in REPRINTS or not copy.matches:
        return True
    return copy.share >= share


def _wholes(copies: Iterable[Copy], *, cautious: bool) -> _Groups:
    """The reports joined as wholes, through any chain of wholesale copies."""
    groups = _Groups(())
    for copy in copies:
        wholesale = copy.kind in REPRINTS or not copy.matches
        if wholesale or (cautious and _is_whole(copy, WHOLE_SHARE)):
            groups.join(copy.by, copy.of)
    return groups


class _Links:
    """For each report the reports that it shares passages with, and the passages, both ways."""

    def __init__(self, copies: Iterable[Copy]) -> None:
        self._links: dict[str, list[tuple[str, tuple[Passage, ...]]]] = defaultdict(list)
        for copy in copies:
            self._links[copy.by].append((copy.of, passages(copy)))
            self._links[copy.of].append((copy.by, passages(copy, back=True)))
        self._near: dict[tuple[str, int, int], list[tuple[str, tuple[Passage, ...]]]] = {}

    def spread(self, home: str, start: int, end: int) -> dict[str, tuple[int, int]]:
        """Where a passage stands: its own place and every place it was carried to."""
        places = {home: (start, end)}
        edge = [home]
        for _ in range(LONGEST_CHAIN):
            reached = []
            for report in edge:
                here = places[report]
                for other, shared in self._about(report, *here):
                    if other in places:
                        continue
                    there = carried(*here, shared)
                    if there is not None:
                        places[other] = there
                        reached.append(other)
            edge = reached
        return places

    def _about(self, report: str, start: int, end: int) -> list[tuple[str, tuple[Passage, ...]]]:
        """The links with passages in a stretch of a report, found once for each stretch."""
        first, last = start // STRETCH, end // STRETCH + 1
        key = (report, first, last)
        if key not in self._near:
            low, high = first * STRETCH, last * STRETCH
            near = (
                (other, tuple(p for p in shared if p[1] > low and p[0] < high))
                for other, shared in self._links.get(report, ())
            )
            self._near[key] = [(other, shared) for other, shared in near if shared]
        return self._near[key]


def passages(copy: Copy, *, back: bool = False) -> tuple[Passage, ...]:
    """The places of a copy's passages: in the copying report, then in the other.

    Args:
        copy: who took what from whom.
        back: the other report's places come first.
    """
    pairs = ((m.of, m.by) if back else (m.by, m.of) for m in copy.matches)
    return tuple(
        (here.start, here.end, there.start, len(there) / max(1, len(here))) for here, there in pairs
    )


def carried(start: int, end: int, shared: Iterable[Passage]) -> tuple[int, int] | None:
    """The place that answers to ``[start, end)`` when half of it or more was carried over."""
    covered = 0
    low = high = -1
    for here, here_end, there, scale in shared:
        if here_end <= start or here >= end:
            continue
        first = max(start, here)
        last = min(end, here_end)
        if last <= first:
            continue
        covered += last - first
        target, to = there + round((first - here) * scale), there + round((last - here) * scale)
        low = target if low < 0 or target < low else low
        high = max(high, to)
    if low < 0 or covered < CLAIM_SHARE * (end - start):
        return None
    return low, max(low, high)
