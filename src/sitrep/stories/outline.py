"""What grouping looks at of a report, small enough to keep beside it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zlib import crc32

from sitrep.records import Report
from sitrep.settings import Settings
from sitrep.words import Word, occurrence, words_of

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Outline", "outline", "terms_of"]

#: one term: a 32-bit hash of its stem, its weight in title and whole text, in title and lead
#: (before rarity; 0 where it does not stand), and in how many of ``story_background`` made-up
#: reports of open English it is expected
_TERM = [("term", "<u4"), ("whole", "<f2"), ("lead", "<f2"), ("expected", "<f4")]


@dataclass(frozen=True, slots=True)
class Outline:
    """A report as grouping sees it: its weighted terms, sorted by hash, and its time.

    ``moment`` is when it was published, else when it was first seen; ``dated`` tells which.
    """

    report: str
    moment: datetime
    dated: bool
    terms: bytes


def outline(report: Report, moment: datetime, settings: Settings) -> Outline:
    """The outline of a report.

    Args:
        report: the report.
        moment: when it counts from, where it names no date of publication.
        settings: ``story_*``.
    """
    import numpy as np

    title = words_of(report.title or "")
    text = words_of(report.text[: settings.story_text_chars])
    lead = [word for word in text if word.start < settings.story_lead_chars]
    special = {
        word.stem
        for word in (*title, *text)
        if word.capital or (word.number and len(word.stem) > 1)
    }
    whole = _counted((*title, *text))
    first = _counted((*title, *lead))
    raised = settings.story_name_weight
    words = settings.story_report_words
    rows = sorted(
        (
            crc32(stem.encode("utf-8", "surrogatepass")),
            weight * (raised if stem in special else 1.0),
            first.get(stem, 0.0),
            settings.story_background * occurrence(stem, words=words),
        )
        for stem, weight in whole.items()
    )
    packed = np.array(rows, dtype=_TERM).tobytes() if rows else b""
    return Outline(report.id, report.published or moment, report.published is not None, packed)


def terms_of(one: Outline) -> np.ndarray:
    """The terms as a structured array with fields term, whole, lead and expected."""
    import numpy as np

    return np.frombuffer(one.terms, dtype=_TERM)


def _counted(words: tuple[Word, ...]) -> dict[str, float]:
    """Stem -> log count."""
    counts = Counter(word.stem for word in words)
    return {stem: 1.0 + math.log(n) for stem, n in counts.items()}
