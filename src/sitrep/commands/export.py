"""``sitrep export``: the ledger of some reports in one of many formats."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from sitrep.commands.build import asked_ledger
from sitrep.commands.exits import DONE, WITH_PROBLEMS
from sitrep.commands.output import check_writable, write
from sitrep.commands.problems import tell
from sitrep.errors import UsageError
from sitrep.exports import FORMS, export
from sitrep.exports.tables import TABLES
from sitrep.records import Ledger

__all__ = ["export_reports", "form_of", "write_ledger"]

#: formats that are no text: they are not written onto a terminal
_BINARY = frozenset({"pdf", "package"})


def export_reports(
    paths: Sequence[str],
    form: str | None,
    table: str | None,
    out: Path | None,
    now: str | None,
    title: str | None,
    *,
    kept: tuple[str, str] | None = None,
    quiet: bool,
) -> int:
    """The exit code of ``sitrep export PATH...``, after the output was written.

    Args:
        paths: files, folders, or "-" for standard input.
        form: the format; by default by the ending of ``out``.
        table: for CSV, the one table to write.
        out: the file to write, for several CSV tables the folder; None is standard output.
        now: the moment of asking as written; the clock's by default.
        title: of the brief, when there is one story.
        kept: a kept ledger and one of its stories, instead of ``paths``.
        quiet: tell neither progress nor problems.

    Raises:
        UsageError: when an argument cannot be used.
    """
    chosen = form_of(form, table, out)
    ledger = asked_ledger(paths, kept, now, title, quiet=quiet)
    write_ledger(ledger, chosen, table, out, quiet=quiet)
    if not quiet:
        tell(ledger.problems)
    return WITH_PROBLEMS if ledger.problems else DONE


def form_of(form: str | None, table: str | None, out: Path | None) -> str:
    """The format that is meant, checked together with where it goes, before the work begins.

    Raises:
        UsageError: when the format is not known or cannot be written there.
    """
    chosen = form or _by_ending(out)
    if chosen not in FORMS:
        raise UsageError(f"--format: {chosen!r} is none; choose one of {', '.join(FORMS)}")
    if table is not None and (chosen != "csv" or table not in TABLES):
        raise UsageError(
            f"--table: {table!r} is none; with csv choose one of {', '.join(TABLES)}"
            if chosen == "csv"
            else f"--table: only csv has tables; leave it out with {chosen}"
        )
    if chosen == "csv" and table is None:
        if out is None:
            raise UsageError(
                "csv: several tables; give a folder with --out, or one table with --table "
                f"({', '.join(TABLES)})"
            )
        _folder(out)
    else:
        check_writable(out)
    if out is None and chosen in _BINARY and sys.stdout.isatty():
        raise UsageError(f"{chosen}: no text for a terminal; give a file with --out")
    return chosen


def write_ledger(
    ledger: Ledger, form: str, table: str | None, out: Path | None, *, quiet: bool
) -> None:
    """Writes a ledger in a format that :func:`form_of` chose; whence the ledger comes is alike.

    For a package its digest is told on standard error, ``quiet`` or not: kept elsewhere, it
    is what proves later that the package is unaltered.
    """
    if form == "csv" and table is None and out is not None:
        for name in TABLES:
            write(export(ledger, form, table=name), out / f"{name}.csv")
        if not quiet:
            sys.stderr.write(f"{len(TABLES)} tables written to {out}\n")
        return
    data = export(ledger, form, table=table)
    write(data, out)
    if form == "package":
        sys.stderr.write(f"SHA-256 of the package: {sha256(data).hexdigest()}\n")


def _by_ending(out: Path | None) -> str:
    """The format whose files have the ending of ``out``; the longest ending that fits."""
    fitting = _endings(out.name.lower()) if out else {}
    if not fitting:
        raise UsageError(f"--format: say which format: one of {', '.join(FORMS)}")
    return max(fitting, key=lambda name: len(fitting[name]))


def _endings(name: str) -> Mapping[str, str]:
    return {form: one.suffix for form, one in FORMS.items() if name.endswith(one.suffix)}


def _folder(out: Path) -> None:
    """Makes the folder for several tables, when it is not there."""
    try:
        out.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"--out: {out} cannot be made a folder for the tables ({error.strerror}); "
            "name a folder, or one table with --table"
        ) from error
    for name in TABLES:
        check_writable(out / f"{name}.csv")
