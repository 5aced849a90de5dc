"""What a time means: from the lexemes that a rule matched to a TIMEX3 type and value.

Deictic times ("last week") hang on the publication day; anaphoric ones ("the next day") on
the day mentioned last. Where there is nothing to hang on, the value says which way it points
(PAST_REF, XXXX-10) and there is no interval: a day is never invented.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from sitrep.analysis.time_values import add, value_of
from sitrep.analysis.times_calendar import (
    iso,
    read_day,
    read_decade,
    read_dotted,
    read_feast,
    read_month,
    read_plain_year,
    read_quarter,
    read_relative,
    read_slashed,
    read_weekday,
    read_yearend,
)
from sitrep.analysis.times_clock import clock_value, read_clock, read_dayhour
from sitrep.analysis.times_context import Context, Piece, Reading, unit_of, word_value
from sitrep.analysis.times_deictic import (
    SEASON_MONTHS,
    read_back,
    read_deictic,
    read_period_unit,
    read_reference,
    season_year,
)
from sitrep.analysis.times_grammar import PERIOD
from sitrep.analysis.times_lengths import (
    read_ago,
    read_every,
    read_length,
    read_plural,
    read_set,
    read_since,
)
from sitrep.analysis.times_words import time_words

__all__ = ["read"]


def _ordinal(piece: Piece, context: Context) -> Reading | None:
    """Reads "the third quarter of 2009", "the 20th century", "the last week of March"."""
    words = time_words()
    number = piece.first("O")
    at = next(i for i, letter in enumerate(piece.letters) if letter in "UhP")
    if piece.letters[at] == "P":
        return None
    unit = unit_of(words, piece.items[at])
    rest = piece.letters[at + 1 :].lstrip(", oj")
    tail = piece.cut(len(piece.letters) - len(rest)) if rest else None
    nth = int(number.low) if number else -1
    if unit == "CE":
        if nth < 1 or nth > 30:
            return None
        return Reading("DATE", f"{nth - 1:02}")
    if unit in ("Q", "H"):
        return _fraction_of_year(tail, nth, unit, context)
    if tail is None or unit not in ("W", "M", "D", "WE"):
        return None
    whole = _period(tail, context)
    return _nth_of(whole, nth, unit) if whole else None


def _fraction_of_year(tail: Piece | None, nth: int, unit: str, context: Context) -> Reading | None:
    most = 4 if unit == "Q" else 2
    nth = most if nth == -1 else nth
    if nth > most:
        return None
    if tail is None:
        if context.anchor is None or unit == "H":
            return Reading("DATE", f"XXXX-{unit}{nth}") if unit == "Q" else None
        first = date(context.anchor.year, 3 * nth - 2, 1)
        back = first > context.anchor and context.tense != "future"
        return Reading("DATE", f"{context.anchor.year - back:04}-Q{nth}")
    whole = _period(tail, context)
    if whole is None or not re.fullmatch(r"\d{4}", whole.value):
        return Reading("DATE", whole.value, "S" if nth == 1 else "E") if whole else None
    return Reading("DATE", f"{whole.value}-{unit}{nth}")


def _nth_of(whole: Reading, nth: int, unit: str) -> Reading | None:
    """The nth week, month or day of a month or year."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?", whole.value)
    if not match:
        return None
    start = date(int(match[1]), int(match[2] or 1), 1)
    stop = add(start, "M" if match[2] else "Y", 1)
    if stop is None:
        return None
    base = (stop - timedelta(days=1)) if nth < 0 else start
    if nth < 0 and unit == "W" and base.isoweekday() < 4:
        base -= timedelta(days=7)  # the last week that lies mostly inside
    day = base if nth < 0 else add(base, "W" if unit == "WE" else unit, nth - 1)
    if day is None or day >= stop:
        return None
    return Reading("DATE", value_of(day, unit))


def _season(piece: Piece, context: Context) -> Reading | None:
    words = time_words()
    item = piece.first("S")
    if item is None:
        return None
    season = word_value(words, "seasons", item)
    year_item = piece.first("Y")
    if year_item:
        return Reading("DATE", f"{int(year_item.low):04}-{season}")
    at = piece.letters.index("S") + 1
    rest = piece.letters[at:].lstrip(", o")
    if rest:
        whole = _period(piece.cut(len(piece.letters) - len(rest)), context)
        if whole and re.fullmatch(r"\d{4}", whole.value):
            return Reading("DATE", f"{whole.value}-{season}")
        return None
    if context.anchor is None or context.narrative:
        return Reading("DATE", f"XXXX-{season}")
    year = season_year(season, context.anchor, 0)
    started = date(year, SEASON_MONTHS[season][0], 1) <= context.anchor
    if context.tense == "past" and not started:
        year -= 1
    return Reading("DATE", f"{year:04}-{season}")


def _period(piece: Piece, context: Context) -> Reading | None:
    """The period that the whole piece names."""
    match = PERIOD.fullmatch(piece.letters)
    if match is None or match.lastgroup is None:
        return None
    if match.lastgroup == "period":
        unit = unit_of(time_words(), piece.items[-1])
        if context.anchor is None:
            return Reading("DATE", "XXXX")
        return Reading("DATE", value_of(context.anchor, unit)) if unit[0] != "T" else None
    return _HANDLERS[match.lastgroup](piece, context)


def _recent(piece: Piece, context: Context) -> Reading | None:
    """The period that a piece names beside an early hour, which is told of recent days.

    In a report dated Thursday that tells the past, "early Friday" and "2 a.m. on Friday" are not
    six days old: it was Friday already where they happened, or the text was renewed. (So with
    every early hour among 45 weekdays, named on the eve of that day in dated news, that were read.)
    """
    whole = _period(piece, context)
    if whole is None or context.anchor is None or piece.letters.strip() != "W":
        return whole
    eve = context.anchor - timedelta(days=6)
    if context.narrative or whole.value != eve.isoformat():
        return whole
    return Reading(whole.type, (context.anchor + timedelta(days=1)).isoformat())


def _edge(piece: Piece, context: Context) -> Reading | None:
    """Reads "the end of last year", "early 2009", "mid-July", "later this week"."""
    words = time_words()
    at = next(i for i, letter in enumerate(piece.letters) if letter in "eBl")
    edge = word_value(words, "edges", piece.items[at])
    rest = piece.letters[at + 1 :]
    skip = len(rest) - len(re.sub(r"^(?: o | i |[- ])", "", rest))
    inner = piece.cut(at + 1 + skip)
    asks = piece.letters[at] == "B" or (piece.letters[at] == "l" and " i " in rest)
    if re.fullmatch(r"(?:t )?U", inner.letters) and not asks:
        return None
    whole = _recent(inner, context) if edge == "S" else _period(inner, context)
    if whole is None or whole.type != "DATE":
        return whole
    return Reading(whole.type, whole.value, whole.edge or edge, whole.bounds)


def _part(piece: Piece, context: Context) -> Reading | None:
    """Reads "Tuesday night", "yesterday morning", "the evening of May 3"."""
    words = time_words()
    at = piece.letters.rindex("P")
    item = piece.items[at]
    rest = piece.letters[at + 1 :].lstrip(" o,")
    if rest:
        inner = piece.cut(len(piece.letters) - len(rest))
    else:
        head = re.sub(r",? (?:i )?(?:t )?(?:e )?P$", "", piece.letters)
        inner = piece.cut(2 if head.startswith("e ") else 0, len(head))
    part = word_value(words, "parts", item)
    whole = _recent(inner, context) if part == "MO" else _period(inner, context)
    if whole is None:
        return None
    if not re.fullmatch(r"\d{4}-\d\d-\d\d|XXXX-\d\d-\d\d|XXXX-WXX-\d", whole.value):
        return whole if whole.type == "TIME" else None
    return Reading("TIME", f"{whole.value}T{part}")


_SPLIT = re.compile(
    r"(?:[nN]:[nN](?::[nN])?(?: ?m)?|[nN] ?m|[nN] c|[nNY](?= Z))(?:,? \(?Z\)?)?(?: i t P)?"
)


def _clocked(piece: Piece, context: Context) -> Reading | None:
    """Reads "12:00 UTC Monday", "Friday at 3 p.m."."""
    match = _SPLIT.match(piece.letters)
    if match:
        clock = piece.cut(0, match.end())
        rest = re.sub(r"^,? (?:i )?", "", piece.letters[match.end() :])
        inner = piece.cut(len(piece.letters) - len(rest))
    else:
        found = re.search(rf",? (?:i )?(?={_SPLIT.pattern}$)", piece.letters)
        if found is None:
            return None
        inner, clock = piece.cut(0, found.start()), piece.cut(found.end())
    value = clock_value(clock)
    if value is None:
        return None
    early = value[:3] < "T12"
    whole = _recent(inner, context) if early else _period(inner, context)
    if whole is None:
        return None
    return Reading("TIME", whole.value.split("T")[0] + value)


_HANDLERS: dict[str, Callable[[Piece, Context], Reading | None]] = {
    "iso": iso,
    "slashed": read_slashed,
    "dotted": read_dotted,
    "clocked": _clocked,
    "part": _part,
    "edge": _edge,
    "every": read_every,
    "ago": read_ago,
    "since": read_since,
    "day": read_day,
    "ordinal": _ordinal,
    "deictic": read_deictic,
    "back": read_back,
    "length": read_length,
    "clock": read_clock,
    "month": read_month,
    "decade": read_decade,
    "season": _season,
    "feast": read_feast,
    "weekday": read_weekday,
    "relative": read_relative,
    "reference": read_reference,
    "set": read_set,
    "dayhour": read_dayhour,
    "period": read_period_unit,
    "plural": read_plural,
    "quarter": read_quarter,
    "yearend": read_yearend,
    "year": read_plain_year,
}


def read(rule: str, piece: Piece, context: Context) -> Reading | None:
    """What the match of ``rule`` means; ``None`` when it is no time after all."""
    return _HANDLERS[rule](piece, context)
