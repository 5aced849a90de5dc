"""The stories of a kept ledger: each report put into one as it comes, and looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from sitrep.kept import Change
from sitrep.records import Report, content_id
from sitrep.settings import Settings
from sitrep.store.schema import bond
from sitrep.store.stories import (
    Placed,
    added_at,
    generation,
    move,
    next_generation,
    note_event,
    placed_between,
    refresh,
    take_in,
)
from sitrep.stories.online import Bonds, Window, new_story_id
from sitrep.stories.outline import Outline, outline
from sitrep.stories.repair import Repair, repair

__all__ = ["Grouping"]


class Grouping:
    """The window of recent reports, kept in step with the database.

    All methods are called inside a writing transaction: no other writer can change what they
    rest on. What another one changed since the last time is read anew.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._window = Window(settings)
        self._bonds = Bonds.of(())
        self._first: datetime | None = None
        self._generation = -1

    def prepare(self, connection: Connection, moments: Iterable[datetime]) -> None:
        """Makes ready for reports of certain moments."""
        times = sorted(moments)
        if not times:
            return
        first = times[0] - self._window.reach()
        known = generation(connection)
        if known != self._generation or self._first is None or first < self._first:
            last = times[-1] + self._window.reach()
            held = placed_between(connection, first, last)
            self._window = Window.of(self._settings, [(_outline(p), p.story) for p in held])
            self._first = first
            rows = connection.execute(select(bond.c.one, bond.c.other, bond.c.together))
            self._bonds = Bonds.of((row.one, row.other, bool(row.together)) for row in rows)
        self._generation = next_generation(connection)

    def place(self, report: Report, moment: datetime, *, into: str | None = None) -> Placed:
        """Where a report belongs; the window holds it from now on.

        Args:
            report: the report.
            moment: when it counts from.
            into: the story it must go to (that of its article's earlier versions).
        """
        one = outline(report, moment, self._settings)
        self._window.forget_before(moment - self._window.reach())
        if into is not None:
            story, score, reason = into, 1.0, "a later version of an article of this story"
        else:
            found = self._window.place(one, self._bonds)
            story, score, reason = found.story or "", found.score, found.reason
        story = story or new_story_id(report.id)
        self._window.add(one, story)
        return Placed(report.id, story, score, reason, moment, one.terms, one.dated)

    def forget(self, report: str) -> None:
        """Takes out a report that holds no more."""
        self._window.forget(report)

    def repair(self, connection: Connection, at: datetime, since: datetime) -> set[str]:
        """Puts into effect what a second look decides; the stories that changed.

        Stories that began before ``since`` are known to readers, so what happens to them is
        noted; their ids lead on.
        """
        changed: set[str] = set()
        for one in repair(self._window, self._bonds):
            to = one.to or content_id("s", "split", *one.reports)
            known = (added_at(connection, one.left) or at) < since
            if one.whole:
                take_in(connection, one.left, to, one.reason)
            else:
                move(connection, one.reports, to, one.reason)
            for report in one.reports:
                self._window.move(report, to)
            if known:
                note_event(connection, Change("merged", to, at, _words(one)))
            changed |= {one.left, to}
        self._window.touched.clear()
        refresh(connection, changed, at)
        return changed


def _outline(placed: Placed) -> Outline:
    return Outline(placed.report, placed.moment, placed.dated, placed.outline)


def _words(one: Repair) -> str:
    count = f"{len(one.reports)} report{'' if len(one.reports) == 1 else 's'}"
    if one.whole:
        return f"story {one.left} ({count}) was merged into this one: {one.reason}"
    return f"{count} moved here from story {one.left}: {one.reason}"
