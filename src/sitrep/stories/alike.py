"""Which reports are alike, and how likely two are to tell of one happening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sitrep.data.tables import table
from sitrep.settings import Settings
from sitrep.stories.outline import Outline
from sitrep.stories.vectors import matrices

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "CROWD",
    "NAMES",
    "Neighbours",
    "Shared",
    "days_between",
    "features",
    "likeness",
    "neighbours",
]

#: the features, in the order of the weights in data/stories.toml
NAMES = (
    *("whole", "root", "log", "lead", "pairs", "pairs_root", "pairs_shared", "no_pair_shared"),
    *("nearest", "nearest_least", "crowd", "days", "undated"),
)
#: rows of the likeness table made at a time; keeps memory flat for many thousand reports
_BLOCK = 512
#: logit from which two reports are held to be surely alike, and, negated, surely not
_SURE = 4.0
#: crowd from which it is a large story that a report stands in, not a crowd of like happenings; in
#: the sets of small stories that the weights come from, hardly a pair has more
_MOST_CROWDED = 0.5
#: which of a report's nearest ones, counted from 0, tell whether it stands in a crowd of like ones
CROWD = slice(10, 20)


@dataclass(frozen=True, slots=True)
class Shared:
    """What the two reports of each pair share; arrays of one length.

    Attributes:
        whole: cosine of whole texts.
        lead: cosine of openings.
        pairs: cosine of pairs of names.
        pairs_shared: what the shared pairs of names weigh.
        both_pair: whether both reports have a pair of names.
        nearest: the cosine of the one report's nearest report, and of the other's.
        crowd: the mean cosine of reports some way off (:data:`CROWD`), of both added up.
        days: days between; 0 where ``undated``.
        undated: whether a date is missing.
    """

    whole: np.ndarray
    lead: np.ndarray
    pairs: np.ndarray
    pairs_shared: np.ndarray
    both_pair: np.ndarray
    nearest: tuple[np.ndarray, np.ndarray]
    crowd: np.ndarray
    days: np.ndarray
    undated: np.ndarray


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Pairs of reports that are alike at all: ``one[i] < other[i]``, a feature row a pair."""

    one: np.ndarray
    other: np.ndarray
    features: np.ndarray


def features(shared: Shared) -> np.ndarray:
    """One row a pair, columns as in :data:`NAMES`."""
    import numpy as np

    whole = np.minimum(shared.whole, 1.0)
    one, other = (np.minimum(whole / np.maximum(near, 1e-9), 1.0) for near in shared.nearest)
    return np.stack(
        [
            whole,
            np.sqrt(whole),
            np.log(np.maximum(whole, 1e-9)),
            shared.lead,
            shared.pairs,
            np.sqrt(shared.pairs),
            np.log1p(shared.pairs_shared),
            (shared.both_pair & (shared.pairs <= 0)).astype(np.float64),
            np.sqrt(one * other),
            np.minimum(one, other),
            np.minimum(shared.crowd, _MOST_CROWDED),
            np.log1p(shared.days),
            shared.undated.astype(np.float64),
        ],
        axis=1,
    )


def likeness(rows: np.ndarray) -> np.ndarray:
    """How much each pair looks like two reports of one happening, 0 to 1.

    Source: logistic regression; weights, data and figures in data/stories.toml. Taken is the
    logit, cut at even chances of 1 to 50 either way and scaled, which averages better over
    groups than the probability does (bench/stories: gvc 97.3 to 97.8, gva-full 90.2 to 90.4).
    """
    import numpy as np

    table = _table()
    logits = table["bias"] + rows @ np.array([table[name] for name in NAMES])
    alike: np.ndarray = np.clip((logits + _SURE) / (2.0 * _SURE), 0.0, 1.0)
    return alike


def neighbours(
    outlines: Sequence[Outline],
    settings: Settings,
    *,
    rarity: dict[int, float] | None = None,
    surroundings: tuple[Any, Any] | None = None,
    circles: Any = None,
) -> Neighbours:
    """Each pair of reports whose texts share enough, with its features.

    Args:
        outlines: in a fixed order.
        settings: ``story_*``.
        rarity: the weight of each term; by default that among these very reports.
        surroundings: each report's nearest cosine and crowd as known from a wider circle.
        circles: a number for each report; only those of one number are compared. By default
            all are.
    """
    import numpy as np

    made = matrices(outlines, settings, rarity)
    one, other, cosine, nearest, crowd = _cosines(made.whole, settings, circles)
    if surroundings is not None:
        nearest = np.maximum(nearest, surroundings[0])
        crowd = np.maximum(crowd, surroundings[1])
    lead, pairs, shared = (_products(m, one, other) for m in (made.lead, made.pairs, made.shared))
    any_pair = np.diff(made.pairs.indptr) > 0
    stamps = np.array([o.moment.timestamp() if o.dated else np.nan for o in outlines])
    days, undated = days_between(stamps[one], stamps[other])
    rows = features(
        Shared(
            cosine,
            lead,
            pairs,
            shared,
            any_pair[one] & any_pair[other],
            (nearest[one], nearest[other]),
            crowd[one] + crowd[other],
            days,
            undated,
        )
    )
    return Neighbours(one, other, rows)


def days_between(one: Any, other: Any) -> tuple[Any, Any]:
    """Days between two moments in seconds, 0 where one is missing (NaN); and whether one is."""
    import numpy as np

    apart = np.abs(one - other) / 86400.0
    missing = np.isnan(apart)
    return np.where(missing, 0.0, apart), missing


def _products(matrix: Any, one: Any, other: Any) -> Any:
    """The products of rows ``one[i]`` and ``other[i]``, a block at a time."""
    import numpy as np

    parts = [
        np.asarray(matrix[one[at : at + step]].multiply(matrix[other[at : at + step]]).sum(axis=1))
        for step in (_BLOCK * 256,)
        for at in range(0, len(one), step)
    ]
    return np.concatenate(parts).ravel() if parts else np.zeros(0)


def _cosines(whole: Any, settings: Settings, circles: Any) -> tuple[Any, Any, Any, Any, Any]:
    """Pairs with their cosine; for each report its nearest one and its crowd."""
    import numpy as np

    count = whole.shape[0]
    nearest, crowd = np.zeros(count), np.zeros(count)
    ones, others, cosines = [], [], []
    turned = whole.T.tocsc()
    for start in range(0, count, _BLOCK):
        block = (whole[start : start + _BLOCK] @ turned).tocoo()
        row, column, value = block.row + start, block.col, np.minimum(block.data, 1.0)
        apart = (row != column) & (value >= settings.story_least_cosine)
        if circles is not None:
            apart &= circles[row] == circles[column]
        row, column, value = row[apart], column[apart], value[apart]
        order = np.lexsort((column, -value, row))
        row, column, value = row[order], column[order], value[order]
        first = np.searchsorted(row, row, side="left")
        rank = np.arange(len(row)) - first
        nearest[row[rank == 0]] = value[rank == 0]
        far = (rank >= CROWD.start) & (rank < CROWD.stop)
        np.add.at(crowd, row[far], value[far] / (CROWD.stop - CROWD.start))
        upper = row < column
        ones.append(row[upper])
        others.append(column[upper])
        cosines.append(value[upper])
    if not ones:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, np.zeros(0), nearest, crowd
    return np.concatenate(ones), np.concatenate(others), np.concatenate(cosines), nearest, crowd


@cache
def _table() -> dict[str, float]:
    weights: dict[str, float] = table("stories")["pair"]
    return weights
