"""The last conclusion on each story, and its claims and quotations for search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from sitrep.kept import Due, HitKind
from sitrep.records import Cite, Status
from sitrep.store.base import Base
from sitrep.store.pack import as_micros, as_moment, pack_plain, storable, unpack_plain
from sitrep.store.schema import judged, saying

__all__ = [
    "Conclusion",
    "Saying",
    "due_forecasts",
    "get_conclusion",
    "keep_conclusion",
    "saying_vectors",
    "vectors_of",
]


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim or quotation as search shows it; ``vector`` as in ``TaggedSentence``."""

    id: str
    kind: HitKind
    report: str
    start: int
    end: int
    text: str
    moment: datetime
    who: str = ""
    about: tuple[str, ...] = ()
    finding: str | None = None
    status: Status | None = None
    vector: bytes = b""
    #: of a forecast: its id, until when, and what became of it
    forecast: str | None = None
    due: datetime | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What was concluded on a story: the ledger as the contract's object, and its figures."""

    story: str
    stamp: str
    at: datetime
    low: int
    high: int
    disputed: int
    corroborated: int
    ledger: dict[str, Any]


def keep_conclusion(
    connection: Connection, base: Base, kept: Conclusion, sayings: Sequence[Saying]
) -> None:
    """Keeps a conclusion in place of the one before."""
    connection.execute(delete(judged).where(judged.c.story == kept.story))
    connection.execute(
        insert(judged).values(
            story=kept.story,
            stamp=kept.stamp,
            at=as_micros(kept.at),
            low=kept.low,
            high=kept.high,
            disputed=kept.disputed,
            corroborated=kept.corroborated,
            record=pack_plain(kept.ledger),
        )
    )
    numbers = connection.execute(
        select(saying.c.number).where(saying.c.story == kept.story)
    ).scalars()
    base.words.drop(connection, "saying", list(numbers))
    connection.execute(delete(saying).where(saying.c.story == kept.story))
    rows = []
    for one in sayings:
        result = connection.execute(
            insert(saying).values(
                id=one.id,
                kind=one.kind,
                story=kept.story,
                report=one.report,
                start=one.start,
                end=one.end,
                text=storable(one.text),
                who=storable(one.who),
                about=storable("\n".join(one.about)),
                moment=as_micros(one.moment),
                finding=one.finding,
                status=one.status,
                forecast=one.forecast,
                due=None if one.due is None else as_micros(one.due),
                state=one.state,
                vector=one.vector,
            )
        )
        key = result.inserted_primary_key
        rows.append((int(key[0]) if key else 0, f"{one.who} {' '.join(one.about)}", one.text))
    base.words.put(connection, "saying", rows)


def get_conclusion(connection: Connection, name: str, stamp: str | None) -> Conclusion | None:
    """The conclusion on a story that was made from what ``stamp`` tells (None: from anything)."""
    chosen = select(judged).where(judged.c.story == name)
    if stamp is not None:
        chosen = chosen.where(judged.c.stamp == stamp)
    row = connection.execute(chosen).first()
    if row is None:
        return None
    return Conclusion(
        story=row.story,
        stamp=row.stamp,
        at=as_moment(row.at),
        low=row.low,
        high=row.high,
        disputed=row.disputed,
        corroborated=row.corroborated,
        ledger=unpack_plain(row.record),
    )


def saying_vectors(connection: Connection, after: int, most: int) -> list[tuple[int, bytes]]:
    """(number, sentence vector) of claims and quotations numbered above ``after``, in order."""
    rows = connection.execute(
        select(saying.c.number, saying.c.vector)
        .where(saying.c.number > after)
        .order_by(saying.c.number)
        .limit(most)
    )
    return [(row.number, row.vector) for row in rows]


def vectors_of(connection: Connection, numbers: Sequence[int]) -> list[tuple[int, bytes]]:
    """(number, sentence vector) of the claims and quotations of those numbers, in order."""
    rows = connection.execute(
        select(saying.c.number, saying.c.vector)
        .where(saying.c.number.in_(numbers))
        .order_by(saying.c.number)
    )
    return [(row.number, row.vector) for row in rows]


def due_forecasts(connection: Connection, until: datetime | None) -> tuple[Due, ...]:
    """Forecasts of concluded stories that nothing settled yet, the nearest end first.

    A forecast whose time passed without news is among them: it waits for a judgement.
    """
    waits = saying.c.state.in_(("open", "expired"))
    chosen = select(saying).where(saying.c.forecast.is_not(None), waits)
    if until is not None:
        chosen = chosen.where(saying.c.due.is_not(None), saying.c.due <= as_micros(until))
    last = func.coalesce(saying.c.due, 1 << 60)
    rows = connection.execute(chosen.order_by(last, saying.c.number))
    return tuple(
        Due(
            story=row.story,
            forecast=row.forecast,
            holder=row.who,
            text=row.text,
            state=row.state,
            latest=None if row.due is None else as_moment(row.due),
            cite=Cite(row.id, row.report, row.start, row.end),
        )
        for row in rows
    )
