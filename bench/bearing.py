"""How far a source bears a text out: words, names, numbers, links between words, negation.

Everything is compared sentence by sentence: with the whole source, and with the few source
sentences that are nearest in words and in meaning.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.analysed import analysed, tagger
from bench.rows import Row
from sitrep.records import Analysis, Report, Sentence, Span
from sitrep.words import rarity, words_of

__all__ = ["FEATURES", "Source", "bearing", "source_of"]

Array = NDArray[np.float64]

#: source sentences that one sentence is held against
NEAREST = 3
#: cosine of the vectors of two words from which one may stand for the other
ALIKE = 0.6
#: parts of speech that carry content
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
NEGATIONS = frozenset({"not", "n't", "no", "never", "without", "nobody", "none", "nor", "neither"})
SHE, HE = frozenset({"she", "her", "hers", "herself"}), frozenset({"he", "him", "his", "himself"})

#: what is told of each sentence of a text
_SENTENCE = (
    *("missing", "far", "unlike", "names", "names_far", "numbers", "numbers_far", "links"),
    *("links_far", "negation", "opposed", "pronoun", "vector", "bigrams"),
)
#: the mean over the sentences of a text, and the worst of them
FEATURES = (*_SENTENCE, *(f"worst {name}" for name in _SENTENCE), "sentences", "leads_with_pronoun")


@dataclass(frozen=True, eq=False)
class Heard:
    """One sentence as sets of stems, links and negations."""

    words: tuple[tuple[str, str, float], ...]  # stem, form, weight
    names: frozenset[str]
    numbers: frozenset[str]
    links: frozenset[tuple[str, str]]
    bigrams: frozenset[tuple[str, str]]
    stems: frozenset[str]
    lemmas: frozenset[str]
    negative: bool
    pronouns: frozenset[str]
    vector: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Source:
    """The sentences of a source and what stands anywhere in it."""

    sentences: tuple[Heard, ...]
    stems: frozenset[str]
    pronouns: frozenset[str]
    links: frozenset[tuple[str, str]]
    bigrams: frozenset[tuple[str, str]]
    vectors: NDArray[np.float32]


def source_of(row: Row) -> Source:
    """A document with ``id`` and ``text`` as a source."""
    heard = tuple(_heard(*analysed(row)))
    return Source(
        sentences=heard,
        stems=frozenset().union(*(h.stems for h in heard)),
        pronouns=frozenset().union(*(h.pronouns for h in heard)),
        links=frozenset().union(*(h.links for h in heard)),
        bigrams=frozenset().union(*(h.bigrams for h in heard)),
        vectors=np.stack([h.vector for h in heard]),
    )


def bearing(source: Source, text: str) -> Array:
    """The features of a text that the source may bear out, in the order of :data:`FEATURES`."""
    heard = list(_heard(*analysed({"id": text, "text": text})))
    rows = np.array([_compared(source, one) for one in heard])
    if not rows.size:
        return np.zeros(len(FEATURES))
    opens = float(bool(heard[0].pronouns and not heard[0].names))
    found: Array = np.r_[rows.mean(axis=0), rows.max(axis=0), math.log1p(len(heard)), opens]
    return found


def _compared(source: Source, one: Heard) -> list[float]:
    """What is missing or otherwise in the source, 0 (borne out) to about 1."""
    near = _nearest(source, one)
    close = frozenset().union(*(h.stems for h in near))
    lemmas = frozenset().union(*(h.lemmas for h in near))
    total = sum(weight for _, _, weight in one.words) or 1.0
    lost = [(form, weight) for stem, form, weight in one.words if stem not in source.stems]
    far = sum(weight for stem, _, weight in one.words if stem not in close)
    unlike = sum(weight * (1 - _likest(form, near)) for form, weight in lost)
    best = near[0]
    return [
        sum(weight for _, weight in lost) / total,
        far / total,
        unlike,
        _missing(one.names, source.stems),
        _missing(one.names, close),
        _missing(one.numbers, source.stems),
        _missing(one.numbers, close),
        _missing(one.links, _together(source.sentences, one.links)),
        _missing(one.links, source.links),
        float(one.negative != any(h.negative for h in near)) + float(one.negative != best.negative),
        float(any(_opposites(lemma) & lemmas and lemma not in lemmas for lemma in one.lemmas)),
        float(bool(one.pronouns - source.pronouns)),
        1 - float(one.vector @ best.vector),
        _missing(one.bigrams, source.bigrams),
    ]


def _nearest(source: Source, one: Heard) -> list[Heard]:
    """The source sentences that hold most of the words and the meaning of one."""
    cosines = source.vectors @ one.vector
    total = sum(weight for _, _, weight in one.words) or 1.0
    scores = [
        sum(weight for stem, _, weight in one.words if stem in h.stems) / total + float(cosine)
        for h, cosine in zip(source.sentences, cosines, strict=True)
    ]
    order = sorted(range(len(scores)), key=lambda at: -scores[at])
    return [source.sentences[at] for at in order[:NEAREST]]


def _missing(wanted: frozenset[Any], held: Iterable[Any]) -> float:
    """The share of what is wanted that is not held; 0 when nothing is wanted."""
    return len(wanted - frozenset(held)) / len(wanted) if wanted else 0.0


def _together(
    sentences: Sequence[Heard], links: frozenset[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """The links whose two words stand in one source sentence."""
    for a, b in links:
        if any(a in h.stems and b in h.stems for h in sentences):
            yield a, b


def _likest(form: str, near: Sequence[Heard]) -> float:
    """How near in meaning the nearest word of some sentences comes, 0 below :data:`ALIKE`."""
    others = sorted({other for h in near for _, other, _ in h.words})
    if not others:
        return 0.0
    vector = _word_vector(form)
    best = max(float(vector @ _word_vector(other)) for other in others)
    return max(0.0, (best - ALIKE) / (1 - ALIKE))


@lru_cache(maxsize=65536)
def _word_vector(form: str) -> NDArray[np.float32]:
    tagged = tagger().tag(form, [(Span(0, len(form)),)])[0]
    return np.frombuffer(tagged.vector, dtype="<f2").astype(np.float32)


@cache
def _pairs() -> dict[str, frozenset[str]]:
    """Lemma -> lemmas of the other pole of an axis that it lies on."""
    table = tomllib.loads(files("sitrep.data").joinpath("oppositions.toml").read_text("utf-8"))
    found: dict[str, set[str]] = {}
    for axis in table["axis"].values():
        for one, other in ((axis["up"], axis["down"]), (axis["down"], axis["up"])):
            for lemma in one:
                found.setdefault(lemma, set()).update(other)
    return {lemma: frozenset(others) for lemma, others in found.items()}


def _opposites(lemma: str) -> frozenset[str]:
    return _pairs().get(lemma, frozenset())


def _heard(report: Report, analysis: Analysis) -> Iterator[Heard]:
    spans = [
        mention.span
        for entity in analysis.entities
        for mention in entity.mentions
        if mention.kind == "name"
    ]
    for sentence in analysis.sentences:
        if sentence.tokens and sentence.vector:
            yield _sentence(report.text, sentence, spans)


def _sentence(text: str, sentence: Sentence, spans: Sequence[Span]) -> Heard:
    inside = words_of(text, sentence.start, sentence.end)
    stems = {w.start: w.stem for w in inside}
    content = {t.start: t for t in sentence.tokens if t.upos in CONTENT and t.start in stems}
    named = [s for s in spans if sentence.start <= s.start and s.end <= sentence.end]
    links: set[tuple[str, str]] = set()
    for token in content.values():
        if token.head >= 0 and (head := sentence.tokens[token.head]).start in content:
            links.add(_ordered(stems[token.start], stems[head.start]))
            for sibling in content.values():
                if sibling.head == token.head and sibling.start > token.start:
                    links.add(_ordered(stems[token.start], stems[sibling.start]))
    order = [stems[t.start] for t in sentence.tokens if t.start in content]
    forms = {text[t.start : t.end].lower() for t in sentence.tokens}
    return Heard(
        words=tuple(
            (stems[at], text[t.start : t.end].lower(), rarity(stems[at]) + 0.1)
            for at, t in content.items()
        ),
        names=frozenset(w.stem for w in inside if any(s.contains(w.span) for s in named)),
        numbers=frozenset(w.stem for w in inside if w.number),
        links=frozenset(links),
        bigrams=frozenset(pairwise(order)),
        stems=frozenset(stems.values()),
        lemmas=frozenset(t.lemma.lower() for t in content.values()),
        negative=bool(NEGATIONS & forms),
        pronouns=frozenset({"she"} if SHE & forms else ()) | ({"he"} if HE & forms else set()),
        vector=np.frombuffer(sentence.vector, dtype="<f2").astype(np.float32),
    )


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)
