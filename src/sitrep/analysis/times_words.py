"""One class letter for every lexeme of a sentence: what the grammar of times is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from sitrep.analysis.numbers import numbers
from sitrep.analysis.numbers_lexing import Lexeme
from sitrep.data import tables

__all__ = ["Line", "TimeWords", "line", "may_hold", "near", "time_words"]

#: section of time_words.toml and class letter; later sections give way to earlier ones
_SECTIONS = (
    ("weekdays", "W"),
    ("months", "M"),
    ("deictic", "G"),
    ("references", "R"),
    ("parts", "P"),
    ("units", "U"),
    ("plurals", "u"),
    ("seasons", "S"),
    ("decades", "K"),
    ("sets", "Q"),
    ("zones", "Z"),
)
_LISTS = (("backward", "L"), ("forward", "X"), ("this", "T"), ("every", "A"), ("vague", "V"))
_SINGLE = {
    "the": "t",
    "a": "a",
    "an": "a",
    "of": "o",
    "in": "i",
    "at": "i",
    "on": "i",
    "during": "i",
    "since": "i",
    "by": "i",
    "for": "i",
    "within": "i",
    "before": "q",
    "after": "q",
    "and": "d",
    "to": "k",
    "until": "k",
    "till": "k",
    "through": "k",
    "from": "f",
    "between": "b",
    "o'clock": "c",
    "am": "m",
    "pm": "m",
    "a.m.": "m",
    "p.m.": "m",
    "a.m": "m",
    "p.m": "m",
    "ago": "g",
    "earlier": "l",
    "later": "l",
    "early": "e",
    "mid": "e",
    "late": "e",
    "old": "y",
    "older": "y",
    "aged": "y",
    "age": "y",
    "half": "h",
    "final": "L",
    "future": "F",
    "recent": "C",
    "time": "x",
    "point": "x",
    "moment": "x",
    "period": "x",
    "times": "x",
}
_JOINED = ("straight", "consecutive", "full", "more", "additional", "extra", "further", "whole",
           "fiscal", "calendar", "business", "working", "long", "solid", "other")  # fmt: skip
_EDGES = (
    "beginning", "start", "outset", "opening", "middle", "midst", "end", "close", "closing",
    "turn", "rest", "remainder",
)  # fmt: skip
_APPROXIMATE = ("about", "around", "nearly", "almost", "roughly", "approximately", "than", "least")
_AMBIGUOUS_MONTHS = ("may", "march", "mar", "jan", "dec", "sep", "jun", "apr", "oct", "nov", "feb")


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The table of time words and the class letter of each word."""

    table: dict[str, dict[str, Any]]
    letters: dict[str, str]
    holidays: dict[tuple[str, ...], str]
    firsts: frozenset[str]
    telling: frozenset[str]

    def look(self, section: str, word: str) -> Any:
        """The table's entry for ``word``."""
        return self.table[section][word]


@cache
def time_words() -> TimeWords:
    """The word tables, read once."""
    table = tables.table("time_words")
    letters: dict[str, str] = dict(_SINGLE)
    letters.update(dict.fromkeys(_JOINED, "j"))
    letters.update(dict.fromkeys(_EDGES, "B"))
    letters.update(dict.fromkeys(_APPROXIMATE, "v"))
    for section, letter in _LISTS:
        for word in table[section]["words"]:
            letters.setdefault(word, letter)
    for section, letter in _SECTIONS:
        for word in table[section]:
            letters.setdefault(word, letter)
    holidays = {tuple(_pieces(name)): rule for name, rule in table["holidays"].items()}
    firsts = frozenset(name[0] for name in holidays)
    telling = frozenset(word for word, letter in letters.items() if letter in _TELLING) | firsts
    return TimeWords(table, letters, holidays, firsts, telling)


def _pieces(name: str) -> list[str]:
    return name.replace("'", " ' ").replace(".", " . ").split()


@cache
def near(name: str) -> frozenset[str]:
    """A word list of the table's part ``near``."""
    return frozenset(time_words().table["near"][name])


@dataclass(slots=True)
class Line:
    """The lexemes of a sentence and their class letters, one each."""

    text: str
    items: list[Lexeme]
    letters: str

    def words(self, at: int, count: int, step: int) -> list[str]:
        """Up to ``count`` words before (-1) or after (1) the lexeme ``at``, spaces left out."""
        found: list[str] = []
        here = at + step
        while 0 <= here < len(self.items) and len(found) < count:
            if self.items[here].kind != "s":
                found.append(self.items[here].word)
            here += step
        return found


_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[a-z]+")
#: classes that a time may consist of or must hold one of
_TELLING = frozenset("WMGRPUuSKQFCxJc")


def may_hold(text: str, start: int, end: int) -> bool:
    """False, at little cost, for a stretch without a digit or a word of time."""
    if _DIGIT.search(text, start, end):
        return True
    words = _LETTERS.findall(text[start:end].lower())
    return not time_words().telling.isdisjoint(words)


def line(text: str, start: int, end: int) -> Line:
    """The classed lexemes of ``text[start:end]``."""
    words = time_words()
    items = _merged(numbers(text, start, end))
    out: list[str] = []
    for item in items:
        kind = item.kind
        if kind == "w":
            out.append(words.letters.get(item.word, "z"))
        elif kind == "s":
            out.append(" ")
        elif kind == "N":
            out.append(_number_letter(item))
        elif kind == "p":
            out.append(item.word if item.word in "-,/:.'()" else ";")
        else:
            out.append(
                {"b": "\n", "O": "O", "V": "V", "F": "h", "K": "K", "x": "D", "J": "J"}.get(
                    kind, ";"
                )
            )
    made = Line(text, items, "".join(out))
    return _holidays(words, _in_context(made))


def _number_letter(item: Lexeme) -> str:
    if item.word.isdigit():
        if len(item.word) == 4 and 1000 <= item.low <= 2100:
            return "Y"
        return "n" if 1 <= item.low <= 31 and len(item.word) <= 2 else "N"
    if item.word.startswith("'"):
        return "Y"
    spelled = item.word.split("-")[0].split(" ")[0]
    if spelled in ("nineteen", "eighteen", "twenty") and 1800 <= item.low < 2100:
        return "Y"
    return "N"


def _merged(items: list[Lexeme]) -> list[Lexeme]:
    """Decades ("1980s", "'80s", "1980's") and short years ("'82") as one lexeme each."""
    table = time_words().table
    out: list[Lexeme] = []
    at = 0
    while at < len(items):
        item = items[at]
        if item.kind == "w":
            after = at + 1
            if after < len(items) and items[after].kind != "s":
                item, after = _joined(table, items, at)
            out.append(item)
            at = after
            continue
        made = _decade(items, at) if item.kind == "N" and item.word.isdigit() else None
        if made:
            out.append(made[0])
            at = made[1]
            continue
        short = (
            item.word == "'"
            and at + 1 < len(items)
            and items[at + 1].kind == "N"
            and len(items[at + 1].word) == 2
            and items[at + 1].word.isdigit()
            and (at == 0 or items[at - 1].kind == "s")
        )
        if short:
            number = items[at + 1]
            decade = _decade(items, at + 1)
            if decade:
                out.append(decade[0]._replace(start=item.start))
                at = decade[1]
                continue
            year = _century(int(number.low))
            out.append(Lexeme(item.start, number.end, "N", f"'{number.word}", year, year))
            at += 2
            continue
        out.append(item)
        at += 1
    return out


def _joined(table: dict[str, Any], items: list[Lexeme], at: int) -> tuple[Lexeme, int]:
    """An abbreviation with its stop ("Jan.", "Tues."), a quarter ("Q3"), else the word alone."""
    item = items[at]
    if at + 1 >= len(items) or items[at + 1].start != item.end:
        return item, at + 1
    after = items[at + 1]
    short = len(item.word) <= 5 and item.word not in ("may", "march", "april", "june", "july")
    if (
        after.word == "."
        and short
        and (item.word in table["months"] or item.word in table["weekdays"])
    ):
        return item._replace(end=after.end), at + 2
    if item.word == "q" and after.kind == "N" and after.word in ("1", "2", "3", "4"):
        return Lexeme(item.start, after.end, "J", after.word, after.low, after.low), at + 2
    return item, at + 1


def _century(short: int) -> int:
    """The year that two digits stand for: 30 to 99 the last century, else this one."""
    return short + (1900 if short >= 30 else 2000)


def _decade(items: list[Lexeme], at: int) -> tuple[Lexeme, int] | None:
    number = items[at]
    if len(number.word) not in (2, 4) or number.low % 10:
        return None
    last = at + 1
    if last < len(items) and items[last].word == "'" and items[last].start == number.end:
        last += 1
    if last >= len(items) or items[last].word != "s" or items[last].start != items[last - 1].end:
        return None
    year = number.low if len(number.word) == 4 else _century(int(number.low)) // 10 * 10
    return Lexeme(number.start, items[last].end, "K", number.word + "s", year, year), last + 1


def _in_context(made: Line) -> Line:
    """Words that are times only in some places ("may", "march", "fall", "second", "am")."""
    letters = list(made.letters)
    for at, letter in enumerate(made.letters):
        item = made.items[at]
        if item.word == "at" and made.letters[at + 1 : at + 3] == " v":
            letters[at] = "v" if made.items[at + 2].word == "least" else "i"
        if (
            (letter == "M" and not _is_month(made, at, item))
            or (letter == "W" and len(item.word) <= 5 and not _is_weekday(made, at, item))
            or (letter == "S" and item.word in ("fall", "spring") and not _is_season(made, at))
        ):
            letters[at] = "z"
        elif letter == "O" and item.word == "second" and made.letters[at - 2 : at] in (
            "N ", "n ", "N-", "n-",
        ):  # fmt: skip
            letters[at] = "U"
        elif (
            (letter == "m" and not (at and made.letters[max(0, at - 2) : at].strip()[-1:] in "nND"))
            or (letter == "Z" and not made.text[item.start : item.end].isupper())
            or (
                letter == "K" and item.kind == "w" and made.words(at, 1, -1) not in (["the"], ["-"])
            )
        ):
            letters[at] = "z"
    return Line(made.text, made.items, "".join(letters))


def _is_month(made: Line, at: int, item: Lexeme) -> bool:
    if item.word not in _AMBIGUOUS_MONTHS:
        return True
    after = made.letters[at + 1 : at + 4]
    before = made.letters[max(0, at - 3) : at]
    numbered = after.lstrip(".-/, ")[:1] in ("n", "Y", "O") and after[:1] != ","
    numbered = (
        numbered or before.rstrip("-/ ")[-1:] in ("n", "O") or before.endswith(("O o ", "n o "))
    )
    if numbered:
        return made.text[item.start].isupper() or item.word != "may" or " n" in before
    if not made.text[item.start].isupper():
        return False
    if item.word in ("may", "march"):
        previous = made.words(at, 1, -1)
        return bool(previous) and previous[0] in near("month_before")
    return True


def _is_weekday(made: Line, at: int, item: Lexeme) -> bool:
    if not made.text[item.start].isupper():
        return False
    previous = made.words(at, 1, -1)
    after = made.letters[at + 1 : at + 4].lstrip("., ")[:1]
    if item.word in ("sun", "sat", "wed", "mon") and previous == ["the"]:
        return False
    return previous in (["on"], ["("], ["by"], ["last"], ["next"], ["this"]) or after in (
        "M", "n", "O", "P", "N",
    )  # fmt: skip


def _is_season(made: Line, at: int) -> bool:
    previous = made.words(at, 2, -1)
    after = made.letters[at + 1 : at + 6]
    if after.startswith((" Y", " o Y", " o L", " o T")):
        return True
    if not previous:
        return False
    following = made.words(at, 1, 1)
    if following and following[0] in ("of", "in", "to", "from", "by", "below", "behind", "short"):
        return False
    if previous[0] in near("season_before"):
        return True
    if made.items[at].word == "spring" and previous[0] in ("in", "of", "until"):
        return True
    return previous[0] == "the" and len(previous) > 1 and previous[1] in (
        "in", "during", "of", "by", "until", "since", "for",
    )  # fmt: skip


def _holidays(words: TimeWords, made: Line) -> Line:
    """Names of feasts as one lexeme of class H."""
    firsts = words.firsts
    if firsts.isdisjoint(item.word for item in made.items):
        return made
    items, letters, at = [], [], 0
    while at < len(made.items):
        found = _holiday(words, made, at) if made.items[at].word in firsts else None
        if found:
            stop, rule = found
            items.append(Lexeme(made.items[at].start, made.items[stop - 1].end, "H", rule))
            letters.append("H")
            at = stop
        else:
            items.append(made.items[at])
            letters.append(made.letters[at])
            at += 1
    return Line(made.text, items, "".join(letters))


def _holiday(words: TimeWords, made: Line, at: int) -> tuple[int, str] | None:
    before = made.items[at - 2] if at > 1 and made.items[at - 1].kind == "s" else None
    named = before is not None and before.kind == "w" and made.text[before.start].isupper()
    if not made.text[made.items[at].start].isupper() or (named and at > 2):
        return None  # "Lunar New Year", "Johnnie Christmas"
    here = at
    seen: list[str] = []
    best = None
    while here < len(made.items) and len(seen) < 6:
        item = made.items[here]
        if item.kind == "s":
            here += 1
            continue
        seen.append(item.word)
        here += 1
        if tuple(seen) in words.holidays:
            best = here, words.holidays[tuple(seen)]
    return best
