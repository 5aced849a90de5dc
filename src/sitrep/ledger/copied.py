"""Pairs of claims joined by a copy: the passage of one stands reworded in the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sitrep.ledger.pairs import Pairs
from sitrep.records import Claim, Copy
from sitrep.voices import EVEN, carried, passages

__all__ = ["copied_pairs"]

#: part of the shorter claim that must lie in the passage
SHARE = 0.5


def copied_pairs(claims: Sequence[Claim], copies: Sequence[Copy]) -> Pairs:
    """Pairs of claims, by place, of which a copy shows that one is the other reworded.

    The probability of a pair is that of the copy.

    Args:
        claims: of a story, those of one report in order of place.
        copies: who took what from whom.
    """
    by_report: dict[str, list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        by_report[claim.report].append(place)
    found = []
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
                    found.append((place, other, copy.probability))
    return Pairs.of(len(claims), found)
