"""What of a claim is compared with other claims."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sitrep.ledger.case import Case
from sitrep.records import Claim, Sentence, Token

__all__ = ["Features", "content_lemmas", "features"]

#: parts of speech that carry content (Universal Dependencies)
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
#: verbs that say little by themselves ("have been able to take")
LIGHT = frozenset({"be", "have", "do", "say", "get", "make", "take", "go", "come", "also", "more"})


@dataclass(frozen=True)
class Features:
    """A claim as it is compared: weighted lemmas, parties, numbers, predicate.

    ``weights`` maps a lemma to its rarity in the story (inverse document frequency over
    claims); ``norm`` is the Euclidean length of that vector.
    """

    claim: Claim
    weights: Mapping[str, float]
    norm: float
    parties: frozenset[str]
    numbers: frozenset[str]
    act: str
    negative: bool


def tokens_of(sentence: Sentence, claim: Claim) -> list[Token]:
    """The tokens of the claim's sentence that lie inside the claim."""
    return [t for t in sentence.tokens if claim.start <= t.start and t.end <= claim.end]


def content_lemmas(sentence: Sentence, claim: Claim) -> list[str]:
    """The lemmas of the claim's content words, in order, in lower case."""
    return [
        t.lemma.lower()
        for t in tokens_of(sentence, claim)
        if t.upos in CONTENT and t.lemma.lower() not in LIGHT and any(c.isalnum() for c in t.lemma)
    ]


def features(case: Case) -> tuple[Features, ...]:
    """The features of every claim of the story, in the order of ``case.claims``.

    Rarity is counted over reports, not over claims, so that a report which repeats itself
    does not make its words common.
    """
    lemmas = [content_lemmas(case.sentence(c), c) for c in case.claims]
    spread: Counter[str] = Counter()
    for seen in {
        (c.report, lemma) for c, ls in zip(case.claims, lemmas, strict=True) for lemma in ls
    }:
        spread[seen[1]] += 1
    n = len(case.reports)
    found = []
    for claim, words in zip(case.claims, lemmas, strict=True):
        weights = {w: math.log(1 + (n + 1) / spread[w]) for w in set(words)}
        found.append(
            Features(
                claim=claim,
                weights=weights,
                norm=math.sqrt(sum(v * v for v in weights.values())),
                parties=case.parties(claim),
                numbers=frozenset(
                    f"{q.low_si if q.low_si is not None else q.low:g}"
                    for q in (case.quantity[i] for i in claim.quantities if i in case.quantity)
                    if (q.low_si if q.low_si is not None else q.low) is not None
                ),
                act=claim.event.predicate if claim.event else "",
                negative=claim.polarity == "negative",
            )
        )
    return tuple(found)
