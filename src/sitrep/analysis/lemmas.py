"""Lemmas as edits of the word: which case, how many letters off the end, which letters on."""

from __future__ import annotations

from collections.abc import Callable

from sitrep.analysis.inflections import mended
from sitrep.analysis.irregular import BY_TAG

CASES: dict[str, Callable[[str], str]] = {"l": str.lower, "k": str, "t": str.capitalize}
"""Lower case, as written, first letter only. The first that needs the fewest edits is taken."""


def script(word: str, lemma: str) -> str:
    """The edit that makes `lemma` of `word`: "l1y" lowers, takes one letter off and puts y on."""
    best = ""
    best_cost = -1
    for case, turn in CASES.items():
        stem = turn(word)
        common = 0
        while common < min(len(stem), len(lemma)) and stem[common] == lemma[common]:
            common += 1
        cost = len(stem) + len(lemma) - 2 * common
        if best_cost < 0 or cost < best_cost:
            best, best_cost = f"{case}{len(stem) - common}{lemma[common:]}", cost
    return best


def parsed(edit: str) -> tuple[str, int, str]:
    """Case, letters off, letters on of a script."""
    digits = 1
    while digits < len(edit) and edit[digits].isdecimal() and edit[digits].isascii():
        digits += 1
    return edit[0], int(edit[1:digits]), edit[digits:]


def lemma_of(word: str, edit: tuple[str, int, str], xpos: str = "") -> str:
    """The word edited, or looked up if its tag says that it is an irregular form.

    A word too short for the edit is only lowered or kept; a regular form is mended by the
    table of lemmas (:mod:`sitrep.analysis.inflections`).
    """
    irregular = BY_TAG.get(xpos)
    if irregular and (known := irregular.get(word.lower())):
        return known
    case, off, on = edit
    stem = CASES[case](word)
    cut_away = off > len(stem) or (off == len(stem) and not on)
    guess = stem if cut_away else stem[: len(stem) - off] + on
    return mended(word.lower(), xpos, guess)
