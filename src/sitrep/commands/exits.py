"""The exit codes of every command."""

from __future__ import annotations

__all__ = ["BROKEN", "DONE", "INTERRUPTED", "MISUSE", "READER_GONE", "WITH_PROBLEMS"]

DONE = 0
#: done, but something could not be read or decided (or, where a command checks, did not hold)
WITH_PROBLEMS = 1
MISUSE = 2
#: the installation is at fault
BROKEN = 3
INTERRUPTED = 130
#: what a shell shows for a program whose reader went away (128 + SIGPIPE)
READER_GONE = 141
