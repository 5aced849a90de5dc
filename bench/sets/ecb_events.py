"""Event coreference within and across the documents of ECB+, over given mentions."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.analysed import analysed, tagger
from bench.rows import Row, find, read
from bench.sets.ecb_pairs import likeness
from bench.texts import rarities, text_of
from bench.weights import linear
from sitrep.analysis.tokens import words
from sitrep.records import Sentence, Token
from sitrep.words import stem_of, words_of

__all__ = ["FEATURES", "Told", "chains", "pair_features", "predict", "told_of"]

Array = NDArray[np.float64]

#: what is compared of two mentions; the second half is the first where the reports agree
ALONE = ("lemma", "begins", "act", "phrase", "sentence", "around", "parties", "within")
FEATURES = (*ALONE, "reports", *(f"{name}*reports" for name in ALONE), "lemma*parties")
#: letters that two words must begin with in common to be held of one family ("acquire",
#: "acquisition"), and the share of the longer word that they must make
BEGINNING, SHARE = 4, 0.5
#: mean chance of being one event from which groups are joined (best on the train topics)
JOINED = 0.3


@dataclass(frozen=True, eq=False)
class Told:
    """One mention of an event: its words, its surroundings and its vectors."""

    id: str
    document: str
    lemma: str
    acts: frozenset[str]
    around: Mapping[str, float]
    parties: Mapping[str, float]
    phrase: NDArray[np.float32]
    sentence: NDArray[np.float32]


def predict(rows: Iterable[Row], folder: Path) -> Iterator[Row]:
    """One chain label a mention, from the texts and the places of the mentions alone.

    Args:
        rows: mentions with ``id``, ``doc``, ``topic``, ``kind``, ``start`` and ``end``;
            entities get no prediction. Mentions of different topics are never joined.
        folder: where ``docs`` lies.

    Returns:
        Rows ``{"id", "chain"}``.
    """
    by_topic: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["kind"] == "event" and row.get("selected", True):
            by_topic[row["topic"]].append(row)
    documents = {row["id"]: row for row in read(find(folder, "ecbplus", "docs"))}
    for topic in sorted(by_topic):
        told, reports = told_of(by_topic[topic], documents)
        for number, members in enumerate(chains(told, reports)):
            for at in members:
                yield {"id": told[at].id, "chain": f"{topic}-{number}"}


def told_of(rows: Sequence[Row], documents: Mapping[str, Row]) -> tuple[list[Told], Array]:
    """The mentions of one topic, and how surely the reports of each two tell of one event."""
    by_document: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_document[row["doc"]].append(row)
    names = sorted(by_document)
    plain = {n: {key: documents[n].get(key) for key in ("id", "text")} for n in names}
    texts = {name: text_of(plain[name]) for name in names}
    rarity = rarities(texts.values())
    told = [one for n in names for one in _told(plain[n], by_document[n], rarity)]
    table = np.eye(len(names))
    pairs = list(combinations(range(len(names)), 2))
    scores = likeness(texts, [(names[a], names[b]) for a, b in pairs]) if pairs else []
    for (a, b), score in zip(pairs, scores, strict=True):
        table[a, b] = table[b, a] = score
    order = [names.index(one.document) for one in told]
    return told, table[np.ix_(order, order)]


def _told(document: Row, rows: Sequence[Row], rarity: Mapping[str, float]) -> Iterator[Told]:
    report, analysis = analysed(document)
    text = report.text
    runs = [words(text, row["start"], row["end"]) for row in rows]
    phrases = [_vector(t.vector) for t in tagger().tag(text, runs)]
    named = {
        (mention.start, mention.end)
        for entity in analysis.entities
        for mention in entity.mentions
        if mention.kind == "name"
    }
    for row, phrase in zip(rows, phrases, strict=True):
        start, end = row["start"], row["end"]
        sentence = next((s for s in analysis.sentences if s.start <= start < s.end), None)
        if sentence is None or not sentence.tokens:
            sentence = Sentence(start, end, tokens=(Token(start, end, "X", "X", "", -1, "root"),))
        head = _head(sentence.tokens, start, end)
        inside = words_of(text, sentence.start, sentence.end)
        spans = [(a, b) for a, b in named if sentence.start <= a and b <= sentence.end]
        yield Told(
            id=row["id"],
            document=row["doc"],
            lemma=stem_of((head.lemma or text[head.start : head.end]).lower()),
            acts=frozenset(_acts().get(head.lemma.lower(), ())),
            around={w.stem: rarity.get(w.stem, 1.0) for w in inside if not start <= w.start < end},
            parties={
                w.stem: rarity.get(w.stem, 1.0)
                for w in inside
                if w.number or any(a <= w.start < b for a, b in spans)
            },
            phrase=phrase,
            sentence=_vector(sentence.vector),
        )


def _head(tokens: Sequence[Token], start: int, end: int) -> Token:
    """The word of ``[start, end)`` that governs the others; the first touched if none lies in."""
    inside = [at for at, token in enumerate(tokens) if start <= token.start < end]
    for at in inside:
        if tokens[at].head not in inside:
            return tokens[at]
    return next((token for token in tokens if token.end > start), tokens[-1])


def chains(told: Sequence[Told], reports: Array) -> list[list[int]]:
    """Places of the mentions of each event: groups joined by average linkage."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    if len(told) < 2:
        return [[at] for at in range(len(told))]
    features = pair_features(told, reports)
    one, other = np.triu_indices(len(told), 1)
    chances = 1 / (1 + np.exp(-linear("ecbplus:events", FEATURES, features[one, other])))
    table = np.zeros((len(told), len(told)))
    table[one, other] = table[other, one] = 1 - chances
    tree = linkage(squareform(table, checks=False), "average")
    labels = fcluster(tree, 1 - JOINED, "distance")
    groups: dict[int, list[int]] = defaultdict(list)
    for at, label in enumerate(labels):
        groups[int(label)].append(at)
    return [groups[label] for label in sorted(groups)]


def pair_features(told: Sequence[Told], reports: Array) -> Array:
    """The features of every two mentions, shape (n, n, len(FEATURES))."""
    phrases = np.stack([one.phrase for one in told])
    sentences = np.stack([one.sentence for one in told])
    same = np.array([[float(a.document == b.document) for b in told] for a in told])
    alone = np.stack(
        [
            _table(told, lambda a, b: float(a.lemma == b.lemma)),
            _table(told, lambda a, b: _begins(a.lemma, b.lemma)),
            _table(told, lambda a, b: float(bool(a.acts & b.acts))),
            phrases @ phrases.T,
            sentences @ sentences.T,
            _cosines([one.around for one in told]),
            _cosines([one.parties for one in told]),
            same,
        ],
        axis=2,
    )
    agree = reports[:, :, None]
    both = (alone[:, :, 0] * alone[:, :, 6])[:, :, None]
    return np.concatenate([alone, agree, alone * agree, both], axis=2)


def _table(told: Sequence[Told], compared: Callable[[Told, Told], float]) -> Array:
    table = np.eye(len(told))
    for a, b in combinations(range(len(told)), 2):
        table[a, b] = table[b, a] = compared(told[a], told[b])
    return table


def _begins(one: str, other: str) -> float:
    """1 for words that begin alike."""
    common = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        common += 1
    return float(common >= BEGINNING and common >= SHARE * max(len(one), len(other)))


def _cosines(rows: Sequence[Mapping[str, float]]) -> Array:
    """Cosines of weighted words."""
    column = {stem: at for at, stem in enumerate(sorted({stem for row in rows for stem in row}))}
    table = np.zeros((len(rows), max(1, len(column))))
    for at, row in enumerate(rows):
        for stem, weight in row.items():
            table[at, column[stem]] = weight
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    found: Array = table @ table.T
    return found


def _vector(stored: bytes) -> NDArray[np.float32]:
    if not stored:
        return np.zeros(384, dtype=np.float32)
    return np.frombuffer(stored, dtype="<f2").astype(np.float32)


@cache
def _acts() -> dict[str, set[str]]:
    """The kinds of act that each lemma tells."""
    table = tomllib.loads(files("sitrep.data").joinpath("acts.toml").read_text("utf-8"))
    found: dict[str, set[str]] = defaultdict(set)
    for act, lemmas in table.items():
        for lemma in lemmas:
            found[lemma].add(act)
    return found
