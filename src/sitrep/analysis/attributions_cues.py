"""The words that mark an attribution, read once from the table ``cues.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import cast

from sitrep.records import CueClass

__all__ = ["Cues", "load_cues"]

_CLASSES: tuple[CueClass, ...] = (
    "speech",
    "cognition",
    "intention",
    "evaluation",
    "appearance",
    "document",
)


@dataclass(frozen=True, slots=True)
class Cues:
    """Cue words with their class: verbs by frame, the rest by word."""

    #: lemma -> frame -> class; the first class that lists a lemma's frame has it
    verbs: Mapping[str, Mapping[str, CueClass]]
    nouns: Mapping[str, CueClass]
    adjectives: Mapping[str, CueClass]
    adverbs: Mapping[str, CueClass]
    #: verbs that only carry a cue noun ("made the claim that")
    carriers: frozenset[str]
    #: verbs that only begin, try or refuse what their infinitive says, and those that refuse
    light: frozenset[str]
    refusals: frozenset[str]

    def frames(self, lemma: str) -> Mapping[str, CueClass]:
        """The frames in which a verb marks an attribution, each with its class."""
        return self.verbs.get(lemma.lower(), {})


@cache
def load_cues() -> Cues:
    """The table as a :class:`Cues`; read once."""
    raw = tomllib.loads(files("sitrep.data").joinpath("cues.toml").read_text(encoding="utf-8"))
    verbs: dict[str, dict[str, CueClass]] = {}
    for name in _CLASSES:
        for frame, lemmas in raw.get(name, {}).items():
            for lemma in lemmas:
                verbs.setdefault(lemma, {}).setdefault(frame, name)
    return Cues(
        verbs=verbs,
        nouns=_words(raw["nouns"]),
        adjectives=_words(raw["adjectives"]),
        adverbs=_words(raw["adverbs"]),
        carriers=frozenset(raw["carriers"]["verbs"]),
        light=frozenset(raw["light"]["verbs"]),
        refusals=frozenset(raw["light"]["refusals"]),
    )


def _words(table: Mapping[str, list[str]]) -> dict[str, CueClass]:
    words: dict[str, CueClass] = {}
    for name, listed in table.items():
        for word in listed:
            words.setdefault(word, cast("CueClass", name))
    return words
