"""The same sentence in other words, by rules and a word table."""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from bench.derivations.inflect import noun_forms, verb_forms

__all__ = ["Wording"]

TABLES = Path(__file__).parent / "tables"
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SAID_LAST = re.compile(
    r"^(?P<what>[A-Z][^“”\"]{20,}), (?P<who>[^,“”\"]{3,60}?) (?:said|says|told reporters)"
    r"(?P<when> (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?\.$"
)
_SAID_FIRST = re.compile(
    r"^(?P<who>[A-Z][^,“”\"]{2,60}?) (?:said|says) (?:that )?(?P<what>[^“”\"]{20,})\.$"
)
_QUOTE_SAID = re.compile(
    r"^(?P<quote>[“\"][^”\"]{10,}),?(?P<close>[”\"]) (?P<who>[^“”\"]{3,80}?) (?:said|says)\.$"
)
_TURN = re.compile(
    r"^(?P<first>[A-Z][^“”\"]{15,}?),? (?P<word>after|when|while|because|as|before|although) "
    r"(?P<second>[^“”\",]{12,})\.$"
)
_WHEN = re.compile(
    r"^(?P<rest>[A-Z][^“”\"]{20,}?) (?P<when>(?:on|early|late) "
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
    r"|last (?:week|month|year|night))\.$"
)
_POSSESSIVE = re.compile(r"\b([A-Z][a-z]+)'s ([a-z]+)\b")
_ASIDE = re.compile(r", (?:who|which|whose) [^,“”\"]{5,80},")
_ADVERB = re.compile(r" (?:allegedly|reportedly|apparently|also|later|just|then|still|already)\b")
_JOIN = re.compile(
    r"^(?P<first>[A-Z][^“”\"]{25,}?), (?:and|but) (?P<second>(?:he|she|it|they|the) [^“”\"]{15,})$"
)
_DIGITS = dict(
    zip(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        range(2, 13),
        strict=True,
    )
)


class Wording:
    """One word table with its own rules of speech.

    Args:
        table: "a" or "b".
        chance: the source of all choices.
    """

    def __init__(self, table: str, chance: random.Random) -> None:
        self._chance = chance
        self._words = _forms(table)
        self._speech = _table(table)["speech"]
        self._facts: list[list[str]] = _table(table)["facts"]["tell"]
        self._joins: list[str] = _table(table)["joins"]["words"]

    @property
    def facts(self) -> list[list[str]]:
        """Made-up facts, each told in several ways."""
        return self._facts

    def spun(self, sentence: str, rate: float) -> str:
        """Word for word replacement, quotations and all, as machines do it."""
        return self._replaced(sentence, rate)

    def reworded(self, sentence: str, rate: float) -> str:
        """Other words outside quotation marks, which stay as they are."""
        parts, at = [], 0
        for quote in _QUOTED.finditer(sentence):
            parts.append(self._replaced(sentence[at : quote.start()], rate))
            parts.append(quote.group())
            at = quote.end()
        parts.append(self._replaced(sentence[at:], rate))
        return "".join(parts)

    def rewritten(self, sentence: str, rate: float) -> str:
        """Another build of the sentence, then other words."""
        sentence = self._built(sentence)
        sentence = self._shortened(sentence)
        return self.reworded(sentence, rate)

    def translated(self, sentence: str, rate: float) -> str:
        """As it comes back from another language: turned clauses, "the X of Y", other words."""
        sentence = self._turned(sentence)
        sentence = _POSSESSIVE.sub(r"the \2 of \1", sentence)
        sentence = self._numbers(sentence)
        return self.reworded(_upper(sentence), rate)

    def joined(self, first: str, second: str) -> str:
        """Two sentences as one."""
        word = self._chance.choice(self._joins)
        return f"{first.rstrip('.')}, {word} {_lower(second)}"

    def _replaced(self, text: str, rate: float) -> str:
        def other(match: re.Match[str]) -> str:
            word = match.group()
            choices = self._words.get(word.lower())
            if not choices or (word[0].isupper() and match.start() > 0):
                return word
            if self._chance.random() >= rate:
                return word
            chosen = self._chance.choice(choices)
            return _upper(chosen) if word[0].isupper() else chosen

        return re.sub(r"\b[A-Za-z]+\b(?!['’])", other, text)

    def _built(self, sentence: str) -> str:
        """The speaker moved, or a clause or a time turned round."""
        for pattern in (_SAID_LAST, _SAID_FIRST):
            match = pattern.match(sentence)
            if match and self._chance.random() < 0.8:
                opening = self._chance.choice(self._speech["openings"])
                what = match["what"] if pattern is _SAID_FIRST else _lower(match["what"])
                who = _lower(match["who"]) if pattern is _SAID_FIRST else match["who"]
                return _upper(f"{opening.format(who=who)} {what}.")
        match = _QUOTE_SAID.match(sentence)
        if match and self._chance.random() < 0.8:
            verb = self._chance.choice(self._speech["verbs"])
            who = _upper(match["who"])
            return f"{who} {verb}: {match['quote']}.{match['close']}"
        return self._turned(sentence)

    def _turned(self, sentence: str) -> str:
        match = _TURN.match(sentence)
        if match and self._chance.random() < 0.7:
            return f"{_upper(match['word'])} {match['second']}, {_lower(match['first'])}."
        match = _WHEN.match(sentence)
        if match and self._chance.random() < 0.7:
            return f"{_upper(match['when'])}, {_lower(match['rest'])}."
        match = _JOIN.match(sentence)
        if match and self._chance.random() < 0.7:
            return f"{match['first']}. {_upper(match['second'])}"
        return sentence

    def _shortened(self, sentence: str) -> str:
        if self._chance.random() < 0.5:
            sentence = _ASIDE.sub("", sentence)
        if self._chance.random() < 0.6:
            sentence = _ADVERB.sub("", sentence)
        return self._numbers(sentence)

    def _numbers(self, sentence: str) -> str:
        """Number words as figures, or the other way round, thousands with or without comma."""
        if self._chance.random() < 0.5:
            return sentence
        for word, value in _DIGITS.items():
            sentence = re.sub(rf"\b{word}\b", str(value), sentence)
        return re.sub(r"\b(\d{1,3}),(\d{3})\b", r"\1\2", sentence)


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((TABLES / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _forms(name: str) -> dict[str, list[str]]:
    """Each form of each word with the same form of its stand-ins."""
    table = _table(name)
    forms: dict[str, list[str]] = {}
    for kind, inflect in (("verbs", verb_forms), ("nouns", noun_forms)):
        for base, others in table[kind].items():
            for at, form in enumerate(inflect(base)):
                forms.setdefault(form, []).extend(inflect(other)[at] for other in others)
    for base, others in table["others"].items():
        forms.setdefault(base, []).extend(others)
    return forms


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """Without its capital, unless it opens with a name or "I"."""
    first, _, rest = text.partition(" ")
    common = _OPENERS.fullmatch(first)
    return text[:1].lower() + text[1:] if common or not rest else text


_OPENERS = re.compile(
    r"(?:the|an?|he|she|it|they|we|his|her|its|their|this|that|these|those|there|in|on|at|for|from"
    r"|one|two|three|several|some|many|most|no|police|officers|investigators|authorities"
    r"|officials|after|before|when|while|as|although|because|more|about|nearly|last)",
    re.IGNORECASE,
)
