"""A query in; the claims, quotations and reports that meet it out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, func, or_, select

from sitrep.kept import Hit, Query
from sitrep.records import Report
from sitrep.store.base import Base
from sitrep.store.pack import as_micros, storable, unpack
from sitrep.store.schema import placement, report, saying
from sitrep.store.words import Indexed, asked_words

__all__ = ["MOST_RANKED", "report_hits", "saying_hits", "word_scores"]

#: rows of the full-text index that are looked at for one answer
MOST_RANKED = 2_000
#: from so many rows with every word on, rows with some of the words are left out
ENOUGH = 20
#: … and so many of those are looked at, with a score of so much at the most
MOST_SOME, SOME = 200, 0.5
#: reports whose filters are looked at in one go
_LOOKED_AT = 200
#: characters shown before and after the first word found in a report
_BEFORE, _AFTER = 80, 160


def word_scores(connection: Connection, base: Base, words: str) -> dict[int, float]:
    """How well claims and quotations are met by words, 0 to 1, by their numbers.

    Those in which every word stands come first; those with some of the words follow.
    """
    return _found(connection, base, "saying", words)


def _found(connection: Connection, base: Base, kind: Indexed, words: str) -> dict[int, float]:
    every = _scaled(base.words.find(connection, kind, words, MOST_RANKED))
    if len(every) >= ENOUGH:
        return every
    some = _scaled(base.words.find(connection, kind, words, MOST_SOME, every=False))
    return {**{number: SOME * score for number, score in some.items()}, **every}


def saying_hits(connection: Connection, query: Query, scores: Mapping[int, float]) -> list[Hit]:
    """The claims and quotations numbered in ``scores`` that pass the query's filters.

    A query without words needs no scores: all that pass are found, newest first.
    """
    if query.words and not scores:
        return []
    chosen: Select[Any] = select(saying, report.c.title, report.c.publisher, report.c.record).join(
        report, report.c.id == saying.c.report
    )
    if query.words:
        best = sorted(scores, key=lambda number: (-scores[number], number))[:MOST_RANKED]
        chosen = chosen.where(saying.c.number.in_(best))
    if query.kind is not None:
        chosen = chosen.where(saying.c.kind == query.kind)
    if query.who:
        chosen = chosen.where(_holds(saying.c.who, query.who))
    if query.about:
        named = _holds(saying.c.about, query.about)
        chosen = chosen.where(or_(named, _holds(saying.c.text, query.about)))
    if query.status is not None:
        chosen = chosen.where(saying.c.status == query.status)
    chosen = _between(chosen, saying.c.moment, saying.c.story, query)
    if not query.words:
        newest = (saying.c.moment.desc(), saying.c.number)
        chosen = chosen.order_by(*newest).limit(query.limit + query.offset)
    return [_hit(row, scores.get(row.number, 1.0)) for row in connection.execute(chosen)]


def report_hits(
    connection: Connection, base: Base, query: Query, *, every: bool = False
) -> list[Hit]:
    """The present reports in which words of the query stand, best first.

    Args:
        connection: with a transaction.
        base: with the full-text index.
        query: words and filters.
        every: only reports in which every word stands; else those with some follow.
    """
    if every:
        scores = _scaled(base.words.find(connection, "report", query.words, MOST_RANKED))
    else:
        scores = _found(connection, base, "report", query.words)
    if query.words and not scores:
        return []
    most = query.limit + query.offset
    passing = select(report.c.number).join(placement, placement.c.report == report.c.id)
    passing = passing.where(report.c.ended.is_(None))
    if query.about:
        # reports that were not analysed name nothing yet; their titles do
        passing = passing.where(_holds(report.c.title, query.about))
    passing = _between(passing, report.c.moment, placement.c.story, query)
    if query.words:
        numbers = _first_passing(connection, passing, scores, most)
    else:
        newest = passing.order_by(report.c.moment.desc(), report.c.number).limit(most)
        numbers = list(connection.execute(newest).scalars())
    chosen: Select[Any] = (
        select(report, placement.c.story)
        .join(placement, placement.c.report == report.c.id)
        .where(report.c.number.in_(numbers))
    )
    rows = {row.number: row for row in connection.execute(chosen)}
    words = asked_words(query.words)
    return [_report_hit(rows[n], words, scores.get(n, 1.0)) for n in numbers]


def _first_passing(
    connection: Connection, passing: Select[Any], scores: Mapping[int, float], most: int
) -> list[int]:
    """The best numbers that a statement lets through; the rest is not looked at."""
    best = sorted(scores, key=lambda number: (-scores[number], number))[:MOST_RANKED]
    found: list[int] = []
    for start in range(0, len(best), _LOOKED_AT):
        some = best[start : start + _LOOKED_AT]
        let = set(connection.execute(passing.where(report.c.number.in_(some))).scalars())
        found += [number for number in some if number in let]
        if len(found) >= most:
            break
    return found[:most]


def _scaled(found: Sequence[tuple[int, float]]) -> dict[int, float]:
    """Ranks as scores from 0 to 1: the best has 1."""
    best = max((rank for _, rank in found), default=1.0)
    return {number: rank / best for number, rank in found}


def _holds(column: Column[Any], words: str) -> ColumnElement[bool]:
    return func.lower(column).contains(storable(words).lower(), autoescape=True)


def _between(
    chosen: Select[Any], moment: Column[Any], story: Column[Any], query: Query
) -> Select[Any]:
    if query.since is not None:
        chosen = chosen.where(moment >= as_micros(query.since))
    if query.until is not None:
        chosen = chosen.where(moment <= as_micros(query.until))
    return chosen if query.story is None else chosen.where(story == query.story)


def _hit(row: Any, score: float) -> Hit:
    source = unpack(Report, row.record)
    return Hit(
        kind=row.kind,
        id=row.id,
        report=row.report,
        start=row.start,
        end=row.end,
        text=source.text[row.start : row.end],
        score=round(min(1.0, score), 6),
        story=row.story,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        url=source.url,
        who=row.who or None,
        finding=row.finding,
        status=row.status,
    )


def _report_hit(row: Any, words: Sequence[str], score: float) -> Hit:
    source = unpack(Report, row.record)
    start, end = _place(source.text, words)
    return Hit(
        kind="report",
        id=source.id,
        report=source.id,
        start=start,
        end=end,
        text=source.text[start:end],
        score=round(min(1.0, score), 6),
        story=row.story,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        url=source.url,
    )


def _place(text: str, words: Sequence[str]) -> tuple[int, int]:
    """The stretch of a text around the first word asked for; the beginning when none is there.

    The index goes by stems, so a word is looked for by its first letters.
    """
    first = len(text)
    for word in words:
        stem = re.escape(word[: max(3, len(word) - 3)])
        found = re.search(rf"\b{stem}", text, re.IGNORECASE)
        if found:
            first = min(first, found.start())
    if first == len(text):
        first = 0
    start = max(0, first - _BEFORE)
    if start:
        start = text.find(" ", start, first) + 1 or first
    end = min(len(text), first + _AFTER)
    if end < len(text):
        end = max(text.rfind(" ", first, end), first + 1)
    return start, end
