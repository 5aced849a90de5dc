"""Roles of persons with their spans: titles before a name, appositions, "X is the president"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitrep.analysis.names_spans import Found
from sitrep.analysis.names_types import head_of
from sitrep.data import gazetteer
from sitrep.records import EntityType, Sentence, Token

__all__ = ["Nominal", "Role", "children_of", "find_nominals", "find_roles", "phrase"]

#: a role phrase longer than this many tokens is cut at its head's first complement
_LONGEST = 9
_CUT = frozenset(["acl", "acl:relcl", "appos", "punct", "parataxis", "conj", "cc", "advcl", "dep"])


@dataclass(frozen=True, slots=True)
class Role:
    """A role as written, whose head noun it has, and the country it names if any."""

    start: int
    end: int
    head: str
    country: str | None
    gender: str
    spoken: bool = True


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase that stands for somebody ("the minister", "Russian troops")."""

    start: int
    end: int
    head: str
    sort: str
    country: str | None
    sentence: int
    gender: str = ""


def children_of(tokens: Sequence[Token]) -> Mapping[int, list[int]]:
    """Token index -> the tokens that hang from it, in order."""
    children: dict[int, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        if token.head >= 0:
            children[token.head].append(at)
    return children


def phrase(
    tokens: Sequence[Token], children: Mapping[int, list[int]], head: int, longest: int = _LONGEST
) -> tuple[int, int]:
    """Token range of a noun phrase: its head with what hangs from it, clauses left off."""
    first = last = head
    waiting = [head]
    while waiting:
        at = waiting.pop()
        for child in children.get(at, ()):
            if tokens[child].relation in _CUT or abs(child - head) >= longest:
                continue
            first, last = min(first, child), max(last, child)
            waiting.append(child)
    return first, last + 1


def country_of(text: str, tokens: Sequence[Token], first: int, last: int) -> str | None:
    """The country that the words of a token range name, by adjective, name or seat."""
    for at in range(first, last):
        for length in (3, 2, 1):
            if at + length > last:
                continue
            words = " ".join(text[tokens[at].start : tokens[at + length - 1].end].split())
            words = words.replace("’", "'")
            code = gazetteer.adjectives().get(words) or gazetteer.countries().get(words)
            if not code and words in gazetteer.seats():
                code = gazetteer.seats()[words][0]
            if code:
                return code
    return None


def find_roles(
    text: str,
    sentences: Sequence[Sentence],
    found: Sequence[Found],
    types: Sequence[EntityType],
) -> dict[int, list[Role]]:
    """Roles by index of the person's name in ``found``.

    Args:
        text: the report's text.
        sentences: its sentences with tokens.
        found: its names on token edges.
        types: the type of each name.
    """
    roles: dict[int, list[Role]] = {}
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for index, (name, sort) in enumerate(zip(found, types, strict=True)):
        if sort == "person":
            by_sentence[name.sentence].append(index)
    for number, indices in by_sentence.items():
        tokens = sentences[number].tokens
        children = children_of(tokens)
        for index in indices:
            name = found[index]
            mine = [*_before(text, tokens, name), *_beside(text, tokens, children, name)]
            if mine:
                roles[index] = mine
    return roles


def _before(text: str, tokens: Sequence[Token], name: Found) -> Iterator[Role]:
    """The title right before a name: "Polish Foreign Minister", "Kremlin spokesperson"."""
    at = name.first - 1
    head = -1
    gender = ""
    while at >= 0 and name.first - at <= _LONGEST:
        word = text[tokens[at].start : tokens[at].end]
        entry = gazetteer.titles().get(word)
        if entry is not None:
            gender = gender or entry.gender
            if entry.kind != "honorific" and head < 0:
                head = at
        elif head < 0 or not _modifies(text, tokens, at):
            break
        at -= 1
    if head < 0:
        if gender:
            before = tokens[name.first - 1]
            yield Role(before.start, before.end, "", None, gender, spoken=False)
        return
    first = at + 1
    country = country_of(text, tokens, _owner(text, tokens, first), head)
    while first < head and _nationality(text, tokens[first]):
        first += 1
    lemma = text[tokens[head].start : tokens[head].end].lower()
    yield Role(tokens[first].start, tokens[head].end, lemma, country, gender)


def _owner(text: str, tokens: Sequence[Token], first: int) -> int:
    """Where "Ukraine's" starts right before a title, else ``first``."""
    if first and text[tokens[first - 1].start : tokens[first - 1].end] in ("'s", "’s", "'", "’"):
        at = first - 2
        while at > 0 and tokens[at - 1].upos == "PROPN" and first - at < 4:
            at -= 1
        return max(at, 0)
    return first


def _modifies(text: str, tokens: Sequence[Token], at: int) -> bool:
    """True for a word that can stand inside a title before a name."""
    word = text[tokens[at].start : tokens[at].end]
    token = tokens[at]
    return (
        word in gazetteer.words("title_parts")
        or word in gazetteer.adjectives()
        or (
            word in ("-", "and", "of", "for")
            and at > 0
            and text[tokens[at - 1].start : tokens[at - 1].end] in gazetteer.titles()
        )
        or token.upos in ("PROPN", "ADJ")
        or (token.upos == "NOUN" and token.relation == "compound")
        or word == "-"
    )


def _nationality(text: str, token: Token) -> bool:
    word = text[token.start : token.end]
    return word in gazetteer.adjectives() or word in gazetteer.countries()


def _beside(
    text: str, tokens: Sequence[Token], children: Mapping[int, list[int]], name: Found
) -> Iterator[Role]:
    """Roles by apposition or copula: "X, chairman of the Duma", "the minister, X", "X is …"."""
    head = head_of(tokens, name.first, name.last)
    heads = [
        child
        for child in children.get(head, ())
        if tokens[child].relation == "appos" and not name.first <= child < name.last
    ]
    governor = tokens[head].head
    if governor >= 0 and tokens[head].relation in ("appos", "flat"):
        heads.append(governor)
    if governor >= 0 and tokens[head].relation == "nsubj":
        cop = [c for c in children.get(governor, ()) if tokens[c].relation == "cop"]
        if cop and text[tokens[cop[0]].start : tokens[cop[0]].end] in ("is", "'s", "’s"):
            heads.append(governor)
    for at in heads:
        word = tokens[at].lemma.lower()
        entry = gazetteer.titles().get(word)
        if entry is None or tokens[at].upos not in ("NOUN", "PROPN"):
            continue
        if tokens[at].xpos in ("NNS", "NNPS"):
            continue
        first, last = phrase(tokens, children, at)
        if first <= name.first < last:
            last = name.first if at < name.first else last
            first = first if at < name.first else name.last
        country = country_of(text, tokens, first, last)
        while first < at and (
            tokens[first].upos in ("DET", "PUNCT", "PRON", "ADP")
            or _nationality(text, tokens[first])
        ):
            first += 1
        while last > at + 1 and tokens[last - 1].upos in ("PUNCT", "ADP"):
            last -= 1
        if first < last:
            span = tokens[first].start, tokens[last - 1].end
            yield Role(*span, word, country, entry.gender)


def find_nominals(
    text: str, sentences: Sequence[Sentence], found: Sequence[Found]
) -> tuple[Nominal, ...]:
    """Noun phrases without a name of their own that stand for a person, a state or a group.

    Kept: "the minister" and "Ukraine's president" (sort ``role``), "the Russian government"
    (``state``), "North Korean troops" (``group``; only with a nationality).

    Args:
        text: the report's text.
        sentences: its sentences with tokens.
        found: its names; a noun that leads up to a name is that name's title.
    """
    nominals: list[Nominal] = []
    named: dict[int, list[Found]] = defaultdict(list)
    for name in found:
        named[name.sentence].append(name)
    for number, sentence in enumerate(sentences):
        if sentence.kind in ("debris", "heading"):
            continue
        tokens = sentence.tokens
        children = children_of(tokens)
        inside = {at for name in named[number] for at in range(name.first, name.last)}
        for at, token in enumerate(tokens):
            if token.upos not in ("NOUN", "PROPN") or at in inside or at + 1 in inside:
                continue
            sort = _sort(text, token)
            if sort:
                nominals += _nominal(text, tokens, children, number, at, sort)
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


def _nominal(
    text: str,
    tokens: Sequence[Token],
    children: Mapping[int, list[int]],
    number: int,
    at: int,
    sort: str,
) -> Iterator[Nominal]:
    below = children.get(at, ())
    if any(tokens[c].relation in ("appos", "flat") for c in below) or tokens[at].relation in (
        "appos",
        "compound",
        "flat",
    ):
        return
    if any(tokens[c].relation == "cop" for c in below):
        return
    first, last = phrase(tokens, children, at)
    while first < at and tokens[first].upos in ("ADP", "PUNCT", "CCONJ", "ADV", "SCONJ"):
        first += 1
    if sort != "role":
        last = at + 1
    country = country_of(text, tokens, first, last)
    opener = text[tokens[first].start : tokens[first].end].lower()
    definite = opener in ("the", "this", "that") or any(
        tokens[c].relation == "nmod:poss" and tokens[c].upos == "PROPN" for c in below
    )
    if sort == "role" and not definite and not country:
        return
    if sort == "role" and opener in ("a", "an", "another", "any", "every", "no"):
        return
    if sort in ("state", "group") and not country:
        return
    word = text[tokens[at].start : tokens[at].end].lower()
    if sort == "group":
        first = _from_nationality(text, tokens, first, at)
    entry = gazetteer.titles().get(word)
    span = tokens[first].start, tokens[last - 1].end
    yield Nominal(*span, word, sort, country, number, entry.gender if entry else "")


def _from_nationality(text: str, tokens: Sequence[Token], first: int, at: int) -> int:
    """The first word of "North Korean troops" in "some 10,000 North Korean troops"."""
    for start in range(first, at):
        if country_of(text, tokens, start, at) and not country_of(text, tokens, start + 1, at):
            words = text[tokens[start].start : tokens[start].end]
            return start - 1 if start > first and _two_words(text, tokens, start, words) else start
    return first


def _two_words(text: str, tokens: Sequence[Token], start: int, word: str) -> bool:
    """True when the word before makes one adjective with ``word`` ("North Korean")."""
    before = text[tokens[start - 1].start : tokens[start - 1].end]
    return f"{before} {word}" in gazetteer.adjectives()
