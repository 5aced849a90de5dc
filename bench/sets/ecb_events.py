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
from sitrep.records import Sentence, Span, Token
from sitrep.words import rarity as scarcity
from sitrep.words import stem_of, words_of

__all__ = ["FEATURES", "Told", "chains", "pair_features", "predict", "told_of"]

Array = NDArray[np.float64]

#: what is compared of two mentions, and how surely their reports tell of one event
ALONE = (
    *("lemma", "begins", "act", "phrase", "sentence", "around", "parties", "within"),
    *("clause", "kin", "rare"),
)
FEATURES = (*ALONE, "reports")
#: letters that two words must begin with in common to be held of one family ("acquire",
#: "acquisition"), and the share of the longer word that they must make
BEGINNING, SHARE = 4, 0.5
#: words on either side of a mention that are taken for its clause
CLAUSE = 5
CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
#: mean chance of being one event from which groups are joined (best on the train topics)
JOINED = 0.35


@dataclass(frozen=True, eq=False)
class Told:
    """One mention of an event: its words, its surroundings and its vectors."""

    id: str
    document: str
    lemma: str
    acts: frozenset[str]
    around: Mapping[str, float]
    parties: Mapping[str, float]
    kin: Mapping[str, float]
    rare: float
    phrase: NDArray[np.float32]
    clause: NDArray[np.float32]
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
    held = [_held(analysis.sentences, row["start"], row["end"]) for row in rows]
    clauses = [_vector(t.vector) for t in tagger().tag(text, [_clause(*one) for one in held])]
    called = {
        mention.span: {w.stem for w in words_of(entity.name)}
        for entity in analysis.entities
        for mention in entity.mentions
    }
    for row, phrase, clause, (sentence, at) in zip(rows, phrases, clauses, held, strict=True):
        start, end = row["start"], row["end"]
        head = sentence.tokens[at]
        inside = words_of(text, sentence.start, sentence.end)
        parties = {w.stem for w in inside if w.number}
        kin = set(_kin(text, sentence.tokens, at))
        near = [t.span for t in sentence.tokens if t.head == at]
        for span, stems in called.items():
            if sentence.span.contains(span):
                parties |= stems
                if any(span.contains(one) for one in near):
                    kin |= stems
        yield Told(
            id=row["id"],
            document=row["doc"],
            lemma=stem_of((head.lemma or text[head.start : head.end]).lower()),
            acts=frozenset(_acts().get(head.lemma.lower(), ())),
            around={w.stem: rarity.get(w.stem, 1.0) for w in inside if not start <= w.start < end},
            parties={stem: rarity.get(stem, 1.0) for stem in parties},
            kin={stem: rarity.get(stem, 1.0) for stem in kin},
            rare=scarcity(stem_of(head.lemma.lower())),
            phrase=phrase,
            clause=clause,
            sentence=_vector(sentence.vector),
        )


def _held(sentences: Sequence[Sentence], start: int, end: int) -> tuple[Sentence, int]:
    """The sentence of a mention, and the place of the word that governs the mention's others."""
    sentence = next((s for s in sentences if s.start <= start < s.end and s.tokens), None)
    if sentence is None:
        bare = Token(start, end, "X", "X", "", -1, "root")
        return Sentence(start, end, tokens=(bare,)), 0
    tokens = sentence.tokens
    inside = [at for at, token in enumerate(tokens) if start <= token.start < end]
    for at in inside:
        if tokens[at].head not in inside:
            return sentence, at
    return sentence, next((at for at, t in enumerate(tokens) if t.end > start), len(tokens) - 1)


def _clause(sentence: Sentence, at: int) -> tuple[Span, ...]:
    """The words near a mention."""
    return tuple(t.span for t in sentence.tokens[max(0, at - CLAUSE) : at + CLAUSE + 1])


def _kin(text: str, tokens: Sequence[Token], at: int) -> Iterator[str]:
    """Stems of the content words that depend on a word, or on one that does."""
    children = {i for i, token in enumerate(tokens) if token.head == at}
    for i, token in enumerate(tokens):
        if i != at and (i in children or token.head in children) and token.upos in CONTENT:
            for word in words_of(text, token.start, token.end):
                yield word.stem


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
    clauses = np.stack([one.clause for one in told])
    rare = np.array([one.rare for one in told])
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
            clauses @ clauses.T,
            _cosines([one.kin for one in told]),
            np.minimum.outer(rare, rare),
        ],
        axis=2,
    )
    return np.concatenate([alone, reports[:, :, None]], axis=2)


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
