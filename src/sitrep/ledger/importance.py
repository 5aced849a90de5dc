"""How much a finding matters, from 0 to 1, by a formula that anyone can check."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from sitrep.ledger.case import Case
from sitrep.ledger.features import Features
from sitrep.records import Claim

__all__ = ["central_words", "importance", "reach"]

#: the parts of the formula; they add up to 1. Chosen by how much of the titles (which it does
#: not read) and of editors' round-ups the five first lines hold (docs/how-it-works.md)
REACH, LEAD, CENTRE, WEIGHT = 0.25, 0.30, 0.30, 0.15
#: the commonest words of a story, a claim with all of which would be all that it is about
TOP_WORDS = 10
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
    central: Mapping[str, float],
    *,
    toll: bool,
) -> float:
    """The importance of a finding made of ``claims``.

    ``REACH`` times how many voices carry it + ``LEAD`` times how early in its report the
    first of its claims stands + ``CENTRE`` times how much it holds of the words that most
    reports use + ``WEIGHT`` times how firmly it is said, whether it gives a figure, and
    whether that figure is the toll of the happening.

    Args:
        case: the story.
        claims: of the finding; at least one.
        features: of all claims, by id.
        reach: share of the story's voices that carry the finding, logarithmic, 0 to 1.
        central: of :func:`central_words`.
        toll: whether the finding gives the toll.
    """
    lead = max(1 - c.start / max(len(case.reports[c.report].text), 1) for c in claims)
    centre = max(sum(central[w] for w in features[c.id].weights) for c in claims)
    firm = max(CERTAINTY[c.certainty] for c in claims)
    weight = 0.5 * firm + 0.2 * any(c.quantities for c in claims) + 0.3 * toll
    value = REACH * min(reach, 1) + LEAD * lead + CENTRE * min(centre, 1) + WEIGHT * weight
    return round(min(max(value, 0.0), 1.0), 4)


def reach(voices: int, most: int) -> float:
    """How far a finding is carried: voices against the most there could be, 0 to 1."""
    return math.log1p(voices) / math.log1p(max(most, 1))


def central_words(case: Case, features: Sequence[Features]) -> dict[str, float]:
    """How central each word of a story is: the ``TOP_WORDS`` most so add up to 1.

    The square of the share of reports whose claims use it, so that one word of every report
    counts for more than several of a few.
    """
    seen = {(case.reprint[f.claim.report], word) for f in features for word in f.weights}
    spread = Counter(word for _, word in seen)
    reports = len(set(case.reprint.values()))
    squares = {word: (count / reports) ** 2 for word, count in spread.items()}
    most = math.fsum(sorted(squares.values(), reverse=True)[:TOP_WORDS])
    return {word: square / most for word, square in squares.items()}
