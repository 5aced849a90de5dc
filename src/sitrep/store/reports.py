"""Reports and the articles they are versions of, in and out of the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, insert, or_, select, update

from sitrep.kept import Version
from sitrep.records import Report
from sitrep.store.base import Base
from sitrep.store.pack import as_micros, as_moment, pack, storable, unpack
from sitrep.store.portions import portions
from sitrep.store.schema import article, article_key, placement, report

__all__ = [
    "NewReport",
    "Standing",
    "add_reports",
    "article_named",
    "articles_named",
    "articles_of",
    "current_version",
    "get_reports",
    "known_reports",
    "members",
    "name_articles",
    "seen_times",
    "standings",
    "versions_of",
    "withdraw",
]

#: characters of the words that stand for a title
OPENING = 90


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


@dataclass(frozen=True, slots=True)
class Standing:
    """How an article stands.

    Attributes:
        versions: how many there are.
        present: the present one; the last one of an article that was taken back.
        ongoing: whether that holds.
    """

    versions: int
    present: Report | None
    ongoing: bool


def known_reports(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Those of ``ids`` that are in the ledger."""
    found: set[str] = set()
    for some in portions(ids):
        rows = connection.execute(select(report.c.id).where(report.c.id.in_(some)))
        found.update(row.id for row in rows)
    return found


def _opening(text: str) -> str:
    """The first words of a text, by which lists call a report without a title."""
    words = text[: 4 * OPENING].split()
    opening = ""
    for word in words:
        if opening and len(opening) + len(word) + 1 > OPENING:
            return f"{opening} …"
        opening = f"{opening} {word}".strip()
    return opening if len(text) <= 4 * OPENING else f"{opening} …"


def add_reports(connection: Connection, base: Base, new: Sequence[NewReport]) -> None:
    """Keeps reports, in the order given; what they are later versions of ends with them."""
    if not new:
        return
    rows: list[dict[str, Any]] = []
    standing: dict[str, dict[str, Any]] = {}
    for one in new:
        row = {
            "id": one.report.id,
            "article": one.article,
            "version": one.version,
            "seen": as_micros(one.seen),
            "moment": as_micros(one.moment),
            "ended": None if one.ended is None else as_micros(one.ended),
            "publisher": storable(one.report.publisher or "") or None,
            "title": storable(one.report.title or _opening(one.report.text)) or None,
            "record": pack(one.report),
        }
        rows.append(row)
        if one.ended is None:
            if earlier := standing.get(one.article):
                earlier["ended"] = row["seen"]
            standing[one.article] = row
    first = {one.article for one in new if one.version == 1}
    later = [row for name, row in standing.items() if name not in first]
    if later:
        ended = update(report).where(
            report.c.article == bindparam("name"), report.c.ended.is_(None)
        )
        connection.execute(
            ended.values(ended=bindparam("at")),
            [{"name": row["article"], "at": row["seen"]} for row in later],
        )
        present = update(article).where(article.c.id == bindparam("name"))
        connection.execute(
            present.values(current=bindparam("now"), withdrawn=None, reason=""),
            [{"name": row["article"], "now": row["id"]} for row in later],
        )
    if first:
        begun = [{"id": n, "current": standing[n]["id"], "reason": ""} for n in sorted(first)]
        connection.execute(insert(article), begun)
    kept = connection.execute(insert(report).returning(report.c.id, report.c.number), rows)
    numbers: dict[str, int] = {row.id: row.number for row in kept}
    base.words.put(
        connection,
        "report",
        sorted((numbers[n.report.id], n.report.title or "", n.report.text) for n in new),
    )


def current_version(connection: Connection, name: str) -> Standing:
    """How an article stands that has a version at least, or none."""
    return standings(connection, [name]).get(name, Standing(0, None, ongoing=False))


def standings(connection: Connection, names: Iterable[str]) -> dict[str, Standing]:
    """How each of some articles stands; those that are not known are left out."""
    held: dict[str, list[Any]] = {}
    for some in portions(names):
        chosen = select(report.c.article, report.c.version, report.c.ended, report.c.record)
        for row in connection.execute(chosen.where(report.c.article.in_(some))):
            held.setdefault(row.article, []).append(row)
    found = {}
    for name, rows in held.items():
        present = max(rows, key=lambda row: (row.ended is None, row.version))
        ongoing = present.ended is None
        found[name] = Standing(len(rows), unpack(Report, present.record), ongoing=ongoing)
    return found


def article_named(connection: Connection, keys: Sequence[str]) -> str | None:
    """The article that the first known of ``keys`` names; None when none is known."""
    found = articles_named(connection, keys)
    return next((found[key] for key in map(storable, keys) if key in found), None)


def articles_named(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """The article that each of ``keys`` names, by the key as it is kept."""
    found: dict[str, str] = {}
    for some in portions(map(storable, keys)):
        chosen = select(article_key).where(article_key.c.key.in_(some))
        found.update((row.key, row.article) for row in connection.execute(chosen))
    return found


def name_articles(connection: Connection, named: Mapping[str, str]) -> None:
    """Lets keys that name nothing yet (as they are kept) name articles."""
    if named:
        connection.execute(
            insert(article_key), [{"key": key, "article": name} for key, name in named.items()]
        )


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
    for some in portions(ids):
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
    for some in portions(ids):
        rows = connection.execute(select(report.c.id, report.c.seen).where(report.c.id.in_(some)))
        found.update((row.id, as_moment(row.seen)) for row in rows)
    return found


def articles_of(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The article that each report is a version of."""
    found: dict[str, str] = {}
    for some in portions(ids):
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
