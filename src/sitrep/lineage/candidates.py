"""Which pairs of reports are worth laying side by side."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from sitrep.lineage.features import Prepared

__all__ = ["candidate_pairs"]

#: pairs looked at for each report: a few, and half the square root of the story's size, so
#: that the work grows as n to the power 1.5
_FEW = 8
#: a word run in more reports than this says nothing of who took from whom
_MOST_REPORTS = 400


def candidate_pairs(pages: Sequence[Prepared]) -> list[tuple[int, int]]:
    """Pairs of page numbers, smaller first, in order.

    Of reports with equal words one stands for all. In a story of few reports these are all
    pairs. In a larger one each report is paired with those that share most of its telling
    words and word runs.

    Args:
        pages: the reports of one story, in a fixed order; ties go to the earlier page.
    """
    pairs: set[tuple[int, int]] = set()
    told = []
    for same in _equal(pages):
        told.append(same[0])
        pairs.update((min(same[0], at), max(same[0], at)) for at in same[1:])
    most = _FEW + math.isqrt(len(told)) // 2
    if len(told) - 1 <= most:
        pairs.update((one, two) for two in told for one in told if one < two)
        return sorted(pairs)
    scores = _shared([pages[at] for at in told])
    for one, others in enumerate(scores):
        ranked = sorted(others.items(), key=lambda item: (-item[1], item[0]))
        for other, _ in ranked[:most]:
            low, high = sorted((told[one], told[other]))
            pairs.add((low, high))
    return sorted(pairs)


def _equal(pages: Sequence[Prepared]) -> list[list[int]]:
    """Page numbers grouped by equal words, the earliest published first; empty pages left out.

    A hundred prints of one report are each compared with the first of them, not with one
    another and not each with every third report.
    """
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, page in enumerate(pages):
        if page.page.words:
            groups[page.runs.words].append(at)

    def age(at: int) -> tuple[bool, float, int]:
        published = pages[at].page.report.published
        return published is None, published.timestamp() if published else 0.0, at

    return [sorted(group, key=age) for group in groups.values()]


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
