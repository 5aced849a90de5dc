"""Predictions for named entities over gold tokens, in the form of the set's scorer.

Gold tags are not read. The names are those that the package uses, so the repairs made after
the language model are measured with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from bench.analysed import tagger
from bench.rows import Row
from sitrep.analysis.names_spans import Found, find_names
from sitrep.analysis.names_types import type_names
from sitrep.data import gazetteer
from sitrep.records import EntityType, Sentence, Span

__all__ = ["predict"]

#: rows tagged in one call
BATCH = 256
LABELS: dict[EntityType, str] = {
    "person": "PER",
    "organisation": "ORG",
    "government": "ORG",
    "place": "LOC",
}


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """One prediction a sentence, from its tokens alone.

    Args:
        rows: sentences with ``id`` and ``tokens``.

    Returns:
        Rows ``{"id", "entities": [[first, last + 1, type]]}`` with types PER, ORG, LOC.
    """
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield from _predicted(batch)
            batch = []
    yield from _predicted(batch)


def _predicted(rows: list[Row]) -> Iterator[Row]:
    whole = ""
    spans: list[tuple[Span, ...]] = []
    for row in rows:
        spans.append(_placed(row["tokens"], len(whole)))
        whole += " ".join(row["tokens"]) + "\n"
    tagged = tagger().tag(whole, spans)
    documents = groupby(range(len(rows)), key=lambda at: rows[at].get("doc", rows[at]["id"]))
    for _, members in documents:
        numbers = list(members)
        sentences = [
            Sentence(spans[at][0].start, spans[at][-1].end, tokens=tagged[at].tokens)
            for at in numbers
        ]
        names = [name for at in numbers for name in tagged[at].names]
        found = find_names(whole, sentences, names, runs=False)
        types = type_names(whole, sentences, found)
        for number, at in enumerate(numbers):
            yield {
                "id": rows[at]["id"],
                "entities": [
                    [name.first, name.last, label]
                    for name, sort in zip(found, types, strict=True)
                    if name.sentence == number and (label := _label(whole, name, sort))
                ],
            }


def _placed(tokens: list[str], at: int) -> tuple[Span, ...]:
    """The places of tokens with spaces between them in a text, from offset ``at`` on."""
    spans = []
    for token in tokens:
        spans.append(Span(at, at + len(token)))
        at += len(token) + 1
    return tuple(spans)


def _label(text: str, name: Found, sort: EntityType) -> str:
    """The set's label: a country that acts is a place there, and so may its seat be."""
    entry = gazetteer.known().get(name.words(text).replace("’", "'"))
    kind = entry.kind if entry is not None and sort == "government" else ""
    if kind in ("country", "capital") or (kind == "seat" and name.label == "LOC"):
        return "LOC"
    return LABELS.get(sort, "")
