"""Which claims speak of the same point: groups around a central claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sitrep.ledger.score import Pair
from sitrep.records import Claim

__all__ = ["Group", "group_claims"]


@dataclass(frozen=True, slots=True)
class Group:
    """Claims about one point. ``seed`` is the claim all others were held against."""

    seed: str
    members: tuple[str, ...]
    #: mean probability of the members against the seed, 1.0 for a group of one
    cohesion: float


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
