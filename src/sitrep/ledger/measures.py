"""What a quantity counts, under one name whatever the words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from sitrep.records import Quantity, Sentence, Token

__all__ = ["Measure", "measure_of", "people"]

#: steps up the parse in which the word that tells what happened to those counted is sought
CLIMB = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its name, whether it only grows, whether it counts the story's own toll."""

    name: str
    grows: bool = False
    toll: bool = False


@cache
def _table() -> dict[str, dict[str, dict[str, object]]]:
    return tomllib.loads(files("sitrep.data").joinpath("measures.toml").read_text("utf-8"))


@cache
def _measures() -> dict[str, Measure]:
    """Measures by the lemmas that name them."""
    found = {}
    for name, row in _table()["measure"].items():
        for word in cast("list[str]", row["words"]):
            found[word] = Measure(name, bool(row["grows"]), bool(row["toll"]))
    return found


@cache
def people() -> frozenset[str]:
    """Nouns for people that say nothing of what happened to them."""
    return frozenset(cast("list[str]", _table()["people"]["words"]))


def measure_of(quantity: Quantity, sentence: Sentence) -> Measure:
    """The measure that a quantity gives a figure for.

    What is counted may be a word for people ("four people were killed"): then the word that
    tells what happened to them names the measure. A counted noun that is in no table is its
    own measure.

    Args:
        quantity: with ``measures``, the noun that is counted.
        sentence: in which the quantity stands, with tokens.
    """
    measures = _measures()
    noun = quantity.measures.lower()
    open_nouns = people() | measures.keys()
    for lemma in _around(quantity, sentence):
        if lemma in measures and (lemma == noun or not noun or noun in open_nouns):
            return measures[lemma]
    return measures.get(noun, Measure(noun))


def _around(quantity: Quantity, sentence: Sentence) -> Iterator[str]:
    """Lemmas near the quantity in the parse: its own words, then what governs them."""
    tokens = sentence.tokens
    inside = [i for i, t in enumerate(tokens) if quantity.start <= t.start < quantity.end]
    if not inside:
        return
    at = next((i for i in inside if tokens[i].head not in inside), inside[-1])
    for _ in range(CLIMB + 1):
        yield tokens[at].lemma.lower()
        yield from _tellers(tokens, at)
        if tokens[at].head < 0:
            return
        at = tokens[at].head


def _tellers(tokens: tuple[Token, ...], head: int) -> Iterator[str]:
    """Lemmas of the words that say what became of the noun at ``head``."""
    for token in tokens:
        if token.head == head and token.relation.split(":")[0] in {"amod", "acl", "xcomp"}:
            yield token.lemma.lower()
