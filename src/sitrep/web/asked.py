"""What a request asks for, read strictly: a number is a number, a choice one of those offered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import TypeVar

from starlette.requests import Request

from sitrep.errors import UsageError
from sitrep.records import Span

__all__ = ["Pages", "choice", "date_of", "number", "pages_of", "span", "words"]

Choice = TypeVar("Choice", bound=str)
#: characters of a field of a query
LONGEST_WORDS = 400
_MOST_NUMBER = 1_000_000


def words(request: Request, name: str) -> str:
    """The words of a field, "" when it is empty or not there.

    Raises:
        UsageError: for a field longer than ``LONGEST_WORDS`` characters.
    """
    found = request.query_params.get(name, "").strip()
    if len(found) > LONGEST_WORDS:
        raise UsageError(f"{name}: {len(found):,} characters; at most {LONGEST_WORDS} are taken")
    return found


def number(request: Request, name: str, default: int = 1) -> int:
    """A whole number from 1 up.

    Raises:
        UsageError: for anything else.
    """
    written = request.query_params.get(name, "")
    if not written:
        return default
    if not written.isascii() or not written.isdigit() or not 0 < int(written[:9]) <= _MOST_NUMBER:
        raise UsageError(f"{name}: {written[:40]!r} is no number from 1 to {_MOST_NUMBER:,}")
    return int(written[:9])


def choice(request: Request, name: str, offered: Sequence[Choice], default: Choice) -> Choice:
    """One of the words offered.

    Raises:
        UsageError: for any other word.
    """
    written = request.query_params.get(name, "")
    if not written:
        return default
    for one in offered:
        if one == written:
            return one
    raise UsageError(f"{name}: {written[:40]!r} is none of {', '.join(offered)}")


def span(request: Request, name: str = "at") -> Span | None:
    """A stretch written as "120-164"; None when it is not asked for.

    Raises:
        UsageError: when it is no stretch.
    """
    written = request.query_params.get(name, "")
    if not written:
        return None
    start, _, end = written.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        raise UsageError(f"{name}: {written[:40]!r} is no stretch of characters such as 120-164")
    return Span(int(start[:9]), max(int(end[:9]), int(start[:9])))


def date_of(request: Request, name: str, *, end: bool = False) -> datetime | None:
    """A day written as "2024-03-15", at its start or its end in UTC; None when not asked for.

    Raises:
        UsageError: when it is no day.
    """
    written = request.query_params.get(name, "").strip()
    if not written:
        return None
    try:
        day = datetime.strptime(written, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as error:
        raise UsageError(f"{name}: {written[:40]!r} is no day such as 2024-03-15") from error
    return datetime.combine(day, time.max, UTC) if end else day


class Pages:
    """Which part of a long list is shown."""

    def __init__(self, total: int, number: int, size: int) -> None:
        self.total = total
        self.size = size
        self.count = max(1, -(-total // size))
        self.number = min(number, self.count)

    @property
    def start(self) -> int:
        """How many come before the part."""
        return (self.number - 1) * self.size

    @property
    def end(self) -> int:
        """Where the part ends."""
        return min(self.total, self.start + self.size)


def pages_of(request: Request, total: int, size: int, name: str = "page") -> Pages:
    """The part of a list that a request asks for; a number past the end is the last part."""
    return Pages(total, number(request, name), size)
