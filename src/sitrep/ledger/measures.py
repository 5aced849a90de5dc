"""What a quantity counts, under one name whatever the words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import cast

from sitrep.data.tables import table
from sitrep.records import Quantity, Sentence, Token

__all__ = [
    "NOTHING",
    "Measure",
    "bare_counts",
    "is_kind_of_person",
    "is_name_of",
    "is_whole_count",
    "measure_named",
    "measure_of",
    "people",
    "severity",
    "words_for",
]

#: how many words to either side of a figure may tell what it counts
REACH = 9
#: … and after a figure without a noun ("31 were injured")
BARE_REACH = 4
#: … and how far after "shot" it may be told what became of people
OUTCOME_REACH = 2
#: … and how far before the verb the subject of "rose to nine" may stand
SUBJECT_REACH = 18
#: what ends the search after a figure: a new clause, or a denial ("two were not hurt")
STOPS = frozenset({";", ":", ".", "not", "n't", "n’t", "never"})
#: words that may stand between a verb and its figure: "killing *at least* four"
BETWEEN = frozenset({"DET", "ADP", "ADV", "ADJ", "SCONJ", "PART"})
#: what tells how many of some people: "one of the two", "some of the two", "many of the two"
COUNTING = frozenset({"NUM", "DET", "PRON", "ADJ"})
#: the pronoun that counts, and what it is in "one is dead", "one dead", "killing one"
ONE, PLACES = "one", frozenset({"nsubj", "nsubj:pass", "root", "obj", "obl"})
DEAD = "dead"
#: measures beside which stand people of another one: next to one dead man "four others were
#: wounded" counts all the wounded, but next to one who was shot "four others" are not all
BESIDE = frozenset({"dead", "injured", "missing"})
#: how badly people are hurt, by the tables that name it
GRADES = ("critical", "serious", "slight")
#: what follows a verb that has an object: "two men killed a third" counts no dead men
OBJECTS = frozenset({"DET", "NUM", "NOUN", "PROPN", "PRON", "ADJ"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its name, whether it only grows, whether it counts the story's own toll."""

    name: str
    grows: bool = False
    toll: bool = False


#: what a figure counts when the sentence does not say
NOTHING = Measure("")


@cache
def _table() -> dict[str, dict[str, object]]:
    return table("measures")


@cache
def _measures() -> dict[str, Measure]:
    """Measures by the words that name them."""
    found = {}
    for name, row in cast("dict[str, dict[str, object]]", _table()["measure"]).items():
        for word in cast("list[str]", row["words"]):
            found[word] = Measure(name, bool(row["grows"]), bool(row["toll"]))
    return found


@cache
def words_for(kind: str) -> frozenset[str]:
    """The words of a table of ``data/measures.toml``."""
    return frozenset(cast("list[str]", _table()[kind]["words"]))


def measure_named(name: str) -> Measure:
    """The measure of that name in the table."""
    return next(measure for measure in _measures().values() if measure.name == name)


def people() -> frozenset[str]:
    """Nouns for people that say nothing of what happened to them."""
    return words_for("people")


def is_name_of(noun: str) -> bool:
    """True when the noun itself names a measure ("nine deaths")."""
    return noun in _measures()


def is_kind_of_person(noun: str) -> bool:
    """True for people of one kind ("firefighters"), whose toll is not the whole toll."""
    return noun in words_for("persons")


def measure_of(quantity: Quantity, sentence: Sentence, text: str) -> Measure:
    """The measure that a quantity gives a figure for, ``NOTHING`` when none can be told.

    A count of people is a measure only through what happened to them: the counted noun, the
    verb right before the figure ("killing at least four"), the first telling word after it
    ("four people were killed"), or the subject of a verb of reaching ("the toll rose to
    nine"), in this order. Words are read in sequence, not from the parse: in strings of
    figures ("killing four, injuring 31") parsers attach numbers wrongly. Any other counted
    noun that is in no table is its own measure. Parts ("two of the missing", "two more") are
    no measure of the whole.

    Args:
        quantity: with ``measures``, the noun that is counted.
        sentence: in which the quantity stands, with tokens.
        text: of the report.
    """
    noun = quantity.measures.lower()
    words, inside = _words(sentence, text), _inside(quantity, sentence)
    if not inside:
        return _by_noun(noun)
    if not _is_whole(sentence.tokens, words, inside, noun):
        return NOTHING
    told = (
        _measures().get(noun)
        or _before(sentence.tokens, words, inside[0])
        or _after(sentence.tokens, words, inside[-1], REACH if noun else BARE_REACH)
    )
    counts_people = (
        (not noun and not quantity.unit)
        or noun in people()
        or is_kind_of_person(noun)
        or is_name_of(noun)
    )
    if told is not None and (told.name == noun or (told.toll and counts_people)):
        part = told.name not in BESIDE and _are_others(words, inside)
        return NOTHING if part else told
    return _reached(words, inside[0]) or _by_noun(noun)


def is_whole_count(quantity: Quantity, sentence: Sentence, text: str) -> bool:
    """False for parts ("two of the missing", "four more"), ages, and numbers of houses.

    Args:
        quantity: of the sentence.
        sentence: with tokens.
        text: of the report.
    """
    inside = _inside(quantity, sentence)
    return not inside or _is_whole(
        sentence.tokens, _words(sentence, text), inside, quantity.measures
    )


def severity(quantity: Quantity, sentence: Sentence, text: str) -> str:
    """How badly those are hurt whom a figure counts: a table's name, "" where nothing tells.

    "Four are seriously injured" and "eight people had serious or life-threatening injuries"
    say nothing of all who are hurt. Read are the words up to a stop, a conjunction or the next
    figure ("12 people, some seriously"), and those between a verb and its figure.
    """
    tokens = sentence.tokens
    words, inside = _words(sentence, text), _inside(quantity, sentence)
    if not inside:
        return ""
    after = takewhile(
        lambda at: tokens[at].upos not in {"NUM", "PUNCT", "CCONJ"},
        range(inside[-1] + 1, min(len(tokens), inside[-1] + 1 + REACH)),
    )
    before = takewhile(
        lambda at: tokens[at].upos in BETWEEN | {"VERB"}, range(inside[0] - 1, -1, -1)
    )
    for at in (*after, *before):
        for grade in GRADES:
            if words[at] in words_for(grade):
                return grade
    return ""


def bare_counts(sentence: Sentence, text: str) -> Iterator[tuple[int, int, Measure]]:
    """(place of the word, count, measure) of pronouns that count those of a toll.

    "Nobody is missing any longer" gives a zero, "one is dead" a one. Of others than the dead
    "one was injured" mostly singles somebody out.
    """
    words = _words(sentence, text)
    for at, word in enumerate(words):
        if word in words_for("none") and not _is_part(sentence.tokens, words, [at]):
            measure = _after(sentence.tokens, words, at, REACH)
            if measure is not None and measure.toll:
                yield at, 0, measure
        elif (
            word == ONE
            and sentence.tokens[at].relation in PLACES
            and not _is_part(sentence.tokens, words, [at])
        ):
            told = _before(sentence.tokens, words, at)
            measure = told or _after(sentence.tokens, words, at, BARE_REACH)
            if measure is not None and (measure.name == DEAD or (told and measure.toll)):
                yield at, 1, measure


def _words(sentence: Sentence, text: str) -> list[str]:
    """The words of a sentence in lower case, one for each token."""
    return [text[token.start : token.end].lower() for token in sentence.tokens]


def _inside(quantity: Quantity, sentence: Sentence) -> list[int]:
    """The places of the words that a figure is written with."""
    return [i for i, t in enumerate(sentence.tokens) if quantity.start <= t.start < quantity.end]


def _is_whole(
    tokens: Sequence[Token], words: Sequence[str], inside: Sequence[int], noun: str
) -> bool:
    """True for a figure that is no part of another, no age and no number of a house."""
    return not (
        _is_address(tokens, words, inside[0])
        or _is_part(tokens, words, inside)
        or _is_age(tokens, words, inside, noun)
    )


def _by_noun(noun: str) -> Measure:
    """The measure that a counted noun is by itself."""
    counted = not any(noun in words_for(kind) for kind in ("people", "anyone", "addresses"))
    return _measures().get(noun, Measure(noun) if counted and noun[:1].isalpha() else NOTHING)


def _is_part(tokens: Sequence[Token], words: Sequence[str], inside: Sequence[int]) -> bool:
    """True for "two of the missing", "of whom two", "two more people", "another five".

    So is what a part is taken of: in "one of the two men died" two are not dead.
    """
    first, last = inside[0], inside[-1]
    before = list(words[max(0, first - 2) : first])
    if before == ["of", "the"] and first > 2 and tokens[first - 3].upos in COUNTING:
        return True
    if before in [["of", "whom"], ["of", "which"]] or before[-1:] == ["other"]:
        return True
    if (
        len(before) == 2 and before[1] == "of" and tokens[first - 2].upos == "NUM"
    ):  # "image 10 of 12"
        return True
    after = words[last + 1 : last + 3]
    if after[:1] == ["of"] and after[1:] != ["them"]:
        return True
    if words[max(0, first - 1) : first] == ["the"] and after[:1] == ["others"]:
        return True
    around = [*words[max(0, first - 2) : last + 1], *after[:1]]
    return any(word in words_for("increments") for word in around)


def _are_others(words: Sequence[str], inside: Sequence[int]) -> bool:
    """True for "four others": somebody was told of before."""
    return not {"other", "others"}.isdisjoint(words[inside[0] : inside[-1] + 2])


def _is_age(
    tokens: Sequence[Token], words: Sequence[str], inside: Sequence[int], noun: str
) -> bool:
    """True for the age in "Allan, 7, was found", "two men, 25 and 30, were", "ages 19 to 24"."""
    if list(words[max(0, inside[0] - 2) : inside[0]]) in [
        ["in", w] for w in ("their", "his", "her")
    ]:
        return True
    before = words[max(0, inside[0] - 1) : inside[0]]
    after = words[inside[-1] + 1 : inside[-1] + 2]
    named = inside[0] > 0 and tokens[inside[0] - 1].upos == "PROPN" and after == [","]
    alone = before == [","] and after in (["was"], ["is"], ["has"])  # "Allan, 26 was shot"
    apart = _stands_apart(tokens, words, inside)
    return noun == "" and (before in (["ages"], ["aged"], ["age"]) or apart or named or alone)


def _stands_apart(tokens: Sequence[Token], words: Sequence[str], inside: Sequence[int]) -> bool:
    """True for a figure with nothing but figures beside it between two commas."""
    first, last = inside[0], inside[-1]
    while first > 0 and (tokens[first - 1].upos == "NUM" or words[first - 1] in {"and", "or"}):
        first -= 1
    while last + 1 < len(words) and (
        tokens[last + 1].upos == "NUM" or words[last + 1] in {"and", "or"}
    ):
        last += 1
    return words[max(0, first - 1) : first] == [","] == words[last + 1 : last + 2]


def _before(tokens: Sequence[Token], words: Sequence[str], first: int) -> Measure | None:
    """The measure of the verb whose object the figure is."""
    at = first - 1
    while at >= 0 and first - at <= 4 and tokens[at].upos in BETWEEN:
        at -= 1
    if at < 0 or first - at > 5 or words[at] not in words_for("harming"):
        return None
    return _measures().get(words[at])


def _is_address(tokens: Sequence[Token], words: Sequence[str], first: int) -> bool:
    """True for "shot at 921 Vance St.": a number between "at" and a name."""
    after = tokens[first + 1 : first + 2]
    return words[max(0, first - 1) : first] == ["at"] and bool(after) and after[0].upos == "PROPN"


def _after(tokens: Sequence[Token], words: Sequence[str], last: int, reach: int) -> Measure | None:
    """The measure of the first telling word after the figure and before the next figure."""
    passive = False
    for at in range(last + 1, min(len(words), last + 1 + reach)):
        if tokens[at].upos == "NUM" or words[at] in STOPS or _goes_on(tokens, last, at):
            return None
        passive = passive or tokens[at].upos == "AUX"
        measure = _measures().get(words[at])
        if measure is None:
            continue
        if words[at] in words_for("manner"):
            at, measure = _outcome(words, at, measure)
        follower = tokens[at + 1].upos if at + 1 < len(tokens) else ""
        acts = follower in OBJECTS or words[at + 1 : at + 2] == ["at"]
        if acts and not passive and words[at] in words_for("harming"):
            return None
        return measure
    return None


def _goes_on(tokens: Sequence[Token], last: int, at: int) -> bool:
    """True for the "and" of "shot at three men and killed a boy": a verb joined to one before."""
    verb = tokens[at].head
    if tokens[at].upos != "CCONJ" or verb <= at or tokens[verb].upos != "VERB":
        return False
    return tokens[verb].relation == "conj" and tokens[verb].head < last


def _outcome(words: Sequence[str], at: int, manner: Measure) -> tuple[int, Measure]:
    """Where it is told what became of those who were shot, and the measure of it.

    "Shot and killed", "shot dead", "shot to death" and "fatally shot" tell of dead people.
    """
    if at and words[at - 1] in words_for("ended"):
        return at, measure_named(DEAD)
    for place in range(at + 1, min(len(words), at + 1 + OUTCOME_REACH)):
        if words[place] in _measures():
            return place, _measures()[words[place]]
        if words[place] not in {"and", "to", "fatally"}:
            break
    return at, manner


def _reached(words: Sequence[str], first: int) -> Measure | None:
    """The measure of what rose to the figure."""
    left = words[max(0, first - SUBJECT_REACH) : first]
    if not any(word in words_for("reaching") for word in left):
        return None
    return next((_measures()[w] for w in reversed(left) if w in _measures()), None)
