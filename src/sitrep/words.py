"""Words for comparing reports: each with its place, a folded form, a stem and its rarity.

Two reports that use one word in another case, number or tense must meet, and a rare word
that they share says more than a common one. This is no substitute for the parse: it is
what every comparison of whole texts can afford.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from sitrep.records import Span

__all__ = ["Word", "known_stems", "occurrence", "rarity", "stem_of", "stems", "words_of"]

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = {word: str(value) for value, word in enumerate(_UNITS)} | {
    word: str(10 * value) for value, word in enumerate(_TENS, 2)
}
#: "one" is a pronoun more often than a count
del _NUMBERS["one"]
_LONGEST_STEM = 40
#: rarity, in bits, below which a word tells nothing (about one word in 500) and what a word
#: never seen in 350,000 has
_COMMON_BITS = 9.0
_UNSEEN_BITS = 19.0


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its place in the text, its folded form, and the stem that comparisons use.

    ``number`` is True for figures and number words ("five" and "5" have the stem "5").
    ``capital`` is True when it is written with a capital and does not open a sentence.
    """

    start: int
    end: int
    form: str
    stem: str
    number: bool = False
    capital: bool = False

    @property
    def span(self) -> Span:
        """The place in the text."""
        return Span(self.start, self.end)


def words_of(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of ``text[start:end]`` in order.

    Args:
        text: a report's text.
        start: first code point looked at.
        end: one past the last; the end of the text when None.

    Returns:
        Words with offsets into ``text``.
    """
    found: list[Word] = []
    opening = True
    last = start
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        between = text[last : match.start()]
        opening = opening or any(mark in between for mark in ".!?:\n") or _opens_quote(between)
        last = match.end()
        written = match.group()
        form = _folded(written)
        number = written[0].isdigit()
        stem = _number_stem(written) if number else _NUMBERS.get(form, "")
        if found and between in ("-", "‑", "–") and _joins_tens(found[-1], stem):
            tens = found.pop()
            joined = str(int(tens.stem) + int(stem))
            found.append(Word(tens.start, last, f"{tens.form}-{form}", joined, True))
        elif stem:
            found.append(Word(match.start(), last, form, stem, True))
        else:
            capital = written[0].isupper() and not opening
            found.append(Word(match.start(), last, form, stem_of(form), False, capital))
        opening = False
    return tuple(found)


def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of ``text``, in order."""
    return tuple(word.stem for word in words_of(text))


@lru_cache(maxsize=65536)
def stem_of(form: str) -> str:
    """The part of a folded word that number, tense and the possessive leave alone.

    Args:
        form: a word in lower case.

    Returns:
        A stem; not a word of English, only equal for most inflections of one.

    Source: the first steps of Porter (1980), shortened.
    """
    word = form.removesuffix("'s")
    word = word.replace("'", "")[:_LONGEST_STEM]
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "ches", "shes", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            bare = word[: -len(ending)]
            if any(vowel in bare for vowel in "aeiouy"):
                word = bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "lsz" else bare
            break
    if len(word) > 4 and word.endswith("ly"):
        word = word[:-2]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word.endswith("y"):
        word = word[:-1] + "i"
    return word or form


@lru_cache(maxsize=65536)
def rarity(stem: str) -> float:
    """How much it says that two texts share a word: 0 for "the", near 1 for one hardly met.

    Args:
        stem: as :func:`stem_of` makes it; a number is as rare as its digits are many.

    Returns:
        0 to 1: the word's information in bits in open English text, scaled between a
        common word (one in 500) and one not seen in 350,000.
    """
    if stem[:1].isdigit():
        return min(1.0, 0.25 + 0.2 * len(stem.strip("0")))
    counts, total = _counts()
    bits = -math.log2((counts.get(stem, 0) + 0.5) / total)
    return min(1.0, max(0.0, (bits - _COMMON_BITS) / (_UNSEEN_BITS - _COMMON_BITS)))


@lru_cache(maxsize=65536)
def occurrence(stem: str, words: int) -> float:
    """How likely open English text of ``words`` words is to hold the stem at all (0 to 1)."""
    if stem[:1].isdigit():
        return min(1.0, words * 0.002 / 4.0 ** len(stem.strip("0")))
    counts, total = _counts()
    return 1.0 - math.exp(-words * (counts.get(stem, 0) + 0.5) / total)


def known_stems() -> tuple[str, ...]:
    """The stems that the table of open English text has a count for."""
    return tuple(_counts()[0])


@cache
def _counts() -> tuple[dict[str, int], int]:
    rows = files("sitrep.data").joinpath("rarity.tsv").read_text(encoding="utf-8").splitlines()
    counts: dict[str, int] = {}
    total = 1
    for row in rows:
        if row.startswith("#"):
            continue
        stem, count = row.split("\t")
        if stem == "*":
            total = int(count)
        else:
            counts[stem] = int(count)
    return counts, total


def _folded(written: str) -> str:
    if written.isascii():
        return written.lower()
    plain = unicodedata.normalize("NFKD", written.replace("’", "'")).lower()
    return "".join(char for char in plain if not unicodedata.combining(char)) or written


def _number_stem(written: str) -> str:
    """One form for 1,900 and 1900, for 04:32 and 4.32."""
    if _THOUSANDS.fullmatch(written):
        plain = written.replace(",", "")
    else:
        plain = written.replace(":", ".").replace(",", ".")
    return plain.lstrip("0") or "0"


def _joins_tens(before: Word, stem: str) -> bool:
    """True for "twenty" before "two"."""
    return before.form in _TENS and stem.isdigit() and 0 < int(stem) < 10


def _opens_quote(between: str) -> bool:
    return between.endswith(("“", "‘", '"', " '", "«"))
