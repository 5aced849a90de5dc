"""Dates as they are written, and the times in UTC that they stand for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.reports.dates import read_date

READ = [
    ("2024-11-17", "2024-11-17 00:00"),
    ("2024-11-17T18:05:00+02:00", "2024-11-17 16:05"),
    ("2024-11-17T18:05:00.000Z", "2024-11-17 18:05"),
    ("2024-11-17 18:05:00 UTC", "2024-11-17 18:05"),
    ("2024/11/17 18:05", "2024-11-17 18:05"),
    ("20241117", "2024-11-17 00:00"),
    ("20241117180500", "2024-11-17 18:05"),
    ("20241117T180500Z", "2024-11-17 18:05"),
    ("Sun, 17 Nov 2024 18:05:00 -0500", "2024-11-17 23:05"),
    ("Sun, 17 Nov 2024 18:05:00 GMT", "2024-11-17 18:05"),
    ("November 17, 2024", "2024-11-17 00:00"),
    ("Nov. 17th, 2024 at 6:05 p.m. ET", "2024-11-17 23:05"),
    ("July 17, 2024, 6:05 PM EDT", "2024-07-17 22:05"),
    ("July 17, 2024, 6:05 PM ET", "2024-07-17 22:05"),
    ("Sunday 17 November 2024 18.05 GMT", "2024-11-17 18:05"),
    ("Published: 17 Nov 2024 12:30 am", "2024-11-17 00:30"),
    ("12:30 EET, 17 November 2024", "2024-11-17 10:30"),
    ("17.11.2024", "2024-11-17 00:00"),
    ("17/11/2024 18:05", "2024-11-17 18:05"),
    ("11/17/2024", "2024-11-17 00:00"),
    ("05/05/2024", "2024-05-05 00:00"),
    (1731866700, "2024-11-17 18:05"),
    (1731866700000, "2024-11-17 18:05"),
    ("1731866700", "2024-11-17 18:05"),
]


@pytest.mark.parametrize(("written", "meant"), READ, ids=[str(written) for written, _ in READ])
def test_dates_are_read(written: object, meant: str) -> None:
    time = read_date(written)
    assert time == datetime.fromisoformat(meant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "03/04/2024",  # March or April
        "last Tuesday",
        "yesterday",
        "2024",
        "November 2024",
        "31 November 2024",
        "0001-01-01T00:00:00Z",
        "99999-01-01",
        "2024-13-45",
        "17 Foo 2024",
        "",
        None,
        True,
        12,
        float("nan"),
        ["2024-11-17"],
        "1" * 200,
    ],
)
def test_what_is_no_date_gives_none(written: object) -> None:
    assert read_date(written) is None


@given(st.text(max_size=60) | st.integers() | st.floats())
def test_anything_gives_a_time_or_none(written: object) -> None:
    time = read_date(written)
    assert time is None or time.tzinfo is UTC
