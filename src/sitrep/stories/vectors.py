"""Reports as weighted words: names and numbers weigh more, rare words more than common."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sitrep.records import Report
from sitrep.settings import Settings
from sitrep.words import Word, occurrence, words_of

__all__ = ["word_matrices"]

Row = Mapping[str, float]


def word_matrices(reports: Sequence[Report], settings: Settings) -> tuple[Any, Any]:
    """One row of unit length a report: log word counts by inverse document frequency.

    The document frequency blends the reports at hand with open English text, so that five
    reports of one event are seen to be alike (their common words are rare in English) and a
    thousand reports of like events are told apart (their common words are common here).

    Args:
        reports: the reports, in the order of the rows.
        settings: weights of names and numbers, of the background, length of the lead.

    Returns:
        Two sparse matrices (scipy CSR), reports by stems: title with whole text, and title
        with lead.
    """
    whole, leads = [], []
    for report in reports:
        title = words_of(report.title or "")
        text = words_of(report.text[: settings.story_text_chars])
        lead = [word for word in text if word.start < settings.story_lead_chars]
        special = {
            word.stem
            for word in (*title, *text)
            if word.capital or (word.number and len(word.stem) > 1)
        }
        whole.append(_weights((*title, *text), special, settings.story_name_weight))
        leads.append(_weights((*title, *lead), frozenset(), 1.0))
    return _matrix(whole, settings), _matrix(leads, settings)


def _weights(words: Sequence[Word], special: set[str] | frozenset[str], raised: float) -> Row:
    """Stem -> log count, raised for names and numbers."""
    counts = Counter(word.stem for word in words)
    return {
        stem: (1.0 + math.log(n)) * (raised if stem in special else 1.0)
        for stem, n in counts.items()
    }


def _matrix(rows: Sequence[Row], settings: Settings) -> Any:
    import numpy as np
    from scipy.sparse import csr_matrix

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
        length = float(np.sqrt((values * values).sum()))
        data.extend((values / length).tolist() if length else values.tolist())
        indices.extend(column[stem] for stem, _ in ordered)
        starts.append(len(indices))
    return csr_matrix((data, indices, starts), shape=(len(rows), len(column)), dtype=np.float64)


def _idf(stem: str, frequency: int, reports: int, settings: Settings) -> float:
    """Inverse document frequency with ``story_background`` made-up reports of open English."""
    background = settings.story_background
    expected = background * occurrence(stem, words=settings.story_report_words)
    return math.log((reports + background + 1.0) / (frequency + expected + 0.5))
