"""Treebank predictions: tags, lemmas and trees over gold words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.analysed import tagger
from bench.rows import Row
from sitrep.records import Span

__all__ = ["predict"]

#: sentences tagged at a time, to bound memory
BATCH = 256


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """CoNLL-U blocks with the model's own columns; words and order are the gold's.

    Ranges (3-4) and empty nodes (5.1) are passed through: scorers skip them.
    """
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield from _tagged(batch)
            batch = []
    yield from _tagged(batch)


def _tagged(batch: list[Row]) -> Iterator[Row]:
    text = ""
    sentences: list[tuple[Span, ...]] = []
    for row in batch:
        spans = []
        for line in row["conllu"]:
            columns = line.split("\t")
            if columns[0].isdigit():
                spans.append(Span(len(text), len(text) + len(columns[1])))
                text += columns[1] + ("" if "SpaceAfter=No" in columns[-1] else " ")
        sentences.append(tuple(spans))
        text += "\n"
    for row, tagged in zip(batch, tagger().tag(text, sentences), strict=True):
        tokens = iter(tagged.tokens)
        lines = []
        for line in row["conllu"]:
            columns = line.split("\t")
            if columns[0].isdigit():
                token = next(tokens)
                head = str(token.head + 1)
                columns[2:8] = [token.lemma, token.upos, token.xpos, "_", head, token.relation]
            lines.append("\t".join(columns))
        yield {"conllu": lines}
