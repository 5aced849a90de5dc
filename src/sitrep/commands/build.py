"""The ledger of the reports that a command line names; nothing is stored."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO

from sitrep.commands.progress import progress
from sitrep.records import Ledger
from sitrep.settings import DEFAULT

__all__ = ["ledger_at"]


def ledger_at(paths: Sequence[str], now: datetime, title: str | None, *, quiet: bool) -> Ledger:
    """The ledger of the files and folders at ``paths``, with its briefs.

    Args:
        paths: files, folders, or "-" for standard input.
        now: the moment of asking.
        title: of the brief, when there is one story.
        quiet: show no progress.

    Raises:
        ModelError: when a packaged model file is missing or altered.
    """
    from sitrep.pipeline import default_tagger, run
    from sitrep.reports import read

    with progress(quiet=quiet) as shown:
        stdin: BinaryIO = sys.stdin.buffer
        reports, problems = read(paths, DEFAULT, stdin=stdin, progress=shown)
        return run(
            reports,
            problems,
            DEFAULT,
            now=now,
            title=title,
            tagger=default_tagger(DEFAULT),
            progress=shown,
        )
