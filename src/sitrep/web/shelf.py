"""The ledgers of stories that were read lately, kept in memory as long as they are true."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial
from typing import TypeVar, cast

from sitrep.kept import Correction, News, StoryCard
from sitrep.protocols import Keeper
from sitrep.records import Brief, Ledger, Story
from sitrep.renderings.lookup import Lookup
from sitrep.web.work import Job, Works

__all__ = ["NEWS", "Shelf", "Told"]

#: stories kept in memory; one of 200 reports takes 30 MB
MOST_STORIES = 8
#: pages of one story kept as they were sent
MOST_PAGES = 400
#: seconds that a page waits for its story before it shows how far the work has come
PATIENCE = 0.4
#: seconds for which an answer to "what is new" holds; finding it may take an analysis
FRESH = 30.0
#: what the names of jobs begin with that find what is new
NEWS = "new:"

Made = TypeVar("Made")

#: what a told story depends on: any change of it means that the story is read again
Stamp = tuple[object, ...]


@dataclass
class Told:
    """A story's ledger with what pages look up in it."""

    card: StoryCard
    ledger: Ledger
    corrections: tuple[Correction, ...]
    stamp: Stamp
    #: pages by address, as they were sent
    pages: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _made: dict[str, object] = field(default_factory=dict)

    @cached_property
    def lookup(self) -> Lookup:
        """The ledger with its records by id."""
        return Lookup(self.ledger)

    @cached_property
    def story(self) -> Story:
        """The story's record."""
        same = [story for story in self.ledger.stories if story.id == self.card.id]
        whole = Story(self.card.id, self.card.title, tuple(r.id for r in self.ledger.reports))
        return next(iter([*same, *self.ledger.stories]), whole)

    @cached_property
    def brief(self) -> Brief | None:
        """The story's brief; None when nothing in it could be cited."""
        return next(iter(self.ledger.briefs), None)

    def made(self, name: str, make: Callable[[], Made]) -> Made:
        """What was made of the story under a name, made now if it was not yet."""
        if name not in self._made:
            self._made[name] = make()
        return cast("Made", self._made[name])

    def remember(self, address: str, page: bytes) -> None:
        """Keeps a page as it was sent."""
        self.pages[address] = page
        while len(self.pages) > MOST_PAGES:
            self.pages.popitem(last=False)


class Shelf:
    """Stories by id, the one longest unread given up first."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self.works = Works()
        self._told: OrderedDict[str, Told] = OrderedDict()
        self._news: dict[str, tuple[News, float]] = {}
        self._lock = threading.Lock()

    def told(self, card: StoryCard) -> Told | Job:
        """The story, or the job that is making it ready."""
        corrections = self.keeper.corrections(card.id)
        stamp = _stamp(card, corrections)
        with self._lock:
            found = self._told.get(card.id)
            if found is not None and found.stamp == stamp:
                self._told.move_to_end(card.id)
                return found
        job = self.works.start(card.id, partial(self._read, card.id))
        job.ended.wait(PATIENCE)
        with self._lock:
            found = self._told.get(card.id)
        return found if job.state == "done" and found is not None else job

    def _read(self, story: str, job: Job) -> None:
        self._put(story, self.keeper.ledger(story, progress=job))

    def news(self, since: datetime | None) -> News | Job:
        """What changed after a moment, or the job that is finding out."""
        key = f"{NEWS}{since.isoformat() if since else ''}"
        with self._lock:
            found = self._news.get(key)
            if found is not None and time.monotonic() - found[1] < FRESH:
                return found[0]
        job = self.works.start(key, partial(self._compare, key, since))
        job.ended.wait(PATIENCE)
        with self._lock:
            found = self._news.get(key)
        return found[0] if job.state == "done" and found is not None else job

    def _compare(self, key: str, since: datetime | None, job: Job) -> None:
        found = self.keeper.news(since, progress=job)
        with self._lock:
            self._news.clear()
            self._news[key] = (found, time.monotonic())

    def stale(self) -> None:
        """Forgets what was new: a correction was made, or a look was taken."""
        with self._lock:
            self._news.clear()

    def _put(self, story: str, ledger: Ledger) -> None:
        card = self.keeper.story(story)
        corrections = self.keeper.corrections(card.id)
        told = Told(card, ledger, corrections, _stamp(card, corrections))
        with self._lock:
            self._told[story] = told
            self._told.move_to_end(story)
            while len(self._told) > MOST_STORIES:
                self._told.popitem(last=False)


def _stamp(card: StoryCard, corrections: tuple[Correction, ...]) -> Stamp:
    return (
        card.id,
        card.changed,
        card.ready,
        card.reports,
        tuple((one.number, one.undone) for one in corrections),
    )
