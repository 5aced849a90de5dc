"""How much a finding matters, from 0 to 1, by a formula that anyone can check."""

from __future__ import annotations

import math
from collections.abc import Sequence

from sitrep.ledger.case import Case
from sitrep.ledger.features import Features
from sitrep.records import Claim

__all__ = ["importance"]

#: the parts of the formula; they add up to 1 (docs/how-it-works.md)
REACH, LEAD, CENTRE, WEIGHT = 0.40, 0.20, 0.25, 0.15
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
    case: Case, claims: Sequence[Claim], features: dict[str, Features], voices: int, most: int
) -> float:
    """The importance of a finding made of ``claims``.

    ``REACH`` times how many voices carry it (logarithmic, against ``most``, the number of
    voices of the whole story) + ``LEAD`` times how early the reports tell it + ``CENTRE``
    times how much of the story's shared vocabulary it holds + ``WEIGHT`` times how firmly it
    is said and whether it names a figure.

    Args:
        case: the story.
        claims: of the finding; at least one.
        features: of all claims, by id.
        voices: the highest number of independent voices that carry the finding.
        most: the highest number that any finding of the story could have.
    """
    reach = math.log1p(voices) / math.log1p(max(most, 1))
    lead = sum(
        max(0.0, 1 - 2 * c.start / max(len(case.reports[c.report].text), 1)) for c in claims
    ) / len(claims)
    centre = max(_shared_vocabulary(case, features[c.id]) for c in claims)
    firm = max(CERTAINTY[c.certainty] for c in claims)
    weight = 0.7 * firm + 0.3 * any(c.quantities for c in claims)
    value = REACH * min(reach, 1) + LEAD * lead + CENTRE * centre + WEIGHT * weight
    return round(min(max(value, 0.0), 1.0), 4)


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
