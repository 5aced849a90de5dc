"""Non-words left by machine rewriting: a known stem with an ending that no English word has."""

from __future__ import annotations

import gzip
import re
from functools import cache, lru_cache
from importlib.resources import files

from sitrep.data.tables import table

__all__ = ["is_broken", "is_known", "stem_and_rest"]

#: shortest word that is judged, letters; shorter ones are names of things, foreign or local
_SHORTEST = 10
#: shortest stem that may be recognised in a broken word, letters
_STEM = 6
#: longest word looked at, letters: longer ones are addresses, formulas or a cat on the keyboard
_LONGEST = 30

_INFLECTED = ("ing", "ed", "ly", "ion", "ions", "ment", "ments", "ings")


@cache
def _affixes(name: str) -> tuple[str, ...]:
    """One of the lists of ``affixes.toml``, longest first."""
    raw = table("affixes")
    return tuple(sorted(raw[name], key=lambda affix: (-len(affix), affix)))


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    raw = table("affixes")
    return tuple((old, new) for old, new in raw["spellings"])


@cache
def _regular() -> re.Pattern[str]:
    """What may follow a stem: a doubled letter, links, an ending."""
    links, endings = "|".join(_affixes("links")), "|".join(_affixes("endings"))
    return re.compile(rf"[bdfglmnprt]?(?:{links}){{0,5}}(?:{endings})")


@cache
def _lexicon() -> frozenset[str]:
    packed = files("sitrep.data").joinpath("lexicon.txt.gz").read_bytes()
    lines = gzip.decompress(packed).decode("ascii").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


@cache
def _families() -> dict[str, int]:
    """Stem -> how many words of the lexicon are that stem with a regular ending."""
    parted_form = re.compile(rf"([a-z]{{{_STEM},}}?)(?:{'|'.join(_affixes('endings'))})")
    families: dict[str, int] = {}
    for word in _lexicon():
        if parted := parted_form.fullmatch(word):
            families[parted[1]] = families.get(parted[1], 0) + 1
    return families


@lru_cache(maxsize=20_000)
def is_known(word: str, depth: int = 0) -> bool:
    """True for a word of the lexicon, its regular derivations, other spellings and compounds.

    Args:
        word: in small letters.
        depth: how many affixes were taken off already.
    """
    if word in _lexicon() or any(
        old in word and word.replace(old, new) in _lexicon() for old, new in _spellings()
    ):
        return True
    if depth > 2 or len(word) > _LONGEST:
        return False
    return (
        any(is_known(base, depth + 1) for base in _bases(word))
        or any(
            word.startswith(prefix)
            and len(word) - len(prefix) >= 4
            and is_known(word[len(prefix) :], depth + 1)
            for prefix in _affixes("prefixes")
        )
        or (depth < 2 and _compound(word))
    )


def _bases(word: str) -> list[str]:
    """What is left when a regular ending is taken off, with "e", "y" or one letter mended."""
    bases: list[str] = []
    for ending in _affixes("endings"):
        if not word.endswith(ending) or len(word) - len(ending) < 3:
            continue
        stem = word[: -len(ending)]
        bases += [stem, stem + "e", stem + "y"]
        if len(stem) > 3 and stem[-1] == stem[-2]:
            bases.append(stem[:-1])
    return bases


def _compound(word: str) -> bool:
    """True for two known words written as one ("shipbuilding")."""
    words = _lexicon()
    return any(word[:at] in words and word[at:] in words for at in range(4, len(word) - 3))


def is_broken(word: str) -> bool:
    """True for a non-word such as a stem of "aggravate" with the ending "-anding".

    Rule: at least ten small ASCII letters, an inflected look, unknown (:func:`is_known`), and
    beginning with the stem of two or more known words while the rest is no chain of English
    suffixes. Foreign words, rare words and plain misspellings do not begin with a known
    stem or go on regularly, and are left alone.

    Args:
        word: as written.
    """
    return stem_and_rest(word) is not None


@lru_cache(maxsize=20_000)
def stem_and_rest(word: str) -> tuple[str, str] | None:
    """The known stem of a broken word and what follows it, or None for a sound word."""
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isascii() or not word.islower():
        return None
    if not word.isalpha() or not word.endswith(_INFLECTED) or is_known(word):
        return None
    families = _families()
    for size in range(min(len(word) - 3, 12), _STEM - 1, -1):
        stem, rest = word[:size], word[size:]
        if stem not in families and stem not in _lexicon():
            continue
        if _regular().fullmatch(rest) or families.get(stem, 0) < 2:
            return None
        return stem, rest
    return None
