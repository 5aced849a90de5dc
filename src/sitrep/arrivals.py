"""The records of what arrives: reports, withdrawals, feeds, and how far each feed was read.

They stand beside :mod:`sitrep.records`, whose conventions they follow: frozen, compared by
value, times aware and in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sitrep.records import Problem, Report

__all__ = ["Feed", "Incoming", "Polled", "Seen", "Withdrawal"]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A publisher takes an item back (a "kill"); it is no report, but what it takes back is.

    It names the item by ``guid`` or ``url`` (at least one is given), as :class:`Report` does.
    ``reason`` is what the publisher says, ``at`` when it says so, ``publisher`` who says so as
    far as the file tells. Whether it may take back a report of another publisher is for the
    reader of this record to judge.
    """

    reason: str
    guid: str | None = None
    url: str | None = None
    publisher: str | None = None
    at: datetime | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One item of a feed that was dealt with; another ``mark`` under its ``key`` is an edit."""

    key: str
    mark: str


@dataclass(frozen=True, slots=True)
class Feed:
    """An address that is followed, and how far it was read.

    A new one needs its ``address`` alone. ``etag`` and ``modified`` are handed back to the
    server, so that it need not send what did not change; ``due`` is the time before which it
    should not be asked again; ``failures`` counts answers in a row that could not be used.
    """

    address: str
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    checked: datetime | None = None
    due: datetime | None = None
    failures: int = 0
    seen: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Polled:
    """What one look at a feed brought; ``feed`` is what to hand in at the next look."""

    feed: Feed
    reports: tuple[Report, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """All that a set of sources holds.

    ``feeds`` are those that lists name (not read yet) and those that were read at their
    addresses. A report that a withdrawal takes back is still among ``reports``.
    """

    reports: tuple[Report, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    feeds: tuple[Feed, ...] = ()
    problems: tuple[Problem, ...] = ()
