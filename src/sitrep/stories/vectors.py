"""Outlines as weighted words: names and numbers weigh more, rare words more than common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sitrep.settings import Settings
from sitrep.stories.outline import PAIR, Outline, background, count_weights

__all__ = ["Matrices", "matrices", "rarities"]


@dataclass(frozen=True, slots=True)
class Matrices:
    """Sparse matrices (scipy CSR), outlines by terms.

    Attributes:
        whole: title and text, rows of unit length.
        lead: title and opening, rows of unit length.
        pairs: pairs of names, rows of unit length.
        shared: pairs of names so weighted that a product tells what the shared ones weigh.
    """

    whole: Any
    lead: Any
    pairs: Any
    shared: Any


def rarities(frequency: Any, expected: Any, reports: int, settings: Settings) -> Any:
    """Inverse document frequency with ``story_background`` made-up reports of open English.

    So five reports of one event are seen to be alike (their common words are rare in English)
    and a thousand reports of like events are told apart (their common words are common here).

    Args:
        frequency: how many reports hold each term.
        expected: how likely a made-up report is to hold it (0 to 1).
        reports: how many reports there are.
        settings: ``story_background``.
    """
    import numpy as np

    made_up = settings.story_background
    return np.log((reports + made_up + 1.0) / (frequency + made_up * expected + 0.5))


def matrices(
    outlines: Sequence[Outline], settings: Settings, rarity: dict[int, float] | None = None
) -> Matrices:
    """The matrices of some outlines, one row each.

    Args:
        outlines: in the order of the rows.
        settings: weights of names and numbers, of the background.
        rarity: the weight of each term; by default that among these very outlines.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    count = len(outlines)
    terms = np.frombuffer(b"".join(one.terms for one in outlines), dtype="<u4")
    codes = np.frombuffer(b"".join(one.counts for one in outlines), dtype=np.uint8)
    rows = np.repeat(np.arange(count), [len(one) for one in outlines])
    known, column, frequency = np.unique(terms, return_inverse=True, return_counts=True)
    if rarity is None:
        expected = background(known, settings.story_report_words)
        weight = rarities(frequency, expected, count, settings)[column]
    else:
        weight = np.array([rarity[term] for term in known.tolist()])[column]
    in_whole, in_lead = count_weights(settings.story_name_weight)
    paired = (terms >> 30) == PAIR
    shape = (count, len(known))

    def matrix(values: Any, kept: Any) -> Any:
        kept = kept & (values > 0)
        return csr_matrix((values[kept], (rows[kept], column[kept])), shape=shape)

    pairs = matrix(weight, paired)
    return Matrices(
        whole=_unit(matrix(in_whole[codes] * weight, ~paired)),
        lead=_unit(matrix(in_lead[codes] * weight, ~paired)),
        pairs=_unit(pairs),
        shared=pairs.sqrt(),
    )


def _unit(matrix: Any) -> Any:
    """Rows scaled to length 1; empty ones stay empty."""
    import numpy as np
    from scipy.sparse import diags

    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (diags(1.0 / np.where(length > 0, length, 1.0)) @ matrix).tocsr()
