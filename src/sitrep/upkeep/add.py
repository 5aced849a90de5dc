"""Reports in; the ledger with them in it out: known ones passed over, versions told apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from sitrep.kept import Added, Change, Version
from sitrep.protocols import Progress
from sitrep.records import Problem, Report, content_id
from sitrep.store.log import add_problems
from sitrep.store.reports import (
    NewReport,
    add_reports,
    current_version,
    known_reports,
    withdraw,
)
from sitrep.store.stories import Placed, note_event, place, refresh, story_of
from sitrep.upkeep.addresses import plain_address
from sitrep.upkeep.grouping import Grouping
from sitrep.upkeep.workshop import Workshop

__all__ = ["Withdrawn", "add", "article_of"]

#: reports kept in one transaction: as many as an interruption may lose
PORTION = 200
#: portions between two looks at what was grouped one by one
REPAIRED = 5


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An item that its publisher took back: what names its article, and why."""

    article: str
    reason: str


@dataclass
class _Tally:
    reports: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    stories: set[str] = field(default_factory=set)
    grown: set[str] = field(default_factory=set)


def article_of(report: Report) -> str:
    """The id of the article that a report is a version of: its address, else itself."""
    return content_id("a", plain_address(report.url) if report.url else report.id)


def add(
    work: Workshop,
    grouping: Grouping,
    reports: Iterable[Report],
    withdrawn: Sequence[Withdrawn] = (),
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
        reports: in any order; portions are sorted by time, so the order does not matter
            within one call.
        withdrawn: articles taken back.
        problems: met while reading; they are kept.
        progress: told how many reports are kept.
    """
    tally = _Tally()
    began = work.clock()
    ordered = sorted(reports, key=_order)
    for start in range(0, len(ordered), PORTION):
        portion = ordered[start : start + PORTION]
        with work.base.writing() as connection:
            _add_portion(work, grouping, connection, portion, tally)
            if start % (REPAIRED * PORTION) == 0 or start + PORTION >= len(ordered):
                tally.grown |= grouping.repair(connection, work.clock(), began)
        if progress:
            progress("adding", start + len(portion), len(ordered))
    if withdrawn or problems:
        with work.base.writing() as connection:
            at = work.clock()
            add_problems(connection, problems, at)
            for one in withdrawn:
                _withdraw(connection, grouping, one, at, tally)
    return Added(
        reports=tuple(tally.reports),
        known=tuple(tally.known),
        versions=tuple(tally.versions),
        withdrawn=tuple(tally.withdrawn),
        stories=tuple(sorted(tally.stories)),
        grown=tuple(sorted(tally.grown - tally.stories)),
        problems=tuple(problems),
    )


def _order(report: Report) -> tuple[str, str, str]:
    """By publication, then by update: so that versions come in their order."""
    published = report.published.isoformat() if report.published else ""
    updated = report.updated.isoformat() if report.updated else ""
    return (published, updated, report.id)


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
    placed: list[Placed] = []
    for report in fresh:
        new = _as_new(connection, report, at)
        if new is None:
            tally.known.append(report.id)
            continue
        held = _held_story(connection, new)
        add_reports(connection, work.base, [new])
        tally.reports.append(report.id)
        one = grouping.place(report, new.moment, into=held)
        place(connection, [one])
        placed.append(one)
        if new.version > 1:
            tally.versions.append(Version(new.article, new.version, report.id, at))
    began = {content_id("s", one.report) for one in placed}
    stories = {one.story for one in placed}
    tally.stories |= stories & began
    tally.grown |= stories - began
    refresh(connection, stories, at)


def _as_new(connection: Connection, report: Report, at: datetime) -> NewReport | None:
    """The report as the ledger keeps it; None when the same text of the article is held."""
    article = article_of(report)
    versions, present = current_version(connection, article)
    moment = report.published or report.retrieved or at
    if present is None:
        return NewReport(report, article, 1, at, moment)
    if present.text == report.text and present.title == report.title:
        return None
    stands, comes = (r.updated or r.published for r in (present, report))
    ended = at if stands and comes and comes < stands else None
    return NewReport(report, article, versions + 1, at, moment, ended)


def _held_story(connection: Connection, new: NewReport) -> str | None:
    """The story of the article's earlier versions; a new version stays with them."""
    if new.version == 1:
        return None
    _, present = current_version(connection, new.article)
    return None if present is None else story_of(connection, present.id)


def _withdraw(
    connection: Connection, grouping: Grouping, one: Withdrawn, at: datetime, tally: _Tally
) -> None:
    report = withdraw(connection, one.article, at, one.reason)
    if report is None:
        return
    tally.withdrawn.append(report)
    grouping.forget(report)
    story = story_of(connection, report)
    refresh(connection, [story], at)
    note_event(
        connection, Change("withdrawn", story, at, f"withdrawn by its publisher: {one.reason}")
    )
