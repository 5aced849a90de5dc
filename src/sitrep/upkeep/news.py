"""What is new in a kept ledger after a moment, claim by claim."""

from __future__ import annotations

from datetime import datetime

from sitrep.kept import Change, News
from sitrep.protocols import Progress
from sitrep.records import Ledger
from sitrep.store.reports import articles_of, members, seen_times
from sitrep.store.stories import changed_since, events_since, title_of
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

    A story that was looked at before is concluded now and as it was at ``since``, and the two
    are compared. Of a story that nobody looked at only its beginning and growth are told,
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
    deep = {name for name, followed, _, _ in changed if followed or thorough}
    budget = work.settings.news_reports
    for name, _, _, reports in sorted(changed, key=lambda row: (-row[3], row[0])):
        if name not in deep and reports <= budget:
            deep.add(name)
            budget -= reports
    found: list[Change] = list(events)
    for number, (name, _, added, _) in enumerate(changed, 1):
        if progress:
            progress("news", number - 1, len(changed))
        is_new = since is None or added > since
        is_deep = name in deep
        found.extend(_told(work, name, since, now, progress, is_new=is_new, deep=is_deep))
    if progress:
        progress("news", len(changed), len(changed))
    return News(since, now, tuple(found))


def _told(
    work: Workshop,
    name: str,
    since: datetime | None,
    now: datetime,
    progress: Progress | None,
    *,
    is_new: bool,
    deep: bool,
) -> list[Change]:
    with work.base.reading() as connection:
        reports = members(connection, name)
        before = [] if since is None else members(connection, name, since)
        title = title_of(connection, name)
        latest = max(seen_times(connection, reports).values(), default=now)
    told = []
    if is_new or len(before) != len(reports):
        count = f"{len(before)}" if before and not is_new else None
        told.append(Change("story", name, latest, title, before=count, after=f"{len(reports)}"))
    if not deep:
        return told
    ledger = concluded(work, name, progress=progress)
    earlier = None if since is None else ledger_at(work, name, since, progress=progress)
    if earlier is None:
        earlier = Ledger(version=ledger.version, created=ledger.created)
    ids = [r.id for r in (*earlier.reports, *ledger.reports)]
    with work.base.reading() as connection:
        articles = articles_of(connection, ids)
        seen = seen_times(connection, ids)
    return [*told, *changes_between(earlier, ledger, articles, seen, latest)]
