"""The words that mark an attribution, read once from the table ``cues.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from sitrep.data.tables import table
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
    #: verbs that bring their subject what a cue noun names ("drew criticism from")
    drawing: frozenset[str]
    #: verbs that only begin, try or refuse what their infinitive says, and those that refuse
    light: frozenset[str]
    refusals: frozenset[str]

    #: verbs whose object is the person spoken to, not what is said ("warned them of …")
    addressing: frozenset[str]
    #: words that make of "support" a thing that is given, and no opinion
    material: frozenset[str]
    #: nouns of "in X's view", "by X's account"
    owned: frozenset[str]
    #: words before a colon that are no speakers ("Watch", "Update"), in lower case
    labels: frozenset[str]
    #: nouns of what somebody sends out and speaks through ("a statement saying")
    sent: frozenset[str]
    #: nouns of "chants of “Shame”"
    voiced: frozenset[str]
    #: inflected form -> lemma of every verb of the table
    forms: Mapping[str, str]

    def lemma(self, word: str, tagged: str) -> str:
        """The lemma of a cue verb by its written form; as tagged for any other word.

        Args:
            word: as written, in lower case.
            tagged: the lemma that the tagger gives.
        """
        return self.forms.get(word, tagged.lower())

    def frames(self, lemma: str) -> Mapping[str, CueClass]:
        """The frames in which a verb marks an attribution, each with its class."""
        return self.verbs.get(lemma, {})


@cache
def load_cues() -> Cues:
    """The table as a :class:`Cues`; read once."""
    raw = table("cues")
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
        drawing=frozenset(raw["drawing"]["verbs"]),
        light=frozenset(raw["light"]["verbs"]),
        refusals=frozenset(raw["light"]["refusals"]),
        addressing=frozenset(raw["addressing"]["verbs"]),
        material=frozenset(raw["material"]["words"]),
        owned=frozenset(raw["phrases"]["owned"]),
        labels=frozenset(raw["labels"]["words"]),
        sent=frozenset(raw["sent"]["words"]),
        voiced=frozenset(raw["voiced"]["words"]),
        forms=_forms(
            [*verbs, *raw["carriers"]["verbs"], *raw["light"]["verbs"], *raw["drawing"]["verbs"]],
            raw["irregular"],
        ),
    )


def _forms(lemmas: Iterable[str], irregular: Mapping[str, str]) -> dict[str, str]:
    """Every regular form of the verbs, and the irregular ones as listed."""
    forms: dict[str, str] = {}
    for lemma in sorted(lemmas):
        for form in (lemma, *_inflected(lemma)):
            forms.setdefault(form, lemma)
    forms.update({lemma: lemma for lemma in lemmas})
    for lemma, listed in irregular.items():
        forms.update(dict.fromkeys(listed.split(), lemma))
    return forms


def _inflected(lemma: str) -> Iterator[str]:
    """The regular -s, -ed and -ing forms of a verb, with both spellings of a doubled letter."""
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    elif lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", lemma[:-1] + "ing")
    elif lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        yield from (lemma + "es", lemma + "ed", lemma + "ing")
    else:
        yield from (lemma + "s", lemma + "ed", lemma + "ing")
    if lemma[-1:] not in "aeiouywx" and lemma[-2:-1] in "aeiou" and lemma[-3:-2] not in "aeiou":
        yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")


def _words(table: Mapping[str, list[str]]) -> dict[str, CueClass]:
    words: dict[str, CueClass] = {}
    for name, listed in table.items():
        for word in listed:
            words.setdefault(word, cast("CueClass", name))
    return words
