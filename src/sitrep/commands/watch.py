"""``sitrep watch``: feeds read again and again into a kept ledger, until stopped."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sitrep.arrivals import Feed
from sitrep.commands.add import told
from sitrep.commands.exits import DONE, WITH_PROBLEMS
from sitrep.commands.keeping import kept
from sitrep.commands.problems import plain, tell
from sitrep.errors import UsageError
from sitrep.settings import DEFAULT

__all__ = ["watch"]

#: longest sleep between two looks at which feeds are due, seconds
_NAP = 30.0


def watch(
    sources: Sequence[str],
    db: str,
    *,
    once: bool,
    analyse: bool,
    quiet: bool,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """The exit code of ``sitrep watch``; it ends when interrupted, or after one round.

    Args:
        sources: addresses of feeds, and OPML lists of them; those followed before are read too.
        db: the ledger; it is made when there is none.
        once: end when each feed that is due was read once.
        analyse: analyse each story that grew, at once.
        quiet: tell neither progress nor problems.
        sleep: waits some seconds.

    Raises:
        UsageError: when no feed is followed.
    """
    from sitrep.reports import Web, poll

    failed = False
    with kept(db, create=True) as keeper, Web(DEFAULT) as web:
        keeper.follow(_feeds(sources))
        if not keeper.feeds():
            raise UsageError("watch: no feed is followed; give the address of one, or a list")
        while True:
            due = keeper.feeds(datetime.now(UTC))
            for number, feed in enumerate(due, 1):
                polled = poll(feed, web)
                added = keeper.take(polled)
                if analyse:
                    keeper.analyse([*added.stories, *added.grown])
                failed = failed or bool(added.problems)
                if not quiet:
                    name = feed.title or feed.address
                    sys.stderr.write(plain(f"{number} of {len(due)} {told(added, name)[0]}") + "\n")
                    tell(added.problems)
            if once:
                return WITH_PROBLEMS if failed else DONE
            sleep(_nap(keeper.feeds(), datetime.now(UTC)))


def _feeds(sources: Sequence[str]) -> list[Feed]:
    """The feeds that addresses and lists name.

    Raises:
        UsageError: when a list holds none, or cannot be read.
    """
    from sitrep.reports import read_all

    found: list[Feed] = []
    for source in sources:
        if source.lower().startswith(("http://", "https://")):
            found.append(Feed(source))
            continue
        came = read_all([source], DEFAULT)
        if not came.feeds:
            why = came.problems[0].message if came.problems else "it names no feeds"
            raise UsageError(f"watch: {source}: {why}")
        found.extend(came.feeds)
    return found


def _nap(feeds: Sequence[Feed], now: datetime) -> float:
    """Seconds until the next feed is due, but not too long."""
    waits = [(feed.due - now).total_seconds() for feed in feeds if feed.due]
    return max(1.0, min([_NAP, *waits]))
