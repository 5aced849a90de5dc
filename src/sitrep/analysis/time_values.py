"""Calendar arithmetic and TIMEX3 values: from days to values, from values to intervals.

Units are the letters of TIMEX3 durations: Y year, M month, W ISO week, D day, Q quarter,
H half-year, DE decade, CE century, WE weekend, and TH, TM, TS for the units of the clock.
Source of the value forms: TimeML annotation guidelines 1.2.1 (TIMEX3), ISO 8601 weeks.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta

__all__ = ["add", "duration", "easter", "first_day", "interval", "nth_weekday", "value_of"]

_MONTHS = {"M": 1, "Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
_DAYS = {"D": 1, "W": 7, "2W": 14, "WE": 7, "NI": 1}
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
#: hours of the parts of a day, local time; the contract's intervals use them as they are
_PARTS = {
    "MO": (5, 12),
    "MI": (11, 14),
    "AF": (12, 18),
    "EV": (17, 23),
    "NI": (18, 30),
    "DT": (5, 18),
}


def add(day: date, unit: str, count: int) -> date | None:
    """The day ``count`` units later; ``None`` outside years 1 to 9999."""
    try:
        if unit in _DAYS:
            return day + timedelta(days=_DAYS[unit] * count)
        if unit not in _MONTHS:
            return day
        months = day.year * 12 + day.month - 1 + _MONTHS[unit] * count
        year, month = divmod(months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(day.day, last))
    except (OverflowError, ValueError):
        return None


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the ``unit`` that ``day`` lies in ("2009-W13", "2009-Q2", "199")."""
    if unit in ("W", "2W", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}" + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return f"{day.year:04}-{day.month:02}"
    if unit == "Q":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if unit == "H":
        return f"{day.year:04}-H{(day.month + 5) // 6}"
    if unit in ("Y", "DE", "CE", "ML"):
        return f"{day.year:04}"[: {"Y": 4, "DE": 3, "CE": 2, "ML": 1}[unit]]
    return day.isoformat() + ("TNI" if unit == "NI" else "")


def duration(count: float | None, unit: str) -> str:
    """The TIMEX3 duration ("P3D", "PT30M", "PXY" when the count is vague)."""
    number = "X" if count is None else f"{count:g}"
    if unit == "2W" and count is not None:
        number, unit = f"{2 * count:g}", "W"
    if unit.startswith("T"):
        return f"PT{number}{unit[1]}"
    return f"P{number}{unit}"


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The ``nth`` (1 first, -1 last) ISO ``weekday`` of a month."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, calendar.monthrange(year, month)[1])
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


_FORMS = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:T(?P<part>MO|MI|AF|EV|NI|DT)|T(?P<clock>\d\d(?::\d\d){0,2})Z?)?"
    r"|(?P<month>\d{4}-\d\d)"
    r"|(?P<week>\d{4}-W\d\d)(?P<end>-WE)?"
    r"|(?P<quarter>\d{4}-[QH]\d)"
    r"|(?P<season>\d{4}-(?:SP|SU|FA|WI))"
    r"|(?P<years>\d{1,4})"
)


def _days(value: str) -> tuple[date, date] | None:
    match = _FORMS.fullmatch(value)
    if not match:
        return None
    if match["month"] or match["quarter"] or match["season"]:
        return _months(value)
    if match["week"]:
        year, week = int(value[:4]), int(value[6:8])
        return (
            date.fromisocalendar(year, week, 6 if match["end"] else 1),
            date.fromisocalendar(year, week, 7),
        )
    if match["years"]:
        gap = 10 ** (4 - len(value))
        year = int(value) * gap
        return date(max(year, 1), 1, 1), date(year + gap - 1, 12, 31)
    return date.fromisoformat(match["day"]), date.fromisoformat(match["day"])


def _months(value: str) -> tuple[date, date]:
    year, rest = int(value[:4]), value[5:]
    if rest[0] in "QH":
        span = 3 if rest[0] == "Q" else 6
        first = span * (int(rest[1]) - 1) + 1
    elif rest in _SEASONS:
        span, first = 3, _SEASONS[rest]
    else:
        span, first = 1, int(rest)
    start = date(year, first, 1)
    stop = add(start, "M", span) or date.max
    return start, stop - timedelta(days=1)


def first_day(value: str) -> date | None:
    """The first day of a value, ``None`` when it stands on no calendar."""
    try:
        days = _days(value)
    except (ValueError, OverflowError):
        return None
    return days[0] if days else None


def interval(value: str, edge: str = "") -> tuple[datetime, datetime] | None:
    """The first and last instant that a value can stand for.

    Args:
        value: TIMEX3 value of a DATE or TIME.
        edge: S, M or E when only the start, middle or end of the period is meant; kept wide
            (its first, middle or last half), since "early" and "late" have no sharp bounds.

    Returns:
        Both ends, UTC, or ``None`` for a value that stands on no calendar.
    """
    try:
        days = _days(value)
    except (ValueError, OverflowError):
        return None
    if days is None:
        return None
    start = datetime.combine(days[0], time.min, UTC)
    stop = datetime.combine(days[1], time.max.replace(microsecond=0), UTC)
    match = _FORMS.fullmatch(value)
    if match and match["part"]:
        first, last = _PARTS[match["part"]]
        return start + timedelta(hours=first), start + timedelta(hours=last, seconds=-1)
    if match and match["clock"]:
        hours, minutes, seconds = (*map(int, match["clock"].split(":")), 0, 0)[:3]
        at = start + timedelta(hours=hours, minutes=minutes, seconds=seconds)
        return at, at
    half = (stop - start) / 2
    if edge == "S":
        stop = _whole(start + half, stop)
    elif edge == "E":
        start = datetime.combine((start + half).date(), time.min, UTC)
    elif edge == "M":
        start, stop = start + half / 2, stop - half / 2
        start = datetime.combine(start.date(), time.min, UTC)
        stop = _whole(stop, stop)
    return start, stop


def _whole(moment: datetime, last: datetime) -> datetime:
    """The last second of the moment's day, no later than ``last``."""
    return min(datetime.combine(moment.date(), time.max.replace(microsecond=0), UTC), last)
