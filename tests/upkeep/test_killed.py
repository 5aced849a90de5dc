"""Killed at any moment, a ledger loses nothing that was acknowledged and holds nothing by half.

``SITREP_TEST_KILLS`` says how many times a writer is killed; docs/scale.md tells of 200.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from multiprocessing.connection import Connection as Pipe
from multiprocessing.process import BaseProcess

import pytest
from bench.streams import make
from sqlalchemy import func, select, text

from sitrep.store.schema import placement, report, story
from tests.upkeep.keeping import keeper_at

KILLS = int(os.environ.get("SITREP_TEST_KILLS", "8"))
#: seconds within which a writer is killed after its start (while it opens the ledger, on every
#: third one), or after the first report that it told of
LATEST = 0.4
#: seconds that the first report of a writer is waited for
PATIENCE = 60
#: reports of one writer, and how many a day: the window of 30 days holds 300
MOST, A_DAY = 300, 10


def writes(address: str, first: int, acknowledge: Pipe) -> None:
    """Adds one to three reports at a time of a made stream, and says so after each time."""
    keeper = keeper_at(address)
    chance = random.Random(first)
    reports = [made.report for made in make(first, MOST, a_day=A_DAY)]
    while reports:
        count = chance.choice((1, 1, 2, 3))
        added, reports = reports[:count], reports[count:]
        keeper.add(added)
        acknowledge.send([one.id for one in added])


def writer(address: str, first: int) -> tuple[BaseProcess, Pipe]:
    """A process that writes, forked from one that has loaded all but opened nothing."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bench.streams", "tests.upkeep.keeping", "scipy.sparse"])
    told, acknowledge = context.Pipe(duplex=False)
    process = context.Process(target=writes, args=(address, first, acknowledge), daemon=True)
    process.start()
    acknowledge.close()
    return process, told


def killed(process: BaseProcess, told: Pipe) -> list[str]:
    """The ids that a writer acknowledged before it was killed."""
    process.kill()
    process.join()
    found: list[str] = []
    while True:
        try:
            found += told.recv()
        except EOFError:
            return found


def check(address: str, told: list[str]) -> None:
    """Everything told is there, with its place and its words; nothing is there by half."""
    keeper = keeper_at(address)
    with keeper.work.base.reading() as connection:
        ids = set(connection.execute(select(report.c.id)).scalars())
        placed = set(connection.execute(select(placement.c.report)).scalars())
        words = connection.execute(text("SELECT count(*) FROM report_words")).scalar_one()
        counted = connection.execute(select(func.coalesce(func.sum(story.c.reports), 0)))
        homes = set(connection.execute(select(placement.c.story)).scalars())
        stories = set(connection.execute(select(story.c.id)).scalars())
        in_stories = counted.scalar_one()
        if "://" not in address:
            assert connection.execute(text("PRAGMA quick_check")).scalar_one() == "ok"
    keeper.close()
    assert set(told) <= ids
    assert ids == placed
    assert words == in_stories == len(ids)
    assert homes == stories


@pytest.mark.slow
@pytest.mark.timeout(60 * KILLS)
def test_killed_at_random_moments(address: str) -> None:
    chance = random.Random(7)
    told: list[str] = []
    for round_ in range(KILLS):
        process, acknowledged = writer(address, round_)
        if round_ % 3:
            assert acknowledged.poll(PATIENCE), "the writer told of no report"
        time.sleep(chance.uniform(0.0, LATEST))
        told += killed(process, acknowledged)
        check(address, told)
    assert len(set(told)) == len(told) >= KILLS // 2


@pytest.mark.slow
def test_two_writers_at_once_lose_nothing(address: str) -> None:
    keeper_at(address).close()
    told: list[str] = []
    writers = [writer(address, 1), writer(address, 2)]
    for _, acknowledged in writers:
        for _ in range(10):
            told += acknowledged.recv()
    for process, acknowledged in writers:
        told += killed(process, acknowledged)
    assert len(set(told)) == len(told) >= 20
    check(address, told)
