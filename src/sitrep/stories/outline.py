"""What a store keeps of a report so that its story can be found without its text.

A term is a stem, a number or a pair of names that stand together ("Lone Brask"), told by a
32-bit number. An outline holds each term of a report with how often it stands in the whole
and in the opening: five bytes a term, about 1.2 kB for a report of 500 words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from sitrep.records import Report
from sitrep.settings import Settings
from sitrep.words import known_stems, occurrence, words_of

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "NUMBER",
    "PAIR",
    "WORD",
    "Outline",
    "background",
    "count_weights",
    "in_order",
    "outline",
]

#: kinds of terms: the two highest bits of a term
WORD, NUMBER, PAIR = 0, 1, 2
#: the moment of an outline whose report has none and was given none
_NO_MOMENT = datetime(1970, 1, 1, tzinfo=UTC)
#: counts that an outline can tell apart; a word said more often counts as often
_MOST, _MOST_IN_LEAD = 15, 7
_SPECIAL = 0x80
#: a word, a mark that opens a sentence or a quotation, or a mark that parts names
_PIECE = re.compile(
    r"\d+(?:[.,:]\d+)*"
    r"|(?:[Tt]wen|[Tt]hir|[Ff]or|[Ff]if|[Ss]ix|[Ss]even|[Ee]igh|[Nn]ine)ty[-‑–]"
    r"(?:one|two|three|four|five|six|seven|eight|nine)\b"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)?"
    r"|[.!?:\n]|[\"“‘«](?=\w)|(?<=\s)'(?=\w)|[,;()\[\]/|–—-]"
)
#: what is left of a word that the opening is cut in
_WORD_END = re.compile(r"\w*")
_OPENS = frozenset(".!?:\n\"“‘«'")
_PARTS = frozenset(",;()[]/|–—-")


@dataclass(frozen=True, slots=True)
class Outline:
    """The words of one report, packed.

    Attributes:
        report: the report's id.
        moment: when it was published, else when it was first seen.
        dated: True when ``moment`` is the time of publication.
        terms: little-endian ``uint32`` numbers of its terms, rising.
        counts: one byte a term: bits 0 to 3 how often it stands in title and text (1 to 15),
            bits 4 to 6 how often in title and opening (0 to 7), bit 7 whether it is a name or a
            number of several digits.
    """

    report: str
    moment: datetime
    dated: bool
    terms: bytes
    counts: bytes

    def __len__(self) -> int:
        return len(self.counts)


def outline(report: Report, settings: Settings, *, moment: datetime | None = None) -> Outline:
    """The outline of a report.

    Args:
        report: the report.
        settings: ``story_text_chars``, ``story_lead_chars``.
        moment: when it was first seen (aware); used only if the report tells no time of
            publication.

    Returns:
        The outline, the same for the same report on every machine.
    """
    text = report.text[: settings.story_text_chars]
    rest = _WORD_END.match(text, min(settings.story_lead_chars, len(text)))
    cut = rest.end() if rest else len(text)
    whole: Counter[int] = Counter()
    special: set[int] = set()
    _count(_PIECE.findall(report.title or ""), whole, special, paired=False)
    _count(_PIECE.findall(text, 0, cut), whole, special, paired=True)
    opening = whole.copy()
    _count(_PIECE.findall(text, cut), whole, special, paired=True)
    ordered = sorted(whole)
    codes = bytes(
        min(whole[term], _MOST)
        | min(opening[term], _MOST_IN_LEAD) << 4
        | (_SPECIAL if term in special else 0)
        for term in ordered
    )
    packed = b"".join(term.to_bytes(4, "little") for term in ordered)
    return Outline(
        report.id,
        report.published or moment or _NO_MOMENT,
        report.published is not None,
        packed,
        codes,
    )


def in_order(outlines: Iterable[Outline]) -> list[Outline]:
    """Outlines in the order in which a batch must be placed: by moment, then report id."""
    return sorted(outlines, key=lambda one: (one.moment, one.report))


def _count(pieces: Iterable[str], counts: Counter[int], special: set[int], *, paired: bool) -> None:
    """Adds the terms of a text to ``counts``, and those that are names to ``special``."""
    opening = True
    before = 0
    found: list[int] = []
    for piece in pieces:
        term, name = _term(piece)
        if term < 0:
            opening = opening or term == _OPENING
            before = 0
            continue
        found.append(term)
        if name and not opening:
            special.add(term)
        if not paired or not name or term >> 30 == NUMBER:
            before = 0
        elif before:
            found.append(_pair(before, term))
            before = term
        else:
            before = term
        opening = False
    counts.update(found)


#: what :func:`_term` gives for marks
_OPENING, _PARTING = -1, -2


@lru_cache(maxsize=131072)
def _term(piece: str) -> tuple[int, bool]:
    """The term of a word and whether it may be a name or is a number of several digits."""
    if piece in _OPENS:
        return _OPENING, False
    if piece in _PARTS:
        return _PARTING, False
    words = words_of(piece)
    if not words:
        return _PARTING, False
    (word,) = words[:1]
    if word.number:
        return _number(word.stem), len(word.stem) > 1
    return crc32(word.stem.encode("utf-8", "surrogatepass")) >> 2, piece[0].isupper()


def _number(stem: str) -> int:
    """A number's term tells how many digits it has, which is how rare it is."""
    digits = min(len(stem.strip("0")), 7)
    return NUMBER << 30 | digits << 27 | crc32(stem.encode()) >> 5


@lru_cache(maxsize=65536)
def _pair(one: int, other: int) -> int:
    both = one.to_bytes(4, "little") + other.to_bytes(4, "little")
    return PAIR << 30 | crc32(both) >> 2


def background(ids: np.ndarray, words: int) -> np.ndarray:
    """How likely open English text of ``words`` words is to hold each term at all (0 to 1).

    Source: the table of :func:`sitrep.words.occurrence`. A pair of names is held to be as
    rare as a word never seen.
    """
    import numpy as np

    known, chance = _table(words)
    at = np.minimum(np.searchsorted(known, ids), len(known) - 1)
    found: np.ndarray = np.where(known[at] == ids, chance[at], occurrence("\0", words))
    digits = (ids >> 27) & 7
    number = (ids >> 30) == NUMBER
    return np.where(number, np.minimum(1.0, words * 0.002 / 4.0**digits), found)


@cache
def _table(words: int) -> tuple[np.ndarray, np.ndarray]:
    """The known stems' terms, rising, and how likely a text is to hold each."""
    import numpy as np

    stems = known_stems()
    terms = np.array([crc32(stem.encode("utf-8")) >> 2 for stem in stems], dtype=np.uint32)
    chance = np.array([occurrence(stem, words) for stem in stems])
    order = np.lexsort((-chance, terms))
    terms, first = np.unique(terms[order], return_index=True)
    return terms, chance[order][first]


@cache
def count_weights(name_weight: float) -> tuple[np.ndarray, np.ndarray]:
    """What each byte of :attr:`Outline.counts` weighs in the whole and in the opening.

    Log counts; names and numbers are raised in the whole (not in the opening, where nearly all
    words are telling).
    """
    import numpy as np

    codes = np.arange(256)

    def logs(counts: np.ndarray) -> np.ndarray:
        return np.where(counts > 0, 1.0 + np.log(np.maximum(counts, 1)), 0.0)

    raised = np.where(codes >= _SPECIAL, name_weight, 1.0)
    return logs(codes & 15) * raised, logs((codes >> 4) & 7)
