"""How what is given with a request is read: values, and the media types accepted."""

from __future__ import annotations

from typing import Any

import pytest

from sitrep.web.api.given import Flag, Instant, Number, Text
from sitrep.web.api.negotiation import preferred


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2031-05-04", "2031-05-04T00:00:00+00:00"),
        ("2031-05-04T10:30:00Z", "2031-05-04T10:30:00+00:00"),
        ("2031-05-04t10:30:00.5z", "2031-05-04T10:30:00.500000+00:00"),
        ("2031-05-04T10:30:00.123456789+02:00", "2031-05-04T08:30:00.123456+00:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
        ("0001-01-01T00:00:00+05:00", "0001-01-01T00:00:00+00:00"),
    ],
)
def test_times_are_read_in_utc(written: str, read: str) -> None:
    assert Instant().read(written).isoformat() == read


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Number(1, 9), "+1"),
        (Number(1, 9), "1_0"),
        (Number(1, 9), "٣"),
        (Number(0, 9), "9" * 400),
        (Flag(), "True"),
        (Text(), "a\tb"),
        (Instant(), "2031-05-04T25:00:00Z"),
    ],
)
def test_what_is_no_value_of_its_kind(kind: Any, written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        kind.read(written)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "a/x"),
        ("*/*", "a/x"),
        ("b/y", "b/y"),
        ("a/*;q=0.1, b/*", "b/y"),
        ("*/*, a/x;q=0", "b/y"),
        ("A/X", "a/x"),
        ("c/z", None),
        ("a/x;q=0", None),
        ("nonsense", None),
        (";;;,,,", None),
    ],
)
def test_the_media_type_that_is_preferred(accept: str, chosen: str | None) -> None:
    assert preferred(accept, ("a/x", "b/y")) == chosen
