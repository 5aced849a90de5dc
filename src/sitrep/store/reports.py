"""Reports and the articles they are versions of, in and out of the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select, update

from sitrep.kept import Version
from sitrep.records import Report
from sitrep.store.base import Base
from sitrep.store.pack import as_micros, as_moment, pack, storable, unpack
from sitrep.store.schema import article, article_key, placement, report

__all__ = [
    "NewReport",
    "add_reports",
    "article_named",
    "articles_of",
    "current_version",
    "get_reports",
    "known_reports",
    "members",
    "name_article",
    "seen_times",
    "versions_of",
    "withdraw",
]

#: ids asked for in one statement; SQLite takes some thousands
MANY = 500


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report to be kept: the article it is a version of, and when it counts from."""

    report: Report
    article: str
    version: int
    seen: datetime
    moment: datetime
    #: set when a later version of the article is already known
    ended: datetime | None = None


def known_reports(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of ``ids`` that are in the ledger."""
    found: set[str] = set()
    for some in _portions(ids):
        rows = connection.execute(select(report.c.id).where(report.c.id.in_(some)))
        found.update(row.id for row in rows)
    return found


def add_reports(connection: Connection, base: Base, new: Sequence[NewReport]) -> dict[str, int]:
    """Keeps reports; what they are later versions of ends with them.

    Returns:
        The number of each report.
    """
    numbers: dict[str, int] = {}
    for one in new:
        seen = as_micros(one.seen)
        if one.ended is None:
            connection.execute(
                update(report)
                .where(report.c.article == one.article, report.c.ended.is_(None))
                .values(ended=seen)
            )
        result = connection.execute(
            insert(report).values(
                id=one.report.id,
                article=one.article,
                version=one.version,
                seen=seen,
                moment=as_micros(one.moment),
                ended=None if one.ended is None else as_micros(one.ended),
                publisher=storable(one.report.publisher or "") or None,
                title=storable(one.report.title or "") or None,
                record=pack(one.report),
            )
        )
        key = result.inserted_primary_key
        numbers[one.report.id] = int(key[0]) if key else 0
        if one.version == 1:
            connection.execute(
                insert(article).values(id=one.article, current=one.report.id, reason="")
            )
        elif one.ended is None:
            connection.execute(
                update(article)
                .where(article.c.id == one.article)
                .values(current=one.report.id, withdrawn=None, reason="")
            )
    base.words.put(
        connection,
        "report",
        [(numbers[n.report.id], n.report.title or "", n.report.text) for n in new],
    )
    return numbers


def current_version(connection: Connection, name: str) -> tuple[int, Report | None]:
    """How many versions an article has, and the report that holds the present one, if any."""
    rows = connection.execute(
        select(report.c.version, report.c.ended, report.c.record).where(report.c.article == name)
    ).all()
    present = next((row.record for row in rows if row.ended is None), None)
    if present is None and rows:
        present = max(rows, key=lambda row: int(row.version)).record
    return len(rows), None if present is None else unpack(Report, present)


def article_named(connection: Connection, keys: Sequence[str]) -> str | None:
    """The article that the first known of ``keys`` names; None when none is known."""
    chosen = select(article_key).where(article_key.c.key.in_([storable(key) for key in keys]))
    found = {row.key: str(row.article) for row in connection.execute(chosen)}
    return next((found[key] for key in map(storable, keys) if key in found), None)


def name_article(connection: Connection, name: str, keys: Sequence[str]) -> None:
    """Lets keys name an article; a key that names another already goes on doing so."""
    wanted = [storable(key) for key in keys]
    known = connection.execute(
        select(article_key.c.key).where(article_key.c.key.in_(wanted))
    ).scalars()
    fresh = [key for key in wanted if key not in set(known)]
    if fresh:
        connection.execute(insert(article_key), [{"key": k, "article": name} for k in fresh])


def withdraw(connection: Connection, name: str, at: datetime, reason: str) -> str | None:
    """Marks an article as taken back; the id of the report that so ended, if one did."""
    current = connection.execute(
        select(report.c.id).where(report.c.article == name, report.c.ended.is_(None))
    ).scalar_one_or_none()
    if current is None:
        return None
    moment = as_micros(at)
    connection.execute(update(report).where(report.c.id == current).values(ended=moment))
    connection.execute(
        update(article)
        .where(article.c.id == name)
        .values(withdrawn=moment, current=None, reason=storable(reason))
    )
    return str(current)


def get_reports(connection: Connection, ids: Sequence[str]) -> dict[str, Report]:
    """Reports by id; ids that are not known are left out."""
    found: dict[str, Report] = {}
    for some in _portions(ids):
        rows = connection.execute(select(report.c.id, report.c.record).where(report.c.id.in_(some)))
        found.update((row.id, unpack(Report, row.record)) for row in rows)
    return found


def members(connection: Connection, story: str, at: datetime | None = None) -> list[str]:
    """Ids of the reports of a story that hold: now, or as they did at a moment, sorted."""
    ongoing: ColumnElement[bool] = report.c.ended.is_(None)
    holds = ongoing
    if at is not None:
        moment = as_micros(at)
        holds = and_(report.c.seen <= moment, or_(ongoing, report.c.ended > moment))
    rows = connection.execute(
        select(report.c.id)
        .join(placement, placement.c.report == report.c.id)
        .where(placement.c.story == story, holds)
    )
    return sorted(row.id for row in rows)


def seen_times(connection: Connection, ids: Sequence[str]) -> dict[str, datetime]:
    """When each report came into the ledger."""
    found: dict[str, datetime] = {}
    for some in _portions(ids):
        rows = connection.execute(select(report.c.id, report.c.seen).where(report.c.id.in_(some)))
        found.update((row.id, as_moment(row.seen)) for row in rows)
    return found


def articles_of(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The article that each report is a version of."""
    found: dict[str, str] = {}
    for some in _portions(ids):
        chosen = select(report.c.id, report.c.article).where(report.c.id.in_(some))
        found.update((row.id, row.article) for row in connection.execute(chosen))
    return found


def versions_of(connection: Connection, name: str) -> tuple[Version, ...]:
    """All versions of the article that the report ``name`` is one of, oldest first."""
    rows = connection.execute(
        select(
            report.c.id,
            report.c.version,
            report.c.seen,
            article.c.withdrawn,
            report.c.article,
        )
        .join(article, article.c.id == report.c.article)
        .where(
            report.c.article
            == select(report.c.article).where(report.c.id == name).scalar_subquery()
        )
        .order_by(report.c.version)
    ).all()
    last = max((row.version for row in rows), default=0)
    return tuple(
        Version(
            article=row.article,
            number=row.version,
            report=row.id,
            seen=as_moment(row.seen),
            withdrawn=row.version == last and row.withdrawn is not None,
        )
        for row in rows
    )


def _portions(ids: Iterable[str]) -> Iterable[list[str]]:
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), MANY):
        yield wanted[start : start + MANY]
