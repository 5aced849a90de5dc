"""Stock sentences that say nothing that could be checked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sitrep.claims.tables import words
from sitrep.records import Token

__all__ = ["is_filler"]

_ASIDE = frozenset({"DET", "PART", "CCONJ"})
_GAP = 3


def is_filler(tokens: Sequence[Token]) -> bool:
    """True when the words hold a stock phrase and neither a name nor a number.

    Args:
        tokens: the words of a sentence or clause.
    """
    if any(token.upos in ("PROPN", "NUM") for token in tokens):
        return False
    lemmas = [token.lemma.lower() for token in tokens if token.upos != "DET"]
    return any(_holds(lemmas, phrase) for phrase in _phrases())


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(phrase.split()) for phrase in words("filler", "phrases")))


def _holds(lemmas: Sequence[str], phrase: Sequence[str]) -> bool:
    """True when ``phrase`` stands in ``lemmas``; "*" is a gap of up to three words."""
    return any(_match(lemmas, at, phrase) for at in range(len(lemmas)))


def _match(lemmas: Sequence[str], start: int, phrase: Sequence[str]) -> bool:
    reach = {start}
    for part in phrase:
        if part == "*":
            reach = {at + step for at in reach for step in range(_GAP + 1)}
        else:
            reach = {at + 1 for at in reach if at < len(lemmas) and lemmas[at] == part}
        if not reach:
            return False
    return True
