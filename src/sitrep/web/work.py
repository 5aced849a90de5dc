"""Long work beside the pages: a story is analysed in a thread that can be watched and stopped."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from sitrep.errors import SitrepError
from sitrep.records import Ledger

__all__ = ["Job", "Stopped", "Works"]

_LOG = logging.getLogger("sitrep.web")

State = Literal["waiting", "running", "done", "stopped", "failed"]
#: what a reader is told of a fault of the program; the log has the rest
BROKEN = "The analysis broke down. The log of the desk tells why."


class Stopped(Exception):  # noqa: N818 - asked for, not an error
    """The reader asked the work to end."""


@dataclass
class Job:
    """One analysis of one story, as far as it has come."""

    story: str
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
    """The jobs of a desk, one story at a time: the language model uses all cores as it is."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()

    def of(self, story: str) -> Job | None:
        """The last job of a story that did not end well, or goes on."""
        with self._lock:
            return self._jobs.get(story)

    def forget(self, story: str) -> None:
        """Clears a job that is over, so that the story is tried again."""
        with self._lock:
            job = self._jobs.get(story)
            if job is not None and job.is_over:
                del self._jobs[story]

    def start(
        self, story: str, work: Callable[[Job], Ledger], keep: Callable[[Ledger], None]
    ) -> Job:
        """The job of a story: the one that goes on, or a new one.

        Args:
            story: whose ledger is made.
            work: makes it; told the job to report to.
            keep: takes it.
        """
        with self._lock:
            job = self._jobs.get(story)
            if job is not None:
                return job
            job = self._jobs[story] = Job(story)
        thread = threading.Thread(
            target=self._run, args=(job, work, keep), name=f"story {story}", daemon=True
        )
        thread.start()
        return job

    def _run(self, job: Job, work: Callable[[Job], Ledger], keep: Callable[[Ledger], None]) -> None:
        try:
            with self._turn:
                job.state = "running"
                job("", 0, 0)
                keep(work(job))
            job.state = "done"
            with self._lock:
                self._jobs.pop(job.story, None)
        except Stopped:
            job.state = "stopped"
        except SitrepError as error:
            job.state, job.message = "failed", str(error)
        except Exception:  # noqa: BLE001 - told to the reader, and to the log with its trace
            _LOG.exception("the analysis of story %s broke down", job.story)
            job.state, job.message = "failed", BROKEN
        finally:
            job.ended.set()
