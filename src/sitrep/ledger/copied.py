"""Claims that a copy carried from one report to another: as pairs, and as mere echoes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sitrep.ledger.case import Case
from sitrep.ledger.pairs import Pairs
from sitrep.records import Copy
from sitrep.text import same_text
from sitrep.voices import EVEN, carried, passages

__all__ = ["Carried", "carried_claims", "copied_pairs", "echoes"]

#: part of the shorter claim that must lie in the passage
SHARE = 0.5

#: the places of the claim that a copy carried over and of the one that it took, and the copy
Carried = tuple[int, int, Copy]


def copied_pairs(case: Case, carried: Sequence[Carried]) -> Pairs:
    """Pairs of claims, by place, of which a copy shows that one is the other reworded.

    The probability of a pair is that of the copy.

    Args:
        case: the story.
        carried: of :func:`carried_claims`.
    """
    return Pairs.of(len(case.claims), ((by, of, copy.probability) for by, of, copy in carried))


def echoes(case: Case, carried: Sequence[Carried]) -> dict[str, str]:
    """The claims that repeat one of another report word for word, with the id of that one.

    A copy shows that they do not stand there by chance. Of a chain, all repeat its first.

    Args:
        case: the story.
        carried: of :func:`carried_claims`.
    """
    found: dict[str, tuple[float, str]] = {}
    for by, of, copy in carried:
        one, other = case.claims[by], case.claims[of]
        if same_text(case.text(one), case.text(other)):
            found[one.id] = max(found.get(one.id, (0.0, "")), (copy.probability, other.id))
    return {claim: first for claim in found if (first := _first(claim, found)) != claim}


def _first(claim: str, found: dict[str, tuple[float, str]]) -> str:
    """Where a chain of copies begins; in a circle of copies, its least id."""
    seen: list[str] = []
    while claim in found:
        if claim in seen:
            return min(seen[seen.index(claim) :])
        seen.append(claim)
        claim = found[claim][1]
    return claim


def carried_claims(case: Case) -> list[Carried]:
    """Every claim that a copy, more likely than not, carried from one report to another."""
    claims, found = case.claims, []
    by_report: dict[str, list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        by_report[claim.report].append(place)
    for copy in case.copies:
        if copy.probability < EVEN:
            continue
        shared = passages(copy)
        for place in by_report[copy.by]:
            target = carried(claims[place].start, claims[place].end, shared)
            if target is None:
                continue
            start, end = target
            for other in by_report[copy.of]:
                claim = claims[other]
                if claim.end <= start:
                    continue
                if claim.start >= end:
                    break  # claims of a report stand in order
                both = min(claim.end, end) - max(claim.start, start)
                if both >= SHARE * max(1, claim.end - claim.start, end - start):
                    found.append((place, other, copy))
    return found
