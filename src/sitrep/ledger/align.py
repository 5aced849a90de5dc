"""Which claims speak of the same point: groups around a central claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sitrep.ledger.score import Pair
from sitrep.records import Claim

__all__ = ["Group", "group_claims", "merge_groups"]


@dataclass(frozen=True, slots=True)
class Group:
    """Claims about one point. ``seed`` is the claim all others were held against."""

    seed: str
    members: tuple[str, ...]
    #: mean probability of the members against the seed, 1.0 for a group of one
    cohesion: float


def merge_groups(
    claims: Sequence[Claim], groups: Sequence[Group], pairs: Sequence[Pair], same_point: float
) -> tuple[Group, ...]:
    """The groups, those merged whose claims resemble each other on average.

    Average linkage over all pairs across two groups (a pair that was not scored counts 0),
    the likest first: several seeds may have gathered the variants of one point.

    Args:
        claims: of one story.
        groups: from :func:`group_claims`, in order of seeding.
        pairs: scored pairs, by place in ``claims``.
        same_point: lowest mean probability for merging, 0 to 1.
    """
    place = {claim.id: i for i, claim in enumerate(claims)}
    home = {place[m]: g for g, group in enumerate(groups) for m in group.members}
    total: dict[tuple[int, int], float] = defaultdict(float)
    for pair in pairs:
        a, b = sorted((home[pair.a], home[pair.b]))
        if a != b:
            total[a, b] += pair.probability
    members = {g: set(group.members) for g, group in enumerate(groups)}

    def mean(key: tuple[int, int]) -> float:
        return total[key] / (len(members[key[0]]) * len(members[key[1]]))

    while total:
        best = max(sorted(total), key=mean)
        if mean(best) < same_point:
            break
        kept, gone = best
        members[kept] |= members.pop(gone)
        for key in [k for k in total if gone in k]:
            other = key[0] if key[1] == gone else key[1]
            value = total.pop(key)
            if other != kept:
                low, high = sorted((kept, other))
                total[low, high] += value
    return tuple(
        Group(groups[g].seed, tuple(sorted(members[g])), groups[g].cohesion)
        for g in sorted(members)
    )


def group_claims(
    claims: Sequence[Claim],
    pairs: Sequence[Pair],
    fit: Callable[[Claim], float],
    same_point: float,
) -> tuple[Group, ...]:
    """The claims in groups, each claim in exactly one.

    A group is a star: every member was compared with the seed itself and passed, so that
    a chain of weak links never joins two claims that do not resemble each other. Seeds are
    taken in order of how many reports repeat them, so a claim that many carry gathers its
    variants before a marginal one can.

    Args:
        claims: of one story.
        pairs: scored pairs, by place in ``claims``.
        fit: how well a claim's words can stand for a group, higher is better; decides
            between equally central seeds.
        same_point: lowest probability for joining a seed, 0 to 1.

    Returns:
        Groups in the order in which they were seeded; members sorted by id.
    """
    near: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for pair in pairs:
        near[pair.a].append((pair.probability, pair.b))
        near[pair.b].append((pair.probability, pair.a))

    def centrality(place: int) -> float:
        best: dict[str, float] = {}
        for probability, other in near[place]:
            report = claims[other].report
            if report != claims[place].report:
                best[report] = max(best.get(report, 0.0), probability)
        return sum(best.values())

    order = sorted(
        range(len(claims)),
        key=lambda i: (-round(centrality(i), 6), -fit(claims[i]), claims[i].id),
    )
    taken: set[int] = set()
    groups = []
    for seed in order:
        if seed in taken:
            continue
        joined = sorted(
            (-p, claims[i].id, i) for p, i in near[seed] if p >= same_point and i not in taken
        )
        members = [seed, *(i for _, _, i in joined)]
        taken.update(members)
        groups.append(
            Group(
                seed=claims[seed].id,
                members=tuple(sorted(claims[i].id for i in members)),
                cohesion=sum(-p for p, _, _ in joined) / len(joined) if joined else 1.0,
            )
        )
    return tuple(groups)
