"""Weights of the small models of the bench, fitted by ``python -m bench.fit``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["PATH", "figures_of", "linear"]

#: each model: {"bias": number, "weights": {feature: number}, "made", "data", "figures"}
PATH = Path(__file__).parent / "weights.json"


def linear(name: str, features: Sequence[str], rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weighted sums of rows whose columns are ``features``.

    Raises:
        KeyError: when the model was fitted on other features (fit it anew).
    """
    model = _models()[name]
    slopes = np.array([model["weights"][feature] for feature in features])
    found: NDArray[np.float64] = rows @ slopes + model["bias"]
    return found


def figures_of(name: str) -> dict[str, float]:
    """The figures that a model reached on folds left out when it was fitted."""
    figures: dict[str, float] = _models().get(name, {}).get("figures", {})
    return figures


@cache
def _models() -> dict[str, dict[str, Any]]:
    models: dict[str, dict[str, Any]] = json.loads(PATH.read_text(encoding="utf-8"))
    return models
