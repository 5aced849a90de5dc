"""When two TIMEX3 values are the same: as strings, or as the same range of days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from datetime import date

from bench.rows import Row

__all__ = ["gold_values", "same_time"]

Days = tuple[date, date]


def gold_values(row: Row) -> list[str]:
    """The values that count as right for a gold time."""
    if row.get("value"):
        return [row["value"]]
    if "when" in row:
        return [row["when"]]
    if "from" in row and "to" in row:
        return [f"{row['from']}/{row['to']}"]
    found: list[str] = []
    for reading in row.get("values") or []:
        found += [reading[name] for name in ("timex", "value") if reading.get(name)]
        if reading.get("start") and reading.get("end"):
            found.append(f"{reading['start'].split(' ')[0]}/{reading['end'].split(' ')[0]}")
    return found


def same_time(guess: object, wanted: Sequence[str]) -> bool:
    """True when a value is any of those wanted, or stands for the same days."""
    if guess is None:
        return False
    value = str(guess)
    if any(value.upper() == str(one).upper() for one in wanted):
        return True
    days = _days(value)
    return (
        days is not None
        and not re.search(r"T\d", value)
        and any(_days(one) == days for one in wanted)
    )


def _days(value: object) -> Days | None:
    """First and last day of a value; None when it stands for no days."""
    text = str(value or "").strip().upper()
    if "/" in text:
        first, last = (_days(part) for part in text.split("/")[:2])
        return (first[0], last[1]) if first and last else None
    text = re.split(r"[T ]", text)[0]
    for pattern, made in _FORMS:
        if match := re.fullmatch(pattern, text):
            try:
                return made(match)
            except ValueError:
                return None
    return None


def _day(match: re.Match[str]) -> Days:
    day = date(int(match[1]), int(match[2]), int(match[3]))
    return day, day


def _months(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _week(match: re.Match[str]) -> Days:
    year, week = int(match[1]), int(match[2])
    return date.fromisocalendar(year, week, 6 if match[3] else 1), date.fromisocalendar(
        year, week, 7
    )


def _part(match: re.Match[str]) -> Days:
    step = 3 if match[2] == "Q" else 6
    last = step * int(match[3])
    return _months(int(match[1]), last - step + 1, last)


def _years(match: re.Match[str]) -> Days | None:
    if len(match[0]) != 4:
        return None
    first = int(match[0].replace("X", "0")) or 1
    return date(first, 1, 1), date(int(match[0].replace("X", "9")), 12, 31)


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Days | None]], ...] = (
    (r"(\d{4})-(\d\d)-(\d\d)", _day),
    (r"(\d{4})-(\d\d)", lambda m: _months(int(m[1]), int(m[2]), int(m[2]))),
    (r"(\d{4})-W(\d\d)(-WE)?", _week),
    (r"(\d{4})-([QH])(\d)", _part),
    (r"(\d{1,4})X{0,3}", _years),
)
