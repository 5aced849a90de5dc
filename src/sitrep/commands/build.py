"""The ledger of the reports, or of the kept story, that a command line names."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from sitrep.commands.keeping import kept
from sitrep.commands.moments import moment
from sitrep.commands.progress import progress
from sitrep.errors import UsageError
from sitrep.records import Ledger
from sitrep.settings import DEFAULT

__all__ = ["asked_ledger"]


def asked_ledger(
    paths: Sequence[str],
    story: tuple[str, str] | None,
    now: str | None,
    title: str | None,
    *,
    quiet: bool,
) -> Ledger:
    """The ledger of the reports at ``paths``, or of a story that is kept, with its briefs.

    Args:
        paths: files, folders, addresses, or "-" for standard input.
        story: a kept ledger and one of its stories, instead of ``paths``.
        now: the moment of asking as written; the clock's by default.
        title: of the brief, when there is one story.
        quiet: show no progress.

    Raises:
        UsageError: when both are given or neither, or the date, ledger or story is none.
    """
    if bool(paths) == (story is not None):
        raise UsageError("give the reports at PATH..., or a story of a kept ledger with --story")
    asked = moment(now)
    if story is None:
        return _ledger_at(paths, asked, title, quiet=quiet)
    return _kept_ledger(*story, None if now is None else asked, title, quiet=quiet)


def _ledger_at(paths: Sequence[str], now: datetime, title: str | None, *, quiet: bool) -> Ledger:
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


def _kept_ledger(
    db: str, story: str, now: datetime | None, title: str | None, *, quiet: bool
) -> Ledger:
    """The ledger of a story that is kept, with its brief; analysed now when it grew.

    Args:
        db: the kept ledger.
        story: the story's id, or the beginning of it.
        now: the moment of asking; None is the present one.
        title: of the brief, instead of its own.
        quiet: show no progress.

    Raises:
        UsageError: when there is no such ledger or story.
    """
    with progress(quiet=quiet) as shown, kept(db) as keeper:
        ledger = keeper.ledger(story, now=now, progress=shown)
    if title is None or not ledger.briefs:
        return ledger
    first, *others = ledger.briefs
    return replace(ledger, briefs=(replace(first, title=title), *others))
