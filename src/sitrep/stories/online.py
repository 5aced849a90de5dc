"""Reports into stories one by one, as they come: a window of recent reports in plain memory."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from typing import Literal

from sitrep.errors import UsageError
from sitrep.records import content_id
from sitrep.settings import Settings
from sitrep.stories.outline import Outline
from sitrep.stories.repair import regroup
from sitrep.stories.shelf import Around, Near, Shelf
from sitrep.stories.ties import Ties

__all__ = ["Change", "Placement", "Window"]

#: how well stories are held to suit each other that a user's decision concerns; no score is higher
_DECIDED = 2.0
#: reports that are compared in one go in a repair, several neighbourhoods at a time
_BATCH = 256
#: outlines that are put into a new window in one go
_FILLED = 2000


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a new report belongs.

    Attributes:
        story: the id of its story, or None when it opens a new one.
        score: how well the best story suits, 0 to 1; 0 when nothing is near.
        runner_up: how well the second-best suits.
        reason: why, in plain words.
        rivals: the stories that were weighed, best first, with how well each suits.
    """

    story: str | None
    score: float
    runner_up: float
    reason: str
    rivals: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a repair did to one story.

    Attributes:
        kind: ``merge`` (all of ``story`` went to ``into``), ``split`` (``reports`` left ``story``
            and opened ``into``), ``move`` (``reports`` left ``story`` for ``into``, which was
            there).
        story: the id of the story that lost reports.
        into: the id of the story that they are in now.
        reports: their ids, sorted.
        reason: why, in plain words.
    """

    kind: Literal["merge", "split", "move"]
    story: str
    into: str
    reports: tuple[str, ...]
    reason: str


class Window:
    """The recent reports and their stories, held in memory; what is old is forgotten.

    The same sequence of calls gives the same stories on every machine. So that the same set of
    reports gives the same stories however the files lay, feed a batch in the order of
    :func:`sitrep.stories.outline.in_order` (by moment, then report id).
    """

    def __init__(
        self,
        settings: Settings,
        *,
        together: Iterable[tuple[str, str]] = (),
        apart: Iterable[tuple[str, str]] = (),
    ) -> None:
        """An empty window.

        Args:
            settings: ``story_*``.
            together: pairs of report ids that a user wants in one story.
            apart: pairs of report ids that a user wants in two.

        Raises:
            UsageError: a pair is given both ways.
        """
        self._settings = settings
        self._ties = Ties(together, apart)
        self._shelf = Shelf(settings)
        self._place: dict[str, int] = {}
        #: the reports by moment, the oldest first (a heap); those that were dropped among them
        self._by_age: list[tuple[datetime, str]] = []
        self._story: dict[str, str] = {}
        #: places of a story's reports, in the order in which they came
        self._members: dict[str, dict[int, None]] = {}
        #: stories changed since the last repair, with those weighed against them and how well
        #: those suited
        self._touched: dict[str, dict[str, float]] = {}
        self._placed: tuple[Outline, Near] | None = None

    @classmethod
    def of(
        cls,
        settings: Settings,
        placed: Iterable[tuple[Outline, str, Around | None]],
        *,
        together: Iterable[tuple[str, str]] = (),
        apart: Iterable[tuple[str, str]] = (),
    ) -> Window:
        """The window with these outlines and the ids of their stories, in the order they came.

        Args:
            settings: ``story_*``.
            placed: outlines with story ids and what :meth:`around` told of each (None: its
                neighbours are searched for again); in the order in which they were added.
            together: pairs of report ids that a user wants in one story.
            apart: pairs of report ids that a user wants in two.

        Raises:
            UsageError: a pair is given both ways, or a report twice.
        """
        window = cls(settings, together=together, apart=apart)
        for known, some in groupby(placed, key=lambda one: one[2] is not None):
            if not known:
                for one, story, _ in some:
                    window.add(one, story)
                continue
            while part := list(islice(some, _FILLED)):
                window._fill(part)
        window._touched.clear()
        return window

    def __len__(self) -> int:
        return len(self._place)

    def story(self, report: str) -> str:
        """The id of the story that a report of the window is in.

        Raises:
            UsageError: the report is not in the window.
        """
        try:
            return self._story[report]
        except KeyError:
            raise UsageError(f"report {report!r} is not in the window: add it first") from None

    def stories(self) -> dict[str, tuple[str, ...]]:
        """The ids of the reports of every story in the window, both sorted."""
        return {story: self.members(story) for story in sorted(self._members)}

    def members(self, story: str) -> tuple[str, ...]:
        """The ids of the reports of a story that are in the window, sorted."""
        found = self._members.get(story, {})
        return tuple(sorted(self._shelf.outline(place).report for place in found))

    def place(self, outline: Outline) -> Placement:
        """Where a report belongs; nothing is changed.

        What is decided by hand comes first. Otherwise the story is taken whose
        ``story_members`` likest reports are likest on average, if that is at least
        ``story_online``.
        """
        near = self._near(outline)
        barred = self._barred(outline)
        scores = self._scores(near, barred)
        second = scores[1][1] if len(scores) > 1 else 0.0
        rivals = tuple((story, round(score, 4)) for story, score in scores[:5])
        if told := self._told(outline, barred):
            kept = dict(scores).get(told, 0.0)
            return Placement(
                told, kept, second, "a user put it with a report of this story", rivals
            )
        if not scores:
            reason = "no recent report is like it"
            if barred:
                reason = "no recent report is like it but those that a user keeps apart from it"
            return Placement(None, 0.0, 0.0, reason)
        story, best = scores[0]
        if best < self._settings.story_online:
            reason = (
                f"the nearest story suits by {best:.2f}, "
                f"less than the {self._settings.story_online:g} asked for"
            )
            return Placement(None, best, second, reason, rivals)
        reason = f"likeness {best:.2f} to the nearest of {len(self._members[story])} reports"
        if second > 0.0:
            reason += f"; the next story suits by {second:.2f}"
        return Placement(story, best, second, reason, rivals)

    def around(self, outline: Outline) -> Around:
        """What to keep beside an outline that is about to be added, for :meth:`of`."""
        return self._shelf.around(outline, self._near(outline))

    def add(self, outline: Outline, story: str | None = None) -> str:
        """Takes a report into the window and a story.

        Args:
            outline: the report's outline.
            story: the id of its story; a new one is opened when None.

        Returns:
            The story's id. A new story's is made from its first report's id.

        Raises:
            UsageError: the report is in the window already.
        """
        if outline.report in self._place:
            raise UsageError(f"report {outline.report!r} is in the window already: add it once")
        near = self._near(outline)
        if story is None:
            story = self._new_id(outline.report)
        rivals = self._scores(near, frozenset())[: self._settings.story_repair_rivals]
        around = self._shelf.around(outline, near)
        self._take_in(outline, story, self._shelf.put(outline, around), around)
        touched = self._touched.setdefault(story, {})
        for name, score in rivals:
            touched[name] = max(score, touched.get(name, 0.0))
        return story

    def _fill(self, kept: Sequence[tuple[Outline, str, Around | None]]) -> None:
        """Takes in reports whose neighbours are known.

        Raises:
            UsageError: a report is in the window already.
        """
        known = [(one, story, around) for one, story, around in kept if around is not None]
        places = self._shelf.fill([(one, around) for one, _, around in known])
        for (one, story, around), place in zip(known, places, strict=True):
            if one.report in self._place:
                raise UsageError(f"report {one.report!r} is in the window already: add it once")
            self._take_in(one, story, place, around)

    def _take_in(self, outline: Outline, story: str, place: int, around: Around) -> None:
        for report, cosine in around.raised:
            if report in self._place:
                self._shelf.bring_near(self._place[report], cosine)
        self._placed = None
        self._place[outline.report] = place
        heapq.heappush(self._by_age, (outline.moment, outline.report))
        self._story[outline.report] = story
        self._members.setdefault(story, {})[place] = None

    def decide(
        self, together: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()
    ) -> None:
        """Replaces the users' decisions; the stories they concern are put right in a repair.

        Raises:
            UsageError: a pair is given both ways.
        """
        together, apart = tuple(together), tuple(apart)
        self._ties = Ties(together, apart)
        for pair in (*together, *apart):
            stories = {self._story[report] for report in pair if report in self._story}
            for story in stories:
                self._touched.setdefault(story, {}).update(dict.fromkeys(stories, _DECIDED))

    def forget(self, before: datetime) -> tuple[str, ...]:
        """Drops the reports whose moment is before ``before``; their ids, sorted.

        Their stories stay as they are for the caller; a story without a report in the window
        finds no new ones.
        """
        gone = []
        while self._by_age and self._by_age[0][0] < before:
            moment, report = heapq.heappop(self._by_age)
            # what was dropped, and perhaps came again with another moment, is passed over
            if report in self and self._shelf.outline(self._place[report]).moment == moment:
                self.drop(report)
                gone.append(report)
        return tuple(sorted(gone))

    def drop(self, report: str) -> None:
        """Takes one report out, as when it was withdrawn or another version stands for it.

        Raises:
            UsageError: the report is not in the window.
        """
        story = self.story(report)
        place = self._place.pop(report)
        self._shelf.take(place)
        del self._story[report]
        del self._members[story][place]
        if not self._members[story]:
            del self._members[story]
            self._touched.pop(story, None)
        self._placed = None

    def __contains__(self, report: str) -> bool:
        return report in self._place

    def repair(self) -> tuple[Change, ...]:
        """Looks again at the stories that changed since the last repair, and puts them right.

        They are grouped anew, together with the stories that were weighed against them, by
        average linkage as a batch is; pairs in one story are held to be a little liker and pairs
        in two a little less (``story_hysteresis``), so that stories do not flap. A story keeps
        its id with most of its reports; of stories that become one, the older's id stays.

        Returns:
            The changes, which the window has made already, in a fixed order.
        """
        changes: list[Change] = []
        for batch in list(self._batches()):
            hoods = [{name: tuple(self._members[name]) for name in stories} for stories in batch]
            changes += self._put_right(regroup(hoods, self._shelf, self._ties, self._settings))
        self._touched.clear()
        return tuple(changes)

    def _near(self, outline: Outline) -> Near:
        if self._placed is None or self._placed[0] != outline:
            self._placed = (outline, self._shelf.near(outline))
        return self._placed[1]

    def _barred(self, outline: Outline) -> frozenset[str]:
        """The stories that hold a report which must stand apart."""
        apart = self._ties.apart(outline.report) if self._ties else ()
        return frozenset(self._story[report] for report in apart if report in self._story)

    def _told(self, outline: Outline, barred: frozenset[str]) -> str | None:
        """The oldest story with a report that a user put together with this one, if any."""
        together = self._ties.together(outline.report) if self._ties else ()
        stories = {self._story[report] for report in together if report in self._story} - barred
        return min(stories, key=self._age, default=None)

    def _age(self, story: str) -> tuple[datetime, str]:
        return min(self._shelf.outline(place).moment for place in self._members[story]), story

    def _scores(self, near: Near, barred: frozenset[str]) -> list[tuple[str, float]]:
        """How well each story at hand suits: the mean of its likest members, best first."""
        by_story: dict[str, list[float]] = {}
        for place, likeness in zip(near.places, near.likeness, strict=True):
            if likeness > 0.0:
                story = self._story[self._shelf.outline(place).report]
                by_story.setdefault(story, []).append(likeness)
        most = self._settings.story_members
        scores = [
            (story, sum(sorted(found)[-most:]) / min(len(self._members[story]), most))
            for story, found in by_story.items()
            if story not in barred
        ]
        return sorted(scores, key=lambda one: (-round(one[1], 9), one[0]))

    def _new_id(self, report: str) -> str:
        """An id that no story of the window has."""
        made, number = content_id("s", report), 2
        while made in self._members:
            made, number = content_id("s", report, number), number + 1
        return made

    def _neighbourhoods(self) -> list[list[str]]:
        """The stories touched and those near them, in groups that do not touch, sorted.

        The nearest are put together first; what would make a group of more than
        ``story_repair_together`` reports is not, so that no repair costs more than its share,
        however crowded the news is. What users decided always is.
        """
        head: dict[str, str] = {}
        size: dict[str, int] = {}
        most, of_one = self._settings.story_repair_together, self._settings.story_repair_reports

        def find(name: str) -> str:
            while head.setdefault(name, name) != name:
                name = head[name]
            return name

        edges = [(-1.0, name, name) for name in self._touched if name in self._members]
        for story, others in self._touched.items():
            edges += [
                (-round(score, 9), min(story, other), max(story, other))
                for other, score in others.items()
                if story in self._members and other in self._members
            ]
        for score, story, other in sorted(edges):
            one, two = sorted((find(story), find(other)))
            for name in (one, two):
                size.setdefault(name, min(len(self._members[name]), of_one))
            if one != two and (size[one] + size[two] <= most or -score >= _DECIDED):
                head[two] = one
                size[one] += size.pop(two)
        groups: dict[str, list[str]] = {}
        for name in sorted(head):
            groups.setdefault(find(name), []).append(name)
        return [groups[name] for name in sorted(groups)]

    def _batches(self) -> Iterator[list[list[str]]]:
        """The neighbourhoods, several small ones at a time: each call has a price of its own."""
        batch: list[list[str]] = []
        size = 0
        for stories in self._neighbourhoods():
            more = sum(len(self._members[name]) for name in stories)
            if batch and size + more > _BATCH:
                yield batch
                batch, size = [], 0
            batch.append(stories)
            size += more
        if batch:
            yield batch

    def _put_right(self, moves: Iterable[tuple[tuple[int, ...], str | None, str]]) -> list[Change]:
        """Carries out moves: places, the story they go to (None: a new one), and why."""
        changes: list[Change] = []
        for places, into, reason in moves:
            new = into is None or into not in self._members
            first = min(places, key=self._when)
            into = into or self._new_id(self._shelf.outline(first).report)
            by_story: dict[str, list[int]] = {}
            for place in places:
                story = self._story[self._shelf.outline(place).report]
                if story != into:
                    by_story.setdefault(story, []).append(place)
            for story, leaving in sorted(by_story.items()):
                reports = tuple(sorted(self._shelf.outline(place).report for place in leaving))
                for place in leaving:
                    del self._members[story][place]
                    self._members.setdefault(into, {})[place] = None
                    self._story[self._shelf.outline(place).report] = into
                emptied = not self._members[story]
                if emptied:
                    del self._members[story]
                kind: Literal["merge", "split", "move"] = (
                    "merge" if emptied else "split" if new else "move"
                )
                changes.append(Change(kind, story, into, reports, reason))
        return changes

    def _when(self, place: int) -> tuple[datetime, str]:
        one = self._shelf.outline(place)
        return one.moment, one.report
