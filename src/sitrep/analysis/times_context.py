"""What a time hangs on and what it means: the records that the readers of times share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from sitrep.analysis.numbers_lexing import Lexeme
from sitrep.analysis.times_words import TimeWords
from sitrep.records import TimeType

__all__ = [
    "Context",
    "Piece",
    "Reading",
    "dated",
    "reference_to",
    "to_weekday",
    "unit_of",
    "word_value",
    "year_near",
]


@dataclass(slots=True)
class Context:
    """What a time can hang on: publication day, last mention, the verb's tense.

    ``last`` begins the date mentioned last, ``last_unit`` tells how fine it was; ``last_day``
    is the last one that was a day, ``line_day`` the last one of the sentence being read.
    ``told`` finds the tense when it is asked for.
    """

    anchor: date | None
    last: date | None = None
    last_unit: str = ""
    last_day: date | None = None
    line_day: date | None = None
    narrative: bool = False
    told: Callable[[], str] = str

    @property
    def tense(self) -> str:
        """The tense of the time being read: past, future or ""."""
        return self.told()


@dataclass(frozen=True, slots=True)
class Reading:
    """Type and value; ``edge`` S, M or E of the period; ``bounds`` when the value has none."""

    type: TimeType
    value: str
    edge: str = ""
    bounds: tuple[date | None, date | None] | None = None


@dataclass(slots=True)
class Piece:
    """The lexemes of one match, their letters, and what stands around it."""

    items: list[Lexeme]
    letters: str
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    before_letters: str = ""
    after_letters: str = ""

    def first(self, letters: str) -> Lexeme | None:
        """The first lexeme whose class is one of ``letters``."""
        for at, letter in enumerate(self.letters):
            if letter in letters:
                return self.items[at]
        return None

    def cut(self, start: int, end: int | None = None) -> Piece:
        """The piece made of some of the lexemes, with the same surroundings."""
        return Piece(
            self.items[start:end],
            self.letters[start:end],
            self.before,
            self.after,
            self.before_letters,
            self.after_letters,
        )


def reference_to(direction: int) -> str:
    """PAST_REF, PRESENT_REF or FUTURE_REF for -1, 0, 1."""
    return ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[direction + 1]


def word_value(words: TimeWords, section: str, item: Lexeme) -> str:
    """The table's value for a word."""
    return str(words.look(section, item.word))


def unit_of(words: TimeWords, item: Lexeme) -> str:
    """The TIMEX3 letter of a unit; empty for a fraction that is no half ("three-quarters")."""
    if item.word.startswith("half"):
        return "H"
    if item.word in words.table["plurals"]:
        return word_value(words, "plurals", item)
    if item.kind == "F" and item.word not in words.table["units"]:
        return ""
    return word_value(words, "units", item)


#: months ahead up to which a day is named without its year; agencies' style adds the year of a
#: day that is not in the current one, and who will "look into the Jan. 6 riot" names the last
_AHEAD = 6


def year_near(context: Context, month: int, day: int | None) -> int | None:
    """The year of a month or day named without one, from tense and the day it hangs on."""
    base = context.anchor
    if context.narrative and context.last:
        return context.last.year
    if base is None:
        return None
    here = (base.month, base.day if day else 0)
    there = (month, day or 0)
    if there == here:
        return base.year
    gap = (month - base.month) % 12
    if context.tense == "future":
        return base.year + (there < here and 0 < gap <= _AHEAD)
    back = base.year - (there > here)
    if there > here and (gap <= 1 or (context.tense != "past" and gap <= 5)):
        return base.year  # nobody says "in January" in December and means the January before
    return back


def dated(year: int | None, month: int, day: int | None) -> Reading | None:
    """A day or month; with an open year where none is known; ``None`` for no such day."""
    if year is None:
        return Reading("DATE", f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))
    try:
        date(year, month, day or 1)
    except (ValueError, OverflowError):
        return None
    return Reading("DATE", f"{year:04}-{month:02}" + (f"-{day:02}" if day else ""))


def to_weekday(base: date, number: int, forward: bool, strict: bool = False) -> date:
    """The nearest such weekday before (or after) ``base``; the same day unless ``strict``."""
    gap = (number - base.isoweekday()) % 7 if forward else -((base.isoweekday() - number) % 7)
    if strict and gap == 0:
        gap = 7 if forward else -7
    return base + timedelta(days=gap)
