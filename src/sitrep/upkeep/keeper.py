"""The default keeper: a ledger in a database, with all that may be asked of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sitrep.arrivals import Feed, Polled, Withdrawal
from sitrep.errors import UnknownError
from sitrep.kept import (
    Added,
    Correction,
    Due,
    Hit,
    News,
    Query,
    StoryCard,
    StoryOrder,
    Version,
)
from sitrep.pipeline import InOrder
from sitrep.protocols import Mapper, Progress
from sitrep.records import Ledger, Problem, Report
from sitrep.settings import DEFAULT, Settings
from sitrep.store import open_base
from sitrep.store.feeds import get_feeds, put_feed
from sitrep.store.judged import due_forecasts
from sitrep.store.log import get_corrections, get_problems, last_look, set_look
from sitrep.store.reports import get_reports, versions_of
from sitrep.store.stories import (
    count_stories,
    ends_of,
    present_id,
    story_cards,
    story_of,
    titles_of,
)
from sitrep.upkeep.add import add
from sitrep.upkeep.conclude import concluded
from sitrep.upkeep.correct import correct, undo
from sitrep.upkeep.grouping import Grouping
from sitrep.upkeep.news import news
from sitrep.upkeep.search import Meanings, search, stories_with
from sitrep.upkeep.workshop import Clock, Workshop

__all__ = ["LedgerKeeper", "open_ledger"]

_DAY = timedelta(days=1)


def open_ledger(
    address: str | Path,
    settings: Settings = DEFAULT,
    *,
    create: bool = False,
    clock: Clock | None = None,
    mapper: Mapper | None = None,
) -> LedgerKeeper:
    """The kept ledger at ``address``.

    Args:
        address: a file's path or a PostgreSQL server's address.
        settings: limits and thresholds.
        create: make an empty ledger where there is none.
        clock: gives the present moment (aware, UTC); the machine's by default.
        mapper: applies the stages that read one report alone; in this process by default.

    Raises:
        UsageError: when there is no ledger at the address, or it is no address.
        StoreError: when the ledger cannot be opened.
    """
    base = open_base(address, create=create)
    return LedgerKeeper(
        Workshop(base, settings, clock or (lambda: datetime.now(UTC)), mapper or InOrder())
    )


class LedgerKeeper:
    """A kept ledger; see :class:`sitrep.protocols.Keeper` for what each method promises."""

    def __init__(self, work: Workshop) -> None:
        self.work = work
        self._grouping = Grouping(work.settings)
        self._meanings = Meanings()

    def close(self) -> None:
        """Gives the database back."""
        self.work.base.close()

    def add(
        self,
        reports: Iterable[Report],
        withdrawals: Sequence[Withdrawal] = (),
        problems: Sequence[Problem] = (),
        progress: Progress | None = None,
    ) -> Added:
        """Keeps reports and puts each into a story; see :func:`sitrep.upkeep.add.add`."""
        return add(self.work, self._grouping, reports, withdrawals, problems, progress)

    def follow(self, feeds: Iterable[Feed]) -> None:
        """Follows feeds from now on; one that is followed already goes on where it is."""
        with self.work.base.writing() as connection:
            known = {feed.address for feed in get_feeds(connection)}
            for one in feeds:
                if one.address not in known:
                    put_feed(connection, one)

    def feeds(self, due: datetime | None = None) -> tuple[Feed, ...]:
        """The feeds that are followed; those due at a moment only, if one is given."""
        with self.work.base.reading() as connection:
            return get_feeds(connection, due)

    def take(self, polled: Polled, progress: Progress | None = None) -> Added:
        """Keeps what one look at a feed brought, and then how far it was read.

        Killed in between, the next look brings the same again, and adding twice changes
        nothing.
        """
        added = self.add(polled.reports, polled.withdrawals, polled.problems, progress)
        with self.work.base.writing() as connection:
            put_feed(connection, polled.feed)
        return added

    def analyse(self, stories: Iterable[str], progress: Progress | None = None) -> None:
        """Concludes stories now, so that they are ready when they are asked for."""
        for name in sorted({self.story(story).id for story in stories if self.has(story)}):
            concluded(self.work, name, progress=progress)

    def has(self, story: str) -> bool:
        """Whether there is such a story, with reports that hold."""
        try:
            return self.story(story).reports > 0
        except UnknownError:
            return False

    def titles(self, stories: Iterable[str]) -> dict[str, str]:
        """The titles of stories, by the ids given; those without reports are left out."""
        wanted = sorted(set(stories))
        with self.work.base.reading() as connection:
            led = {name: name for name in wanted} | ends_of(connection, wanted)
            found = titles_of(connection, led.values())
        return {name: found[end] for name, end in led.items() if end in found}

    def stories(
        self,
        *,
        order: StoryOrder = "newest",
        words: str = "",
        disputed: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[StoryCard, ...]:
        """Stories in an order, narrowed to those that hold ``words``."""
        with self.work.base.reading() as connection:
            names = stories_with(connection, self.work.base, words) if words.strip() else None
            return story_cards(
                connection,
                day_before=self.work.clock() - _DAY,
                order=order,
                names=names,
                disputed=disputed,
                limit=limit,
                offset=offset,
            )

    def count(self, *, words: str = "", disputed: bool = False) -> int:
        """How many stories there are, narrowed as in :meth:`stories`."""
        with self.work.base.reading() as connection:
            names = stories_with(connection, self.work.base, words) if words.strip() else None
            return count_stories(connection, names=names, disputed=disputed)

    def story(self, story: str) -> StoryCard:
        """One story's card."""
        with self.work.base.reading() as connection:
            name = present_id(connection, story)
            cards = story_cards(
                connection, day_before=self.work.clock() - _DAY, names=[name], limit=1
            )
        if not cards:
            raise UnknownError(f"story {story!r} has no reports left; they were withdrawn")
        return cards[0]

    def ledger(
        self, story: str, *, now: datetime | None = None, progress: Progress | None = None
    ) -> Ledger:
        """The ledger of one story with its brief, analysed now when it is not ready."""
        return concluded(self.work, story, now=now, progress=progress)

    def report(self, report: str) -> Report:
        """One report."""
        with self.work.base.reading() as connection:
            found = get_reports(connection, [report])
        if report not in found:
            raise UnknownError(f"there is no report {report!r} in the ledger")
        return found[report]

    def story_of(self, report: str) -> str:
        """The story a report is in."""
        with self.work.base.reading() as connection:
            return story_of(connection, report)

    def versions(self, report: str) -> tuple[Version, ...]:
        """All versions of the article that a report is one of, oldest first."""
        with self.work.base.reading() as connection:
            found = versions_of(connection, report)
        if not found:
            raise UnknownError(f"there is no report {report!r} in the ledger")
        return found

    def search(self, query: Query) -> tuple[Hit, ...]:
        """Claims, quotations and reports, best first."""
        return search(self.work, self._meanings, query)

    def news(
        self,
        since: datetime | None,
        until: datetime | None = None,
        *,
        thorough: bool = False,
        progress: Progress | None = None,
    ) -> News:
        """What changed after ``since``; see :func:`sitrep.upkeep.news.news`."""
        return news(self.work, since, until, thorough=thorough, progress=progress)

    def looked(self, reader: str = "") -> datetime | None:
        """When a reader last looked at what is new; None when never."""
        with self.work.base.reading() as connection:
            return last_look(connection, reader)

    def look(
        self, reader: str = "", *, thorough: bool = False, progress: Progress | None = None
    ) -> News:
        """What is new since the reader's last look, which is now this one."""
        now = self.work.clock()
        found = self.news(self.looked(reader), now, thorough=thorough, progress=progress)
        self.seen(now, reader)
        return found

    def seen(self, until: datetime, reader: str = "") -> None:
        """Keeps that a reader has looked at all that was new up to a moment."""
        with self.work.base.writing() as connection:
            set_look(connection, reader, until)

    def due(self, until: datetime | None = None) -> tuple[Due, ...]:
        """Forecasts of analysed stories that nothing settled yet, the nearest end first."""
        with self.work.base.reading() as connection:
            return due_forecasts(connection, until)

    def corrections(self, story: str | None = None) -> tuple[Correction, ...]:
        """The log of corrections, oldest first; of one story or all."""
        with self.work.base.reading() as connection:
            found = get_corrections(connection)
            if story is None:
                return found
            name = present_id(connection, story)
            return tuple(c for c in found if name in {c.story, c.to, *c.of})

    def correct(self, correction: Correction) -> Correction:
        """The correction as kept; it holds from now on."""
        return correct(self.work, correction)

    def undo(self, number: int) -> Correction:
        """The correction taken back."""
        return undo(self.work, number)

    def problems(self, limit: int = 200) -> tuple[Problem, ...]:
        """What could not be read or decided, newest first."""
        with self.work.base.reading() as connection:
            return get_problems(connection, limit)
