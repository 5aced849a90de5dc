"""Do two reports tell of one event, or of two that only look alike? ECB+ pairs of documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from bench.rows import Row, find, read
from bench.texts import FEATURES, Text, compare, rarities, text_of
from bench.weights import linear

__all__ = ["likeness", "predict", "texts_of"]

#: documents in a neighbourhood from which its profiles say as much as the pair itself
ENOUGH = 4


def predict(rows: Iterable[Row], folder: Path) -> Iterator[Row]:
    """One score a pair, from the texts alone.

    Args:
        rows: pairs with ``id``, ``a`` and ``b``.
        folder: where ``docs`` lies.

    Returns:
        Rows ``{"id", "score", "label"}``; higher is more surely one event.
    """
    pairs = [(str(row["id"]), str(row["a"]), str(row["b"])) for row in rows]
    wanted = {name for _, a, b in pairs for name in (a, b)}
    scores = likeness(texts_of(folder, wanted), [(a, b) for _, a, b in pairs])
    for (name, _, _), score in zip(pairs, scores, strict=True):
        yield {"id": name, "score": round(score, 4), "label": int(score > 0)}


def texts_of(folder: Path, wanted: set[str]) -> dict[str, Text]:
    """The documents beside the rows; only id, title and text are read."""
    return {
        row["id"]: text_of({name: row.get(name) for name in ("id", "title", "text")})
        for row in read(find(folder, "ecbplus", "docs"))
        if row["id"] in wanted
    }


def likeness(texts: Mapping[str, Text], pairs: Sequence[tuple[str, str]]) -> list[float]:
    """How surely each pair tells of one event, -1 to 1.

    Two reports of one event are near to the same other reports. So each document is set
    against all that it is paired with, and two documents are as like as these profiles
    correlate; in a small neighbourhood the pair's own likeness is mixed in.
    """
    rarity = rarities(texts.values())
    rows = np.array([compare(texts[a], texts[b], rarity) for a, b in pairs])
    chances = 1 / (1 + np.exp(-linear("ecbplus", FEATURES, rows)))
    found = [0.0] * len(pairs)
    for members in _neighbourhoods(pairs):
        names = sorted({name for at in members for name in pairs[at]})
        place = {name: at for at, name in enumerate(names)}
        table = np.eye(len(names))
        for at in members:
            a, b = (place[name] for name in pairs[at])
            table[a, b] = table[b, a] = chances[at]
        profiles = _correlations(table)
        share = max(0.0, 1 - ENOUGH / len(names))
        for at in members:
            a, b = (place[name] for name in pairs[at])
            found[at] = float(share * profiles[a, b] + (1 - share) * (2 * chances[at] - 1))
    return found


def _correlations(table: np.ndarray) -> np.ndarray:
    """Correlations of rows; 0 where a row does not vary."""
    centred = table - table.mean(axis=1, keepdims=True)
    lengths = np.linalg.norm(centred, axis=1, keepdims=True)
    unit = centred / np.maximum(lengths, 1e-9)
    found: np.ndarray = unit @ unit.T
    return found


def _neighbourhoods(pairs: Sequence[tuple[str, str]]) -> list[list[int]]:
    """Places of the pairs that hang together through common documents."""
    root: dict[str, str] = {}

    def top(name: str) -> str:
        root.setdefault(name, name)
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for a, b in pairs:
        root[top(a)] = top(b)
    groups: dict[str, list[int]] = defaultdict(list)
    for at, (a, _) in enumerate(pairs):
        groups[top(a)].append(at)
    return list(groups.values())
