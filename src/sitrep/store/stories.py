"""Stories, which reports are in them and why, and what became of their ids."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from sitrep.errors import UnknownError
from sitrep.kept import Change, StoryCard, StoryOrder
from sitrep.records import Count
from sitrep.store.pack import as_micros, as_moment, storable
from sitrep.store.portions import portions
from sitrep.store.schema import event, judged, meta, placement, redirect, report, story

__all__ = [
    "Changed",
    "Placed",
    "added_before",
    "changed_since",
    "count_stories",
    "ends_of",
    "events_since",
    "follow",
    "generation",
    "is_followed",
    "move",
    "next_generation",
    "note_events",
    "place",
    "placed_between",
    "present_id",
    "refresh",
    "retitle",
    "stories_of",
    "story_cards",
    "story_of",
    "take_in",
    "titles_of",
]

#: longest title kept, characters
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Placed:
    """A report's place: its story, how surely, why, and the outline that grouping looks at."""

    report: str
    story: str
    score: float
    reason: str
    moment: datetime
    outline: bytes
    #: whether the moment is the report's own date of publication
    dated: bool = True
    #: what the search for its neighbours found; None when that is not known
    around: bytes | None = None


def place(connection: Connection, placed: Iterable[Placed]) -> None:
    """Puts reports into stories; stories that are new are made by :func:`refresh`."""
    rows = [
        {
            "report": one.report,
            "story": one.story,
            "score": one.score,
            "reason": storable(one.reason),
            "moment": as_micros(one.moment),
            "outline": one.outline,
            "dated": one.dated,
            "around": one.around,
        }
        for one in placed
    ]
    if rows:
        connection.execute(insert(placement), rows)


def placed_between(connection: Connection, first: datetime, last: datetime) -> list[Placed]:
    """The places of the reports that hold and fall between two moments, in order."""
    rows = connection.execute(
        select(placement)
        .join(report, report.c.id == placement.c.report)
        .where(
            placement.c.moment >= as_micros(first),
            placement.c.moment <= as_micros(last),
            report.c.ended.is_(None),
        )
        .order_by(placement.c.moment, placement.c.report)
    )
    return [
        Placed(
            r.report, r.story, r.score, r.reason, as_moment(r.moment), r.outline, r.dated, r.around
        )
        for r in rows
    ]


def move(connection: Connection, reports: Sequence[str], to: str, reason: str) -> set[str]:
    """Moves reports to a story; the stories that they leave."""
    left = {
        row.story
        for row in connection.execute(
            select(placement.c.story).where(placement.c.report.in_(reports)).distinct()
        )
    }
    connection.execute(
        update(placement)
        .where(placement.c.report.in_(reports))
        .values(story=to, reason=storable(reason))
    )
    connection.execute(delete(redirect).where(redirect.c.old == to))  # the id lives again
    return left - {to}


def take_in(connection: Connection, old: str, new: str, reason: str) -> None:
    """Moves all of a story into another, which its id leads to from now on."""
    connection.execute(
        update(placement).where(placement.c.story == old).values(story=new, reason=storable(reason))
    )
    connection.execute(update(redirect).where(redirect.c.new == old).values(new=new))
    connection.execute(delete(redirect).where(redirect.c.old.in_([old, new])))
    connection.execute(insert(redirect).values(old=old, new=new))


def present_id(connection: Connection, name: str) -> str:
    """The id of the story that ``name`` stands for today; the beginning of an id will do.

    Raises:
        UnknownError: when there is no such story, or several begin so.
    """
    led = connection.execute(
        select(redirect.c.new).where(redirect.c.old == name)
    ).scalar_one_or_none()
    wanted = led or name
    if connection.execute(select(story.c.id).where(story.c.id == wanted)).first():
        return str(wanted)
    begins = story.c.id.startswith(name, autoescape=True)
    rows = connection.execute(select(story.c.id).where(begins).limit(2)).all() if name else []
    if len(rows) == 1:
        return str(rows[0].id)
    if rows:
        raise UnknownError(f"several stories begin with {name!r}; give more of the id")
    raise UnknownError(f"there is no story {name!r}; `sitrep stories` lists them")


def story_of(connection: Connection, name: str) -> str:
    """The story that the report ``name`` is in.

    Raises:
        UnknownError: when there is no such report.
    """
    found = connection.execute(
        select(placement.c.story).where(placement.c.report == name)
    ).scalar_one_or_none()
    if found is None:
        raise UnknownError(f"there is no report {name!r} in the ledger")
    return str(found)


def stories_of(connection: Connection, reports: Iterable[str]) -> dict[str, str]:
    """The story that each of some reports is in."""
    found: dict[str, str] = {}
    for some in portions(reports):
        rows = connection.execute(
            select(placement.c.report, placement.c.story).where(placement.c.report.in_(some))
        )
        found.update((row.report, row.story) for row in rows)
    return found


def refresh(connection: Connection, names: Iterable[str], at: datetime) -> None:
    """Counts anew what is shown of stories; makes those that are new, drops the empty ones."""
    for some in portions(names):
        _refresh(connection, some, as_micros(at))


def _refresh(connection: Connection, names: Sequence[str], at: int) -> None:
    held: dict[str, list[Any]] = {name: [] for name in names}
    for row in connection.execute(
        select(
            placement.c.story, report.c.title, report.c.publisher, report.c.moment, report.c.seen
        )
        .join(report, placement.c.report == report.c.id)
        .where(placement.c.story.in_(names), report.c.ended.is_(None))
        .order_by(report.c.moment, report.c.id)
    ):
        held[row.story].append(row)
    known = {
        row.id: row.title
        for row in connection.execute(
            select(story.c.id, story.c.title).where(story.c.id.in_(names))
        )
    }
    new, changed = [], []
    for name, rows in held.items():
        if not rows and not _has_past(connection, name):
            connection.execute(delete(story).where(story.c.id == name))
            connection.execute(delete(judged).where(judged.c.story == name))
            continue
        shown = _shown(rows, at)
        title = known.get(name) or next((row.title for row in rows if row.title), "")[:_LONGEST]
        if name in known:
            changed.append({"name": name, "title": title, **shown})
        else:
            added = min((row.seen for row in rows), default=at)
            new.append({"id": name, "title": title, "added": added, **shown})
    if new:
        connection.execute(insert(story), new)
    if changed:
        connection.execute(update(story).where(story.c.id == bindparam("name")), changed)


def _shown(rows: Sequence[Any], at: int) -> dict[str, Any]:
    """What lists show of a story with these reports, which are in the order of their moments."""
    return {
        "changed": at,
        "first": rows[0].moment if rows else None,
        "last": rows[-1].moment if rows else None,
        "reports": len(rows),
        "publishers": "\n".join(dict.fromkeys(r.publisher for r in rows if r.publisher)),
    }


def _has_past(connection: Connection, name: str) -> bool:
    """True when a story holds reports that hold no more (withdrawn ones)."""
    found = connection.execute(
        select(placement.c.report).where(placement.c.story == name).limit(1)
    ).first()
    return found is not None


def retitle(connection: Connection, name: str, title: str) -> None:
    """Gives a story the title of its brief."""
    words = storable(title)[:_LONGEST]
    connection.execute(update(story).where(story.c.id == name).values(title=words))


def added_before(connection: Connection, names: Iterable[str], moment: datetime) -> set[str]:
    """Those of some stories that began to be kept before a moment."""
    found: set[str] = set()
    for some in portions(names):
        chosen = select(story.c.id).where(story.c.id.in_(some), story.c.added < as_micros(moment))
        found.update(connection.execute(chosen).scalars())
    return found


def generation(connection: Connection) -> int:
    """How many times reports were put into stories or moved."""
    kept = connection.execute(
        select(meta.c.value).where(meta.c.key == "generation")
    ).scalar_one_or_none()
    return 0 if kept is None else int(kept)


def next_generation(connection: Connection) -> int:
    """Counts one more change of what is in which story; the new count."""
    number = generation(connection) + 1
    changed = update(meta).where(meta.c.key == "generation").values(value=str(number))
    if not connection.execute(changed).rowcount:
        connection.execute(insert(meta).values(key="generation", value=str(number)))
    return number


def ends_of(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    """Where those of some ids lead whose stories were taken in by others."""
    found: dict[str, str] = {}
    for some in portions(names):
        rows = connection.execute(select(redirect).where(redirect.c.old.in_(some)))
        found.update((row.old, row.new) for row in rows)
    return found


def titles_of(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    """The titles that lists show of stories; those that are gone are left out."""
    found: dict[str, str] = {}
    for some in portions(names):
        rows = connection.execute(
            select(story.c.id, story.c.title).where(story.c.id.in_(some), story.c.reports > 0)
        )
        found.update((row.id, row.title) for row in rows)
    return found


def follow(connection: Connection, name: str) -> None:
    """Marks a story as one that is looked at, so that it is analysed when it grows."""
    connection.execute(
        update(story).where(story.c.id == name, story.c.followed.is_(False)).values(followed=True)
    )


def is_followed(connection: Connection, name: str) -> bool:
    """Whether a story is one that is looked at."""
    found = connection.execute(select(story.c.followed).where(story.c.id == name)).scalar()
    return bool(found)


def story_cards(
    connection: Connection,
    *,
    day_before: datetime,
    order: StoryOrder = "newest",
    names: Sequence[str] | None = None,
    disputed: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[StoryCard, ...]:
    """Stories as lists show them.

    Args:
        connection: with a transaction.
        day_before: reports seen after it count as growth.
        order: newest report first, most growth, most disputes, or most reports first.
        names: only these stories.
        disputed: only stories with a dispute.
        limit: how many at the most.
        offset: how many of the first are passed over.
    """
    since = as_micros(day_before)
    chosen: Select[Any] = (
        select(story, judged)
        .select_from(story.outerjoin(judged, judged.c.story == story.c.id))
        .where(story.c.reports > 0)
    )
    chosen = _narrowed(chosen, names, disputed=disputed)
    newest = func.coalesce(story.c.last, 0).desc()
    if order == "growing":
        grown = _grown(since).subquery()
        chosen = chosen.outerjoin(grown, grown.c.story == story.c.id)
        first: list[Any] = [func.coalesce(grown.c.grown, 0).desc(), newest]
    elif order == "disputed":
        first = [func.coalesce(judged.c.disputed, 0).desc(), newest]
    elif order == "largest":
        first = [story.c.reports.desc(), newest]
    else:
        first = [newest]
    chosen = chosen.order_by(*first, story.c.id)
    if limit is not None:
        chosen = chosen.limit(limit)
    rows = connection.execute(chosen.offset(offset)).mappings().all()
    counts: dict[str, int] = {}
    for some in portions(row[story.c.id] for row in rows):
        counted = _grown(since).where(placement.c.story.in_(some))
        counts.update((row.story, row.grown) for row in connection.execute(counted))
    return tuple(_card(row, counts.get(row[story.c.id], 0)) for row in rows)


def _grown(since: int) -> Select[Any]:
    """How many reports of each story were seen after a moment."""
    return (
        select(placement.c.story, func.count().label("grown"))
        .join(report, report.c.id == placement.c.report)
        .where(report.c.seen > since, report.c.ended.is_(None))
        .group_by(placement.c.story)
    )


def count_stories(
    connection: Connection, *, names: Sequence[str] | None = None, disputed: bool = False
) -> int:
    """How many stories there are, narrowed as in :func:`story_cards`."""
    counted: Select[Any] = (
        select(func.count())
        .select_from(story.outerjoin(judged, judged.c.story == story.c.id))
        .where(story.c.reports > 0)
    )
    return int(connection.execute(_narrowed(counted, names, disputed=disputed)).scalar_one())


def _narrowed(chosen: Select[Any], names: Sequence[str] | None, *, disputed: bool) -> Select[Any]:
    if names is not None:
        chosen = chosen.where(story.c.id.in_(names))
    return chosen.where(judged.c.disputed > 0) if disputed else chosen


def _card(row: Any, grown: int) -> StoryCard:
    told = row[judged.c.stamp] is not None
    return StoryCard(
        id=row[story.c.id],
        title=row[story.c.title],
        reports=row[story.c.reports],
        added=as_moment(row[story.c.added]),
        changed=as_moment(row[story.c.changed]),
        first=None if row[story.c.first] is None else as_moment(row[story.c.first]),
        last=None if row[story.c.last] is None else as_moment(row[story.c.last]),
        publishers=tuple(filter(None, row[story.c.publishers].split("\n"))),
        grown=grown,
        origins=Count(row[judged.c.low], row[judged.c.high]) if told else None,
        disputed=row[judged.c.disputed] if told else None,
        corroborated=row[judged.c.corroborated] if told else None,
        ready=told and row[judged.c.at] >= row[story.c.changed],
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """A story that changed: how many reports hold, and how many held at a moment before.

    ``latest`` is when the last of those that hold came in; None when there is none.
    """

    id: str
    title: str
    followed: bool
    added: datetime
    reports: int
    before: int
    latest: datetime | None


def changed_since(connection: Connection, since: datetime | None) -> list[Changed]:
    """The stories that changed after a moment, in the order in which they began to be kept."""
    chosen = select(story.c.id, story.c.title, story.c.followed, story.c.added)
    moment = -1 if since is None else as_micros(since)
    if since is not None:
        chosen = chosen.where(story.c.changed > moment)
    rows = connection.execute(chosen.order_by(story.c.added, story.c.id)).all()
    holds = report.c.ended.is_(None)
    held = and_(report.c.seen <= moment, or_(holds, report.c.ended > moment))
    counted = (
        select(
            placement.c.story,
            func.sum(case((holds, 1), else_=0)).label("reports"),
            func.sum(case((held, 1), else_=0)).label("before"),
            func.max(case((holds, report.c.seen))).label("latest"),
        )
        .join(report, report.c.id == placement.c.report)
        .group_by(placement.c.story)
    )
    counts: dict[str, Any] = {}
    for some in portions(row.id for row in rows):
        found = connection.execute(counted.where(placement.c.story.in_(some)))
        counts.update((row.story, row) for row in found)
    return [
        Changed(
            id=row.id,
            title=row.title,
            followed=bool(row.followed),
            added=as_moment(row.added),
            reports=int(counts[row.id].reports) if row.id in counts else 0,
            before=int(counts[row.id].before) if row.id in counts else 0,
            latest=as_moment(counts[row.id].latest)
            if row.id in counts and counts[row.id].latest is not None
            else None,
        )
        for row in rows
    ]


def note_events(connection: Connection, changes: Iterable[Change]) -> None:
    """Keeps what happened to stories as wholes."""
    rows = [
        {
            "at": as_micros(one.at),
            "kind": one.kind,
            "story": one.story,
            "text": storable(one.text),
        }
        for one in changes
    ]
    if rows:
        connection.execute(insert(event), rows)


def events_since(
    connection: Connection, since: datetime | None, until: datetime
) -> tuple[Change, ...]:
    """What happened to stories as wholes after a moment, in order."""
    chosen = select(event).where(event.c.at <= as_micros(until))
    if since is not None:
        chosen = chosen.where(event.c.at > as_micros(since))
    rows = connection.execute(chosen.order_by(event.c.number))
    return tuple(Change(row.kind, row.story, as_moment(row.at), row.text) for row in rows)
