"""Lemmas of regular forms: what is left when an ending is taken off, if it is a word."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["mended"]

#: Penn tags whose form may differ from the lemma, and the class they are looked up under
INFLECTED = {
    "VBD": "V",
    "VBN": "V",
    "VBG": "V",
    "VBZ": "V",
    "NNS": "N",
    "JJR": "A",
    "JJS": "A",
    "RBR": "A",
    "RBS": "A",
}
#: regular endings by tag, the longest first: (ending, what may stand in its place)
ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "VBZ": (("ies", ("y", "ie")), ("es", ("", "e")), ("s", ("",))),
    "NNS": (("ies", ("y", "ie")), ("ves", ("f", "fe", "ve")), ("es", ("", "e")), ("s", ("",))),
    "VBG": (("ying", ("ie", "y")), ("ing", ("", "e"))),
    "VBD": (("ied", ("y", "ie")), ("ed", ("", "e"))),
    "JJR": (("ier", ("y",)), ("er", ("", "e"))),
    "JJS": (("iest", ("y",)), ("est", ("", "e"))),
}
SAME = {"VBN": "VBD", "RBR": "JJR", "RBS": "JJS"}
#: stems that a silent e ended, where no table knows either form
SILENT_E = (
    *("v", "c", "z", "u", "dg", "at", "iz", "ns"),
    *("rs", "rg", "ur", "ir", "ag", "id", "pl", "bl"),
)


@cache
def _table() -> dict[tuple[str, str], str]:
    """(form, class) -> lemma."""
    packed = files("sitrep.data").joinpath("lemmas.tsv.gz").read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(packed).decode("utf-8").splitlines())
    return {(row[0], row[1]): row[2] for row in rows if len(row) == 3}


@cache
def _lemmas() -> frozenset[tuple[str, str]]:
    """(lemma, class) of every row."""
    return frozenset((lemma, kind) for (_, kind), lemma in _table().items())


@lru_cache(maxsize=1 << 16)
def mended(word: str, xpos: str, guess: str) -> str:
    """The lemma of an inflected word: from the table, else by its ending, else the guess.

    Args:
        word: the form, in lower case.
        xpos: its Penn tag.
        guess: the model's lemma.

    Returns:
        The table's lemma for this form; a guess that is a known lemma; what a regular ending
        leaves, if that is a known lemma; else the likeliest spelling of the stem. Words with
        another tag, and irregular ones that no table knows, keep the guess.
    """
    kind = INFLECTED.get(xpos)
    if kind is None or not word.isalpha():
        return guess
    known = _table().get((word, kind))
    if known is not None:
        return known
    if (guess, kind) in _lemmas() and guess != word:
        return guess
    stems = list(_stems(word, SAME.get(xpos, xpos)))
    for stem in stems:
        if (stem, kind) in _lemmas():
            return stem
    return _likeliest(stems, guess)


def _stems(word: str, tag: str) -> Iterator[str]:
    """What may be left of a word without its ending; a doubled consonant once and twice."""
    for ending, replacements in ENDINGS[tag]:
        if not word.endswith(ending) or len(word) - len(ending) < 2:
            continue
        stem = word[: -len(ending)]
        for replacement in replacements:
            yield stem + replacement
        if len(stem) > 3 and stem[-1] == stem[-2] and ending in {"ing", "ed", "er", "est"}:
            yield stem[:-1]


def _likeliest(stems: list[str], guess: str) -> str:
    """The spelling of an unknown stem: with a silent e after the letters that need one."""
    if not stems:
        return guess
    bare = stems[0]
    if stems[1:2] == [bare + "e"] and bare.endswith(SILENT_E):
        return bare + "e"
    return bare
