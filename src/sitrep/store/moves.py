"""Many moves of reports between stories in; all in effect, in few statements, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, bindparam, delete, insert, update

from sitrep.store.pack import storable
from sitrep.store.portions import portions
from sitrep.store.schema import placement, redirect

__all__ = ["Moved", "carry_out"]


@dataclass(frozen=True, slots=True)
class Moved:
    """Reports of the story ``old`` that go to the story ``new``; all of it where ``whole``."""

    old: str
    new: str
    reports: tuple[str, ...]
    reason: str
    whole: bool


def carry_out(connection: Connection, moves: Sequence[Moved]) -> None:
    """Puts moves into effect, one after the other as given.

    The id of a story that went as a whole leads to the one that took it in. An id that gets
    reports again is a story again.
    """
    for whole, some in groupby(moves, key=lambda one: one.whole):
        if whole:
            which = placement.c.story == bindparam("old")
            rows = [{"old": m.old, "new": m.new, "why": storable(m.reason)} for m in some]
        else:
            which = placement.c.report == bindparam("old")
            rows = [
                {"old": report, "new": m.new, "why": storable(m.reason)}
                for m in some
                for report in m.reports
            ]
        moved = update(placement).where(which)
        connection.execute(moved.values(story=bindparam("new"), reason=bindparam("why")), rows)
    _lead_on(connection, moves)


def _lead_on(connection: Connection, moves: Sequence[Moved]) -> None:
    """Lets ids that led to a story that went, and its own, lead to where it went."""
    went: dict[str, str] = {}
    again: set[str] = set()
    for one in moves:
        again.add(one.new)
        if one.whole:
            again.discard(one.old)
            went = {old: one.new if new == one.old else new for old, new in went.items()}
            went[one.old] = one.new
    if went:
        led = update(redirect).where(redirect.c.new == bindparam("was"))
        rows = [{"was": old, "now": new} for old, new in went.items()]
        connection.execute(led.values(new=bindparam("now")), rows)
    for some in portions([*went, *again]):
        connection.execute(delete(redirect).where(redirect.c.old.in_(some)))
    ends = [{"old": old, "new": new} for old, new in went.items() if old not in again]
    if ends:
        connection.execute(insert(redirect), ends)
