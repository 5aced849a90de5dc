"""Stock sentences that say nothing that could be checked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sitrep.claims.tables import words
from sitrep.records import Token

__all__ = ["is_filler"]

_GAP = 3


def is_filler(tokens: Sequence[Token]) -> bool:
    """True when the words hold a stock phrase that empties them.

    Args:
        tokens: the words of a sentence or clause.
    """
    lemmas = [_plain(token) for token in tokens if token.upos != "DET"]
    if any(_holds(lemmas, phrase) for phrase in _phrases("always")):
        return True
    if any(token.upos in ("PROPN", "NUM") for token in tokens):
        return False
    return any(_holds(lemmas, phrase) for phrase in _phrases("nameless"))


def _plain(token: Token) -> str:
    lemma = token.lemma.lower()
    return "not" if lemma == "n't" else lemma


@cache
def _phrases(group: str) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(phrase.split()) for phrase in words("filler", group)))


def _holds(lemmas: Sequence[str], phrase: Sequence[str]) -> bool:
    """True when ``phrase`` stands in ``lemmas``; "*" is a gap of up to three words."""
    if any(part not in lemmas for part in phrase if part != "*"):
        return False
    return any(word == phrase[0] and _match(lemmas, at, phrase) for at, word in enumerate(lemmas))


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
