"""What a figure counts, as its report words it, for figures that stand apart from it."""

from __future__ import annotations

from collections.abc import Sequence

from sitrep.records import Quantity, Span, Token

__all__ = ["noun_phrase"]

#: what stands before a noun and tells which one: "used car prices", "Broadcom's offer"
BEFORE = ("amod", "compound", "nmod:poss", "flat")
#: words of the longest phrase behind a noun that tells which one: "prices for used cars"
LONGEST_TAIL = 5
HYPHENS = "-‑–"
TAIL = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM", "PUNCT", "PART"})


def noun_phrase(tokens: Sequence[Token], quantity: Quantity, text: str) -> Span | None:
    """The noun that a figure counts with the words that tell which: "Used car prices".

    Read are the words before the noun that hang on it and a phrase right behind it that does.
    None when the noun does not stand in the sentence as the quantity has it.

    Args:
        tokens: of the sentence.
        quantity: with ``measures``, the noun.
        text: of the report.
    """
    noun = quantity.measures
    places = [at for at, t in enumerate(tokens) if t.span.of(text).lower() == noun.lower()]
    if not places:
        return None
    figure = next((i for i, t in enumerate(tokens) if t.start >= quantity.start), 0)
    at = min(places, key=lambda i: (abs(i - figure), i))
    first = at
    while first > 0 and _leads(tokens, first - 1, at, quantity):
        first -= 1
    while first > 1 and text[tokens[first].start - 1] in HYPHENS:
        first -= 2  # "self-inflicted deaths" is no word shorter
    while first < at and tokens[first].upos in {"PRON", "DET"}:
        first += 1
    return Span(tokens[first].start, tokens[_tail(tokens, at, quantity)].end)


def _leads(tokens: Sequence[Token], place: int, noun: int, quantity: Quantity) -> bool:
    """True for a word before the noun that hangs on it, or on a word that does; no figure."""
    word = tokens[place]
    if quantity.start <= word.start < quantity.end:
        return False
    if word.relation == "case":  # the "'s" of "Broadcom's offer"
        return word.head == place - 1 and tokens[place - 1].relation == "nmod:poss"
    if word.relation not in BEFORE:
        return False
    return word.head == noun or (place < word.head < noun and tokens[word.head].relation in BEFORE)


def _tail(tokens: Sequence[Token], noun: int, quantity: Quantity) -> int:
    """The last word of the phrase that follows the noun and tells which one it is."""
    after = noun + 1
    if after >= len(tokens) or tokens[after].upos != "ADP":
        return noun
    owner = tokens[after].head
    if owner <= noun or owner > noun + LONGEST_TAIL or tokens[owner].head != noun:
        return noun
    for word in tokens[after : owner + 1]:
        if word.upos not in TAIL and word.relation != "amod":
            return noun
        if quantity.start <= word.start < quantity.end:
            return noun
    return owner
