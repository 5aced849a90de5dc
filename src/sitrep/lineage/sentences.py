"""Sentences of two reports that say the same, in the same order or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitrep.lineage.pages import Page, Unit

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Alignment", "Sheet", "align", "sheet_of"]

#: how much more a name and a number say than another word as rare
_NAME = 1.3
_NUMBER = 1.2
#: how much less a word inside quotation marks says: the speaker said it to everyone
_QUOTED = 0.3
#: cosine of two sentence vectors that says nothing (unrelated news sentences lie about here)
_UNRELATED = 0.25
#: multiplications in one piece of a product
_PIECE = 200_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's sentences as weighted stems.

    ``stems[i]`` maps the stems of sentence ``i`` to weights; ``total[i]`` is their sum;
    ``own[i]`` is the part of its words outside quotation marks. ``places`` gives the sentences
    and weights of each stem.
    """

    stems: tuple[Mapping[str, float], ...]
    total: np.ndarray
    own: np.ndarray
    vectors: np.ndarray | None
    places: Mapping[str, Sequence[tuple[int, float]]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """How well two reports answer each other sentence by sentence.

    ``likeness`` is the table of all pairs (0 to 1); ``forward[i]`` is the sentence of the
    second report that sentence ``i`` of the first is set beside when order is kept, ``back``
    the other way round. ``kept`` and ``kept_back`` are the weighted mean likeness when order
    is kept, ``best`` and ``best_back`` when it need not be (0 to 1).
    """

    likeness: np.ndarray
    forward: tuple[int, ...]
    back: tuple[int, ...]
    kept: float
    kept_back: float
    best: float
    best_back: float


def sheet_of(page: Page) -> Sheet:
    """The page's sentences as weighted stems, with their vectors when all have one."""
    import numpy as np

    stems = tuple(_weights(page, unit) for unit in page.units)
    total = np.array([sum(row.values()) for row in stems], dtype=np.float64)
    own = np.array(
        [page.quoted[u.first : u.last].count(False) / (u.last - u.first) for u in page.units]
    )
    vectors = None
    if page.units and all(unit.vector for unit in page.units):
        rows = [np.frombuffer(unit.vector, dtype="<f2") for unit in page.units]
        if len({len(row) for row in rows}) == 1:
            vectors = np.stack(rows)
    places: dict[str, list[tuple[int, float]]] = {}
    for column, row in enumerate(stems):
        for stem, weight in row.items():
            places.setdefault(stem, []).append((column, weight))
    return Sheet(stems, total, own, vectors, places)


def align(one: Sheet, other: Sheet) -> Alignment:
    """The likeness of all sentence pairs and the best pairing with and without order."""
    likeness = _likeness(one, other)
    if not likeness.size:
        return Alignment(likeness, (), (), 0.0, 0.0, 0.0, 0.0)
    kept, forward = _in_order(likeness, one.total)
    kept_back, back = _in_order(likeness.T, other.total)
    return Alignment(
        likeness,
        forward,
        back,
        kept,
        kept_back,
        _mean(likeness.max(axis=1), one.total),
        _mean(likeness.max(axis=0), other.total),
    )


def _weights(page: Page, unit: Unit) -> dict[str, float]:
    row: dict[str, float] = {}
    for at in range(unit.first, unit.last):
        word, weight = page.words[at], page.weight[at]
        weight *= _NUMBER if word.number else _NAME if word.capital else 1.0
        if page.quoted[at]:
            weight *= _QUOTED
        if weight > 0.0:
            row[word.stem] = max(row.get(word.stem, 0.0), weight)
    return row


def _likeness(one: Sheet, other: Sheet) -> np.ndarray:
    """Dice overlap of weighted stems, blended with the vectors' cosine where there are any."""
    import numpy as np

    columns = len(other.stems)
    sums = [0.0] * (len(one.stems) * columns)
    for at, row in enumerate(one.stems):
        first = at * columns
        for stem, weight in row.items():
            for column, there in other.places.get(stem, ()):
                sums[first + column] += weight + there
    shared = np.array(sums).reshape(len(one.stems), columns)
    likeness = shared / np.maximum(one.total[:, None] + other.total[None, :], 1e-9)
    if one.vectors is not None and other.vectors is not None:
        cosine = _products(one.vectors, other.vectors)
        meaning = np.clip((cosine - _UNRELATED) / (1.0 - _UNRELATED), 0.0, 1.0)
        likeness = 0.5 * likeness + 0.5 * meaning
    clipped: np.ndarray = np.clip(likeness, 0.0, 1.0)
    return clipped


def _products(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The inner products of two lists of vectors.

    The products of half-precision numbers are sums of multiples of 2 to the power -48, which
    double precision holds exactly: the figures are the same on every machine, in whatever
    order it adds. They are made in pieces so small that no second thread is woken.
    """
    import numpy as np

    step = max(1, _PIECE // max(1, other.size))
    right = other.T.astype(np.float64)
    pieces = [one[at : at + step].astype(np.float64) @ right for at in range(0, len(one), step)]
    return np.concatenate(pieces)


def _in_order(likeness: np.ndarray, weight: np.ndarray) -> tuple[float, tuple[int, ...]]:
    """The best pairing in which no later sentence is set beside an earlier one."""
    import numpy as np

    rows, columns = likeness.shape
    weighted = weight[:, None] * likeness
    gained = np.empty((rows, columns))
    best = np.zeros((rows + 1, columns))
    for row in range(rows):
        np.add(best[row], weighted[row], out=gained[row])
        np.maximum.accumulate(gained[row], out=best[row + 1])
    at = np.where(gained >= best[1:], np.arange(columns), 0)
    chosen = np.maximum.accumulate(at, axis=1).tolist()
    path: list[int] = []
    column = columns - 1
    for row in reversed(chosen):
        column = row[column]
        path.append(column)
    total = float(weight.sum())
    return (float(best[-1, -1]) / total if total else 0.0), tuple(reversed(path))


def _mean(values: np.ndarray, weight: np.ndarray) -> float:
    total = float(weight.sum())
    return float((values * weight).sum()) / total if total else 0.0


def stems_in_order(page: Page, *, least: float) -> Sequence[str]:
    """The stems at least so rare, as they follow one another outside quotation marks."""
    return [
        word.stem
        for word, weight, quoted in zip(page.words, page.weight, page.quoted, strict=True)
        if weight >= least and not quoted
    ]
