"""Problems told on standard error, one line each, with nothing in them that acts on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from sitrep.records import Problem

__all__ = ["plain", "tell"]


def tell(problems: Iterable[Problem]) -> None:
    """Writes each problem to standard error: where it was met, and what it is."""
    for problem in problems:
        place = problem.path or problem.report or problem.stage
        sys.stderr.write(plain(f"{place}: {problem.message}") + "\n")


def plain(words: str) -> str:
    """The words on one line; what cannot be printed is shown as U+FFFD."""
    line = " ".join(words.split())
    printable = "".join(char if char.isprintable() else "\ufffd" for char in line)
    return printable.encode("utf-8", "replace").decode("utf-8")
