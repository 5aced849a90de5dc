"""Days, months, years, decades and feasts named outright: their TIMEX3 values."""

from __future__ import annotations

import re
from datetime import timedelta

from sitrep.analysis.time_values import easter, nth_weekday
from sitrep.analysis.times_context import (
    Context,
    Piece,
    Reading,
    dated,
    reference_to,
    to_weekday,
    unit_of,
    year_near,
)
from sitrep.analysis.times_words import near, time_words

__all__ = [
    "feast_on",
    "iso",
    "read_day",
    "read_decade",
    "read_dotted",
    "read_feast",
    "read_month",
    "read_plain_year",
    "read_quarter",
    "read_relative",
    "read_slashed",
    "read_weekday",
    "read_yearend",
]


def iso(piece: Piece, _context: Context) -> Reading | None:
    """A day written as in ISO 8601 ("2019-01-03")."""
    numbers = [int(item.low) for item in piece.items if item.kind == "N"]
    year, month, day = numbers[:3]
    if len(numbers) > 3:
        made = dated(year, month, day) if month <= 12 and numbers[3] < 24 else None
        zulu = "Z" if piece.items[-1].word == "z" else ""
        clock = ":".join(f"{number:02}" for number in numbers[3:])
        return Reading("TIME", f"{made.value}T{clock}{zulu}") if made else None
    return dated(year, month, day) if 1 <= month <= 12 else None


def read_slashed(piece: Piece, _context: Context) -> Reading | None:
    """Reads "7/8/08": month first unless the numbers or the text say otherwise."""
    first, second, third = (int(item.low) for item in piece.items if item.kind == "N")
    if piece.letters[0] == "Y":
        return dated(first, second, third) if second <= 12 else None
    year = third if third > 99 else third + (2000 if third < 50 else 1900)
    if first > 12:
        first, second = second, first
    return dated(year, first, second) if first <= 12 else None


_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def read_dotted(piece: Piece, _context: Context) -> Reading | None:
    """A day written with full stops, day first ("20.11.2024")."""
    match = _DOTTED.fullmatch(piece.items[0].word)
    if not match or int(match[2]) > 12:
        return None
    return dated(int(match[3]), int(match[2]), int(match[1]))


def read_day(piece: Piece, context: Context) -> Reading | None:
    """A day of a month, with or without weekday and year."""
    words = time_words()
    month_item, number = piece.first("M"), piece.first("nO")
    if month_item is None or number is None or not 1 <= number.low <= 31:
        return None
    month, day = int(words.look("months", month_item.word)), int(number.low)
    year_item = piece.first("Y")
    year = int(year_item.low) if year_item else year_near(context, month, day)
    return dated(year, month, day)


def read_month(piece: Piece, context: Context) -> Reading | None:
    """A month, with or without year."""
    words = time_words()
    month = int(words.look("months", piece.items[0].word))
    year_item = piece.first("Y")
    turn = piece.first("LXT")
    if year_item:
        return dated(int(year_item.low), month, None)
    if turn and piece.first("U"):  # October of next year
        if unit_of(time_words(), piece.items[-1]) != "Y" or context.anchor is None:
            return dated(None, month, None)
        step = {"L": -1, "X": 1, "T": 0}[piece.letters[piece.items.index(turn)]]
        return dated(context.anchor.year + step, month, None)
    return dated(year_near(context, month, None), month, None)


def read_weekday(piece: Piece, context: Context) -> Reading | None:
    """A weekday alone: the nearest one that the tense allows."""
    number = int(time_words().look("weekdays", piece.items[0].word))
    base = context.anchor
    if context.line_day and piece.before[:1] in (["through"], ["to"], ["-"]):
        # the far end of "Friday through Sunday"
        return Reading("DATE", to_weekday(context.line_day, number, True, strict=True).isoformat())
    if context.narrative or base is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    return Reading("DATE", to_weekday(base, number, context.tense == "future").isoformat())


def read_relative(piece: Piece, context: Context) -> Reading | None:
    """Today, yesterday, tomorrow, tonight."""
    word = piece.items[0].word
    shift = int(time_words().look("deictic", word))
    if context.anchor is None:
        return Reading("DATE" if word != "tonight" else "TIME", reference_to(shift))
    day = context.anchor + timedelta(days=shift)
    if word == "tonight":
        return Reading("TIME", f"{day.isoformat()}TNI")
    return Reading("DATE", day.isoformat())


def read_feast(piece: Piece, context: Context) -> Reading | None:
    """A feast, with or without year."""
    item = piece.items[0]
    year_item = piece.first("Y")
    if year_item:
        return feast_on(item.word, int(year_item.low))
    plain = feast_on(item.word, context.anchor.year if context.anchor else None)
    if plain is None or context.anchor is None or plain.value.startswith("X"):
        return plain
    month, day = int(plain.value[5:7]), int(plain.value[8:10])
    return feast_on(item.word, year_near(context, month, day))


def feast_on(rule: str, year: int | None) -> Reading | None:
    """The day of a feast in a year, by its rule in the table of holidays."""
    if re.fullmatch(r"\d\d-\d\d", rule):
        return Reading("DATE", f"{year:04}-{rule}" if year else f"XXXX-{rule}")
    if year is None:
        return Reading("DATE", "XXXX-XX-XX")
    if rule.startswith("E"):
        return Reading("DATE", (easter(year) + timedelta(days=int(rule[1:]))).isoformat())
    main, _, plus = rule.partition("+")
    month, weekday, nth = map(int, main.split("/"))
    day = nth_weekday(year, month, weekday, nth) + timedelta(days=int(plus or 0))
    return Reading("DATE", day.isoformat())


def read_decade(piece: Piece, _context: Context) -> Reading | None:
    """A decade or a century of years ("the 1980s", "the 1800s")."""
    item = piece.first("K")
    if item is None:
        return None
    year = int(item.low)
    if item.kind == "w":
        year = 1900 + int(time_words().look("decades", item.word))
    short = item.word[0].isdigit() and len(item.word) < 4 and "t" not in piece.letters
    if short and piece.before[:1] not in (["the"], ["and"], ["-"], ["to"]):
        return None
    # "in her mid-50s" is an age
    owner = next((w for w in piece.before if w not in ("-", "early", "mid", "late")), "")
    if owner in ("his", "her", "their", "my", "your", "our"):
        return None
    if year % 100 == 0 and year < 2000:
        return Reading("DATE", f"{year // 100:02}")
    return Reading("DATE", f"{year // 10:03}")


def read_plain_year(piece: Piece, _context: Context) -> Reading | None:
    """A year alone, unless what stands around it makes it a count or a code."""
    item = piece.items[0]
    year = int(item.low)
    after = piece.after[0] if piece.after else ""
    before = piece.before[0] if piece.before else ""
    if (
        before in near("no_year_before")
        or after in near("counted")
        or piece.before_letters[-1:] in ("z", "/")
    ):
        return None
    if re.search(r"[nN]-(?:Y-)*$", piece.before_letters):
        return None
    if before == "-" and piece.before_letters.endswith("-") and len(piece.before) > 1:
        known = piece.before_letters[:-1].rstrip()[-1:] in ("Y", "M", "e")
        if not known and not piece.before_letters.endswith(" -"):
            return None
    far = not 1500 <= year <= 2100
    if far and before not in (
        "in",
        "since",
        "from",
        "until",
        "by",
        "year",
        "to",
        "before",
        "after",
    ):
        return None
    if year % 100 == 0 and after.endswith("s") and before not in near("year_before"):
        return None
    return Reading("DATE", f"{year:04}")


def read_quarter(piece: Piece, context: Context) -> Reading | None:
    """A quarter in short ("Q3", "Q1 2013")."""
    item, year_item = piece.first("J"), piece.first("Y")
    if item is None:
        return None
    nth = int(item.low)
    if year_item:
        return Reading("DATE", f"{int(year_item.low):04}-Q{nth}")
    if context.anchor is None:
        return Reading("DATE", f"XXXX-Q{nth}")
    later = context.anchor.month < 3 * nth - 2 and context.tense != "future"
    return Reading("DATE", f"{context.anchor.year - later:04}-Q{nth}")


def read_yearend(piece: Piece, context: Context) -> Reading | None:
    """The end of this year ("by year-end")."""
    if piece.items[0].word != "year" or piece.items[-1].word != "end":
        return None
    if piece.before[:1] and piece.before[0] in ("the", "a", "this", "last", "each", "every"):
        return None
    year = f"{context.anchor.year:04}" if context.anchor else "XXXX"
    return Reading("DATE", year, "E")
