"""Roles of persons with their spans: titles before a name, appositions, "X is the president"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitrep.analysis.names_spans import Found
from sitrep.analysis.names_types import head_of
from sitrep.data import gazetteer
from sitrep.records import EntityType, Sentence, Token

__all__ = ["Role", "children_of", "country_of", "find_roles", "phrase"]

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


def country_of(
    text: str, tokens: Sequence[Token], first: int, last: int, *, nearest: bool = False
) -> str | None:
    """The country that the words of a token range name, by adjective, name or seat.

    Args:
        text: the report's text.
        tokens: the words of the sentence.
        first: where the range begins.
        last: one past its end.
        nearest: True for the country nearest to the end, else the first one.
    """
    places = range(first, last)
    for at in reversed(places) if nearest else places:
        for length in (3, 2, 1):
            if at + length > last:
                continue
            if nearest and length == 1 and at > first and _names_country(text, tokens, at - 1, 2):
                continue
            words = " ".join(text[tokens[at].start : tokens[at + length - 1].end].split())
            words = words.replace("’", "'")
            code = gazetteer.adjectives().get(words) or gazetteer.countries().get(words)
            if not code and words in gazetteer.seats():
                code = gazetteer.seats()[words][0]
            if code:
                return code
    return None


def _names_country(text: str, tokens: Sequence[Token], at: int, length: int) -> bool:
    words = " ".join(text[tokens[at].start : tokens[at + length - 1].end].split())
    return words in gazetteer.adjectives() or words in gazetteer.countries()


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
    first = name.first
    gender = ""
    while at >= 0 and name.first - at <= _LONGEST:
        entry, opens = _title_at(text, tokens, at)
        if entry is not None:
            gender = gender or entry.gender
            if entry.kind != "honorific" and head < 0:
                head = at
        elif head < 0 or not _modifies(text, tokens, at):
            break
        first = opens
        at = opens - 1
    if head < 0:
        if gender:
            before = tokens[name.first - 1]
            yield Role(before.start, before.end, "", None, gender, spoken=False)
        return
    country = country_of(text, tokens, _owner(text, tokens, first), head)
    while first < head and _nationality(text, tokens[first]):
        first += 1
    lemma = text[tokens[_title_at(text, tokens, head)[1]].start : tokens[head].end].lower()
    yield Role(tokens[first].start, tokens[head].end, lemma, country, gender)


def _title_at(text: str, tokens: Sequence[Token], at: int) -> tuple[gazetteer.Title | None, int]:
    """The title that ends at a token, and its first token ("President-elect" may be three)."""
    if at > 1 and text[tokens[at - 1].start : tokens[at - 1].end] == "-":
        whole = text[tokens[at - 2].start : tokens[at].end]
        if whole in gazetteer.titles():
            return gazetteer.titles()[whole], at - 2
    return gazetteer.titles().get(text[tokens[at].start : tokens[at].end]), at


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
