"""``sitrep check``: any text with citations, verified against a ledger."""

from __future__ import annotations

import sys
from pathlib import Path

from sitrep.commands.exits import DONE, WITH_PROBLEMS
from sitrep.commands.files import whole
from sitrep.commands.problems import plain
from sitrep.errors import UsageError
from sitrep.evidence.examine import Examination, check_brief, check_text
from sitrep.evidence.opening import LARGEST, json_of
from sitrep.evidence.statements import LARGEST as LONGEST
from sitrep.records import Ledger
from sitrep.renderings.serial import from_dict

__all__ = ["check_file", "ledger_in", "tell_examination"]

#: characters of a statement that are shown
_SHOWN = 100
#: bytes of a text: its characters may take four each
_MOST_BYTES = 4 * LONGEST


def check_file(brief: Path, ledger: Path, *, quiet: bool) -> int:
    """The exit code of ``sitrep check``: 0 when every statement is borne out, else 1.

    Args:
        brief: a text, Markdown or JSON file; ``-`` for standard input.
        ledger: a file that ``--format json`` wrote.
        quiet: tell the numbers alone.

    Raises:
        UsageError: when a file cannot be read or is not what it should be.
    """
    known = ledger_in(ledger)
    data = whole(brief, _MOST_BYTES)
    if brief.suffix.lower() == ".json" or data.lstrip()[:1] == b"{":
        examined = check_brief(data, known)
    else:
        try:
            examined = check_text(data.decode("utf-8-sig"), known)
        except UnicodeDecodeError as error:
            raise UsageError(f"{brief}: no UTF-8 text ({error.reason})") from error
    return tell_examination(examined, quiet=quiet)


def ledger_in(path: Path) -> Ledger:
    """The ledger that a JSON file holds.

    Raises:
        UsageError: when it cannot be read or holds none.
    """
    try:
        data = json_of(whole(path, LARGEST))
    except ValueError as wrong:
        raise UsageError(f"{path}: {wrong}") from wrong
    if not isinstance(data, dict):
        raise UsageError(f"{path}: no ledger; give a file that `--format json` wrote")
    try:
        return from_dict(data)
    except UsageError as wrong:
        raise UsageError(f"{path}: {wrong}") from wrong


def tell_examination(examined: Examination, *, quiet: bool) -> int:
    """Writes what is not borne out and the numbers; the exit code."""
    for one in examined.statements if not quiet else ():
        if one.verdict != "borne out":
            shown = one.text if len(one.text) <= _SHOWN else f"{one.text[:_SHOWN]}…"
            where = f"line {one.line}: " if one.line else ""
            sys.stdout.write(plain(f"{where}{one.verdict}: {shown}") + "\n")
            for reason in one.reasons:
                sys.stdout.write(f"  {plain(reason)}\n")
    sys.stdout.write(
        f"{examined.count('borne out')} borne out, {examined.count('not borne out')} not borne "
        f"out, {examined.count('cannot tell')} that cannot be told\n"
    )
    return DONE if examined.sound else WITH_PROBLEMS
