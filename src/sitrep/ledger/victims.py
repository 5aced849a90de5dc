"""How many people a sentence says were killed or wounded, where it names them one by one.

"A mother and her two sons were shot dead" tells of three without giving the figure; "he shot
his wife and then himself" of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from sitrep.ledger.measures import is_kind_of_person, people, words_for
from sitrep.records import Sentence, Span, Token
from sitrep.words import words_of

__all__ = ["MEASURES", "Harm", "is_elsewhere", "listed", "named"]

Harm = Literal["killed", "wounded", "shot"]

#: the measure that each harm gives a figure for
MEASURES: dict[Harm, str] = {"killed": "dead", "wounded": "injured", "shot": "shot"}
COUPLE = "couple"
#: what stands before people of whom it is not told who they are
VAGUE = frozenset({"no", "our", "my", "your", "any", "some", "such"})
DENYING = frozenset({"not", "n't", "never"})
#: what stands before a noun and belongs to it
BEFORE = frozenset({"det", "nmod:poss", "nummod", "amod", "compound", "flat"})
#: more than a list of people has: a year, an age, an address
MOST = 20


def is_elsewhere(words: str) -> bool:
    """True when words speak of several happenings, or of those over a longer time."""
    return _elsewhere().search(words) is not None


@cache
def _elsewhere() -> re.Pattern[str]:
    options = "|".join(re.escape(word) for word in sorted(words_for("elsewhere")))
    return re.compile(rf"\b(?:{options}|(?:19|20)\d\d)\b", re.IGNORECASE)


def named(sentence: Sentence, text: str, harm: Harm) -> int:
    """How many people one sentence names as harmed so, the most of its predicates.

    ``shot`` counts those who were shot, whatever became of them. 0 when it names none.
    """
    return max((count for count, _ in listed(sentence, text, harm)), default=0)


def listed(sentence: Sentence, text: str, harm: Harm) -> Iterator[tuple[int, Span]]:
    """(how many, the words) of each list of people whom a sentence names as harmed so."""
    if is_elsewhere(sentence.span.of(text)):
        return
    tokens = sentence.tokens
    for at in _harmed(tokens, harm):
        count = _count(tokens, at, text)
        if count:
            inside = sorted(_members(tokens, at))
            yield count, Span(tokens[inside[0]].start, tokens[inside[-1]].end)


def _members(tokens: Sequence[Token], at: int) -> Iterator[int]:
    """The places of the nouns of a list and of the words before each that belong to it."""
    yield at
    for place, token in enumerate(tokens):
        if token.head == at and token.relation == "conj":
            yield from _members(tokens, place)
        elif token.head == at and place < at and token.relation in BEFORE:
            yield place


def _harmed(tokens: Sequence[Token], harm: Harm) -> Iterator[int]:
    """The heads of the lists of those who were harmed."""
    for place, token in enumerate(tokens):
        lemma = token.lemma.lower()
        kids = [i for i, t in enumerate(tokens) if t.head == place]
        if any(tokens[i].lemma.lower() in DENYING for i in kids):
            continue
        if harm == "killed" and (
            lemma in words_for("dying") or (lemma == "dead" and token.upos == "ADJ")
        ):
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
    ended = any(
        tokens[i].lemma.lower() in words_for("ended") and tokens[i - 1].upos != "NUM" for i in kids
    )
    if lemma in words_for("killing") or (lemma in words_for("ending") and ended):
        yield "killed"
    if lemma in words_for("wounding") and not ended:
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
    if form in words_for("self") or token.upos == "PROPN":
        return 1
    numbers = [
        int(word.stem)
        for t in tokens
        if t.head == at and t.relation == ("nmod" if lemma in words_for("groups") else "nummod")
        for word in words_of(text, t.start, t.end)
        if word.number and word.stem.isdigit() and int(word.stem) < MOST
    ]
    if lemma in words_for("groups"):
        return max(numbers, default=0)
    if lemma not in words_for("kin") and form not in people() and not is_kind_of_person(form):
        return 0
    if numbers:
        return max(numbers)
    if token.xpos not in {"NNS", "NNPS"}:
        return 2 if lemma == COUPLE else 1
    known = any(
        t.head == at and t.relation in {"det", "nmod:poss"} and t.lemma.lower() not in VAGUE
        for t in tokens
    )
    return 2 if known else 0
