"""The log of corrections, looks, feeds and problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from sitrep.errors import UnknownError, UsageError
from sitrep.kept import Correction
from sitrep.records import Problem
from sitrep.store.pack import as_micros, as_moment, pack, storable, unpack
from sitrep.store.schema import correction, look, problem

__all__ = [
    "add_correction",
    "add_problems",
    "get_corrections",
    "get_problems",
    "last_look",
    "set_look",
    "undo_correction",
]

#: longest message kept, characters
_LONGEST = 2_000


def add_correction(connection: Connection, made: Correction, at: datetime) -> Correction:
    """The correction with its number and time, kept at the end of the log."""
    result = connection.execute(
        insert(correction).values(
            at=as_micros(at), kind=made.kind, story=made.story, record=pack(made), undoes=None
        )
    )
    key = result.inserted_primary_key
    return replace(made, number=int(key[0]) if key else 0, at=at)


def undo_correction(connection: Connection, number: int, at: datetime) -> Correction:
    """Adds an entry that takes another back; the one taken back.

    Raises:
        UnknownError: when there is no entry of that number.
        UsageError: when it was taken back already.
    """
    found = next((c for c in get_corrections(connection) if c.number == number), None)
    if found is None:
        raise UnknownError(f"there is no correction number {number}")
    if found.undone:
        raise UsageError(f"correction number {number} was taken back already")
    connection.execute(
        insert(correction).values(
            at=as_micros(at),
            kind="undo",
            story=found.story,
            record=pack(found),
            undoes=number,
        )
    )
    return replace(found, undone=True)


def get_corrections(connection: Connection) -> tuple[Correction, ...]:
    """All corrections in order; those that were taken back say so."""
    rows = connection.execute(select(correction).order_by(correction.c.number)).all()
    undone = {row.undoes for row in rows if row.undoes is not None}
    return tuple(
        replace(
            unpack(Correction, row.record),
            number=row.number,
            at=as_moment(row.at),
            undone=row.number in undone,
        )
        for row in rows
        if row.undoes is None
    )


def last_look(connection: Connection, reader: str) -> datetime | None:
    """When a reader last looked; None when never."""
    at = connection.execute(select(look.c.at).where(look.c.reader == reader)).scalar_one_or_none()
    return None if at is None else as_moment(at)


def set_look(connection: Connection, reader: str, at: datetime) -> None:
    """Remembers when a reader looked."""
    moment = as_micros(at)
    done = connection.execute(update(look).where(look.c.reader == reader).values(at=moment))
    if not done.rowcount:
        connection.execute(insert(look).values(reader=reader, at=moment))


def add_problems(connection: Connection, problems: Iterable[Problem], at: datetime) -> None:
    """Keeps what could not be read or decided."""
    rows = [
        {
            "at": as_micros(at),
            "stage": one.stage,
            "report": one.report,
            "path": None if one.path is None else storable(one.path),
            "start": one.start,
            "end": one.end,
            "message": storable(one.message)[:_LONGEST],
        }
        for one in problems
    ]
    if rows:
        connection.execute(insert(problem), rows)


def get_problems(connection: Connection, limit: int) -> tuple[Problem, ...]:
    """The latest problems, newest first."""
    rows = connection.execute(select(problem).order_by(problem.c.number.desc()).limit(limit))
    return tuple(
        Problem(row.stage, row.message, row.report, row.path, row.start, row.end) for row in rows
    )
