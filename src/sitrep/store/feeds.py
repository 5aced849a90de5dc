"""Feeds that are followed, and how far each was read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from sitrep.arrivals import Feed
from sitrep.store.pack import as_micros, pack, unpack
from sitrep.store.schema import feed

__all__ = ["get_feeds", "put_feed"]


def get_feeds(connection: Connection, due: datetime | None = None) -> tuple[Feed, ...]:
    """The feeds that are followed, by address; those due at a moment only, if one is given."""
    chosen = select(feed.c.record).where(feed.c.followed)
    if due is not None:
        chosen = chosen.where(feed.c.due <= as_micros(due))
    rows = connection.execute(chosen.order_by(feed.c.address)).scalars()
    return tuple(unpack(Feed, record) for record in rows)


def put_feed(connection: Connection, state: Feed) -> None:
    """Follows a feed from where it was read last."""
    connection.execute(delete(feed).where(feed.c.address == state.address))
    connection.execute(
        insert(feed).values(
            address=state.address,
            followed=True,
            due=0 if state.due is None else as_micros(state.due),
            record=pack(state),
        )
    )
