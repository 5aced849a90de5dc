"""How much a finding matters, from 0 to 1, by a formula that anyone can check."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sitrep.ledger.case import Case
from sitrep.ledger.features import Features
from sitrep.records import Claim

__all__ = ["importance", "reach"]

#: the parts of the formula; they add up to 1 (docs/how-it-works.md)
REACH, LEAD, CENTRE, WEIGHT = 0.35, 0.25, 0.20, 0.20
#: how much a claim of each certainty weighs as news
CERTAINTY = {
    "asserted": 1.0,
    "reported": 0.9,
    "denied": 0.8,
    "alleged": 0.7,
    "planned": 0.7,
    "expected": 0.6,
    "likely": 0.5,
    "possible": 0.35,
}


def importance(
    case: Case,
    claims: Sequence[Claim],
    features: Mapping[str, Features],
    reach: float,
    *,
    toll: bool,
) -> float:
    """The importance of a finding made of ``claims``.

    ``REACH`` times how many voices carry it + ``LEAD`` times how many reports tell it, and
    how early + ``CENTRE`` times how much of the story's shared vocabulary it holds +
    ``WEIGHT`` times how firmly it is said, whether it gives a figure, and whether that
    figure is the toll of the happening.

    Args:
        case: the story.
        claims: of the finding; at least one.
        features: of all claims, by id.
        reach: share of the story's voices that carry the finding, logarithmic, 0 to 1.
        toll: whether the finding gives the toll.
    """
    early: dict[str, float] = {}
    for claim in claims:
        place = 1 - claim.start / max(len(case.reports[claim.report].text), 1)
        early[claim.report] = max(early.get(claim.report, 0.0), place)
    lead = math.sqrt(sum(early.values()) / len(case.reports))
    centre = max(_shared_vocabulary(case, features[c.id]) for c in claims)
    firm = max(CERTAINTY[c.certainty] for c in claims)
    weight = 0.5 * firm + 0.2 * any(c.quantities for c in claims) + 0.3 * toll
    value = REACH * min(reach, 1) + LEAD * lead + CENTRE * centre + WEIGHT * weight
    return round(min(max(value, 0.0), 1.0), 4)


def reach(voices: int, most: int) -> float:
    """How far a finding is carried: voices against the most there could be, 0 to 1."""
    return math.log1p(voices) / math.log1p(max(most, 1))


def _shared_vocabulary(case: Case, feature: Features) -> float:
    """Mean share of the story's reports that use the claim's content words, 0 to 1.

    ``Features.weights`` is ``log(1 + (n + 1) / spread)``, so the spread is recovered from it.
    """
    n = len(case.reports)
    if not feature.weights:
        return 0.0
    spreads = [(n + 1) / (math.exp(w) - 1) for w in feature.weights.values()]
    top = sorted(spreads, reverse=True)[:8]
    return min(1.0, sum(top) / len(top) / max(n, 1))
