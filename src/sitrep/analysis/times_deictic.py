"""Times that hang on a day: "last week", "this spring", "the next day"."""

from __future__ import annotations

from datetime import date, timedelta

from sitrep.analysis.numbers_lexing import Lexeme
from sitrep.analysis.time_values import add, value_of
from sitrep.analysis.times_calendar import feast_on
from sitrep.analysis.times_clock import part_of_day
from sitrep.analysis.times_context import (
    Context,
    Piece,
    Reading,
    reference_to,
    to_weekday,
    unit_of,
    word_value,
)
from sitrep.analysis.times_lengths import reaching, read_plural
from sitrep.analysis.times_words import TimeWords, near, time_words

__all__ = [
    "SEASON_MONTHS",
    "read_back",
    "read_deictic",
    "read_period_unit",
    "read_reference",
    "season_year",
]


def base_day(piece: Piece, context: Context, unit: str) -> tuple[date | None, bool]:
    """The day that a deictic hangs on, and whether it is the last mention."""
    words = {item.word for item in piece.items}
    anaphoric = bool(words & {"previous", "preceding", "prior", "following", "same", "that"})
    anaphoric |= {"the", "next"} <= words and (unit in ("D", "P") or context.tense == "past")
    if not anaphoric and not (context.narrative and "this" not in words):
        return context.anchor, False
    if unit in ("D", "P", "NI"):
        return context.last_day, True
    fits = context.last and (unit not in ("W", "WE") or context.last_unit in ("D", "W"))
    return (context.last, True) if fits else (None, True)


def read_deictic(piece: Piece, context: Context) -> Reading | None:
    """A period told by "last", "this", "next" and the like."""
    words = time_words()
    letters = piece.letters.replace("t ", "", 1) if piece.letters[0] == "t" else piece.letters
    direction = {"L": -1, "X": 1, "T": 0}[letters[0]]
    at = len(piece.letters.rstrip(".")) - 1
    item, letter = piece.items[at], piece.letters[at]
    spoken = {lexeme.word for lexeme in piece.items}
    if "final" in spoken or (letter != "U" and spoken & {"that", "same"} and letter != "P"):
        return None
    # "the last three-quarters" of something is no time
    if letter == "T" or (letter == "h" and (direction == 0 or not unit_of(words, item))):
        return None
    if letter in "UPh" and item.word != "weekend":
        inner = piece.letters.strip("t ")[2:3]
        if inner in "LX" and direction == 0 and letter == "U":  # this past week
            direction = -1 if inner == "L" else 1
    unit = "P" if letter == "P" else unit_of(words, item) if letter in "Uh" else letter
    base, anaphoric = base_day(piece, context, unit)
    if letter == "U" and "past" in spoken and "the" in spoken:
        return reaching(1.0, unit, -1, context)
    if base is None:
        if anaphoric and letter in "UP" and unit in ("D", "P", "NI", "M", "Y", "W"):
            return Reading("DATE", "XXXX-XX-XX" if unit in ("D", "P", "NI") else "XXXX")
        if letter in "MWSH":
            return _unanchored(words, item, letter)
        return Reading("DATE", reference_to(direction))
    if letter == "P":
        return part_of_day(words, item, base + timedelta(days=direction))
    if letter == "W":
        return _deictic_weekday(words, item, base, direction, context)
    if letter in "MSH":
        return _deictic_name(words, item, letter, base, direction)
    return shifted(base, unit, direction, context)


def _unanchored(words: TimeWords, item: Lexeme, letter: str) -> Reading | None:
    if letter == "M":
        return Reading("DATE", f"XXXX-{words.look('months', item.word):02}")
    if letter == "W":
        return Reading("DATE", f"XXXX-WXX-{words.look('weekdays', item.word)}")
    if letter == "S":
        return Reading("DATE", f"XXXX-{words.look('seasons', item.word)}")
    return feast_on(item.word, None)


def shifted(base: date, unit: str, direction: int, context: Context) -> Reading | None:
    if unit in ("TS", "TM", "TH", "ML"):
        return Reading("DATE", reference_to(direction)) if unit == "ML" else None
    if unit == "NI":
        day = base + timedelta(days=direction)
        return Reading("TIME", f"{day.isoformat()}TNI")
    if unit == "WE" and direction == 0 and base.isoweekday() <= 3 and context.tense != "future":
        direction = -1
    if unit == "WE" and direction == -1 and base.isoweekday() >= 6:
        base = base - timedelta(days=base.isoweekday() - 5)
    moved = add(base, "W" if unit == "WE" else unit, direction)
    return Reading("DATE", value_of(moved, unit)) if moved else None


def _deictic_weekday(
    words: TimeWords, item: Lexeme, base: date, direction: int, context: Context
) -> Reading:
    number = int(words.look("weekdays", item.word))
    if direction:
        day = to_weekday(base, number, direction > 0, strict=True)
    else:
        day = to_weekday(base, number, context.tense != "past")
    return Reading("DATE", day.isoformat())


def _deictic_name(
    words: TimeWords, item: Lexeme, letter: str, base: date, direction: int
) -> Reading | None:
    """Last September, next spring, this Christmas."""
    if letter == "M":
        month = int(words.look("months", item.word))
        year = base.year
        if direction < 0 and month >= base.month:
            year -= 1
        if direction > 0 and month <= base.month:
            year += 1
        return Reading("DATE", f"{year:04}-{month:02}")
    if letter == "S":
        season = word_value(words, "seasons", item)
        return Reading("DATE", f"{season_year(season, base, direction):04}-{season}")
    for year in (base.year + direction, base.year) if direction else (base.year,):
        made = feast_on(item.word, year)
        if made and (made.value < base.isoformat()) == (direction < 0):
            best = made
            other = feast_on(item.word, base.year)
            if other and (other.value < base.isoformat()) == (direction < 0):
                best = other
            return best
    return feast_on(item.word, base.year)


SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def season_year(season: str, base: date, direction: int) -> int:
    """The year a season is named after: winter after the year its December lies in."""
    first, last = SEASON_MONTHS[season]
    year = base.year
    if season == "WI" and base.month <= 2:
        year -= 1
    inside = first <= base.month <= last or (season == "WI" and base.month in (12, 1, 2))
    if direction < 0 and (inside or base.month < first):
        return year - 1
    if direction > 0 and (inside or base.month > last) and season != "WI":
        return year + 1
    return year


def read_back(piece: Piece, context: Context) -> Reading | None:
    """Reads "the year previous", "the day before"."""
    item, way = piece.items[2], piece.items[-1].word
    step = 1 if way == "after" else -1
    if piece.letters[2] == "P":
        day = context.last_day and add(context.last_day, "D", step)
        return part_of_day(time_words(), item, day or None)
    unit = unit_of(time_words(), item)
    base = context.last_day if unit in ("D", "NI") else context.last or context.anchor
    moved = add(base, unit, step) if base else None
    return Reading("DATE", value_of(moved, unit)) if moved else Reading("DATE", "XXXX-XX-XX")


def read_reference(piece: Piece, context: Context) -> Reading | None:
    """Words that point to now, before or later without a date ("now", "the future")."""
    words = time_words()
    first, last = piece.items[0].word, piece.items[-1].word
    if piece.letters == "R":
        return Reading("DATE", word_value(words, "references", piece.items[0]))
    if piece.letters.endswith("F"):
        return Reading("DATE", "FUTURE_REF")
    if piece.letters == "C":
        return Reading("DATE", "PAST_REF")
    if last == "past" and piece.before[:1] == ["in"]:
        return Reading("DATE", "PAST_REF")
    if last == "moment" and first == "the" and piece.before[:1] in (["at"], ["for"]):
        return Reading("DATE", "PRESENT_REF")
    if last == "time" and first in ("that", "the") and piece.before[:1] in (["at"], ["by"]):
        if context.last and first == "that":
            value = value_of(context.last, context.last_unit or "D")
            return Reading("DATE", value)
        return Reading("DATE", "PAST_REF") if piece.before[:1] == ["at"] else None
    return None


def read_period_unit(piece: Piece, context: Context) -> Reading | None:
    """Reads "the day", "the year": the one spoken of, only after words that ask for a date."""
    unit_item = piece.first("Uu")
    if unit_item is None:
        return None
    unit = unit_of(time_words(), unit_item)
    if piece.letters.startswith("T"):
        return Reading("DATE", "PRESENT_REF") if piece.items[0].word == "these" else None
    if "u" in piece.letters:
        return read_plural(piece, context)
    if unit not in ("D", "W", "M", "Y", "WE", "Q") or not piece.before:
        return None
    if piece.before[0] not in near("period_before") and unit != "WE":
        return None
    if piece.after[:1] and piece.after[0] in ("of", "that", "when", "-"):
        return None
    base = context.last_day if unit == "D" and context.last_day else context.anchor
    if base is None:
        return Reading("DATE", "XXXX" if unit == "Y" else "XXXX-XX-XX")
    if unit == "WE":
        return shifted(base, "WE", 0, context)
    return Reading("DATE", value_of(base, unit))
