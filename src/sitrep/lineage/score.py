"""How likely it is that one of two reports took from the other, or both from a third."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.data.tables import table
from sitrep.lineage.features import NAMES

__all__ = ["derivation_probability", "direction_probability"]


@dataclass(frozen=True, slots=True)
class _Model:
    bias: float
    weights: tuple[float, ...]


def derivation_probability(values: Sequence[float], *, meaning: bool, credit: bool) -> float:
    """The probability that the two reports are not independent (0 to 1).

    Three models are asked, and the surest is believed: one looks at the reports as wholes,
    one at the best single passage, and one, blind to the words themselves, at whether both
    tell the same things in the same order.

    Args:
        values: as :func:`sitrep.lineage.features.features` gives them.
        meaning: whether sentence vectors took part in them.
        credit: whether one credits the other, or an agency that the other is.

    Source: logistic regression; weights, data and figures in data/lineage.toml.
    """
    kind = "meaning" if meaning else "words"
    credited = _table()["credit"]["logit"] if credit else 0.0
    logits = [_logit(f"{kind}{side}", values) for side in ("", "_passage", "_order")]
    return _logistic(max(logits) + credited)


def direction_probability(
    *, credit: int, hours: float | None, contained: float, oddness: float
) -> float:
    """The probability that the first report took from the second (0 to 1).

    Args:
        credit: 1 when the first credits the second, -1 the other way round, 0 when neither.
        hours: how much later the first was published; None when not known.
        contained: how much more of the first is found in the second than the other way round
            (-1 to 1).
        oddness: how much rarer the first one's own words are in passages that answer each
            other (-1 to 1).
    """
    table = _table()["direction"]
    later = 0.0 if hours is None else math.tanh(hours / table["hours"])
    return _logistic(
        table["credit"] * credit
        + table["later"] * later
        + table["contained"] * contained
        + table["oddness"] * oddness
    )


def _logit(kind: str, values: Sequence[float]) -> float:
    model = _models()[kind]
    return model.bias + sum(w * x for w, x in zip(model.weights, values, strict=True))


def _logistic(logit: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, logit))))


@cache
def _models() -> dict[str, _Model]:
    return {
        kind: _Model(table["bias"], tuple(table.get(name, 0.0) for name in NAMES))
        for kind, table in _table().items()
        if "bias" in table
    }


@cache
def _table() -> dict[str, dict[str, float]]:
    weights: dict[str, dict[str, float]] = table("lineage")
    return weights
