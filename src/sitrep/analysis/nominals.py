"""Noun phrases without a name of their own that stand for a person, a state or a group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitrep.analysis.names_spans import Found
from sitrep.analysis.roles import children_of, country_of, phrase
from sitrep.data import gazetteer
from sitrep.records import Sentence, Token

__all__ = ["Nominal", "find_nominals"]

_INDEFINITE = frozenset(["a", "an", "another", "any", "every", "no", "each", "some"])


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase that stands for somebody ("the minister", "Russian troops").

    ``sort`` is role, state or group; ``owner`` is the index of the name that owns a state
    noun ("the Biden administration"), -1 for none.
    """

    start: int
    end: int
    head: str
    sort: str
    country: str | None
    sentence: int
    gender: str = ""
    owner: int = -1


def find_nominals(
    text: str, sentences: Sequence[Sentence], found: Sequence[Found]
) -> tuple[Nominal, ...]:
    """The noun phrases that stand for somebody, in text order.

    Kept: "the minister" and "Ukraine's president" (sort ``role``), "the Russian government"
    and "the Biden administration" (``state``), "North Korean troops" (``group``; only with a
    nationality).

    Args:
        text: the report's text.
        sentences: its sentences with tokens.
        found: its names; a noun that leads up to a name is that name's title.
    """
    nominals: list[Nominal] = []
    named: dict[int, dict[int, int]] = defaultdict(dict)
    for index, name in enumerate(found):
        named[name.sentence].update(dict.fromkeys(range(name.first, name.last), index))
    for number, sentence in enumerate(sentences):
        if sentence.kind in ("debris", "heading"):
            continue
        tokens = sentence.tokens
        children = children_of(tokens)
        inside = named[number]
        for at, token in enumerate(tokens):
            if token.upos not in ("NOUN", "PROPN") or at in inside or at + 1 in inside:
                continue
            sort = _sort(text, token)
            if sort and not _attached(tokens, children, at):
                nominals += _nominal(text, tokens, children, inside, (number, at, sort))
    return tuple(nominals)


def _sort(text: str, token: Token) -> str:
    word = text[token.start : token.end].lower()
    if word in gazetteer.words("state_nouns"):
        return "state"
    if word in gazetteer.words("group_nouns"):
        return "group"
    plural = token.xpos in ("NNS", "NNPS")
    entry = gazetteer.titles().get(word)
    return "role" if entry is not None and entry.kind != "honorific" and not plural else ""


def _attached(tokens: Sequence[Token], children: Mapping[int, list[int]], at: int) -> bool:
    """True for a noun that only describes another, or is said of somebody."""
    return tokens[at].relation in ("appos", "compound", "flat") or any(
        tokens[child].relation in ("appos", "flat", "cop") for child in children.get(at, ())
    )


def _nominal(
    text: str,
    tokens: Sequence[Token],
    children: Mapping[int, list[int]],
    inside: Mapping[int, int],
    place: tuple[int, int, str],
) -> Iterator[Nominal]:
    """The noun phrase around a head, if it is one that can be followed up."""
    number, at, sort = place
    first, last = phrase(tokens, children, at)
    while first < at and tokens[first].upos in ("ADP", "PUNCT", "CCONJ", "ADV", "SCONJ", "VERB"):
        first += 1
    word = text[tokens[at].start : tokens[at].end].lower()
    opener = text[tokens[first].start : tokens[first].end].lower()
    owner = -1
    if sort == "role":
        country = country_of(text, tokens, first, last)
        owned = any(
            tokens[child].relation == "nmod:poss" and tokens[child].upos == "PROPN"
            for child in children.get(at, ())
        )
        if opener in _INDEFINITE or not (country or owned or opener in ("the", "this", "that")):
            return
    else:
        last = at + 1
        first = _from_nationality(text, tokens, first, at, article=sort == "state")
        country = country_of(text, tokens, first, last, nearest=True)
        if country is None and sort == "state":
            owner = _owner(tokens, children, inside, at)
            first = min(first, at if owner < 0 else _opening(tokens, inside, at, owner))
        if country is None and owner < 0:
            return
    entry = gazetteer.titles().get(word)
    gender = entry.gender if entry is not None else ""
    span = tokens[first].start, tokens[last - 1].end
    yield Nominal(*span, word, sort, country, number, gender, owner)


def _owner(
    tokens: Sequence[Token], children: Mapping[int, list[int]], inside: Mapping[int, int], at: int
) -> int:
    """The index of the name in "the Biden administration", "Biden's administration", or -1."""
    for child in children.get(at, ()):
        if tokens[child].relation in ("compound", "nmod:poss") and child in inside and child < at:
            return inside[child]
    return -1


def _opening(tokens: Sequence[Token], inside: Mapping[int, int], at: int, owner: int) -> int:
    """The first token of the owner's name, or the article before it."""
    first = min(place for place, index in inside.items() if index == owner)
    before = first - 1
    return before if before >= 0 and tokens[before].upos == "DET" and first < at else first


def _from_nationality(
    text: str, tokens: Sequence[Token], first: int, at: int, *, article: bool
) -> int:
    """The first word of "North Korean troops" in "between Kyiv and North Korean troops"."""
    for start in range(at - 1, first - 1, -1):
        word = text[tokens[start].start : tokens[start].end]
        if tokens[start].upos in ("CCONJ", "PUNCT", "ADP") and word != "-":
            return start + 1
        if not country_of(text, tokens, start, start + 1):
            continue
        two = start > first and country_of(text, tokens, start - 1, start + 1, nearest=True)
        if (
            two
            and country_of(text, tokens, start - 1, start) is None
            and _pair(text, tokens, start)
        ):
            start -= 1
        opened = article and start > first and tokens[start - 1].upos == "DET"
        return start - 1 if opened else start
    return _two_words(text, tokens, first, at)


def _pair(text: str, tokens: Sequence[Token], start: int) -> bool:
    """True when a word makes one nationality with the word before ("South African")."""
    words = " ".join(text[tokens[start - 1].start : tokens[start].end].split())
    return words in gazetteer.adjectives() or words in gazetteer.countries()


def _two_words(text: str, tokens: Sequence[Token], first: int, at: int) -> int:
    """The start of a nationality of two words of which neither stands alone ("North Korean")."""
    for start in range(first, at - 1):
        if _pair(text, tokens, start + 1):
            return start
    return first
