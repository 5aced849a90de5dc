"""Dates as files and pages write them, as aware times in UTC. Never guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

__all__ = ["read_date", "read_day"]

#: longest text taken for a date, characters
_LONGEST = 100
#: years that a report may be from
_FIRST, _LAST = 1800, 2200
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may may", "jun june"),
            *("jul july", "aug august", "sep sept september", "oct october"),
            *("nov november", "dec december"),
        ),
        1,
    )
    for name in names.split()
}
#: zone names with one meaning in news, hours from UTC (RFC 2822 section 4.3 and European
#: usage). "IST" and "CST" of China and the like have several, but CST is taken as in RFC 2822.
_ZONES = {
    "utc": 0.0,
    "gmt": 0.0,
    "z": 0.0,
    "ut": 0.0,
    "wet": 0.0,
    "bst": 1.0,
    "west": 1.0,
    "cet": 1.0,
    "cest": 2.0,
    "eet": 2.0,
    "eest": 3.0,
    "msk": 3.0,
    "trt": 3.0,
    "jst": 9.0,
    "kst": 9.0,
    "est": -5.0,
    "edt": -4.0,
    "cst": -6.0,
    "cdt": -5.0,
    "mst": -7.0,
    "mdt": -6.0,
    "pst": -8.0,
    "pdt": -7.0,
    "aest": 10.0,
    "aedt": 11.0,
    "nzst": 12.0,
    "hkt": 8.0,
    "sgt": 8.0,
    "sast": 2.0,
    "wat": 1.0,
    "eat": 3.0,
    "wib": 7.0,
}
_AMERICAN = {"et": -5, "ct": -6, "mt": -7, "pt": -8}
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?([a-z]{3,9})\.?[\s,-]+(\d{4})\b"
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_YEAR_FIRST = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_ALL_DIGITS = re.compile(r"\b(\d{1,2})([/.])(\d{1,2})\2(\d{4})\b")
_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)(?:t?(\d\d)(\d\d)(\d\d)?)?(z)?")
#: RFC 2822: "Sun, 17 Nov 2024 18:05:00 -0500"
_MAIL = re.compile(
    r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(?::\d\d)?"
    r" (?:[+-]\d{4}|UT|GMT|[ECMP][SD]T)"
)
_TIME = re.compile(
    r"\b(\d{1,2})[:.h](\d\d)(?:[:.](\d\d))?\s*([ap])?\.?(?:m\b\.?)?|\b(\d{1,2})\s*([ap])\.?m\b"
)
_OFFSET = re.compile(r"(?<=[\d\sa-z])([+-])(\d\d):?(\d\d)\b")
_ZONE = re.compile(r"\b([a-z]{1,4})\b")


def read_date(written: object) -> datetime | None:
    """The time that ``written`` stands for, in UTC; None when it cannot be told.

    ISO 8601, RFC 2822, packed digits, seconds since 1970 and the common written forms of
    English. A time without zone is taken as UTC, a date without time as its midnight.
    ``03/04/2024`` could be two days and is not read.
    """
    if isinstance(written, datetime):
        return _checked(written)
    if isinstance(written, int | float) and not isinstance(written, bool):
        return _from_seconds(float(written))
    if not isinstance(written, str) or not 4 < len(written.strip()) <= _LONGEST:
        return None
    text = " ".join(written.split())
    try:
        return _checked(datetime.fromisoformat(text))
    except ValueError:
        return _from_mail(text) or _from_words(text.lower())


def read_day(written: str) -> date | None:
    """The day that ``written`` names in its own zone, which may be another than that of UTC."""
    try:
        return datetime.fromisoformat(" ".join(written.split())[:_LONGEST]).date()
    except ValueError:
        moment = read_date(_OFFSET.sub("", written))
        return moment.date() if moment else None


def _checked(time: datetime) -> datetime | None:
    if not _FIRST <= time.year <= _LAST:
        return None
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def _from_seconds(seconds: float) -> datetime | None:
    """Seconds, or milliseconds, since 1970; smaller numbers are years or days."""
    seconds = seconds / 1000 if seconds > 1e11 else seconds
    if not 1e8 < seconds < 7e9:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _from_mail(text: str) -> datetime | None:
    if not _MAIL.fullmatch(text):  # the parser below reads other forms too, but wrongly
        return None
    try:
        return _checked(parsedate_to_datetime(text))
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def _from_words(text: str) -> datetime | None:
    packed = _PACKED.fullmatch(text)
    if packed:
        year, month, day, hour, minute, second, _ = packed.groups(default="0")
        return _build(int(year), int(month), int(day), (int(hour), int(minute), int(second)), UTC)
    if text.isdigit():
        return _from_seconds(float(text))
    day_found = _date(text)
    if day_found is None:
        return None
    (year_, month_, day_), rest = day_found
    clock = _TIME.search(rest)
    if not clock:
        return _build(year_, month_, day_, (0, 0, 0), UTC)
    time = _clock(clock)
    return _build(year_, month_, day_, time, _zone(rest[clock.end() :], year_, month_, day_))


def _date(text: str) -> tuple[tuple[int, int, int], str] | None:
    """Year, month and day with the rest of the text."""
    for pattern, order in (
        (_YEAR_FIRST, (1, 2, 3)),
        (_MONTH_FIRST, (3, 1, 2)),
        (_DAY_FIRST, (3, 2, 1)),
    ):
        found = pattern.search(text)
        if not found:
            continue
        year, month, day = (found.group(part) for part in order)
        number = int(month) if month.isdigit() else _MONTHS.get(month)
        if number:
            return (int(year), number, int(day)), text[: found.start()] + " " + text[found.end() :]
    found = _ALL_DIGITS.search(text)
    if found:
        first, mark, second, year = found.groups()
        rest = text[: found.start()] + " " + text[found.end() :]
        if mark == "." or int(first) > 12 or first == second:
            return (int(year), int(second), int(first)), rest
        if int(second) > 12:
            return (int(year), int(first), int(second)), rest
    return None


def _clock(found: re.Match[str]) -> tuple[int, int, int]:
    hour, minute, second, half, lone_hour, lone_half = found.groups()
    hours = int(hour or lone_hour)
    half = half or lone_half
    if half and hours <= 12:
        hours = hours % 12 + (12 if half == "p" else 0)
    return hours, int(minute or 0), int(second or 0)


def _zone(text: str, year: int, month: int, day: int) -> timezone:
    offset = _OFFSET.search(" " + text)
    if offset:
        sign, hours, minutes = offset.groups()
        shift = timedelta(hours=min(int(hours), 14), minutes=min(int(minutes), 59))
        return timezone(-shift if sign == "-" else shift)
    for word in _ZONE.findall(text):
        if word in _AMERICAN:
            summer = _american_summer(year, month, day)
            return timezone(timedelta(hours=_AMERICAN[word] + summer))
        if word in _ZONES:
            return timezone(timedelta(hours=_ZONES[word]))
    return UTC


def _american_summer(year: int, month: int, day: int) -> bool:
    """Second Sunday of March to first Sunday of November (Energy Policy Act of 2005)."""
    march = 14 - datetime(year, 3, 1, tzinfo=UTC).weekday()
    november = 7 - datetime(year, 11, 1, tzinfo=UTC).weekday()
    return (3, march) <= (month, day) < (11, november)


def _build(
    year: int, month: int, day: int, clock: tuple[int, int, int], zone: timezone
) -> datetime | None:
    try:
        return _checked(datetime(year, month, day, *clock, tzinfo=zone))
    except ValueError:
        return None
