"""What of a claim is compared with other claims."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.data.gazetteer import adjectives, countries
from sitrep.data.tables import acts
from sitrep.ledger.case import Case
from sitrep.records import Claim, Sentence, Span, Token
from sitrep.words import rarity, stem_of

__all__ = ["Features", "claim_tokens", "content_words", "features", "kinds_of_act"]

#: parts of speech that carry content (Universal Dependencies)
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
#: verbs that say little by themselves ("have been able to take")
LIGHT = frozenset({"be", "have", "do", "say", "get", "make", "take", "go", "come", "also", "more"})
#: sentences that open a report and tell what it is about
LEADING = 2
#: what even the commonest word weighs, as a rarity (:func:`sitrep.words.rarity`)
LEAST_RARE = 0.1


@dataclass(frozen=True)
class Features:
    """A claim as it is compared: weighted lemmas, parties, numbers, predicate, place.

    ``weights`` maps a lemma to its rarity in the story (inverse document frequency over
    claims); ``norm`` is the Euclidean length of that vector; ``rare`` maps it to its rarity
    in open English. ``act`` is the predicate's lemma, ``acts`` the kinds of act that any word
    of the claim tells, ``verbs`` the lemmas of its verbs. ``leads`` is true in the report's first
    sentences.
    """

    claim: Claim
    weights: Mapping[str, float]
    norm: float
    rare: Mapping[str, float]
    parties: frozenset[str]
    numbers: frozenset[str]
    act: str
    acts: frozenset[str]
    verbs: frozenset[str]
    leads: bool
    negative: bool


def kinds_of_act(lemma: str) -> tuple[str, ...]:
    """The kinds of act that a lemma tells."""
    return _acts().get(lemma, ())


@cache
def _acts() -> dict[str, tuple[str, ...]]:
    """The kinds of act that each lemma tells."""
    found: dict[str, list[str]] = {}
    for act, lemmas in acts().items():
        for lemma in lemmas:
            found.setdefault(lemma, []).append(act)
    return {lemma: tuple(told) for lemma, told in found.items()}


def claim_tokens(sentence: Sentence, claim: Claim) -> list[Token]:
    """The words of the sentence that stand inside the claim."""
    start, end = claim.start, claim.end
    return [t for t in sentence.tokens if start <= t.start and t.end <= end]


def content_words(
    sentence: Sentence, claim: Claim, text: str, called: Mapping[Span, str]
) -> list[tuple[str, str]]:
    """The claim's content words in order: the form under which each is compared, its lemma.

    A country stands for its name, its adjective, its people ("Russia", "Russian") and what
    the report calls it (``called``: "the North"); a word that tells one kind of act stands
    for the act ("authorize", "greenlight"); any other word is its lemma in lower case.
    """
    tokens = claim_tokens(sentence, claim)
    found = []
    at = 0
    while at < len(tokens):
        country, length = _country(tokens, at, text)
        if not country and tokens[at].span in called:
            country, length = called[tokens[at].span], 1
        if country:
            found.append((country, text[tokens[at].start : tokens[at].end].lower()))
            at += length
            continue
        token = tokens[at]
        lemma = token.lemma.lower()
        if token.upos in CONTENT and lemma not in LIGHT and any(c.isalnum() for c in lemma):
            told = kinds_of_act(lemma)
            found.append((f"act:{told[0]}" if len(told) == 1 else lemma, lemma))
        at += 1
    return found


def _country(tokens: Sequence[Token], at: int, text: str) -> tuple[str, int]:
    """(country code, number of words) of a country's name or adjective at a place, or ("", 0)."""
    for length in (3, 2, 1):
        if at + length > len(tokens):
            continue
        surface = text[tokens[at].start : tokens[at + length - 1].end]
        if not surface[:1].isupper():
            continue
        code = countries().get(surface) or adjectives().get(surface)
        if code:
            return code, length
    return "", 0


def _called(case: Case) -> dict[str, dict[Span, str]]:
    """By report, the single words that stand for a country there, with the country's code."""
    found: dict[str, dict[Span, str]] = {report: {} for report in case.reports}
    for report, analysis in case.analyses.items():
        for entity in analysis.entities:
            code = countries().get(entity.name)
            if code and entity.type in {"place", "government"}:
                found[report].update((m.span, code) for m in entity.mentions if m.kind == "name")
    return found


def features(case: Case) -> tuple[Features, ...]:
    """The features of every claim of the story, in the order of ``case.claims``.

    Rarity is counted over reports, not over claims, so that a report which repeats itself
    does not make its words common; reprints of one report count once.
    """
    called = _called(case)
    words = [
        content_words(case.sentence(c), c, case.reports[c.report].text, called[c.report])
        for c in case.claims
    ]
    seen = {
        (case.reprint[claim.report], word)
        for claim, found in zip(case.claims, words, strict=True)
        for word, _ in found
    }
    spread = Counter(word for _, word in seen)
    common: dict[str, float] = {}
    for word, lemma in {pair for found in words for pair in found}:
        rare = rarity(stem_of(lemma)) + LEAST_RARE
        common[word] = min(common.get(word, rare), rare)
    n = len(set(case.reprint.values()))
    made = []
    for claim, found in zip(case.claims, words, strict=True):
        weights = {w: math.log(1 + (n + 1) / spread[w]) for w in sorted({w for w, _ in found})}
        tokens = claim_tokens(case.sentence(claim), claim)
        made.append(
            Features(
                claim=claim,
                weights=weights,
                norm=math.sqrt(sum(v * v for v in weights.values())),
                rare={w: common[w] for w in weights},
                parties=case.parties(claim),
                numbers=frozenset(
                    f"{q.low_si if q.low_si is not None else q.low:g}"
                    for q in (case.quantity[i] for i in claim.quantities if i in case.quantity)
                    if (q.low_si if q.low_si is not None else q.low) is not None
                ),
                act=claim.event.predicate if claim.event else "",
                acts=frozenset(act for t in tokens for act in kinds_of_act(t.lemma.lower())),
                verbs=frozenset(
                    t.lemma.lower()
                    for t in tokens
                    if t.upos == "VERB" and t.lemma.lower() not in LIGHT
                ),
                leads=claim.sentence < LEADING,
                negative=claim.polarity == "negative",
            )
        )
    return tuple(made)
