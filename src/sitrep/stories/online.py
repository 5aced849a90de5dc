"""Reports into stories one by one: a window of recent reports, at a cost that stays the same.

What a report costs depends on how many recent reports share its rare words, which is bounded,
and never on how many there are in all.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from sitrep.records import content_id
from sitrep.settings import Settings
from sitrep.stories.alike import CROWD, likeness
from sitrep.stories.outline import Outline, terms_of

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["Bonds", "Placement", "Window", "new_story_id"]

#: terms of a report by which its neighbours are looked up, the weightiest first
_LOOKED_UP = 40
#: newest reports looked at for one term
_POSTINGS = 400
#: nearest reports that are compared in full
_COMPARED = 60
#: stories that are weighed, and newest members of each
_WEIGHED, _MEMBERS = 6, 40


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a report goes: a story that is there (None: a new one), how surely, and why.

    ``score`` is the mean likeness to the story's reports (of the nearest story, for a new
    one), 0 to 1; ``rivals`` are the other stories that came near, nearest first.
    """

    story: str | None
    score: float
    reason: str
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bonds:
    """Users' decisions: for a report, those it stands together with and those it stands apart."""

    together: Mapping[str, frozenset[str]]
    apart: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str, bool]]) -> Bonds:
        """The bonds of (one report, another, together or apart)."""
        found: tuple[dict[str, set[str]], ...] = (defaultdict(set), defaultdict(set))
        for one, other, together in pairs:
            found[together][one].add(other)
            found[together][other].add(one)
        apart, together_ = ({k: frozenset(v) for k, v in one.items()} for one in found)
        return cls(together_, apart)


class Window:
    """Recent reports with their stories, in plain memory.

    Feed reports in order of time and then of id: what is placed first decides which story is
    there to be joined, so the same reports in the same order give the same stories.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.outlines: list[Outline] = []
        self.home: dict[str, str] = {}
        self.members: dict[str, list[int]] = defaultdict(list)
        self.touched: set[str] = set()
        self._at: dict[str, int] = {}
        self._columns: dict[int, int] = {}
        self._terms: list[np.ndarray] = []
        self._whole: list[np.ndarray] = []
        self._lead: list[np.ndarray] = []
        self._postings: list[list[int]] = []
        self._count = np.zeros(1024)
        self._expected = np.zeros(1024)
        self._near: list[list[float]] = []
        self._days: list[float] = []
        self._living = 0
        self._counted = 0

    @classmethod
    def of(cls, settings: Settings, held: Iterable[tuple[Outline, str]]) -> Window:
        """The window of reports whose stories are known."""
        window = cls(settings)
        for one, story in held:
            window.add(one, story)
        window.touched.clear()
        return window

    def __len__(self) -> int:
        return self._living

    def __contains__(self, report: str) -> bool:
        return report in self._at

    def place(self, one: Outline, bonds: Bonds | None = None) -> Placement:
        """Where a report belongs; it is not added.

        Args:
            one: its outline.
            bonds: decisions of users, which are always obeyed.
        """
        forced = self._forced(one.report, bonds)
        if forced is not None:
            return Placement(forced, 1.0, "a reader put it with a report of this story")
        barred = self._barred(one.report, bonds)
        near = self._compared(one, self._lookup(one))
        own = heapq.nlargest(CROWD, (cosine for _, cosine in near))
        stories = [s for s in self._stories_of(near) if s not in barred][:_WEIGHED]
        if not stories:
            return Placement(None, 0.0, "no recent report shares its rare words")
        weighed = sorted(
            ((self._score(one, own, story), story) for story in stories),
            key=lambda p: (-p[0], p[1]),
        )
        best, story = weighed[0]
        score = round(best, 4)
        rivals = tuple(name for value, name in weighed if value > 0.0)
        if best >= self.settings.story_similarity:
            reason = f"mean likeness {score:.2f} to {len(self.members[story])} recent reports"
            return Placement(story, score, reason, rivals[1:])
        return Placement(None, score, f"the nearest story is too unlike ({score:.2f})", rivals)

    def add(self, one: Outline, story: str) -> None:
        """Adds a report that was placed."""
        terms = terms_of(one)
        columns = self._columns_of(terms)
        self._count[columns] += 1
        at = len(self.outlines)
        nearest: list[float] = []
        self.outlines.append(one)
        self._terms.append(columns)
        self._whole.append(terms["whole"].astype(np.float64))
        self._lead.append(terms["lead"].astype(np.float64))
        self._near.append(nearest)
        self._days.append(one.moment.timestamp() / 86400.0)
        self._at[one.report] = at
        self.home[one.report] = story
        self.members[story].append(at)
        self.touched.add(story)
        self._living += 1
        self._counted += 1
        for other, cosine in self._compared(one, self._candidates(at)):
            if other != at:
                _keep(nearest, cosine)
                _keep(self._near[other], cosine)
        for column in columns.tolist():
            self._postings[column].append(at)

    def move(self, report: str, story: str) -> None:
        """Puts a report of the window into another story."""
        at = self._at[report]
        self.members[self.home[report]].remove(at)
        self.home[report] = story
        self.members[story].append(at)
        self.members[story].sort()

    def forget(self, report: str) -> None:
        """Takes a report out: it fell out of the window or holds no more.

        It still tells which words are common, and how crowded its surroundings are.
        """
        at = self._at.pop(report, None)
        if at is None:
            return
        self._living -= 1
        story = self.home.pop(report)
        self.members[story].remove(at)
        if not self.members[story]:
            del self.members[story]
            self.touched.discard(story)

    def forget_before(self, moment: datetime) -> None:
        """Takes all reports out that are older, and drops what stands behind too many others."""
        old = [o.report for o in self.outlines if o.moment < moment and o.report in self._at]
        for report in old:
            self.forget(report)
        if len(self.outlines) > 2 * max(self._living, self.settings.story_memory):
            self._rebuild()

    def reach(self) -> timedelta:
        """How far apart two reports of one story may be."""
        return timedelta(days=self.settings.story_window_days)

    def pairs(self, numbers: Sequence[int]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Each two of some reports that are alike at all, and how much, by place in ``numbers``."""
        from scipy.sparse import triu

        rows = self._rows(numbers, self._whole)
        near = triu(rows @ rows.T, k=1).tocoo()
        kept = near.data >= self.settings.story_least_cosine
        one, other = near.row[kept], near.col[kept]
        cosine = np.minimum(near.data[kept], 1.0)
        leads = self._rows(numbers, self._lead)
        lead = np.asarray(leads[one].multiply(leads[other]).sum(axis=1)).ravel()
        nearest = np.array([max(self._near[n], default=0.0) for n in numbers])
        crowd = np.array([_crowd(self._near[n]) for n in numbers])
        first = cosine / np.maximum(np.maximum(nearest[one], cosine), 1e-9)
        second = cosine / np.maximum(np.maximum(nearest[other], cosine), 1e-9)
        dated = np.array([self.outlines[n].dated for n in numbers])
        times = np.array([self._days[n] for n in numbers])
        undated = ~(dated[one] & dated[other])
        features = np.stack(
            [
                cosine,
                np.sqrt(cosine),
                np.log(np.maximum(cosine, 1e-9)),
                lead,
                np.sqrt(first * second),
                np.minimum(first, second),
                crowd[one] + crowd[other],
                np.where(undated, 0.0, np.log1p(np.abs(times[one] - times[other]))),
                undated.astype(np.float64),
            ],
            axis=1,
        )
        return one, other, likeness(features)

    def near_stories(self, number: int) -> list[str]:
        """Stories of the reports nearest to one of the window, its own among them."""
        near = self._compared(self.outlines[number], self._candidates(number))
        return self._stories_of(near)[:_WEIGHED]

    # -- how a report stands to others ------------------------------------------------------

    def _forced(self, report: str, bonds: Bonds | None) -> str | None:
        if bonds is None:
            return None
        homes = {self.home[r] for r in bonds.together.get(report, ()) if r in self.home}
        return min(homes) if homes else None

    def _barred(self, report: str, bonds: Bonds | None) -> set[str]:
        if bonds is None:
            return set()
        return {self.home[r] for r in bonds.apart.get(report, ()) if r in self.home}

    def _stories_of(self, near: Iterable[tuple[int, float]]) -> list[str]:
        """Stories of the nearest reports, the nearest first."""
        best: dict[str, float] = {}
        for number, cosine in near:
            story = self.home.get(self.outlines[number].report)
            if story is not None and cosine >= self.settings.story_least_cosine:
                best[story] = max(best.get(story, 0.0), cosine)
        return sorted(best, key=lambda story: (-best[story], story))

    def _score(self, one: Outline, own: Sequence[float], story: str) -> float:
        """Mean likeness of a report to the newest reports of a story."""
        members = self.members[story][-_MEMBERS:]
        near = dict(self._compared(one, members))
        rows = [
            self._row(near[m], lead, own, self._near[m], one, self.outlines[m])
            for m, lead in zip(members, self._leads(one, members), strict=True)
            if near[m] >= self.settings.story_least_cosine
        ]
        return float(likeness(np.array(rows)).sum()) / len(members) if rows else 0.0

    def _row(
        self,
        cosine: float,
        lead: float,
        own: Sequence[float],
        theirs: Sequence[float],
        one: Outline,
        other: Outline,
    ) -> list[float]:
        """The features of a pair, in the order of :data:`sitrep.stories.alike.NAMES`."""
        ratios = [cosine / max(max(near, default=0.0), cosine, 1e-9) for near in (own, theirs)]
        undated = not (one.dated and other.dated)
        days = abs((one.moment - other.moment).total_seconds()) / 86400.0
        return [
            cosine,
            float(np.sqrt(cosine)),
            float(np.log(cosine)),
            lead,
            float(np.sqrt(ratios[0] * ratios[1])),
            min(ratios),
            _crowd(own) + _crowd(theirs),
            0.0 if undated else float(np.log1p(days)),
            float(undated),
        ]

    # -- sparse vectors -----------------------------------------------------------------------

    def _lookup(self, one: Outline) -> list[int]:
        """Numbers of the reports that share the weightiest terms of an outline."""
        terms = terms_of(one)
        known = [self._columns.get(int(t), -1) for t in terms["term"]]
        columns = np.array(known, dtype=np.int64)
        weights = terms["whole"].astype(np.float64)
        inside = columns >= 0
        return self._sharing(columns[inside], weights[inside])

    def _candidates(self, at: int) -> list[int]:
        return self._sharing(self._terms[at], self._whole[at])

    def _sharing(self, columns: np.ndarray, weights: np.ndarray) -> list[int]:
        if not len(columns):
            return []
        value = (weights * self._idf(columns)) ** 2
        order = np.lexsort((columns, -value))
        shared: dict[int, float] = defaultdict(float)
        left = _LOOKED_UP
        for at in order.tolist():
            posted = self._postings[int(columns[at])]
            if not posted:
                continue
            for number in posted[-_POSTINGS:]:
                shared[number] += float(value[at])
            left -= 1
            if not left:
                break
        best = heapq.nsmallest(_COMPARED, shared, key=lambda n: (-shared[n], -n))
        return sorted(best)

    def _compared(self, one: Outline, numbers: Sequence[int]) -> list[tuple[int, float]]:
        """The cosine of an outline with each of some reports of the window."""
        return self._cosines(one, numbers, self._whole, "whole")

    def _leads(self, one: Outline, numbers: Sequence[int]) -> list[float]:
        return [cosine for _, cosine in self._cosines(one, numbers, self._lead, "lead")]

    def _cosines(
        self, one: Outline, numbers: Sequence[int], weights: Sequence[np.ndarray], field: str
    ) -> list[tuple[int, float]]:
        if not len(numbers):
            return []
        terms = terms_of(one)
        columns = self._columns_of(terms)
        own = terms[field].astype(np.float64) * self._idf(columns)
        dense = self._dense
        dense[columns] = own
        length = float(np.sqrt(own @ own)) or 1.0
        flat = np.concatenate([self._terms[n] for n in numbers])
        values = np.concatenate([weights[n] for n in numbers]) * self._idf(flat)
        starts = np.cumsum([0, *(len(self._terms[n]) for n in numbers)])[:-1]
        dots = np.add.reduceat(values * dense[flat], starts)
        lengths = np.sqrt(np.add.reduceat(values * values, starts))
        dense[columns] = 0.0
        cosines = np.minimum(dots / (np.maximum(lengths, 1e-12) * length), 1.0)
        return list(zip(numbers, cosines.tolist(), strict=True))

    def _rows(self, numbers: Sequence[int], weights: Sequence[np.ndarray]) -> csr_matrix:
        """One row of unit length a report."""
        from scipy.sparse import csr_matrix

        columns = [self._terms[n] for n in numbers]
        values = []
        for number, column in zip(numbers, columns, strict=True):
            row = weights[number] * self._idf(column)
            values.append(row / (float(np.sqrt(row @ row)) or 1.0))
        starts = np.cumsum([0, *(len(column) for column in columns)])
        shape = (len(numbers), len(self._postings))
        return csr_matrix((np.concatenate(values), np.concatenate(columns), starts), shape=shape)

    @property
    def _dense(self) -> np.ndarray:
        if not hasattr(self, "_buffer") or len(self._buffer) < len(self._count):
            self._buffer: np.ndarray = np.zeros(len(self._count))
        return self._buffer

    def _idf(self, columns: np.ndarray) -> np.ndarray:
        """Inverse document frequency, steadied by made-up reports of open English."""
        background = self.settings.story_background
        idf: np.ndarray = np.log(
            (self._counted + background + 1.0)
            / (self._count[columns] + self._expected[columns] + 0.5)
        )
        np.maximum(idf, 0.0, out=idf)
        return idf

    def _columns_of(self, terms: np.ndarray) -> np.ndarray:
        """Columns of terms; those never met get new ones."""
        found = np.empty(len(terms), dtype=np.int64)
        for at, term in enumerate(terms["term"].tolist()):
            column = self._columns.get(term)
            if column is None:
                column = len(self._postings)
                self._columns[term] = column
                self._postings.append([])
                if column >= len(self._count):
                    self._count = np.concatenate([self._count, np.zeros(len(self._count))])
                    self._expected = np.concatenate([self._expected, np.zeros(len(self._expected))])
                self._expected[column] = terms["expected"][at]
            found[at] = column
        return found

    def _rebuild(self) -> None:
        """Drops the oldest reports that are in no story of the window any more."""
        kept = self.outlines[-self.settings.story_memory :]
        held = [o for o in self.outlines[: -self.settings.story_memory] if o.report in self._at]
        fresh = Window(self.settings)
        for one in (*held, *kept):
            home = self.home.get(one.report)
            fresh.add(one, home or "")
            if home is None:
                fresh.forget(one.report)
        fresh.touched = self.touched & set(fresh.members)
        self.__dict__.update(fresh.__dict__)


def new_story_id(report: str) -> str:
    """The id of the story that begins with a report; it stays as the story grows."""
    return content_id("s", report)


def _keep(near: list[float], cosine: float) -> None:
    """Keeps the greatest cosines."""
    if len(near) < CROWD:
        heapq.heappush(near, cosine)
    else:
        heapq.heappushpop(near, cosine)


def _crowd(near: Sequence[float]) -> float:
    """Mean of the farther half of the nearest reports' cosines; missing ones count as 0."""
    ordered = sorted(near, reverse=True)[CROWD // 2 : CROWD]
    return sum(ordered) / (CROWD - CROWD // 2)
