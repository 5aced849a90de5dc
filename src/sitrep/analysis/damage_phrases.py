"""Broken and empty phrases: spun terms, doubled words and synonyms, mangled encoding, filler."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType

from sitrep.data import tables
from sitrep.records import Token

__all__ = ["Broken", "broken_phrases", "filler_phrases"]

#: function words that no sentence has twice in a row
_FUNCTION = frozenset(
    ["the", "a", "an", "of", "to", "and", "for", "with", "at", "by", "from", "or"]
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: UTF-8 read as Latin-1 or Windows-1252, or lost characters
_ENCODING = re.compile(r"(?:â€[™œ\x9d\x9c“”˜¦]?|Ã[©¨¡³¼¶±¤]|ï¿½|�)+")
_ALTERNATIVES = re.compile(r"\{([^}]*)\}")
_GAP = 3


@dataclass(frozen=True, slots=True)
class Broken:
    """A stretch of one sentence (offsets in the report) and why it is not to be trusted."""

    start: int
    end: int
    reason: str
    kind: str = "garbled"


def broken_phrases(text: str, start: int, end: int, tokens: Sequence[Token]) -> Iterator[Broken]:
    """The broken phrases of one sentence.

    Rules: a fixed term in spun words (table ``tortured.tsv``), a function word twice in a
    row, two words of one meaning side by side with the same part of speech (table
    ``synonyms.toml``), and characters of a wrong encoding.

    Args:
        text: the report's text.
        start: where the sentence begins.
        end: where it ends.
        tokens: its words.
    """
    yield from _mangled(text, start, end)
    lowered = text[start:end].lower()
    if len(lowered) != end - start:  # a letter that small letters write with two
        lowered = text[start:end]
    before: re.Match[str] | None = None
    for word in _WORD.finditer(lowered):
        doubled = before is not None and before[0] == word[0] in _FUNCTION
        if before is not None and doubled and lowered[before.end() : word.start()] in (" ", "\n"):
            reason = f"“{word[0]}” twice in a row"
            yield Broken(start + before.start(), start + word.end(), reason, "typo")
        before = word
        for pattern, meant in _tortured().get(word[0], ()):
            if match := pattern.match(lowered, word.start()):
                reason = f"a broken form of “{meant}”"
                yield Broken(start + match.start(), start + match.end(), reason)
                break
    yield from _doubled_meaning(text, tokens)


def _mangled(text: str, start: int, end: int) -> Iterator[Broken]:
    """Characters of a wrong encoding; a run of them is one stretch."""
    for match in _ENCODING.finditer(text, start, end):
        yield Broken(match.start(), match.end(), "characters of a wrong encoding")


def _doubled_meaning(text: str, tokens: Sequence[Token]) -> Iterator[Broken]:
    """Neighbours of one meaning and part of speech ("consequences reverberations")."""
    table = _synonyms()
    for one, other in pairwise(tokens):
        sort = one.upos
        if sort != other.upos or sort not in table or not 0 < other.start - one.end <= 2:
            continue
        first, second = text[one.start : one.end].lower(), text[other.start : other.end].lower()
        shared = table[sort].get(first, frozenset()) & table[sort].get(second, frozenset())
        if shared and first != second:
            yield Broken(one.start, other.end, f"“{first}” and “{second}” say one thing twice")


@cache
def _synonyms() -> MappingProxyType[str, MappingProxyType[str, frozenset[int]]]:
    """Part of speech -> word -> the numbers of the sets that hold it."""
    raw = tables.table("synonyms")
    table: dict[str, MappingProxyType[str, frozenset[int]]] = {}
    for name, sort in (("nouns", "NOUN"), ("verbs", "VERB"), ("adjectives", "ADJ")):
        held: dict[str, set[int]] = {}
        for number, words in enumerate(raw[name]):
            for word in words:
                held.setdefault(word, set()).add(number)
        table[sort] = MappingProxyType({word: frozenset(sets) for word, sets in held.items()})
    return MappingProxyType(table)


@cache
def _tortured() -> MappingProxyType[str, tuple[tuple[re.Pattern[str], str], ...]]:
    """First word of a spun term -> its patterns, each with the term that was meant."""
    table: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    lines = files("sitrep.data").joinpath("tortured.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if not line or line.startswith("#"):
            continue
        broken, meant = line.split("\t")
        parts = [_options(part) for part in re.findall(r"\{[^}]*\}|\S+", broken)]
        pattern = re.compile(r"\s".join(f"(?:{'|'.join(part)})" for part in parts) + r"\b")
        for first in {option.split(r"\s")[0] for option in parts[0]}:
            table.setdefault(first.replace("\\", ""), []).append((pattern, meant))
    return MappingProxyType({first: tuple(patterns) for first, patterns in table.items()})


def _options(part: str) -> list[str]:
    """What one place of a pattern can be, as regular expressions."""
    if part == "*":
        return [r"[^\s.,;:]{1,20}"]
    match = _ALTERNATIVES.fullmatch(part)
    options = match[1].split("|") if match else [part]
    return [r"\s".join(map(re.escape, option.split())) for option in options]


@cache
def _fillers() -> MappingProxyType[str, tuple[tuple[tuple[str, ...], bool], ...]]:
    """First lemma -> stock phrases, each with True where a name or number saves the clause."""
    raw = tables.table("filler")
    table: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for group, phrases in sorted(raw.items()):
        for phrase in phrases:
            lemmas = tuple(phrase.split())
            table.setdefault(lemmas[0], []).append((lemmas, group != "always"))
    return MappingProxyType({first: tuple(entries) for first, entries in table.items()})


def filler_phrases(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Token ranges of stock phrases that say nothing checkable (table ``filler.toml``).

    A phrase of the group "nameless" is none when a name or a number stands in its stretch
    between two marks ("the stakes were high for Oslo").

    Args:
        tokens: the words of one sentence; determiners are passed over.
    """
    kept = [at for at, token in enumerate(tokens) if token.upos != "DET"]
    lemmas = [tokens[at].lemma.lower() for at in kept]
    table = _fillers()
    for at, lemma in enumerate(lemmas):
        for phrase, nameless in table.get(lemma, ()):
            reach = _reach(lemmas, at, phrase)
            if reach <= at or (nameless and _named(tokens, kept[at], kept[reach - 1] + 1)):
                continue
            yield kept[at], kept[reach - 1] + 1


def _named(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True when a name or a number stands between the marks around ``[first, last)``."""
    while first > 0 and tokens[first - 1].upos != "PUNCT":
        first -= 1
    while last < len(tokens) and tokens[last].upos != "PUNCT":
        last += 1
    return any(token.upos in ("PROPN", "NUM") for token in tokens[first:last])


def _reach(lemmas: Sequence[str], start: int, phrase: Sequence[str]) -> int:
    """One past the last lemma of the shortest match of ``phrase`` at ``start``, or -1.

    "*" stands for up to three words.
    """
    ends = {start}
    for part in phrase:
        if part == "*":
            ends = {end + step for end in ends for step in range(_GAP + 1)}
        else:
            ends = {end + 1 for end in ends if end < len(lemmas) and lemmas[end] == part}
        if not ends:
            return -1
    return min(min(ends), len(lemmas))
