"""Words that bound or blur a number: "nearly 300", "upwards of 10,000", "or more"."""

from __future__ import annotations

from functools import cache
from typing import Any

from sitrep.analysis.numbers_lexing import Lexeme
from sitrep.data.tables import table
from sitrep.records import Approximation

__all__ = ["bounded", "hedge_after", "hedge_before", "words_of"]

#: how far "about" and "nearly" reach, as a share of the number (methods: about 50 is 45 to 55)
_ABOUT = 0.1


@cache
def _raw() -> dict[str, Any]:
    return table("quantity_words")


@cache
def words_of(section: str) -> frozenset[str]:
    """A word list of quantity_words.toml."""
    return frozenset(_raw()[section]["words"])


@cache
def _phrases(section: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases by their word next to the number, longest first."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, kind in _raw()[section].items():
        pieces = tuple(phrase.replace("-", "- ").split())
        out.setdefault(pieces[-1 if section == "before" else 0], []).append((pieces, kind))
    for entries in out.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return out


def hedge_before(items: list[Lexeme], at: int) -> tuple[str, int] | None:
    """The hedge that ends before item ``at``: its kind and the index of its first item."""
    words: list[tuple[str, int]] = []
    here = at - 1
    while here >= 0 and len(words) < 5:
        if items[here].kind == "b":
            break
        if items[here].kind != "s":
            words.append((items[here].word, here))
        here -= 1
    if not words:
        return None
    for pieces, kind in _phrases("before").get(words[0][0], ()):
        if tuple(word for word, _ in reversed(words[: len(pieces)])) == pieces:
            return kind, words[len(pieces) - 1][1]
    return None


def hedge_after(items: list[Lexeme], at: int) -> tuple[str, int] | None:
    """The hedge that begins at item ``at``: its kind and the index after its last item."""
    here = at
    if here < len(items) and items[here].kind == "s":
        here += 1
    if here >= len(items):
        return None
    for pieces, kind in _phrases("after").get(items[here].word, ()):
        stop = here
        for piece in pieces:
            while stop < len(items) and items[stop].kind == "s":
                stop += 1
            if stop >= len(items) or items[stop].word != piece:
                break
            stop += 1
        else:
            if pieces[0] in ("+", "-") and here != at:
                continue
            return kind, stop
    return None


def bounded(
    low: float, high: float, hedge: str, vague: bool
) -> tuple[float | None, float | None, Approximation]:
    """The interval that a hedge makes of a number.

    "about 50" is 45 to 55, "nearly 300" 270 to 300, "over 300" 300 and up: bounds inclusive,
    since a count "over 300" may have been rounded.
    """
    if hedge == "about":
        slack = 0.0 if vague else _ABOUT * abs(high)
        return low - slack, high + slack, "about"
    if hedge == "nearly":
        return low - (0.0 if vague else _ABOUT * abs(low)), high, "about"
    if hedge == "at_least":
        return low, None, "at_least"
    if hedge == "over":
        return low, None, "over"
    if hedge == "at_most":
        return None, high, "at_most"
    if hedge == "under":
        return None, high, "under"
    if vague:
        return low, high, "about"
    return low, high, "range" if low != high else "exact"
