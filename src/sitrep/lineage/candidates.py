"""Which pairs of reports are worth laying side by side."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from sitrep.lineage.features import Prepared

__all__ = ["candidate_pairs"]

#: pairs looked at for each report: a few, and the square root of the story's size, so that
#: the work grows as n to the power 1.5
_FEW = 12
#: a word run in more reports than this says nothing of who took from whom
_MOST_REPORTS = 400


def candidate_pairs(pages: Sequence[Prepared]) -> list[tuple[int, int]]:
    """Pairs of page numbers, smaller first, in order.

    In a story of few reports these are all pairs. In a larger one each report is paired with
    those that share most of its telling words and word runs.

    Args:
        pages: the reports of one story, in a fixed order; ties go to the earlier page.
    """
    most = _FEW + math.isqrt(len(pages))
    if len(pages) - 1 <= most:
        told = [at for at, page in enumerate(pages) if page.stems]
        return [(one, two) for two in told for one in told if one < two]
    scores = _shared(pages)
    pairs: set[tuple[int, int]] = set()
    for one, others in enumerate(scores):
        ranked = sorted(others.items(), key=lambda item: (-item[1], item[0]))
        pairs.update((min(one, other), max(one, other)) for other, _ in ranked[:most])
    return sorted(pairs)


def _shared(pages: Sequence[Prepared]) -> list[dict[int, float]]:
    """For each page, the others and the weight of the telling words and runs they share."""
    postings: dict[object, list[int]] = defaultdict(list)
    for at, page in enumerate(pages):
        for key in page.keys:
            postings[key].append(at)
    scores: list[dict[int, float]] = [defaultdict(float) for _ in pages]
    sizes = [max(1, len(page.keys)) for page in pages]
    for places in postings.values():
        if not 1 < len(places) <= _MOST_REPORTS:
            continue
        weight = 1.0 / len(places)
        for one in places:
            for other in places:
                if one != other:
                    scores[one][other] += weight / math.sqrt(sizes[one] * sizes[other])
    return scores
