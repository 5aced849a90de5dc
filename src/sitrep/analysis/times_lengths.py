"""Lengths, sets and shifts: "three years", "every day", "two weeks ago"."""

from __future__ import annotations

from datetime import date

from sitrep.analysis.time_values import add, duration, value_of
from sitrep.analysis.times_context import Context, Piece, Reading, reference_to, unit_of, word_value
from sitrep.analysis.times_words import near, time_words

__all__ = [
    "reaching",
    "read_ago",
    "read_every",
    "read_length",
    "read_plural",
    "read_set",
    "read_since",
]


def reaching(count: float | None, unit: str, direction: int, context: Context) -> Reading:
    """A length that reaches back from (or on from) the anchor."""
    value = duration(count, unit)
    if context.anchor is None or count is None or unit.startswith("T"):
        return Reading("DURATION", value)
    other = add(context.anchor, unit, direction * round(count))
    pair = (other, context.anchor) if direction < 0 else (context.anchor, other)
    return Reading("DURATION", value, bounds=pair if other else None)


def _count(piece: Piece) -> float | None:
    number = piece.first("nNYOhV")
    if number is None:
        return 1.0
    if number.kind in "NFO" and number.word not in ("several", "few"):
        return number.low
    return None


def read_since(piece: Piece, context: Context) -> Reading | None:
    """Reads "the past three years", "recent weeks", "the next few months"."""
    unit_item = piece.first("u")
    if unit_item is None:
        return None
    unit = unit_of(time_words(), unit_item)
    direction = 1 if "X" in piece.letters else -1
    number = piece.first("nNY")
    if number is None and not piece.first("V"):
        if "C" in piece.letters:
            return Reading("DATE", "PAST_REF")
        if "the" not in {item.word for item in piece.items}:
            return Reading("DATE", reference_to(direction))
        if {"past", "last"} & {item.word for item in piece.items}:
            return Reading("DURATION", duration(None, unit))
        return Reading("DATE", reference_to(direction))
    return reaching(number.low if number else None, unit, direction, context)


def read_ago(piece: Piece, context: Context) -> Reading | None:
    """Reads "two weeks ago", "a year earlier", "three days later"."""
    words = time_words()
    unit_item = piece.first("uU")
    if unit_item is None:
        return None
    unit = unit_of(words, unit_item)
    mark = piece.items[-1].word
    direction = -1 if mark in ("ago", "earlier") else 1
    told = mark in ("earlier", "later")
    vague = Reading("DATE", "XXXX-XX-XX" if told else reference_to(direction), bounds=(None, None))
    count = _count(piece)
    if piece.letters[0] == "u" or count is None:
        return Reading("DATE", reference_to(direction), bounds=(None, None) if told else None)
    base = _told_day(unit, mark, context) if told else context.anchor
    if base is None:
        return vague
    if unit.startswith("T"):
        return Reading("TIME", base.isoformat())
    if unit == "Y" and count != int(count):
        unit, count = "M", round(count * 12)
    day = add(base, unit, direction * round(count))
    if day is None:
        return Reading("DATE", reference_to(direction))
    fine = "Y" if unit in ("DE", "CE") else unit
    return Reading("DATE", value_of(day, fine))


def _told_day(unit: str, mark: str, context: Context) -> date | None:
    """The day that "two days later" counts from: one told before, for years also today."""
    if unit in ("D", "W", "2W", "NI") or unit.startswith("T"):
        return context.last_day
    if context.last and (unit in ("Y", "DE", "CE") or context.last_unit in ("D", unit)):
        return context.last
    return context.anchor if unit in ("Y", "DE") and mark == "earlier" else None


def read_length(piece: Piece, _context: Context) -> Reading | None:
    """Reads "three years", "a 20-year", "several weeks", "half an hour"."""
    words = time_words()
    after = piece.after_letters.lstrip("- ")
    if after[:1] == "y" or after.startswith("o y") or piece.before[:1] == ["aged"]:
        return None
    units = [item for at, item in enumerate(piece.items) if piece.letters[at] in "uU"]
    unit = unit_of(words, units[0])
    count = _count(piece)
    if piece.first("Y") and piece.first("U") and "-" not in piece.letters:
        return None  # "the World Cup 2018 day five"
    singular = piece.letters[0] == "a" and piece.letters[-1:] == "U" and not piece.first("nNhVO")
    if singular and (unit in ("TS", "TM", "Q", "NI") or not _is_length(piece)):
        return None
    if singular and piece.before[:1] in (["once"], ["twice"], ["times"]):
        return Reading("SET", duration(1.0, unit))
    if unit in ("NI", "WE") and singular:
        return None
    if units[0].word in ("second", "min", "sec") and count != 1:
        return (
            None
            if units[0].word == "second" and "-" not in piece.letters
            else _made(piece, count, unit)
        )
    return _made(piece, count, unit)


def _made(piece: Piece, count: float | None, unit: str) -> Reading:
    half = piece.first("h")
    if half and half.word.startswith("half"):
        if unit == "TH":
            return Reading("DURATION", "PT30M")
        if unit in ("DE", "CE"):
            return Reading("DURATION", "P5Y" if unit == "DE" else "P50Y")
        if unit == "Y":
            return Reading("DURATION", "P6M")
        count = 0.5
    return Reading("DURATION", duration(count, unit))


def _is_length(piece: Piece) -> bool:
    """Reads "a year" as a length: "for a year", "more than a week", "a day after"."""
    if piece.before and piece.before[0] in near("length_before"):
        return True
    return bool(piece.after) and piece.after[0] in ("after", "before", "-")


def read_every(piece: Piece, _context: Context) -> Reading | None:
    """A set told by "every" or "each", and plural weekdays."""
    words = time_words()
    at = len(piece.letters) - 1
    item, letter = piece.items[at], piece.letters[at]
    if piece.items[0].word == "per":
        return None
    if letter == "W":
        return Reading("SET", f"XXXX-WXX-{words.look('weekdays', item.word)}")
    if letter == "M":
        return Reading("SET", f"XXXX-{words.look('months', item.word):02}")
    if letter == "S":
        return Reading("SET", f"XXXX-{words.look('seasons', item.word)}")
    if letter == "P" and item.word != "night":
        return Reading("SET", f"XXXX-XX-XXT{words.look('parts', item.word)}")
    unit = unit_of(words, item)
    number = piece.first("nN")
    count = 2.0 if "other" in {lexeme.word for lexeme in piece.items} else 1.0
    return Reading("SET", duration(number.low if number else count, "D" if unit == "NI" else unit))


def read_set(piece: Piece, _context: Context) -> Reading | None:
    """A set told by one word ("daily", "annual")."""
    return Reading("SET", word_value(time_words(), "sets", piece.items[0]))


def read_plural(piece: Piece, _context: Context) -> Reading | None:
    """Reads "for years", "over the past decades", "weeks after"."""
    unit_item = piece.first("u")
    if unit_item is None:
        return None
    before, after = piece.before[:1], piece.after[:2]
    unit = unit_of(time_words(), unit_item)
    asks = before in (["for"], ["over"], ["within"], ["in"], ["after"], ["of"], ["take"])
    if unit in ("TS", "NI", "WE", "Q") or not (
        asks or after[:1] in (["after"], ["before"]) or after == ["-", "long"]
    ):
        return None
    if before in (["of"], ["in"]) and after[:1] == ["of"]:
        return None
    return Reading("DURATION", duration(None, unit))
