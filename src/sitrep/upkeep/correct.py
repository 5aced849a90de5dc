"""Users' corrections: checked, kept at the end of a log, put into effect, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from sitrep.errors import UnknownError, UsageError
from sitrep.kept import Change, Correction
from sitrep.records import content_id
from sitrep.store.log import add_correction, undo_correction
from sitrep.store.pack import storable
from sitrep.store.schema import bond, moved, placement, redirect, saying, story
from sitrep.store.stories import (
    move,
    next_generation,
    note_events,
    present_id,
    refresh,
    story_of,
    take_in,
)
from sitrep.upkeep.workshop import Workshop

__all__ = ["correct", "undo"]

_OUTCOMES = ("confirmed", "refuted", "unresolvable")
_LEAST = {"merge": 2, "same-source": 2, "not-a-dispute": 2}
#: longest name or reason, characters; and most records one correction may name
_LONGEST, _MOST = 300, 500


def correct(work: Workshop, asked: Correction) -> Correction:
    """The correction as kept; from now on it holds.

    Raises:
        UsageError: when it cannot be carried out, with the reason.
    """
    _check(asked)
    with work.base.writing() as connection:
        at = work.clock()
        made = _located(connection, asked)
        next_generation(connection)
        kept = add_correction(connection, made, at)
        if made.kind == "merge":
            _merge(connection, kept, at)
        elif made.kind in {"split", "move"}:
            _move(connection, kept, at)
        else:
            refresh(connection, _stories(connection, made), at)
    return kept


def undo(work: Workshop, number: int) -> Correction:
    """The correction taken back; what it moved goes back, unless it was moved again since.

    Raises:
        UnknownError: when there is no such correction.
        UsageError: when it was taken back already.
    """
    with work.base.writing() as connection:
        at = work.clock()
        taken = undo_correction(connection, number, at)
        next_generation(connection)
        connection.execute(delete(bond).where(bond.c.correction == number))
        rows = connection.execute(select(moved).where(moved.c.correction == number)).all()
        touched = {row.story for row in rows}
        for old in sorted(touched):
            connection.execute(delete(redirect).where(redirect.c.old == old))
            back = [row.report for row in rows if row.story == old]
            touched |= move(connection, back, old, f"correction {number} was taken back")
        touched |= _stories(connection, taken)
        refresh(connection, touched, at)
        if rows:
            for name in sorted({row.story for row in rows}):
                text = f"correction {number} was taken back"
                note_events(connection, [Change("merged", name, at, text)])
    return taken


def _check(asked: Correction) -> None:
    least = _LEAST.get(asked.kind, 1)
    if len(set(asked.of)) < least:
        raise UsageError(f"{asked.kind}: names {len(set(asked.of))}, at least {least} are needed")
    if len(asked.of) > _MOST:
        raise UsageError(f"{asked.kind}: names {len(asked.of)}, at most {_MOST} can be given")
    if len(asked.to or "") > _LONGEST or len(asked.reason) > _LONGEST:
        raise UsageError(f"{asked.kind}: a name or reason has at most {_LONGEST} characters")
    if asked.kind in {"move", "speaker", "outcome"} and not (asked.to or "").strip():
        raise UsageError(f"{asked.kind}: what it is corrected to is missing")
    if asked.kind == "outcome" and asked.to not in _OUTCOMES:
        raise UsageError(f"outcome: {asked.to!r} is none; give one of {', '.join(_OUTCOMES)}")


def _located(connection: Connection, asked: Correction) -> Correction:
    """The correction with present ids and its story; what is not known is refused."""
    clean = replace(asked, reason=storable(asked.reason), to=asked.to and storable(asked.to))
    if asked.kind == "merge":
        stories = tuple(dict.fromkeys(present_id(connection, name) for name in asked.of))
        if len(stories) < 2:
            raise UsageError("merge: these are one story already")
        return replace(clean, of=stories, story=_oldest(connection, stories))
    if asked.kind in {"split", "move", "same-source"}:
        homes = {story_of(connection, name) for name in asked.of}
        if asked.kind == "same-source" and len(homes) > 1:
            raise UsageError("same-source: the reports are in several stories; merge those first")
        if asked.kind == "move":
            return replace(clean, to=present_id(connection, asked.to or ""))
        if asked.kind == "split":
            if len(homes) > 1:
                raise UsageError("split: the reports are in several stories; split one at a time")
            inside = select(placement.c.report).where(placement.c.story.in_(homes))
            if set(asked.of) >= set(connection.execute(inside).scalars()):
                raise UsageError("split: these are all reports of the story; nothing would be left")
        return replace(clean, story=min(homes))
    column = saying.c.forecast if asked.kind == "outcome" else saying.c.id
    found = connection.execute(select(saying.c.story).where(column.in_(asked.of))).scalars().all()
    if asked.kind == "speaker" and not found and asked.story:
        # an attribution is no saying of its own; its story must be given
        return replace(clean, story=present_id(connection, asked.story))
    if not found:
        raise UnknownError(f"{asked.kind}: {', '.join(asked.of)} is in no story that was analysed")
    return replace(clean, story=min(found))


def _stories(connection: Connection, made: Correction) -> set[str]:
    if made.story is None:
        return set()
    try:
        return {present_id(connection, made.story)}
    except UnknownError:
        return set()


def _oldest(connection: Connection, stories: Sequence[str]) -> str:
    rows = connection.execute(
        select(story.c.id).where(story.c.id.in_(stories)).order_by(story.c.added, story.c.number)
    )
    return str(rows.scalars().first())


def _members(connection: Connection, name: str) -> list[str]:
    rows = connection.execute(select(placement.c.report).where(placement.c.story == name))
    return sorted(rows.scalars())


def _merge(connection: Connection, made: Correction, at: datetime) -> None:
    into = made.story or made.of[0]
    anchor = _members(connection, into)[0]
    for name in made.of:
        if name == into:
            continue
        reports = _members(connection, name)
        _remember(connection, made.number, reports, name)
        _bind(connection, made.number, [(anchor, report) for report in reports[:1]], together=True)
        take_in(connection, name, into, f"merged by correction {made.number}")
        refresh(connection, [name], at)
        text = f"merged with another story by correction {made.number}"
        note_events(connection, [Change("merged", into, at, text)])
    refresh(connection, [into], at)


def _move(connection: Connection, made: Correction, at: datetime) -> None:
    reports = sorted(set(made.of))
    to = made.to if made.kind == "move" else content_id("s", *reports)
    left: set[str] = set()
    for report in reports:
        home = story_of(connection, report)
        left.add(home)
        _remember(connection, made.number, [report], home)
    stays = {n: [r for r in _members(connection, n) if r not in reports] for n in left - {to}}
    joins = [r for r in _members(connection, to or "") if r not in reports]
    move(connection, reports, to or "", f"moved by correction {made.number}")
    anchors = [others[0] for others in stays.values() if others]
    apart = [(anchor, report) for anchor in anchors for report in reports]
    _bind(connection, made.number, apart, together=False)
    first = joins[0] if joins else reports[0]
    tied = [(first, report) for report in reports if report != first]
    _bind(connection, made.number, tied, together=True)
    refresh(connection, left | {to or ""}, at)
    text = f"{len(reports)} of its reports were moved by correction {made.number}"
    note_events(connection, [Change("merged", to or "", at, text)])


def _remember(connection: Connection, number: int, reports: Sequence[str], home: str) -> None:
    rows = [{"correction": number, "report": report, "story": home} for report in reports]
    if rows:
        connection.execute(insert(moved), rows)


def _bind(
    connection: Connection, number: int, pairs: Sequence[tuple[str, str]], *, together: bool
) -> None:
    rows = [
        {"correction": number, "one": one, "other": other, "together": together}
        for one, other in pairs
    ]
    if rows:
        connection.execute(insert(bond), rows)
