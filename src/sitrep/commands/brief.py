"""``sitrep brief``: from reports to a situation report, in one go."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from sitrep.commands.build import asked_ledger
from sitrep.commands.exits import DONE, WITH_PROBLEMS
from sitrep.commands.output import check_writable, write
from sitrep.commands.problems import tell
from sitrep.records import Ledger

__all__ = ["Format", "brief"]

Format = Literal["text", "md", "html", "json"]

_SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}


def brief(
    paths: Sequence[str],
    form: Format | None,
    out: Path | None,
    now: str | None,
    title: str | None,
    *,
    kept: tuple[str, str] | None = None,
    quiet: bool,
) -> int:
    """The exit code of ``sitrep brief``, after the brief was written.

    Args:
        paths: files, folders, or "-" for standard input.
        form: of the output; by default by the ending of ``out``, else text.
        out: the file to write; None is standard output.
        now: the moment of asking as written; the clock's by default.
        title: of the brief, when there is one story.
        kept: a kept ledger and one of its stories, which is told instead of ``paths``.
        quiet: tell neither progress nor problems.

    Raises:
        UsageError: when an argument cannot be used.
    """
    check_writable(out)
    chosen: Format = form or (_SUFFIXES.get(out.suffix.lower(), "text") if out else "text")
    ledger = asked_ledger(paths, kept, now, title, quiet=quiet)
    if out is None and chosen == "text" and sys.stdout.isatty():
        _show(ledger)
    else:
        from sitrep.renderings import render

        write(render(ledger, chosen), out)
    if not quiet:
        tell(ledger.problems)
    return WITH_PROBLEMS if ledger.problems else DONE


def _show(ledger: Ledger) -> None:
    from rich.console import Console

    from sitrep.renderings.terminal import print_brief

    print_brief(ledger, Console())
