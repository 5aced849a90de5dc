"""Reports in; the ledger with them in it out: known ones passed over, versions told apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from sitrep.arrivals import Withdrawal
from sitrep.kept import Added, Change, Version
from sitrep.protocols import Progress
from sitrep.records import Problem, Report, content_id
from sitrep.store.log import add_problems
from sitrep.store.reports import (
    NewReport,
    add_reports,
    article_named,
    current_version,
    known_reports,
    name_articles,
    withdraw,
)
from sitrep.store.spool import Spool
from sitrep.store.stories import Placed, next_generation, note_events, place, refresh, story_of
from sitrep.upkeep.articles import Articles, keys_of
from sitrep.upkeep.grouping import Grouping
from sitrep.upkeep.workshop import Workshop

__all__ = ["add"]

#: reports kept in one transaction: as many as an interruption may lose
PORTION = 200
#: portions between two looks at what was grouped one by one
REPAIRED = 5


@dataclass
class _Tally:
    reports: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    stories: set[str] = field(default_factory=set)
    grown: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def add(
    work: Workshop,
    grouping: Grouping,
    reports: Iterable[Report],
    withdrawals: Sequence[Withdrawal] = (),
    problems: Sequence[Problem] = (),
    progress: Progress | None = None,
) -> Added:
    """Keeps reports and puts each into a story; adding twice changes nothing.

    What is known by its id is passed over. Another text at a known address is a new version
    of that article: the earlier one is kept and holds no more. Each portion is one
    transaction, so that an interruption leaves whole portions, and adding again goes on.

    Args:
        work: the tools.
        grouping: what puts reports into stories.
        reports: gone through once and put into the order of time, so that the order given does
            not matter within one call; those that wait lie on disk.
        withdrawals: articles taken back, looked at when all reports are kept; one that names
            another publisher than the article's is not obeyed, and is a problem.
        problems: met while reading, looked at as late; they are kept.
        progress: told how many reports are kept.
    """
    tally = _Tally()
    began = work.clock()
    with Spool(reports) as spool:
        waiting = iter(spool)
        for start in range(0, len(spool), PORTION):
            portion = list(islice(waiting, PORTION))
            end = start + len(portion)
            with work.base.writing() as connection:
                _add_portion(work, grouping, connection, portion, tally)
                if start % (REPAIRED * PORTION) == 0 or end == len(spool):
                    tally.grown |= grouping.repair(connection, work.clock(), began)
            if progress:
                progress("adding", end, len(spool))
    if withdrawals or problems:
        with work.base.writing() as connection:
            at = work.clock()
            tally.problems.extend(problems)
            for one in withdrawals:
                _withdraw(connection, grouping, one, at, tally)
            add_problems(connection, tally.problems, at)
    return Added(
        reports=tuple(tally.reports),
        known=tuple(tally.known),
        versions=tuple(tally.versions),
        withdrawn=tuple(tally.withdrawn),
        stories=tuple(sorted(tally.stories)),
        grown=tuple(sorted(tally.grown - tally.stories)),
        problems=tuple(tally.problems),
    )


def _add_portion(
    work: Workshop,
    grouping: Grouping,
    connection: Connection,
    portion: Sequence[Report],
    tally: _Tally,
) -> None:
    at = work.clock()
    known = known_reports(connection, [report.id for report in portion])
    tally.known.extend(report.id for report in portion if report.id in known)
    fresh = [report for report in portion if report.id not in known]
    grouping.prepare(connection, (report.published or at for report in fresh))
    articles = Articles(connection, fresh)
    added: list[NewReport] = []
    placed: list[Placed] = []
    for report in fresh:
        new = articles.take(report, at)
        if new is None:
            tally.known.append(report.id)
            continue
        one = grouping.place(report, new.moment, into=articles.story(new.article))
        articles.stands_in(new.article, one.story)
        added.append(new)
        placed.append(one)
        tally.reports.append(report.id)
        if new.version > 1:
            tally.versions.append(Version(new.article, new.version, report.id, at))
    add_reports(connection, work.base, added)
    name_articles(connection, articles.fresh)
    place(connection, placed)
    began = {content_id("s", one.report) for one in placed}
    stories = {one.story for one in placed}
    tally.stories |= stories & began
    tally.grown |= stories - began
    refresh(connection, stories, at)


def _withdraw(
    connection: Connection, grouping: Grouping, one: Withdrawal, at: datetime, tally: _Tally
) -> None:
    article = article_named(connection, keys_of(one.url, one.guid, one.publisher))
    present = current_version(connection, article).present if article else None
    if article is None or present is None:
        return  # what it takes back never came
    if one.publisher and present.publisher and one.publisher != present.publisher:
        tally.problems.append(
            Problem(
                "reports",
                f"{one.publisher} takes back an item of {present.publisher}; it is not obeyed",
                report=present.id,
                path=one.path,
            )
        )
        return
    report = withdraw(connection, article, at, one.reason)
    if report is None:
        return
    tally.withdrawn.append(report)
    grouping.drop(report)
    story = story_of(connection, report)
    refresh(connection, [story], at)
    next_generation(connection)
    text = f"{present.title or 'a report'}: withdrawn by its publisher ({one.reason})"
    note_events(connection, [Change("withdrawn", story, at, text)])
