"""Killed at any moment, a ledger loses nothing that was acknowledged and holds nothing by half."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from sitrep.store.schema import placement, report
from tests.upkeep.keeping import keeper_at

ROOT = Path(__file__).parents[2]

#: adds one report after the other, and says so on standard output after each
WRITER = """
import sys
from tests.upkeep.keeping import TAX, keeper_at, report
keeper = keeper_at(sys.argv[1])
first = int(sys.argv[2])
for number in range(first, first + 400):
    one = report(f"{TAX} Edition {number} of the paper.", f"Paper {number}", number)
    keeper.add([one])
    print(one.id, flush=True)
"""


def acknowledged(lines: bytes) -> list[str]:
    """The ids that were written out whole."""
    return [line for line in lines.decode().split("\n")[:-1] if line]


def write(address: str, first: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, address, str(first)], cwd=ROOT, stdout=subprocess.PIPE
    )


def check(address: str, told: list[str]) -> None:
    """Everything told is there, with its place and its words; nothing is there by half."""
    keeper = keeper_at(address)
    with keeper.work.base.reading() as connection:
        ids = set(connection.execute(select(report.c.id)).scalars())
        placed = set(connection.execute(select(placement.c.report)).scalars())
        numbers = connection.execute(select(func.count()).select_from(report)).scalar_one()
        found = keeper.work.base.words.find(connection, "report", "sugar", 10_000)
    assert set(told) <= ids
    assert ids == placed
    assert len(found) == numbers
    assert sum(card.reports for card in keeper.stories(limit=1000)) == numbers
    keeper.close()


@pytest.mark.slow
def test_killed_at_random_moments(address: str) -> None:
    chance = random.Random(7)
    told: list[str] = []
    for round_ in range(8):
        writer = write(address, 1000 * round_)
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(chance.uniform(0.0, 0.25))
        writer.send_signal(signal.SIGKILL)
        rest, _ = writer.communicate()
        told += acknowledged(first + rest)
        check(address, told)
    assert len(told) >= 8


@pytest.mark.slow
def test_two_writers_at_once_lose_nothing(address: str) -> None:
    keeper_at(address).close()
    writers = [write(address, 0), write(address, 5000)]
    told: list[str] = []
    for writer in writers:
        assert writer.stdout is not None
        told.extend(writer.stdout.readline().decode().strip() for _ in range(25))
    for writer in writers:
        writer.kill()
        writer.communicate()
    assert len(set(told)) == 50
    check(address, told)
