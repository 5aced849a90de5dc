"""Long work beside the pages: it goes on in a thread that can be watched and stopped."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from sitrep.errors import SitrepError

__all__ = ["Job", "Stopped", "Works"]

_LOG = logging.getLogger("sitrep.web")

State = Literal["waiting", "running", "done", "stopped", "failed"]
#: what a reader is told of a fault of the program; the log has the rest
BROKEN = "The log of the desk tells what went wrong."


class Stopped(Exception):  # noqa: N818 - asked for, not an error
    """The reader asked the work to end."""


@dataclass
class Job:
    """One piece of work, as far as it has come: the analysis of a story, or what is new."""

    name: str
    state: State = "waiting"
    stage: str = ""
    done: int = 0
    total: int = 0
    message: str = ""
    ended: threading.Event = field(default_factory=threading.Event)
    _stop: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """Asks the work to end at its next step."""
        self._stop.set()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Takes note of progress; raises :class:`Stopped` once the reader asked for it."""
        if self._stop.is_set():
            raise Stopped
        self.stage, self.done, self.total = stage, done, total

    @property
    def is_over(self) -> bool:
        """True when nothing goes on any more."""
        return self.ended.is_set()


class Works:
    """The jobs of a desk, one at a time: the language model uses all cores as it is."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def of(self, name: str) -> Job | None:
        """The last job of a name that did not end well, or goes on."""
        with self._lock:
            return self._jobs.get(name)

    def forget(self, name: str) -> None:
        """Clears a job that is over, so that it is tried again."""
        with self._lock:
            job = self._jobs.get(name)
            if job is not None and job.is_over:
                del self._jobs[name]

    def start(self, name: str, work: Callable[[Job], None]) -> Job:
        """The job of a name: the one that goes on, or a new one.

        Args:
            name: one job of a name goes on at a time.
            work: what is to be done; told the job to report to.
        """
        with self._lock:
            job = self._jobs.get(name)
            if job is not None:
                return job
            job = self._jobs[name] = Job(name)
        threading.Thread(target=self._run, args=(job, work), name=name, daemon=True).start()
        return job

    def _run(self, job: Job, work: Callable[[Job], None]) -> None:
        try:
            with self._turn:
                job.state = "running"
                job("", 0, 0)
                work(job)
            job.state = "done"
            with self._lock:
                self._jobs.pop(job.name, None)
        except Stopped:
            job.state = "stopped"
        except SitrepError as error:
            job.state, job.message = "failed", str(error)
        except Exception:  # noqa: BLE001 - told to the reader, and to the log with its trace
            _LOG.exception("the work on %s broke down", job.name)
            job.state, job.message = "failed", BROKEN
        finally:
            job.ended.set()
