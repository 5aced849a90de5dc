"""How many people a sentence says were killed or wounded, where it names them one by one.

"A mother and her two sons were shot dead" tells of three without giving the figure; "he shot
his wife and then himself" of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from sitrep.ledger.measures import is_kind_of_person, people
from sitrep.records import Sentence, Token
from sitrep.words import words_of

__all__ = ["Harm", "named"]

Harm = Literal["killed", "wounded", "shot"]

KILLING = frozenset({"kill", "murder", "slay", "massacre", "execute", "slaughter"})
DYING = frozenset({"die", "perish", "succumb"})
#: verbs that tell of a death when a word of DEAD depends on them
ENDING = frozenset({"shoot", "find", "gun", "leave", "pronounce", "stab"})
WOUNDING = frozenset({"wound", "injure", "hurt", "hospitalize"})
DEAD = frozenset({"dead", "death", "fatally", "deceased"})
SELF = frozenset({"himself", "herself", "themselves", "self"})
#: people by their place in a family, or in such a report
KIN = frozenset(
    (
        *("mother", "mom", "father", "dad", "parent", "wife", "husband", "spouse", "son"),
        *("daughter", "brother", "sister", "sibling", "baby", "infant", "toddler"),
        *("grandmother", "grandfather", "grandparent", "grandson", "granddaughter"),
        *("grandchild", "girlfriend", "boyfriend", "cousin", "uncle", "aunt", "niece"),
        *("nephew", "friend", "neighbor", "gunman", "suspect", "shooter", "driver", "stepson"),
        *("stepdaughter", "stepfather", "twin", "couple"),
    )
)
GROUPS = frozenset({"family", "group"})
COUPLE = "couple"
#: more than a list of people has: a year, an age, an address
MOST = 20
#: several happenings, or those of a longer time
ELSEWHERE = re.compile(
    r"separate|\b(?:last|this|each|every|past|recent) (?:year|month)|\byears?\b|\b(?:19|20)\d\d\b"
    r"|so far|since|statewide|nationwide",
    re.IGNORECASE,
)


def named(sentence: Sentence, text: str, harm: Harm) -> int:
    """How many people one sentence names as harmed so, the most of its predicates.

    ``shot`` counts those who were shot, whatever became of them. 0 when it names none.
    """
    if ELSEWHERE.search(sentence.span.of(text)):
        return 0
    heads = _harmed(sentence.tokens, harm)
    return max((_count(sentence.tokens, at, text) for at in heads), default=0)


def _harmed(tokens: Sequence[Token], harm: Harm) -> Iterator[int]:
    """The heads of the lists of those who were harmed."""
    for place, token in enumerate(tokens):
        lemma = token.lemma.lower()
        kids = [i for i, t in enumerate(tokens) if t.head == place]
        if harm == "killed" and (lemma in DYING or (lemma == "dead" and token.upos == "ADJ")):
            yield from (i for i in kids if tokens[i].relation.startswith("nsubj"))
        elif token.upos == "VERB" and harm in _harms(tokens, lemma, kids):
            passive = [i for i in kids if tokens[i].relation == "nsubj:pass"]
            if passive:
                yield from passive
            elif token.relation == "acl" and token.xpos == "VBN":
                yield token.head
            else:
                yield from (i for i in kids if tokens[i].relation == "obj")


def _harms(tokens: Sequence[Token], lemma: str, kids: Sequence[int]) -> Iterator[Harm]:
    """What a verb tells of those whom it takes."""
    # "four were shot, one fatally" ends one life, not four
    ended = any(tokens[i].lemma.lower() in DEAD and tokens[i - 1].upos != "NUM" for i in kids)
    if lemma in KILLING or (lemma in ENDING and ended):
        yield "killed"
    if lemma in WOUNDING and not ended:
        yield "wounded"
    if lemma == "shoot":
        yield "shot"


def _count(tokens: Sequence[Token], at: int, text: str) -> int:
    """The people in a list of nouns that begins with a word."""
    total = _one(tokens, at, text)
    for place, token in enumerate(tokens):
        if token.head == at and token.relation == "conj" and not _called(tokens, at, place):
            total += _count(tokens, place, text)
    return total


def _called(tokens: Sequence[Token], at: int, place: int) -> bool:
    """True for the name that a parser takes for one more person: "her son, Caleb, was found"."""
    before = tokens[place - 1].lemma if place else ""
    return tokens[place].upos == "PROPN" and tokens[at].upos != "PROPN" and before == ","


def _one(tokens: Sequence[Token], at: int, text: str) -> int:
    """The people that one noun with its own number stands for."""
    token = tokens[at]
    lemma, form = token.lemma.lower(), text[token.start : token.end].lower()
    if form in SELF or token.upos == "PROPN":
        return 1
    numbers = [
        int(word.stem)
        for t in tokens
        if t.head == at and t.relation == ("nmod" if lemma in GROUPS else "nummod")
        for word in words_of(text, t.start, t.end)
        if word.number and word.stem.isdigit() and int(word.stem) < MOST
    ]
    if lemma in GROUPS:
        return max(numbers, default=0)
    if lemma not in KIN and form not in people() and not is_kind_of_person(form):
        return 0
    if numbers:
        return max(numbers)
    if token.xpos not in {"NNS", "NNPS"}:
        return 2 if lemma == COUPLE else 1
    known = any(
        t.head == at and (t.relation in {"det", "nmod:poss"} and t.lemma.lower() != "no")
        for t in tokens
    )
    return 2 if known else 0
