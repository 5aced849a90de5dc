"""One process, several, or a cluster whose worker is killed: the results are the same."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from sitrep.adapters.engines import mapper_of
from sitrep.analysis.model import LanguageModel
from sitrep.errors import UsageError
from sitrep.pipeline import read_one
from sitrep.records import Report
from sitrep.settings import DEFAULT
from tests.upkeep.keeping import FERRY_EVENING, FERRY_RADIO, FERRY_WIRE, TAX, report

REPORTS = [
    report(f"{text} Edition {number}.", f"Paper {number}", number)
    for number in range(5)
    for text in (FERRY_WIRE, FERRY_RADIO, FERRY_EVENING, TAX)
]


def work() -> Callable[[Report], object]:
    return partial(read_one, settings=DEFAULT, tagger=LanguageModel(threads=1))


@pytest.fixture(scope="module")
def expected() -> list[object]:
    """What one process finds."""
    with mapper_of("here") as mapper:
        return list(mapper.map(work(), REPORTS))


@pytest.mark.slow
def test_several_processes_find_what_one_finds(expected: list[object]) -> None:
    with mapper_of("processes") as mapper:
        assert list(mapper.map(work(), REPORTS)) == expected


@pytest.fixture
def cluster() -> Iterator[object]:
    """A scheduler with two workers, each a process of its own."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as made:
        yield made


@pytest.mark.slow
def test_a_cluster_finds_what_one_process_finds_though_a_worker_is_killed(
    cluster: object, expected: list[object]
) -> None:
    workers = cluster.workers  # type: ignore[attr-defined]
    victim = workers[0].process.pid

    def kill() -> None:
        time.sleep(1.0)
        os.kill(victim, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    with mapper_of("dask", cluster.scheduler_address) as mapper:  # type: ignore[attr-defined]
        killer.start()
        found = list(mapper.map(work(), REPORTS * 3))
    killer.join()
    assert found == expected * 3


@pytest.mark.parametrize(
    ("engine", "scheduler", "told"),
    [
        ("spark", None, "no engine is called 'spark'"),
        ("dask", None, "needs --scheduler"),
        ("here", "tcp://127.0.0.1:1", "goes with --engine dask"),
    ],
)
def test_what_is_no_engine_is_refused(engine: str, scheduler: str | None, told: str) -> None:
    with pytest.raises(UsageError, match=told), mapper_of(engine, scheduler):
        pass


def test_results_come_in_order_and_items_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(3):
            taken.append(number)
            yield number

    with mapper_of("here") as mapper:
        results = mapper.map(lambda n: n * n, items())
        assert next(iter(results)) == 0
        assert taken == [0]
