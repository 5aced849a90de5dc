"""Pairs of claims joined by a copy: the passage of one stands reworded in the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sitrep.ledger.score import Pair
from sitrep.records import Claim, Copy
from sitrep.voices import EVEN, carried

__all__ = ["copied_pairs"]

#: part of the shorter claim that must lie in the passage
SHARE = 0.5


def copied_pairs(claims: Sequence[Claim], copies: Sequence[Copy]) -> list[Pair]:
    """Pairs of claims, by place, of which a copy shows that one is the other reworded.

    The probability of a pair is that of the copy.
    """
    by_report: dict[str, list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        by_report[claim.report].append(place)
    found = []
    for copy in copies:
        if copy.probability < EVEN:
            continue
        passages = tuple((match.by, match.of) for match in copy.matches)
        for place in by_report[copy.by]:
            target = carried(claims[place].span, passages)
            if target is None:
                continue
            for other in by_report[copy.of]:
                span = claims[other].span
                shared = min(span.end, target.end) - max(span.start, target.start)
                if shared >= SHARE * max(1, max(len(span), len(target))):
                    low, high = sorted((place, other))
                    found.append(Pair(low, high, copy.probability))
    return found
