"""Clock times and parts of the day: their TIMEX3 values."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sitrep.analysis.numbers_lexing import Lexeme
from sitrep.analysis.times_context import Context, Piece, Reading, word_value
from sitrep.analysis.times_words import TimeWords, time_words

__all__ = ["clock_value", "part_of_day", "read_clock", "read_dayhour"]


_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?:[:.](\d\d))?\s*([ap])?", re.IGNORECASE)


def clock_value(piece: Piece) -> str | None:
    """Reads "T16:08Z" from the lexemes of a clock time."""
    text = "".join(item.word for item in piece.items)
    if piece.letters[:1] in "YN" and text[:4].isdigit():
        hours, minutes = int(text[:2]), int(text[2:4])
        seconds, half = None, ""
    else:
        match = _CLOCK.match(text)
        if match is None:
            return None
        hours, minutes = int(match[1]), int(match[2] or 0)
        seconds, half = match[3], (match[4] or "").lower() if "m" in piece.letters else ""
        if ":" in piece.letters and len(match[2] or "") != 2:
            return None
    part = piece.first("P")
    if half == "p" or (part and part.word in ("afternoon", "evening", "night") and hours < 12):
        hours += 12 if hours < 12 else 0
    if half == "a" and hours == 12:
        hours = 0
    if hours > 24 or minutes > 59:
        return None
    zone = piece.first("Z")
    mark = "Z" if zone and time_words().look("zones", zone.word) == 0 and zone.word != "bst" else ""
    return f"T{hours:02}:{minutes:02}" + (f":{seconds}" if seconds else "") + mark


def read_clock(piece: Piece, context: Context) -> Reading | None:
    """A clock time: on the day that its sentence names, else the day told of before it.

    That must be a day of the week before the report's day, and the hour one of the past; any
    other hour is one of the report's day.
    """
    value = clock_value(piece)
    if value is None or piece.before_letters[-1:] in (":", "-", "/"):
        return None
    day = context.line_day or (context.last_day if _goes_on(context) else context.anchor)
    return Reading("TIME", (day.isoformat() if day else "XXXX-XX-XX") + value)


def _goes_on(context: Context) -> bool:
    """True when an hour without a day belongs to the day that was named last."""
    if context.narrative or context.anchor is None or context.last_day is None:
        return context.narrative
    recent = timedelta(0) <= context.anchor - context.last_day < timedelta(days=7)
    return recent and context.tense == "past"


def part_of_day(words: TimeWords, item: Lexeme, day: date | None) -> Reading:
    """A part of a day ("TMO", "TNI") on ``day``."""
    part = word_value(words, "parts", item) if item.word in words.table["parts"] else "NI"
    stem = day.isoformat() if day else "XXXX-XX-XX"
    if part == "24:00":
        return Reading("TIME", f"{stem}T24:00")
    return Reading("TIME", f"{stem}T{part}")


def read_dayhour(piece: Piece, context: Context) -> Reading | None:
    """Reads "in the morning", "at midnight", "overnight"."""
    words = time_words()
    item = piece.items[piece.letters.index("P")]
    alone = item.word in ("midnight", "noon", "midday", "overnight", "dawn", "dusk", "nightfall")
    if not alone and "t" not in piece.letters:
        return None
    if piece.before[:2] == ["-", "pre"]:
        return None  # "a pre-dawn raid": before it
    if not alone and (
        not piece.before or piece.before[0] not in ("in", "during", "for", "through")
    ):
        return None
    day = context.last if context.last_unit == "D" else context.anchor
    return part_of_day(words, item, day)
