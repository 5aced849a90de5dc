"""The stories of a kept ledger: each report put into one as it comes, and looked at again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from sitrep.kept import Change
from sitrep.records import Report
from sitrep.settings import Settings
from sitrep.store.moves import Moved, carry_out
from sitrep.store.schema import bond
from sitrep.store.stories import (
    Placed,
    added_before,
    generation,
    next_generation,
    note_events,
    placed_between,
    refresh,
)
from sitrep.stories import Change as Regrouped
from sitrep.stories import Outline, Window, outline
from sitrep.upkeep.around import packed, unpacked

__all__ = ["Grouping"]

#: bytes of one term in an outline as it is kept: its number and its count
_TERM = 5


class Grouping:
    """The window of recent reports, kept in step with the database.

    All methods are called inside a writing transaction: no other writer can change what they
    rest on. What another one changed since the last time is read anew.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._window = Window(settings)
        self._reach = timedelta(days=settings.story_window_days)
        self._first: datetime | None = None
        self._generation = -1

    def prepare(self, connection: Connection, moments: Iterable[datetime]) -> None:
        """Makes ready for reports of certain moments."""
        times = sorted(moments)
        if not times:
            return
        first = times[0] - self._reach
        known = generation(connection)
        if known != self._generation or self._first is None or first < self._first:
            held = placed_between(connection, first, times[-1] + self._reach)
            pairs = _bonds(connection)
            self._window = Window.of(
                self._settings,
                zip(map(_outline, held), (one.story for one in held), unpacked(held), strict=True),
                together=[pair for pair, together in pairs.items() if together],
                apart=[pair for pair, together in pairs.items() if not together],
            )
            self._first = first
        self._generation = next_generation(connection)

    def place(self, report: Report, moment: datetime, *, into: str | None = None) -> Placed:
        """Where a report belongs; the window holds it from now on.

        Args:
            report: the report.
            moment: when it counts from.
            into: the story it must go to (that of its article's earlier versions).
        """
        one = outline(report, self._settings, moment=moment)
        self._window.forget(one.moment - self._reach)
        if into is not None:
            story: str | None = into
            score, reason = 1.0, "a later version of an article of this story"
        else:
            found = self._window.place(one)
            story, score, reason = found.story, found.score, found.reason
        around = self._window.around(one)
        home = self._window.add(one, story)
        terms = one.terms + one.counts
        return Placed(report.id, home, score, reason, one.moment, terms, one.dated, packed(around))

    def drop(self, report: str) -> None:
        """Takes out a report that holds no more."""
        if report in self._window:
            self._window.drop(report)

    def repair(self, connection: Connection, at: datetime, since: datetime) -> set[str]:
        """Puts into effect what a second look decides; the stories that changed.

        Stories that began before ``since`` are known to readers, so what happens to them is
        noted; their ids lead on.
        """
        found = self._window.repair()
        known = added_before(connection, (one.story for one in found), since)
        carry_out(
            connection,
            [
                Moved(one.story, one.into, one.reports, one.reason, whole=one.kind == "merge")
                for one in found
            ],
        )
        note_events(
            connection,
            [Change("merged", one.into, at, _words(one)) for one in found if one.story in known],
        )
        changed = {name for one in found for name in (one.story, one.into)}
        refresh(connection, changed, at)
        return changed


def _bonds(connection: Connection) -> dict[tuple[str, str], bool]:
    """Pairs of reports that users put together or apart; the later decision holds."""
    rows = connection.execute(
        select(bond.c.one, bond.c.other, bond.c.together).order_by(bond.c.number)
    )
    return {(min(r.one, r.other), max(r.one, r.other)): bool(r.together) for r in rows}


def _outline(placed: Placed) -> Outline:
    terms = len(placed.outline) // _TERM * (_TERM - 1)
    return Outline(
        placed.report,
        placed.moment,
        placed.dated,
        placed.outline[:terms],
        placed.outline[terms:],
    )


def _words(one: Regrouped) -> str:
    count = f"{len(one.reports)} report{'' if len(one.reports) == 1 else 's'}"
    if one.kind == "merge":
        return f"story {one.story} ({count}) was merged into this one: {one.reason}"
    return f"{count} moved here from story {one.story}: {one.reason}"
