"""What applies the stages that read one report alone: this process, several, or a cluster."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from sitrep.errors import UsageError
from sitrep.protocols import Mapper

if TYPE_CHECKING:
    from concurrent.futures import Executor

__all__ = ["ENGINES", "Cluster", "Here", "Processes", "mapper_of"]

Item = TypeVar("Item")
Result = TypeVar("Result")

#: names of the engines, as the command line has them
ENGINES = ("here", "processes", "dask")
#: items that travel together; a report is read in a tenth of a second
_CHUNK = 4
#: chunks on their way at a time, for each worker: enough that none waits, few enough that
#: memory stays flat
_AHEAD = 3
#: seconds that a scheduler is waited for
_PATIENCE = 20


@contextmanager
def mapper_of(engine: str, scheduler: str | None = None) -> Iterator[Mapper]:
    """The engine of a name, for as long as it is used.

    Args:
        engine: one of ``ENGINES``.
        scheduler: the address of a running scheduler, for ``dask``.

    Raises:
        UsageError: when there is no such engine, its extra is not installed, or the
            scheduler does not answer.
    """
    if scheduler is not None and engine != "dask":
        raise UsageError(f"--scheduler goes with --engine dask, not with {engine}")
    if engine == "here":
        yield Here()
    elif engine == "processes":
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # a fresh interpreter for each: a forked one would share the model's threads
        workers = os.cpu_count() or 1
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            yield Processes(pool, workers)
    elif engine == "dask":
        if not scheduler:
            raise UsageError("--engine dask needs --scheduler, the address of one that runs")
        with _client(scheduler) as client:
            yield Cluster(client)
    else:
        raise UsageError(f"no engine is called {engine!r}; choose one of {', '.join(ENGINES)}")


class Here:
    """One item after the other, in this process."""

    def map(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results in the order of ``items``."""
        return map(work, items)


class Processes:
    """The processes of one machine."""

    def __init__(self, pool: Executor, workers: int) -> None:
        self._pool = pool
        self._workers = workers

    def map(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results in the order of ``items``, which are taken as they are needed."""
        chunks = _chunks(items)
        under_way: deque[Any] = deque(
            self._pool.submit(_each, work, chunk)
            for chunk in islice(chunks, self._workers * _AHEAD)
        )
        try:
            while under_way:
                yield from under_way.popleft().result()
                under_way.extend(self._pool.submit(_each, work, c) for c in islice(chunks, 1))
        finally:
            for future in under_way:
                future.cancel()


class Cluster:
    """The workers of a running Dask scheduler; those that die are made up for by others."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def map(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results in the order of ``items``, which are taken as they are needed."""
        chunks = _chunks(items)
        workers = max(1, len(self._client.scheduler_info(n_workers=-1)["workers"]))
        under_way: deque[Any] = deque(
            self._client.submit(_each, work, chunk, pure=False)
            for chunk in islice(chunks, workers * _AHEAD)
        )
        try:
            while under_way:
                yield from under_way.popleft().result()
                under_way.extend(
                    self._client.submit(_each, work, c, pure=False) for c in islice(chunks, 1)
                )
        finally:
            for future in under_way:
                future.cancel()


def _chunks(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    given = iter(items)
    while chunk := tuple(islice(given, _CHUNK)):
        yield chunk


def _each(work: Callable[[Item], Result], items: tuple[Item, ...]) -> list[Result]:
    """The results of a few items; runs where the worker is."""
    return [work(item) for item in items]


@contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ModuleNotFoundError as error:
        raise UsageError("--engine dask: install sitrep[cluster]") from error
    try:
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(f"--scheduler: {scheduler} does not answer ({error})") from error
    with client:
        yield client
