"""Documents as they are compared with one another: words, names, numbers, days and vectors."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.analysed import analysed, tagger
from bench.rows import Row
from sitrep.analysis.tokens import words
from sitrep.records import Span
from sitrep.words import Word, occurrence, words_of

__all__ = ["FEATURES", "Text", "compare", "rarities", "text_of"]

#: words of a passage that is read as one, so that its vector tells of more than a sentence
PASSAGE = 100
#: words that open a text and tell what it is about
LEAD = 60
#: made-up documents of open English that the document frequency is blended with
BACKGROUND = 20.0
#: words that such a document has
LENGTH = 300

#: what is compared of two documents, in the order of the columns
FEATURES = (
    *("words", "lead", "special", "names", "numbers", "places", "days"),
    *("passages", "opening", "sentences", "first"),
)


@dataclass(frozen=True, eq=False)
class Text:
    """A document's words with their counts, what it names, and its vectors (unit rows)."""

    stems: Mapping[str, int]
    lead: Mapping[str, int]
    special: frozenset[str]
    names: Mapping[str, int]
    numbers: Mapping[str, int]
    places: Mapping[str, int]
    days: Mapping[str, int]
    passages: NDArray[np.float32]
    sentences: NDArray[np.float32]


def text_of(row: Row) -> Text:
    """A document with ``id``, ``text`` and perhaps ``title``; gold labels are not read."""
    title = str(row.get("title") or "")
    text = f"{title}\n\n{row['text']}" if title else str(row["text"])
    report, analysis = analysed({**row, "text": text})
    found = words_of(report.text)
    names: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for entity in analysis.entities:
        stems = {
            w.stem for m in entity.mentions if m.kind == "name" for w in _inside(found, m.span)
        }
        (places if entity.type == "place" else names).update(stems)
    return Text(
        stems=Counter(w.stem for w in found),
        lead=Counter(w.stem for w in found[:LEAD]),
        special=frozenset(w.stem for w in found if w.capital or w.number),
        names=names,
        numbers=Counter(w.stem for w in found if w.number),
        places=places,
        days=Counter(t.value for t in analysis.times if t.value and t.type == "DATE"),
        passages=_passages(report.text),
        sentences=_rows([s.vector for s in analysis.sentences if s.kind == "prose" and s.vector]),
    )


def rarities(texts: Iterable[Text]) -> dict[str, float]:
    """Inverse document frequency of every stem and value, blended with open English."""
    frequency: Counter[str] = Counter()
    count = 0
    for text in texts:
        count += 1
        frequency.update({*text.stems, *text.days})
    return {
        stem: math.log(
            (count + BACKGROUND + 1) / (n + BACKGROUND * occurrence(stem, words=LENGTH) + 0.5)
        )
        for stem, n in frequency.items()
    }


def compare(one: Text, other: Text, rarity: Mapping[str, float]) -> NDArray[np.float64]:
    """The features of a pair, each from 0 (nothing alike) to 1."""
    best = _best(one.sentences, other.sentences)
    return np.array(
        [
            _cosine(one.stems, other.stems, rarity),
            _cosine(one.lead, other.lead, rarity),
            _cosine(_only(one.stems, one.special), _only(other.stems, other.special), rarity),
            _cosine(one.names, other.names, rarity),
            _cosine(one.numbers, other.numbers, rarity),
            _cosine(one.places, other.places, rarity),
            _cosine(one.days, other.days, rarity),
            float(_mean(one.passages) @ _mean(other.passages)),
            float(one.passages[0] @ other.passages[0]),
            best,
            float(one.sentences[0] @ other.sentences[0]),
        ]
    )


def _inside(found: Sequence[Word], span: Span) -> Iterator[Word]:
    return (w for w in found if span.start <= w.start and w.end <= span.end)


def _only(stems: Mapping[str, int], kept: frozenset[str]) -> Mapping[str, int]:
    return {stem: n for stem, n in stems.items() if stem in kept}


def _cosine(one: Mapping[str, int], other: Mapping[str, int], rarity: Mapping[str, float]) -> float:
    """Cosine of log counts weighted by rarity; 0 when either is empty."""
    first, second = _weighed(one, rarity), _weighed(other, rarity)
    length = math.sqrt(sum(v * v for v in first.values()) * sum(v * v for v in second.values()))
    return sum(v * second[k] for k, v in first.items() if k in second) / length if length else 0.0


def _weighed(counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    return {stem: (1 + math.log(n)) * rarity.get(stem, 1.0) for stem, n in counts.items()}


def _passages(text: str) -> NDArray[np.float32]:
    """Vectors of runs of :data:`PASSAGE` words."""
    spans = words(text, 0, len(text))
    runs = [spans[at : at + PASSAGE] for at in range(0, len(spans), PASSAGE)]
    return _rows([t.vector for t in tagger().tag(text, runs)])


def _rows(vectors: Sequence[bytes]) -> NDArray[np.float32]:
    if not vectors:
        return np.zeros((1, 384), dtype=np.float32)
    return np.stack([np.frombuffer(v, dtype="<f2").astype(np.float32) for v in vectors])


def _mean(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    mean = rows.mean(axis=0)
    unit: NDArray[np.float32] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return unit


def _best(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """How well each sentence finds its like in the other text, both ways."""
    table = one @ other.T
    return float((table.max(axis=0).mean() + table.max(axis=1).mean()) / 2)
