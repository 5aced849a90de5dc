"""Which reports are alike, and how likely two are to tell of one happening."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from sitrep.records import Report
from sitrep.settings import Settings
from sitrep.stories.vectors import word_matrices

if TYPE_CHECKING:
    import numpy as np

__all__ = ["CROWD", "NAMES", "Neighbours", "likeness", "neighbours"]

#: the features, in the order of the weights in data/stories.toml
NAMES = ("whole", "root", "log", "lead", "nearest", "nearest_least", "crowd", "days", "undated")
#: rows of the likeness table made at a time; keeps memory flat for many thousand reports
_BLOCK = 512
#: logit from which two reports are held to be surely alike, and, negated, surely not
_SURE = 4.0
#: how many near reports are looked at to tell whether a report stands in a crowd of like ones
CROWD = 20


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Pairs of reports that are alike at all: ``one[i] < other[i]``, a feature row a pair."""

    one: np.ndarray
    other: np.ndarray
    features: np.ndarray


def neighbours(reports: Sequence[Report], settings: Settings) -> Neighbours:
    """Each pair of reports whose texts share enough, with its features.

    Args:
        reports: in a fixed order.
        settings: ``story_*``.

    Returns:
        The pairs. Features are the cosine of whole texts (as it is, its root, its log), of
        leads, the cosine measured against each report's nearest one, how crowded the
        surroundings are, the days between (log), and whether a date is missing.
    """
    import numpy as np

    whole, leads = word_matrices(reports, settings)
    one, other, cosine, nearest, crowd = _cosines(whole, settings)
    lead = np.asarray(leads[one].multiply(leads[other]).sum(axis=1)).ravel()
    days, undated = _days(reports, one, other)
    ratio = cosine[:, None] / np.maximum(np.stack([nearest[one], nearest[other]], axis=1), 1e-9)
    features = np.stack(
        [
            cosine,
            np.sqrt(cosine),
            np.log(cosine),
            lead,
            np.sqrt(ratio[:, 0] * ratio[:, 1]),
            ratio.min(axis=1) if len(ratio) else np.zeros(0),
            crowd[one] + crowd[other],
            np.log1p(days),
            undated,
        ],
        axis=1,
    )
    return Neighbours(one, other, features)


def likeness(features: np.ndarray) -> np.ndarray:
    """How much each pair looks like two reports of one happening, 0 to 1.

    Source: logistic regression; weights, data and figures in data/stories.toml. Taken is the
    logit, cut at even chances of 1 to 50 either way and scaled, which averages better over
    groups than the probability does (bench/stories: gvc 97.3 to 97.8, gva-full 90.2 to 90.4).
    """
    import numpy as np

    table = _table()
    logits = table["bias"] + features @ np.array([table[name] for name in NAMES])
    alike: np.ndarray = np.clip((logits + _SURE) / (2.0 * _SURE), 0.0, 1.0)
    return alike


def _cosines(whole: Any, settings: Settings) -> tuple[Any, Any, Any, Any, Any]:
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
        row, column, value = row[apart], column[apart], value[apart]
        order = np.lexsort((column, -value, row))
        row, column, value = row[order], column[order], value[order]
        first = np.searchsorted(row, row, side="left")
        rank = np.arange(len(row)) - first
        nearest[row[rank == 0]] = value[rank == 0]
        far = (rank >= CROWD // 2) & (rank < CROWD)
        np.add.at(crowd, row[far], value[far] / (CROWD - CROWD // 2))
        upper = row < column
        ones.append(row[upper])
        others.append(column[upper])
        cosines.append(value[upper])
    if not ones:
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, np.zeros(0), nearest, crowd
    return np.concatenate(ones), np.concatenate(others), np.concatenate(cosines), nearest, crowd


def _days(reports: Sequence[Report], one: Any, other: Any) -> tuple[Any, Any]:
    """Days between the two of each pair, 0 when a date is missing; and whether one is."""
    import numpy as np

    stamp = np.array(
        [r.published.timestamp() / 86400.0 if r.published else np.nan for r in reports]
    )
    apart = np.abs(stamp[one] - stamp[other])
    missing = np.isnan(apart)
    return np.where(missing, 0.0, apart), missing.astype(np.float64)


@cache
def _table() -> dict[str, float]:
    text = files("sitrep.data").joinpath("stories.toml").read_text(encoding="utf-8")
    table: dict[str, float] = tomllib.loads(text)["pair"]
    return table
