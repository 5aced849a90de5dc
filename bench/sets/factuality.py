"""Event factuality: a number from -3 to 3 for each target, in the form of its scorer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.analysed import tagger
from bench.rows import Row
from sitrep.claims.realis import realis
from sitrep.claims.tree import Tree
from sitrep.records import Certainty, Span, TaggedSentence

__all__ = ["predict"]

#: sentences tagged at a time, to bound memory
BATCH = 256
#: steps of the ladder as commitments; the words of the rules, when the model is silent
_COMMITMENT: dict[Certainty, float] = {
    "asserted": 2.5,
    "reported": 1.5,
    "likely": 1.0,
    "expected": 0.8,
    "planned": 0.2,
    "alleged": 0.3,
    "possible": 0.2,
    "denied": -1.5,
}


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """One prediction a sentence: ``{"id", "scores"}``, a score for each target in order.

    Args:
        rows: ``id``, ``text`` (words with a space between) and ``targets`` with the word
            range of each; their scores are not read.
    """
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield from _scored(batch)
            batch = []
    yield from _scored(batch)


def _scored(batch: list[Row]) -> Iterator[Row]:
    text = ""
    sentences: list[tuple[Span, ...]] = []
    for row in batch:
        spans = []
        for word in row["text"].split(" "):
            spans.append(Span(len(text), len(text) + len(word)))
            text += word + " "
        text += "\n"
        sentences.append(tuple(spans))
    for row, tagged in zip(batch, tagger().tag(text, sentences), strict=True):
        tree = Tree(tagged.tokens)
        scores = [_score(tree, tagged, *target["tokens"]) for target in row["targets"]]
        yield {"id": row["id"], "scores": scores}


def _score(tree: Tree, tagged: TaggedSentence, start: int, end: int) -> float:
    """The commitment to what the words ``[start, end)`` tell of."""
    at = max(start, min(end - 1, len(tree) - 1))
    for word in range(start, min(end, len(tree))):
        if tree.tokens[word].upos in ("VERB", "AUX", "NOUN", "ADJ"):
            at = word
            break
    standing = realis(tree, at)
    ruled = _COMMITMENT[standing.certainty] * (0.3 if standing.future else 1.0)
    if standing.polarity == "negative":
        ruled = -abs(ruled)
    learnt = tagged.factuality[at] if at < len(tagged.factuality) else 0.0
    return round(ruled if learnt == 0.0 else learnt, 3)
