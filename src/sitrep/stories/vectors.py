"""Reports as weighted words: the whole text decides, names and numbers weigh more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sitrep.records import Report
from sitrep.settings import Settings
from sitrep.words import occurrence, words_of

if TYPE_CHECKING:
    import numpy as np

__all__ = ["word_matrix"]


def word_matrix(reports: Sequence[Report], settings: Settings) -> Any:
    """One row of unit length a report: log word counts by inverse document frequency.

    The document frequency blends the reports at hand with open English text, so that five
    reports of one event are seen to be alike (their common words are rare in English) and a
    thousand reports of like events are told apart (their common words are common here).

    Args:
        reports: the reports, in the order of the rows.
        settings: weights of names and numbers, and of the background.

    Returns:
        A sparse matrix (scipy CSR), reports by stems.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    rows = [_weights(report, settings) for report in reports]
    frequency: Counter[str] = Counter()
    for row in rows:
        frequency.update(row.keys())
    column = {stem: at for at, stem in enumerate(sorted(frequency))}
    idf = {stem: _idf(stem, n, len(rows), settings) for stem, n in frequency.items()}
    data: list[float] = []
    indices: list[int] = []
    starts = [0]
    for row in rows:
        ordered = sorted(row.items())
        values = np.array([weight * idf[stem] for stem, weight in ordered], dtype=np.float64)
        data.extend(_unit(values))
        indices.extend(column[stem] for stem, _ in ordered)
        starts.append(len(indices))
    return csr_matrix((data, indices, starts), shape=(len(rows), len(column)), dtype=np.float64)


def _weights(report: Report, settings: Settings) -> dict[str, float]:
    """Stem -> log count, raised for names and numbers."""
    text = report.text[: settings.story_text_chars]
    counts: Counter[str] = Counter()
    special: set[str] = set()
    for source in (report.title or "", text):
        for word in words_of(source):
            counts[word.stem] += 1
            if word.capital or (word.number and len(word.stem) > 1):
                special.add(word.stem)
    return {
        stem: (1.0 + math.log(n)) * (settings.story_name_weight if stem in special else 1.0)
        for stem, n in counts.items()
    }


def _idf(stem: str, frequency: int, reports: int, settings: Settings) -> float:
    """Inverse document frequency with ``story_background`` made-up reports of open English."""
    background = settings.story_background
    expected = background * occurrence(stem, words=settings.story_report_words)
    return math.log((reports + background + 1.0) / (frequency + expected + 0.5))


def _unit(values: np.ndarray) -> list[float]:
    import numpy as np

    length = float(np.sqrt((values * values).sum()))
    return [float(value) for value in values / length] if length else [0.0] * len(values)
