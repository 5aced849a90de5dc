"""Claims that a copy carried from one report to another: as pairs, and as mere echoes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sitrep.ledger.case import Case
from sitrep.ledger.pairs import Pairs
from sitrep.records import Claim, Copy
from sitrep.text import fold
from sitrep.voices import EVEN, carried, passages

__all__ = ["copied_pairs", "echoes"]

#: part of the shorter claim that must lie in the passage
SHARE = 0.5


def copied_pairs(claims: Sequence[Claim], copies: Sequence[Copy]) -> Pairs:
    """Pairs of claims, by place, of which a copy shows that one is the other reworded.

    The probability of a pair is that of the copy.

    Args:
        claims: of a story, those of one report in order of place.
        copies: who took what from whom.
    """
    found = ((by, of, copy.probability) for by, of, copy in _carried(claims, copies))
    return Pairs.of(len(claims), found)


def echoes(case: Case) -> dict[str, str]:
    """The claims that repeat one of another report word for word, with the id of that one.

    A copy shows that they do not stand there by chance. Of a chain, all repeat its first.
    """
    found: dict[str, tuple[float, str]] = {}
    for by, of, copy in _carried(case.claims, case.copies):
        one, other = case.claims[by], case.claims[of]
        if _is_same(case, one, other):
            found[one.id] = max(found.get(one.id, (0.0, "")), (copy.probability, other.id))
    return {claim: first for claim in found if (first := _first(claim, found)) != claim}


def _is_same(case: Case, one: Claim, other: Claim) -> bool:
    return fold(case.text(one)).text.strip(" .") == fold(case.text(other)).text.strip(" .")


def _first(claim: str, found: dict[str, tuple[float, str]]) -> str:
    """Where a chain of copies begins; in a circle of copies, its least id."""
    seen: list[str] = []
    while claim in found:
        if claim in seen:
            return min(seen[seen.index(claim) :])
        seen.append(claim)
        claim = found[claim][1]
    return claim


def _carried(claims: Sequence[Claim], copies: Sequence[Copy]) -> Iterator[tuple[int, int, Copy]]:
    """Places of the claim that a copy carried over and of the one that it took, and the copy."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        by_report[claim.report].append(place)
    for copy in copies:
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
                    yield place, other, copy
