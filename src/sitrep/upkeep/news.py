"""What is new in a kept ledger after a moment, claim by claim."""

from __future__ import annotations

from datetime import datetime

from sitrep.kept import Change, News
from sitrep.protocols import Progress
from sitrep.records import Ledger
from sitrep.store.reports import articles_of, seen_times
from sitrep.store.stories import Changed, changed_since, events_since
from sitrep.upkeep.changes import changes_between
from sitrep.upkeep.conclude import concluded, ledger_at
from sitrep.upkeep.workshop import Workshop

__all__ = ["news"]


def news(
    work: Workshop,
    since: datetime | None,
    until: datetime | None = None,
    *,
    thorough: bool = False,
    progress: Progress | None = None,
) -> News:
    """What changed after ``since`` up to now.

    A story that somebody looked at is concluded now and as it was at ``since``, and the two
    are compared. Of a story that nobody asked for only its beginning and growth are told,
    unless few reports wait (``news_reports`` in all, those of the largest stories first) or
    all are asked for.

    Args:
        work: the tools.
        since: the moment from which on; None for the beginning.
        until: the moment of asking; by default the clock's.
        thorough: analyse every story that changed.
        progress: told how many stories are done, and of each how many reports are read; what
            it raises ends the work.
    """
    now = until or work.clock()
    with work.base.reading() as connection:
        changed = changed_since(connection, since)
        events = events_since(connection, since, now)
    deep = {one.id for one in changed if one.followed or thorough}
    budget = work.settings.news_reports
    for one in sorted(changed, key=lambda row: (-row.reports, row.id)):
        if one.id not in deep and one.reports <= budget:
            deep.add(one.id)
            budget -= one.reports
    found: list[Change] = list(events)
    for number, one in enumerate(changed):
        if progress:
            progress("news", number, len(changed))
        found.extend(_grown(one, since, now))
        if one.id in deep:
            found.extend(_within(work, one, since, now, progress))
    if progress:
        progress("news", len(changed), len(changed))
    return News(since, now, tuple(found))


def _grown(one: Changed, since: datetime | None, now: datetime) -> list[Change]:
    """That a story began or grew; nothing when it has the reports that it had."""
    is_new = since is None or one.added > since
    if not is_new and one.before == one.reports:
        return []
    count = f"{one.before}" if one.before and not is_new else None
    latest = one.latest or now
    return [Change("story", one.id, latest, one.title, before=count, after=f"{one.reports}")]


def _within(
    work: Workshop, one: Changed, since: datetime | None, now: datetime, progress: Progress | None
) -> tuple[Change, ...]:
    """What changed among the findings of a story."""
    ledger = concluded(work, one.id, asked=False, progress=progress)
    earlier = None if since is None else ledger_at(work, one.id, since, progress=progress)
    if earlier is None:
        earlier = Ledger(version=ledger.version, created=ledger.created)
    ids = [r.id for r in (*earlier.reports, *ledger.reports)]
    with work.base.reading() as connection:
        articles = articles_of(connection, ids)
        seen = seen_times(connection, ids)
    return changes_between(earlier, ledger, articles, seen, one.latest or now)
