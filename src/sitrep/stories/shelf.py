"""The outlines of a window, indexed by their rarest terms: what is near a report, at flat cost."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitrep.settings import Settings
from sitrep.stories.alike import CROWD, Shared, days_between, features, likeness
from sitrep.stories.outline import PAIR, Outline, background, count_weights

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Around", "Near", "Shelf"]

_ROOM = 1 << 16


@dataclass(frozen=True, slots=True)
class Near:
    """The reports on the shelf that are nearest to a new one.

    Attributes:
        places: their places on the shelf, the nearest first.
        likeness: how much each looks like a report of the same happening, 0 to 1.
        nearest: the cosine of the nearest one, 0 when there is none.
        crowd: the mean cosine of those some way off.
        cosines: the cosine of each.
    """

    places: tuple[int, ...]
    likeness: tuple[float, ...]
    nearest: float
    crowd: float
    cosines: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What a search for a report's neighbours left behind, so that it need not be made again.

    Attributes:
        nearest: the cosine of the nearest report when this one came, 0 when there was none.
        crowd: the mean cosine of reports some way off, as in :class:`Near`.
        telling: which of the outline's terms the report is found by, a bit a term.
        raised: earlier reports that this one is nearer to than all before it, with the cosine.
    """

    nearest: float
    crowd: float
    telling: bytes
    raised: tuple[tuple[str, float], ...] = ()


@dataclass(slots=True)
class _Row:
    """One outline as it stands on the shelf."""

    outline: Outline
    columns: np.ndarray
    codes: np.ndarray
    pairs: np.ndarray
    stamp: float
    nearest: float = 0.0
    crowd: float = 0.0

    @classmethod
    def of(cls, outline: Outline, terms: np.ndarray, columns: np.ndarray) -> _Row:
        """The row of an outline with these terms, whose columns are these."""
        import numpy as np

        # terms rise and a pair is told by the highest bits, so that pairs stand last
        words = int(np.searchsorted(terms, PAIR << 30))
        codes = np.frombuffer(outline.counts, dtype=np.uint8)[:words]
        stamp = outline.moment.timestamp() if outline.dated else float("nan")
        return cls(outline, columns[:words], codes, columns[words:], stamp)

    def __len__(self) -> int:
        return len(self.columns) + len(self.pairs)

    def all_columns(self) -> np.ndarray:
        """The columns of words and of pairs, in the order of the outline's terms."""
        import numpy as np

        return np.concatenate([self.columns, self.pairs])


class Shelf:
    """Outlines by place, with an inverted index over each one's telling terms.

    What one search costs is bounded by settings, not by how many outlines there are: so many of
    a report's terms are looked up, so many of the newest reports are taken from each, so
    many candidates are compared in full.
    """

    def __init__(self, settings: Settings) -> None:
        """An empty shelf.

        Args:
            settings: ``story_*``.
        """
        import numpy as np

        self._settings = settings
        self._rows: dict[int, _Row] = {}
        self._next = 0
        self._column: dict[int, int] = {}
        #: columns that were given out at all, and those of them that no term has any more
        self._used = 0
        self._free: list[int] = []
        #: by column, the places that a telling term stands at, in order; mostly it is one alone
        self._posts: list[int | array[int] | None] = []
        self._frequency = np.zeros(_ROOM)
        self._expected = np.zeros(_ROOM)
        self._log = np.zeros(_ROOM)
        self._whole = np.zeros(_ROOM)
        self._lead = np.zeros(_ROOM)
        #: the row made last: a report is looked up and then put
        self._last: _Row | None = None
        self._in_whole, self._in_lead = count_weights(settings.story_name_weight)

    def __len__(self) -> int:
        return len(self._rows)

    def outline(self, place: int) -> Outline:
        """The outline at a place."""
        return self._rows[place].outline

    def surroundings(self, place: int) -> tuple[float, float]:
        """The nearest cosine and the crowd of the outline at a place."""
        row = self._rows[place]
        return row.nearest, row.crowd

    def rarity(self, outlines: list[Outline]) -> dict[int, float]:
        """The weight of each term of some outlines of this shelf."""
        import numpy as np

        terms = np.unique(
            np.frombuffer(b"".join(one.terms for one in outlines), dtype="<u4")
        ).tolist()
        columns = np.array([self._column[term] for term in terms], dtype=np.int64)
        return dict(zip(terms, (self._top() - self._log[columns]).tolist(), strict=True))

    def near(self, outline: Outline) -> Near:
        """The outlines on the shelf that are nearest to ``outline``."""
        return self._near(self._row(outline))

    def around(self, outline: Outline, found: Near) -> Around:
        """What must be kept of a search to put its outline on a shelf again without it."""
        import numpy as np

        raised = [
            (row.outline.report, cosine)
            for place, cosine in zip(found.places, found.cosines, strict=True)
            if (row := self._rows[place]).nearest < cosine
        ]
        telling = np.packbits(self._telling(self._row(outline))).tobytes()
        return Around(found.nearest, found.crowd, telling, tuple(raised))

    def put(self, outline: Outline, around: Around) -> int:
        """Puts an outline on the shelf; its place, which never changes.

        Args:
            outline: the outline.
            around: what a search for its neighbours found, as :meth:`around` tells.
        """
        row = self._row(outline)
        self._count(row.all_columns(), 1.0)
        return self._shelved(row, around)

    def fill(self, kept: Sequence[tuple[Outline, Around]]) -> list[int]:
        """The places of many outlines, put on the shelf at once: ten times as fast."""
        import numpy as np

        if not kept:
            return []
        terms = [np.frombuffer(outline.terms, dtype="<u4") for outline, _ in kept]
        known, which, counts = np.unique(
            np.concatenate(terms), return_inverse=True, return_counts=True
        )
        column = self._columns(known)
        self._count(column, counts)
        columns = column[which].astype(np.int32)
        places, end = [], 0
        for (outline, around), mine in zip(kept, terms, strict=True):
            start, end = end, end + len(mine)
            row = _Row.of(outline, mine, columns[start:end].copy())
            places.append(self._shelved(row, around))
        return places

    def _shelved(self, row: _Row, around: Around) -> int:
        import numpy as np

        row.nearest, row.crowd = around.nearest, around.crowd
        place, self._next = self._next, self._next + 1
        self._rows[place] = row
        telling = np.unpackbits(np.frombuffer(around.telling, dtype=np.uint8), count=len(row))
        for column in row.all_columns()[telling.view(bool)].tolist():
            held = self._posts[column]
            if held is None:
                self._posts[column] = place
            elif isinstance(held, array):
                held.append(place)
            else:
                self._posts[column] = array("q", (held, place))
        return place

    def bring_near(self, place: int, cosine: float) -> None:
        """Tells the outline at a place of a report that came near it."""
        row = self._rows[place]
        row.nearest = max(row.nearest, cosine)

    def take(self, place: int) -> None:
        """Takes an outline off the shelf."""
        import numpy as np

        row = self._rows.pop(place)
        columns = row.all_columns()
        for column in columns[self._telling(row)].tolist():
            posts = self._posts[column]
            if isinstance(posts, array):
                posts.remove(place)
            if not isinstance(posts, array) or not posts:
                self._posts[column] = None
        self._count(columns, -1.0)
        # a term that no report holds any more gives its column to a new one, so that the shelf does
        # not grow with all that ever stood on it
        terms = np.frombuffer(row.outline.terms, dtype="<u4")
        unheld = self._frequency[columns] <= 0
        for term, column in zip(terms[unheld].tolist(), columns[unheld].tolist(), strict=True):
            del self._column[term]
            self._free.append(column)
        self._last = None

    def _row(self, outline: Outline) -> _Row:
        import numpy as np

        if self._last is not None and self._last.outline is outline:
            return self._last
        terms = np.frombuffer(outline.terms, dtype="<u4")
        self._last = _Row.of(outline, terms, self._columns(terms).astype(np.int32))
        return self._last

    def _columns(self, terms: np.ndarray) -> np.ndarray:
        """The columns of some terms, each given once; those that are new get one."""
        import numpy as np

        known = self._column
        columns = np.fromiter(
            (known.get(term, -1) for term in terms.tolist()), dtype=np.int64, count=len(terms)
        )
        if (new := np.flatnonzero(columns < 0)).size:
            given = [self._free.pop() for _ in range(min(len(new), len(self._free)))]
            first = self._used
            self._used += len(new) - len(given)
            given.extend(range(first, self._used))
            columns[new] = given
            known.update(zip(terms[new].tolist(), given, strict=True))
            self._posts.extend([None] * (self._used - len(self._posts)))
            self._grow(self._used)
            self._expected[columns[new]] = background(terms[new], self._settings.story_report_words)
            self._count(columns[new], 0.0)
        return columns

    def _grow(self, size: int) -> None:
        import numpy as np

        if size <= len(self._log):
            return
        for name in ("_frequency", "_expected", "_log", "_whole", "_lead"):
            old = getattr(self, name)
            setattr(self, name, np.concatenate([old, np.zeros(max(size, 2 * len(old)) - len(old))]))

    def _count(self, columns: np.ndarray, change: float | np.ndarray) -> None:
        import numpy as np

        made_up = self._settings.story_background
        self._frequency[columns] += change
        self._log[columns] = np.log(
            self._frequency[columns] + made_up * self._expected[columns] + 0.5
        )

    def _top(self) -> float:
        import numpy as np

        return float(np.log(len(self._rows) + self._settings.story_background + 1.0))

    def _telling(self, row: _Row) -> np.ndarray:
        """Which terms a report is found by: those that weigh most in open English.

        The stream's own counts are left out here, so that a report is indexed by the same terms
        whenever it comes.
        """
        import numpy as np

        made_up = self._settings.story_background
        most = self._settings.story_index_terms
        telling = np.ones(len(row), dtype=bool)
        if len(row) <= most:
            return telling
        weight = np.concatenate([self._in_whole[row.codes], np.ones(len(row.pairs))])
        weight = weight * -np.log(made_up * self._expected[row.all_columns()] + 0.5)
        order = np.lexsort((np.frombuffer(row.outline.terms, dtype="<u4"), -weight))
        telling[order[most:]] = False
        return telling

    def _candidates(self, row: _Row) -> np.ndarray:
        """The places that share the most telling terms, at most ``story_candidates``."""
        import numpy as np

        settings = self._settings
        columns = row.all_columns()
        weight = np.concatenate([self._in_whole[row.codes], np.ones(len(row.pairs))])
        rare = self._top() - self._log[columns]
        weight = weight * rare * rare
        order = np.lexsort((np.frombuffer(row.outline.terms, dtype="<u4"), -rare))
        posts: array[int] = array("q")
        sizes, used = [], []
        for at, column in zip(order.tolist(), columns[order].tolist(), strict=True):
            if (found := self._posts[column]) is not None:
                if isinstance(found, array):
                    newest = found[-settings.story_posting_reports :]
                    posts.extend(newest)
                    sizes.append(len(newest))
                else:
                    posts.append(found)
                    sizes.append(1)
                used.append(at)
                if len(posts) >= settings.story_postings:
                    break
        if not posts:
            return np.zeros(0, dtype=np.int64)
        places, which = np.unique(np.frombuffer(posts, dtype=np.int64), return_inverse=True)
        score = np.bincount(which, weights=np.repeat(weight[used], sizes))
        best = np.lexsort((places, -score))[: settings.story_candidates]
        return np.sort(places[best])

    def _near(self, row: _Row) -> Near:
        import numpy as np

        places = self._candidates(row)
        if not len(places):
            return Near((), (), 0.0, 0.0, ())
        rows = [self._rows[place] for place in places.tolist()]
        cosine, lead = self._cosines(row, rows)
        kept = cosine >= self._settings.story_least_cosine
        order = np.lexsort((places, -cosine))
        order = order[kept[order]]
        if not len(order):
            return Near((), (), 0.0, 0.0, ())
        rows = [rows[at] for at in order.tolist()]
        cosine, lead = cosine[order], lead[order]
        nearest = float(cosine[0])
        crowd = float(cosine[CROWD].sum()) / (CROWD.stop - CROWD.start)
        pairs, shared, both = self._pairs(row, rows)
        days, undated = days_between(row.stamp, np.array([other.stamp for other in rows]))
        theirs = np.array([other.nearest for other in rows])
        table = features(
            Shared(
                cosine,
                lead,
                pairs,
                shared,
                both,
                (np.full(len(rows), nearest), np.maximum(theirs, cosine)),
                crowd + np.array([other.crowd for other in rows]),
                days,
                undated,
            )
        )
        return Near(
            tuple(places[order].tolist()),
            tuple(likeness(table).tolist()),
            nearest,
            crowd,
            tuple(cosine.tolist()),
        )

    def _cosines(self, row: _Row, rows: list[_Row]) -> tuple[np.ndarray, np.ndarray]:
        """The cosines of whole texts and of openings of ``row`` with each of ``rows``."""
        import numpy as np

        top = self._top()
        sizes = [len(other.columns) for other in rows]
        columns = np.concatenate([other.columns for other in rows])
        codes = np.concatenate([other.codes for other in rows])
        rare = top - self._log[columns]
        own = top - self._log[row.columns]
        starts = np.cumsum([0, *sizes[:-1]])
        found = []
        for scratch, table in ((self._whole, self._in_whole), (self._lead, self._in_lead)):
            mine = table[row.codes] * own
            scratch[row.columns] = mine
            theirs = table[codes] * rare
            product = np.add.reduceat(theirs * scratch[columns], starts)
            length = np.add.reduceat(theirs * theirs, starts)
            scratch[row.columns] = 0.0
            both = np.sqrt(length * float(mine @ mine))
            found.append(np.minimum(product / np.where(both > 0, both, 1.0), 1.0))
        return found[0], found[1]

    def _pairs(self, row: _Row, rows: list[_Row]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Cosines of pairs of names, what the shared ones weigh, and whether both have any."""
        import numpy as np

        top = self._top()
        sizes = np.array([len(other.pairs) for other in rows])
        columns = np.concatenate([other.pairs for other in rows])
        rare = top - self._log[columns]
        own = top - self._log[row.pairs]
        owner = np.repeat(np.arange(len(rows)), sizes)
        self._whole[row.pairs] = own
        held = self._whole[columns]
        self._whole[row.pairs] = 0.0
        count = len(rows)
        product = np.bincount(owner, weights=rare * held, minlength=count)
        length = np.sqrt(np.bincount(owner, weights=rare * rare, minlength=count) * (own @ own))
        shared = np.bincount(owner, weights=np.sqrt(np.maximum(rare * held, 0.0)), minlength=count)
        cosine = np.minimum(product / np.where(length > 0, length, 1.0), 1.0)
        return cosine, shared, (sizes > 0) & (len(row.pairs) > 0)
