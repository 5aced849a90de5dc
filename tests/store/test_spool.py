"""Reports wait on disk, in the order of time, and come back as they were."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sitrep.errors import StoreError
from sitrep.records import Report
from sitrep.store import spool
from sitrep.store.spool import Spool

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


def at(name: str, hours: float | None, updated: float | None = None) -> Report:
    return Report(
        name,
        f"The text of {name}, with \ud800 in it.",
        published=None if hours is None else NOON + timedelta(hours=hours),
        updated=None if updated is None else NOON + timedelta(hours=updated),
    )


ORDERED = [
    at("r9", None),
    at("r5", None, updated=1),
    at("old", -24 * 365 * 1900),
    at("r3", 0),
    at("r31", 0),
    at("r4", 0),
    at("r1", 0, updated=2),
    at("r2", 0.000001),
    at("r0", 5),
]


@pytest.mark.parametrize("in_memory", [1, 10_000_000], ids=["on disk", "in memory"])
def test_reports_come_back_in_the_order_of_time(
    monkeypatch: pytest.MonkeyPatch, in_memory: int
) -> None:
    monkeypatch.setattr(spool, "_IN_MEMORY", in_memory)
    with Spool(ORDERED[::-1]) as waiting:
        assert len(waiting) == len(ORDERED)
        assert list(waiting) == ORDERED


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def write(self, _: bytes) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(spool, "SpooledTemporaryFile", lambda **_: Full())
    with pytest.raises(StoreError, match="No space left on device"):
        Spool(ORDERED)
