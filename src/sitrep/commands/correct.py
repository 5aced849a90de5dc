"""``sitrep correct``, ``undo`` and ``corrections``: what users set right, kept for ever."""

from __future__ import annotations

from sitrep.commands.exits import DONE
from sitrep.commands.keeping import kept
from sitrep.commands.lines import as_json, day, say
from sitrep.kept import Correction

__all__ = ["correct", "corrections", "undo"]


def correct(db: str, correction: Correction) -> int:
    """The exit code of ``sitrep correct``, after the correction was kept."""
    with kept(db) as keeper:
        made = keeper.correct(correction)
    say([f"{_line(made)}; `sitrep undo {made.number}` takes it back"])
    return DONE


def undo(db: str, number: int) -> int:
    """The exit code of ``sitrep undo``, after a correction was taken back."""
    with kept(db) as keeper:
        made = keeper.undo(number)
    say([_line(made)])
    return DONE


def corrections(db: str, story: str | None, form: str) -> int:
    """The exit code of ``sitrep corrections``, after the log was listed."""
    with kept(db) as keeper:
        made = keeper.corrections(story)
    if form == "json":
        as_json(made)
    else:
        say([f"{day(one.at)}  {_line(one)}" for one in made] or ["no corrections"])
    return DONE


def _line(made: Correction) -> str:
    to = f" → {made.to}" if made.to else ""
    reason = f" ({made.reason})" if made.reason else ""
    taken = " [taken back]" if made.undone else ""
    return f"{made.number}  {made.kind}: {', '.join(made.of)}{to}{reason}{taken}"
