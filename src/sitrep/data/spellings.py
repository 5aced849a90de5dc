"""Spellings of one person's name: parts, transliterations, initials.

The exchanges of letters follow the romanisation tables of BGN/PCGN and ISO 9 (facts),
compiled for this project.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitrep.data import gazetteer

__all__ = ["parts_of", "same_person", "skeleton", "spelt_alike", "without_nationality"]


def parts_of(name: str) -> tuple[str, ...]:
    """A person's name as comparison words: "V.Putin" -> ("v", "putin").

    Suffixes ("Jr.") and particles at the start ("von der Leyen") are off, hyphens split.
    """
    spaced = re.sub(r"\b([A-Z])\.(?=\S)", r"\1. ", name).replace("-", " ")
    words = [word for word in spaced.split() if word not in gazetteer.words("suffixes")]
    parts = [gazetteer.key(word).strip(".,'\"") for word in words if word.strip(".,'\"")]
    while len(parts) > 1 and parts[0] in gazetteer.words("particles"):
        parts.pop(0)
    return tuple(parts)


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """True when two full names can be one person's: same surname, given names that agree.

    Rule: surnames equal or one transliteration apart (:func:`spelt_alike`), first names
    equal, alike or one the initial of the other. Middle names are left out.
    """
    if len(one) < 2 or len(other) < 2 or not spelt_alike(one[-1], other[-1]):
        return False
    first, second = one[0], other[0]
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    if one[-1] != other[-1]:
        return first == second or spelt_alike(first, second)
    if len(one) != len(other) and first == second:
        return True
    return len(one) == len(other) and all(
        a == b or spelt_alike(a, b) for a, b in zip(one[:-1], other[:-1], strict=True)
    )


#: letters that transliterations of one name exchange; source: the BGN/PCGN and ISO 9 tables
_SWAPS = (
    ("yy", "y"), ("iy", "y"), ("ii", "y"), ("yi", "y"), ("ij", "y"), ("ou", "u"), ("w", "v"),
    ("kh", "h"), ("zh", "z"), ("q", "k"), ("ck", "k"), ("ie", "e"), ("ye", "e"), ("yo", "o"),
    ("ph", "f"), ("ss", "s"), ("mm", "m"), ("ll", "l"), ("nn", "n"), ("tz", "c"), ("ts", "c"),
    ("oo", "u"), ("ee", "i"), ("aa", "a"), ("dj", "j"), ("j", "y"), ("i", "y"), ("'", ""),
)  # fmt: skip


def skeleton(word: str) -> str:
    """A form that transliterations of one name share: "zelenskyy" and "zelensky" alike."""
    for old, new in _SWAPS:
        word = word.replace(old, new)
    return word


def spelt_alike(one: str, other: str) -> bool:
    """True for spellings of one name in different transliterations."""
    return one == other or (
        min(len(one), len(other)) >= 4 and one[0] == other[0] and skeleton(one) == skeleton(other)
    )


def without_nationality(name: str) -> str:
    """The folded words of a name after the nationality that opens it: "military leaders"."""
    words = name.replace("’", "'").split()
    for size in (3, 2, 1):
        opening = " ".join(words[:size]).removesuffix("'s")
        if len(words) > size and (
            opening in gazetteer.adjectives() or opening in gazetteer.countries()
        ):
            return gazetteer.key(" ".join(words[size:]))
    return gazetteer.key(name)
