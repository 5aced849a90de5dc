"""How far the work has come: a bar on a terminal, plain lines elsewhere, or nothing."""

from __future__ import annotations

import sys
import time
from typing import Any

__all__ = ["Silent", "progress"]

#: how the stages that report progress are called on screen
_STAGES = {
    "files": "reading files",
    "addresses": "fetching addresses",
    "reading": "analysing reports",
    "stories": "weighing stories",
}
#: seconds between two progress lines where there is no terminal
_PAUSE = 5.0


def progress(*, quiet: bool) -> Silent:
    """What to hand to a stage as its ``progress``; used with ``with``, which cleans up."""
    if quiet:
        return Silent()
    return _Bar() if sys.stderr.isatty() else _Lines()


class Silent:
    """Progress that nobody sees; the parent of those that are seen."""

    def __enter__(self) -> Silent:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leaves the screen as it was."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """``done`` of ``total`` items of ``stage`` are finished."""


class _Lines(Silent):
    """One plain line when a stage is done, and now and then before."""

    def __init__(self) -> None:
        self.last = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Writes a line when the stage is done or the last line is some seconds old."""
        if done < total and time.monotonic() - self.last < _PAUSE:
            return
        self.last = time.monotonic()
        sys.stderr.write(f"{_STAGES.get(stage, stage)}: {done} of {total}\n")


class _Bar(Silent):
    """A bar on the terminal that is gone when the work is done."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self.bars = Progress(console=Console(stderr=True), transient=True)
        self.tasks: dict[str, Any] = {}
        self.bars.start()

    def close(self) -> None:
        """Takes the bar off the screen."""
        self.bars.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Moves the bar of ``stage``."""
        if stage not in self.tasks:
            self.tasks[stage] = self.bars.add_task(_STAGES.get(stage, stage), total=total)
        self.bars.update(self.tasks[stage], completed=done, total=total)
