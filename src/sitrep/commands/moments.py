"""Dates as they are written on the command line."""

from __future__ import annotations

from datetime import UTC, datetime

from sitrep.errors import UsageError

__all__ = ["moment"]


def moment(written: str | None, option: str = "--now") -> datetime:
    """The instant that an option's value names, in UTC; the clock's when there is none.

    Raises:
        UsageError: when ``written`` is no date; the message names ``option``.
    """
    if written is None:
        return datetime.now(UTC)
    from sitrep.reports.dates import read_date

    found = read_date(written)
    if found is None:
        raise UsageError(f"{option}: {written!r} is no date; write it like 2024-11-17T18:00:00Z")
    return found
