"""A query in; claims, quotations and reports out, by words and by meaning."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from sitrep.analysis.tokens import words
from sitrep.errors import UsageError
from sitrep.kept import Hit, Query
from sitrep.store.base import Base
from sitrep.store.hits import MOST_RANKED, report_hits, saying_hits, word_scores
from sitrep.store.judged import saying_vectors
from sitrep.store.stories import present_id
from sitrep.upkeep.workshop import Workshop

if TYPE_CHECKING:
    import numpy as np

__all__ = ["MOST_HITS", "Meanings", "search", "stories_with"]

#: most hits one answer can hold, and longest question, characters
MOST_HITS, LONGEST = 200, 400
#: bytes of a sentence vector: 384 numbers of two bytes (see ``TaggedSentence``)
_WIDTH = 768
#: vectors read from the database at a time
_CHUNK = 20_000
#: nearest signatures whose full vectors are compared
_NEAREST = 400
#: cosine from which two sentences are near in meaning; pairs of sentences drawn from different
#: stories of the example collections reach it once in a thousand times
LEAST_COSINE = 0.45
#: how much of a score words give where meaning is asked for too
_WORDS_PART = 0.5


class Meanings:
    """Sentence vectors of all claims and quotations, as signatures of one bit a number.

    Only the signs are held in memory (48 bytes a sentence); the nearest by differing signs are
    then compared in full. What was added since the last question is read when asked.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._numbers: list[np.ndarray] = []
        self._signs: list[np.ndarray] = []
        self._last = 0

    def near(self, work: Workshop, vector: bytes) -> dict[int, float]:
        """Numbers of the claims and quotations near in meaning, with their cosine."""
        import numpy as np

        if len(vector) != _WIDTH:
            return {}
        with self._lock:
            self._catch_up(work)
            if not self._numbers:
                return {}
            numbers = np.concatenate(self._numbers)
            signs = np.concatenate(self._signs)
        asked = np.frombuffer(vector, dtype="<f2").astype(np.float32)
        own = _signature(asked[None, :])
        apart = np.bitwise_count(signs ^ own).sum(axis=1)
        nearest = np.sort(np.argsort(apart, kind="stable")[:_NEAREST])
        return self._compared(work, numbers[nearest].tolist(), asked)

    def _compared(self, work: Workshop, numbers: list[int], asked: np.ndarray) -> dict[int, float]:
        import numpy as np

        from sitrep.store.judged import vectors_of

        with work.base.reading() as connection:
            rows = vectors_of(connection, numbers)
        found = {}
        for number, data in rows:
            cosine = float(np.frombuffer(data, dtype="<f2").astype(np.float32) @ asked)
            if cosine >= LEAST_COSINE:
                found[number] = round(min(1.0, cosine), 4)
        return found

    def _catch_up(self, work: Workshop) -> None:
        import numpy as np

        while True:
            with work.base.reading() as connection:
                rows = saying_vectors(connection, self._last, _CHUNK)
            if not rows:
                return
            self._last = rows[-1][0]
            whole = [row for row in rows if len(row[1]) == _WIDTH]
            if whole:
                vectors = np.frombuffer(b"".join(v for _, v in whole), dtype="<f2")
                self._numbers.append(np.array([n for n, _ in whole], dtype=np.int64))
                self._signs.append(_signature(vectors.reshape(len(whole), -1)))


def _signature(vectors: np.ndarray) -> np.ndarray:
    """The signs of each row, eight to a byte, as 64-bit words."""
    import numpy as np

    return np.packbits(vectors > 0, axis=1).view(np.uint64)


def search(work: Workshop, meanings: Meanings, query: Query) -> tuple[Hit, ...]:
    """What meets a query, best first: claims and quotations, then whole reports.

    Claims and quotations are met by words, by their stems (all of them before some of them),
    and, where meaning is asked for, by sentences near in meaning; both together count half and
    half. Reports are met by words alone; those of stories that were never analysed are found
    too.

    Raises:
        UsageError: when the question or the answer asked for is too long.
        UnknownError: when the story asked for is not known.
    """
    if len(query.words) > LONGEST:
        raise UsageError(
            f"the question has {len(query.words)} characters; at most {LONGEST} are read"
        )
    if not 0 < query.limit <= MOST_HITS or query.offset < 0:
        raise UsageError(f"limit: {query.limit} and offset: {query.offset}; 1 to {MOST_HITS} hits")
    with work.base.reading() as connection:
        if query.story is not None:
            query = replace(query, story=present_id(connection, query.story))
        scores = word_scores(connection, work.base, query.words) if query.words else {}
        reports = report_hits(connection, work.base, query) if _wants_reports(query) else []
    if query.words and query.meaning and query.kind != "report":
        near = meanings.near(work, _vector(work, query.words))
        both = scores.keys() | near.keys()
        scores = {
            n: _WORDS_PART * scores.get(n, 0.0) + (1 - _WORDS_PART) * near.get(n, 0.0) for n in both
        }
    hits = []
    if query.kind != "report":
        with work.base.reading() as connection:
            hits = saying_hits(connection, query, scores)
    hits.sort(key=lambda hit: (-hit.score, hit.kind, hit.report, hit.start, hit.id))
    return tuple([*hits, *reports][query.offset : query.offset + query.limit])


def _wants_reports(query: Query) -> bool:
    """Reports have no speaker and no status, so they meet no filter by these."""
    return query.kind in {None, "report"} and not query.who and query.status is None


def _vector(work: Workshop, asked: str) -> bytes:
    with work.busy:
        (tagged,) = work.tagger.tag(asked, [words(asked, 0, len(asked))])
    return tagged.vector


def stories_with(connection: Connection, base: Base, asked: str) -> list[str]:
    """The stories with a report in which every word stands."""
    found = report_hits(
        connection, base, Query(words=asked[:LONGEST], limit=MOST_RANKED), every=True
    )
    return sorted({hit.story for hit in found if hit.story})
