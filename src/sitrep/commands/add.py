"""``sitrep add``: reports into a kept ledger."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import BinaryIO

from sitrep.commands.exits import DONE, WITH_PROBLEMS
from sitrep.commands.keeping import kept
from sitrep.commands.lines import say
from sitrep.commands.problems import tell
from sitrep.commands.progress import progress
from sitrep.kept import Added
from sitrep.settings import DEFAULT

__all__ = ["add", "told"]


def add(
    paths: Sequence[str], db: str, *, analyse: bool, engine: str, scheduler: str | None, quiet: bool
) -> int:
    """The exit code of ``sitrep add``, after the reports were kept.

    Args:
        paths: files, folders, addresses, or "-" for standard input.
        db: the ledger; it is made when there is none.
        analyse: analyse every story that grew, now.
        engine: what analyses reports: "here", "processes" or "dask".
        scheduler: the address of a running scheduler, for "dask".
        quiet: tell neither progress nor problems.

    Raises:
        UsageError: when an argument cannot be used.
    """
    from sitrep.adapters.engines import mapper_of
    from sitrep.reports import Arriving

    with (
        progress(quiet=quiet) as shown,
        mapper_of(engine, scheduler) as mapper,
        kept(db, create=True, mapper=mapper) as keeper,
    ):
        stdin: BinaryIO = sys.stdin.buffer
        came = Arriving(paths, DEFAULT, stdin=stdin, progress=shown)
        added = keeper.add(came, came.withdrawals, came.problems, shown)
        keeper.follow(came.feeds)
        if analyse:
            keeper.analyse([*added.stories, *added.grown], progress=shown)
    if not quiet:
        say(told(added, db))
        if came.feeds:
            say([f"{len(came.feeds)} feeds are followed from now on; `sitrep watch` reads them"])
        tell(added.problems)
    return WITH_PROBLEMS if added.problems else DONE


def told(added: Added, db: str) -> list[str]:
    """One line for each thing that was done, none for what was not."""
    parts = [
        (len(added.reports), "report added", "reports added"),
        (len(added.known), "known already", "known already"),
        (len(added.versions), "new version of an article", "new versions of articles"),
        (len(added.withdrawn), "withdrawn", "withdrawn"),
        (len(added.stories), "new story", "new stories"),
        (len(added.grown), "story grew", "stories grew"),
    ]
    told = [f"{n:,} {one if n == 1 else many}" for n, one, many in parts if n]
    return [f"{db}: {', '.join(told) or 'nothing new'}"]
