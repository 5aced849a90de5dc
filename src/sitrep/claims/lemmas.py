"""Lemmas mended against the room's own tables.

The tagger cuts endings by rule and sometimes cuts one letter too many or too few
("denounc", "expell", "complexitie"). A lemma that no table knows is replaced by the one
nearby that a table does know; all others stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from sitrep.claims.tables import table

__all__ = ["mended"]

_TABLES = ("certainty", "forecast_cues", "negation", "plover", "predicates", "leaning")


@lru_cache(maxsize=1 << 16)
def mended(lemma: str) -> str:
    """The lemma, or the known word that it misses by its ending.

    Args:
        lemma: a lemma in lower case.

    Returns:
        A word of the tables one ending away when ``lemma`` is in none of them.
    """
    known = _known()
    if lemma in known or len(lemma) < 3:
        return lemma
    return next((word for word in _near(lemma) if word in known), lemma)


def _near(lemma: str) -> Iterator[str]:
    yield lemma + "e"
    if lemma[-1] == lemma[-2]:
        yield lemma[:-1]
    if lemma.endswith("ie"):
        yield lemma[:-2] + "y"
    if lemma.endswith("i"):
        yield lemma[:-1] + "y"
    if lemma.endswith("e"):
        yield lemma[:-1]
        if len(lemma) > 3 and lemma[-2] == lemma[-3]:
            yield lemma[:-2]
    if lemma.endswith("ed"):
        yield from (lemma[:-2], lemma[:-1])


@cache
def _known() -> frozenset[str]:
    return frozenset(word for name in _TABLES for word in _words(table(name)))


def _words(value: Any) -> Iterator[str]:
    """Every key and every string of a table, lists of lists included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)
