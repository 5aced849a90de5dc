"""How many voices there are: reports and claims that count as one, given who copied whom.

A copy is not a second witness. Doubt never raises a count: the cautious count joins on a
weak suspicion of copying (``threshold`` low), the bold one only on strong proof. Both are
made from the same :class:`~sitrep.records.Copy` records, so whoever counts can show why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from sitrep.records import Claim, Copy, Span

__all__ = ["EVEN", "carried", "claim_voices", "taken", "voices"]

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
#: kinds of copy that carry the original's own words
REPRINTS = frozenset({"verbatim", "trimmed"})
#: how many copies a passage is followed through
LONGEST_CHAIN = 6


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


def claim_voices(
    claims: Sequence[Claim], copies: Iterable[Copy], threshold: float
) -> tuple[tuple[str, ...], ...]:
    """The claims that speak as one: those of one report, and those that were copied.

    Two claims are one voice when a copy carried the passage of the one to the place of the
    other, directly or through a third report; when one report is a verbatim or trimmed copy
    of the other; or, counting cautiously, when most of one report is taken from the other.

    Args:
        claims: claims that say the same thing (those of one finding).
        copies: who took what from whom in the story.
        threshold: probability from which a copy counts.

    Returns:
        Claim ids; every one in exactly one group, groups and members sorted.
    """
    carriers = _carriers(_Same(tuple(copies)), threshold)
    groups = _Groups(sorted(claim.id for claim in claims))
    by_report: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_report[claim.report].append(claim)
    for said in by_report.values():
        for claim in said[1:]:
            groups.join(said[0].id, claim.id)
    for first, second in _whole_pairs(by_report, carriers.held, cautious=threshold < EVEN):
        groups.join(by_report[first][0].id, by_report[second][0].id)
    standing: dict[str, dict[Span, str]] = defaultdict(dict)
    for claim in claims:
        for report, span in carriers.places(claim).items():
            first = standing[report].setdefault(span, claim.id)
            if first != claim.id and len(span):
                groups.join(first, claim.id)
    for spans in standing.values():
        _join_meeting(groups, spans)
    return groups.of(sorted(claim.id for claim in claims))


def taken(claims: Iterable[Claim], copies: Iterable[Copy]) -> frozenset[str]:
    """Ids of the claims whose words were taken from a report that is known to be earlier.

    Args:
        claims: of any reports.
        copies: who took what from whom; only directed ones that are more likely than not
            count.
    """
    passages: dict[str, list[tuple[Span, Span]]] = defaultdict(list)
    for copy in copies:
        if copy.directed and copy.probability >= EVEN and copy.kind != "common_upstream":
            passages[copy.by].extend((match.by, match.of) for match in copy.matches)
    return frozenset(
        claim.id for claim in claims if carried(claim.span, passages.get(claim.report, ()))
    )


class _Groups:
    """Disjoint sets of ids; the least id of a set stands for it."""

    def __init__(self, items: Iterable[str]) -> None:
        self._parent = {item: item for item in items}

    def root(self, item: str) -> str:
        parent = self._parent.setdefault(item, item)
        while parent != item:
            self._parent[item] = self._parent[parent]
            item, parent = parent, self._parent[parent]
        return item

    def join(self, one: str, other: str) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low

    def of(self, wanted: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        members: dict[str, list[str]] = defaultdict(list)
        for item in wanted:
            members[self.root(item)].append(item)
        return tuple(sorted(tuple(sorted(group)) for group in members.values()))


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


def _whole_pairs(
    reports: Iterable[str], copies: Sequence[Copy], *, cautious: bool
) -> list[tuple[str, str]]:
    """Pairs of ``reports`` joined as wholes, through any chain of wholesale copies."""
    groups = _Groups(reports)
    for copy in copies:
        wholesale = copy.kind in REPRINTS or not copy.matches
        if wholesale or (cautious and _is_whole(copy, WHOLE_SHARE)):
            groups.join(copy.by, copy.of)
    pairs: list[tuple[str, str]] = []
    for group in groups.of(sorted(reports)):
        pairs.extend((group[0], other) for other in group[1:])
    return pairs


_Links = dict[str, list[tuple[str, tuple[tuple[Span, Span], ...]]]]


def _links(copies: Iterable[Copy]) -> _Links:
    """For each report the reports it shares passages with, and the passages, both ways."""
    links: _Links = defaultdict(list)
    for copy in copies:
        links[copy.by].append((copy.of, tuple((match.by, match.of) for match in copy.matches)))
        links[copy.of].append((copy.by, tuple((match.of, match.by) for match in copy.matches)))
    return links


class _Same:
    """Copies as a key: the same tuple, not an equal one, for comparing all matches is slow."""

    def __init__(self, copies: tuple[Copy, ...]) -> None:
        self.copies = copies

    def __hash__(self) -> int:
        return id(self.copies)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.copies is other.copies


class _Carriers:
    """The copies that count from a threshold up, and where each passage was carried to."""

    def __init__(self, copies: Iterable[Copy], threshold: float) -> None:
        self.held = [copy for copy in _unexplained(copies) if copy.probability >= threshold]
        self._links = _links(self.held)
        self._found: dict[tuple[str, int, int], dict[str, Span]] = {}

    def places(self, claim: Claim) -> dict[str, Span]:
        """Where the claim's passage stands, worked out once."""
        key = (claim.report, claim.start, claim.end)
        if key not in self._found:
            self._found[key] = _places(claim.report, claim.span, self._links)
        return self._found[key]


#: a story's findings are all counted over the same copies, at two thresholds
@lru_cache(maxsize=4)
def _carriers(same: _Same, threshold: float) -> _Carriers:
    return _Carriers(same.copies, threshold)


def _places(home: str, span: Span, links: _Links) -> dict[str, Span]:
    """Where a passage stands: its own place and every place it was carried to."""
    places = {home: span}
    edge = [home]
    for _ in range(LONGEST_CHAIN):
        reached = []
        for report in edge:
            for other, passages in links.get(report, ()):
                if other in places:
                    continue
                there = carried(places[report], passages)
                if there is not None:
                    places[other] = there
                    reached.append(other)
        edge = reached
    return places


def carried(span: Span, passages: Iterable[tuple[Span, Span]]) -> Span | None:
    """The place that answers to ``span`` when half of it or more was carried over."""
    covered, targets = 0, []
    low, high = span.start, span.end
    for here, there in passages:
        if here.end <= low or here.start >= high:
            continue
        first, last = max(here.start, low), min(here.end, high)
        if last <= first:
            continue
        covered += last - first
        scale = len(there) / max(1, len(here))
        start = there.start + round((first - here.start) * scale)
        end = there.start + round((last - here.start) * scale)
        targets.append(Span(start, max(start, end)))
    if covered < CLAIM_SHARE * len(span) or not targets:
        return None
    return Span(min(t.start for t in targets), max(t.end for t in targets))


def _join_meeting(groups: _Groups, spans: Mapping[Span, str]) -> None:
    """Join those whose passages stand at one place of a report."""
    order = sorted(spans.items())
    for at, (first, one) in enumerate(order):
        for second, other in order[at + 1 :]:
            shared = min(first.end, second.end) - second.start
            if second.start >= first.end:
                break
            if shared > 0 and shared >= CLAIM_SHARE * min(len(first), len(second)):
                groups.join(one, other)
