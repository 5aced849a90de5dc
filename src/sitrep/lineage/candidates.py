"""Which pairs of reports are worth laying side by side."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

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
    for one, other in _shared([pages[at] for at in told], most):
        pairs.add((min(told[one], told[other]), max(told[one], told[other])))
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


def _shared(pages: Sequence[Prepared], most: int) -> Iterator[tuple[int, int]]:
    """Each page with those ``most`` others that share most of its telling words and runs.

    A word or run weighs as much as it is rare among the pages, and what a page has in all
    counts against it.
    """
    import numpy as np
    from scipy.sparse import csr_array

    spread = Counter(key for page in pages for key in page.keys)
    telling = [key for key, count in spread.items() if 1 < count <= _MOST_REPORTS]
    # in the order of their weights, so that sums do not depend on what the keys are called
    order = {key: at for at, key in enumerate(sorted(telling, key=spread.__getitem__))}
    weights = np.array([1.0 / spread[key] for key in order])
    rows = [sorted(order[key] for key in page.keys if key in order) for page in pages]
    places = np.array([at for row in rows for at in row], dtype=np.int64)
    starts = np.cumsum([0, *map(len, rows)])
    shape = (len(pages), len(order))
    held = csr_array((np.ones(len(places)), places, starts), shape=shape)
    shared = csr_array((weights[places], places, starts), shape=shape) @ held.T.tocsr()
    sizes = np.sqrt([max(1, len(page.keys)) for page in pages])
    for one, (start, end) in enumerate(pairwise(shared.indptr)):
        others = shared.indices[start:end]
        scores = shared.data[start:end] / (sizes[one] * sizes[others])
        ranked = others[np.lexsort((others, -scores))]
        yield from ((one, at) for at in ranked[ranked != one][:most].tolist())
