"""Sentences as numbers, in batches of few different shapes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from numpy.typing import NDArray

from sitrep.analysis.lemmas import script
from sitrep.analysis.shapes import shapes
from sitrep.analysis.wordpiece import WordPiece
from train.example import ANY_NAME, EVENT_ASPECTS, FACTS, NAME_LABELS, UNMARKED, Example
from train.labels import Labels

MOST_PIECES = 128
PIECES_STEP = 16
"""Lengths are padded up to this step: each new shape costs memory that is never given back."""
WORDS_STEP = 8
STORIES_IN_BATCH = 4
WORD_LAYERS = (
    *("first", "upos", "xpos", "scripts", "heads", "relations", "names", "parts"),
    *("factuality", "events"),
)


@dataclass(slots=True)
class Encoded:
    """One sentence as ids; labels of layers that were not annotated are `UNMARKED`."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    """Position of the first piece of each word."""
    upos: list[int]
    xpos: list[int]
    scripts: list[int]
    heads: list[int]
    """0 is the root, 1 the first word."""
    relations: list[int]
    names: list[int]
    factuality: list[float]
    events: list[tuple[int, int, int]]
    parts: list[int]
    vector: int
    """Row of the sentence's vector in the table of targets."""
    fact: int
    """Number of the fact that it tells."""


@dataclass(slots=True)
class Batch:
    """Sentences of about one length, padded; `mask` is true on words."""

    pieces: torch.Tensor
    shapes: torch.Tensor
    first: torch.Tensor
    mask: torch.Tensor
    upos: torch.Tensor
    xpos: torch.Tensor
    scripts: torch.Tensor
    heads: torch.Tensor
    relations: torch.Tensor
    names: torch.Tensor
    factuality: torch.Tensor
    events: torch.Tensor
    parts: torch.Tensor
    vectors: torch.Tensor
    facts: torch.Tensor


Columns = dict[str, NDArray[np.generic]]
"""The fields of a batch by name, as they come from the process that made them."""


def loaded(columns: Columns, device: torch.device) -> Batch:
    """The batch on the device that computes."""
    return Batch(**{f.name: torch.from_numpy(columns[f.name]).to(device) for f in fields(Batch)})


class Encoder:
    """Turns examples into ids with one vocabulary and one set of labels."""

    def __init__(self, vocabulary: Sequence[str], labels: Labels) -> None:
        self._pieces = WordPiece(vocabulary)
        self._upos = _index(labels.upos)
        self._xpos = _index(labels.xpos)
        self._scripts = _index(labels.scripts)
        self._relations = _index(labels.relations)

    def encode(self, example: Example, vector: int) -> Encoded:
        """The example as ids."""
        none = [UNMARKED] * len(example.words)
        pieces, looks, first = [self._pieces.start], [0], []
        for word, look in zip(example.words, shapes(example.words), strict=True):
            first.append(len(pieces))
            found = self._pieces.pieces(word)
            pieces += found
            looks += [look] * len(found)
        edits = [script(w, m) for w, m in zip(example.words, example.lemmas, strict=False)]
        return Encoded(
            pieces=[*pieces, self._pieces.end],
            shapes=[*looks, 0],
            first=first,
            upos=[self._upos[tag] for tag in example.upos] or none,
            xpos=[self._xpos[tag] for tag in example.xpos] or none,
            scripts=[self._scripts.get(edit, UNMARKED) for edit in edits] or none,
            heads=[head + 1 for head in example.heads] or none,
            relations=[self._relations.get(r, UNMARKED) for r in example.relations] or none,
            names=example.names or [ANY_NAME] * len(example.words),
            factuality=[example.factuality.get(i, float("nan")) for i in range(len(example.words))],
            events=example.events or [(UNMARKED,) * 3] * len(example.words),
            parts=example.parts or none,
            vector=vector,
            fact=example.fact,
        )


def batches(
    sentences: Sequence[Encoded], vectors: np.ndarray, size: int, chance: random.Random
) -> Iterator[Columns]:
    """One pass over the sentences: batches of some `size` pieces and like length, at random.

    Sentences that tell numbered facts come in batches of whole stories.
    """
    buckets: dict[int, list[Encoded]] = {}
    stories: dict[int, list[Encoded]] = {}
    for sentence in sentences:
        if sentence.fact != UNMARKED:
            stories.setdefault(sentence.fact // FACTS, []).append(sentence)
        else:
            buckets.setdefault(_up(len(sentence.pieces), PIECES_STEP), []).append(sentence)
    groups: list[list[Encoded]] = []
    told = list(stories.values())
    chance.shuffle(told)
    groups += [
        [one for story in told[at : at + STORIES_IN_BATCH] for one in story]
        for at in range(0, len(told), STORIES_IN_BATCH)
    ]
    for length, members in sorted(buckets.items()):
        chance.shuffle(members)
        count = 1 << (size // length).bit_length() - 1
        groups += [members[i : i + count] for i in range(0, len(members), count)]
    chance.shuffle(groups)
    for group in groups:
        yield collate(group, vectors)


def collate(group: Sequence[Encoded], vectors: np.ndarray) -> Columns:
    """The sentences as one padded batch."""
    length = _up(max(len(s.pieces) for s in group), PIECES_STEP)
    words = _up(max(len(s.first) for s in group), WORDS_STEP)
    size = len(group)

    def full(value: float, *shape: int, kind: type = np.int64) -> NDArray[np.generic]:
        return np.full((size, *shape), value, dtype=kind)

    batch: Columns = {
        "pieces": full(0, length),
        "shapes": full(0, length),
        "first": full(0, words),
        "mask": full(0, words, kind=np.bool_),
        "upos": full(UNMARKED, words),
        "xpos": full(UNMARKED, words),
        "scripts": full(UNMARKED, words),
        "heads": full(UNMARKED, words),
        "relations": full(UNMARKED, words),
        "names": full(ANY_NAME, words),
        "factuality": full(float("nan"), words, kind=np.float32),
        "events": full(UNMARKED, words, len(EVENT_ASPECTS)),
        "parts": full(UNMARKED, words),
        "vectors": vectors[[s.vector for s in group]].astype(np.float32),
        "facts": np.array([s.fact for s in group], dtype=np.int64),
    }
    for row, sentence in enumerate(group):
        count = len(sentence.first)
        for name in ("pieces", "shapes"):
            batch[name][row, : len(sentence.pieces)] = getattr(sentence, name)
        batch["mask"][row, :count] = True
        for name in WORD_LAYERS:
            batch[name][row, :count] = getattr(sentence, name)
    return batch


def allowed_names(names: torch.Tensor) -> torch.Tensor:
    """The bit sets of allowed name labels as a last dimension of truth values."""
    return (names.unsqueeze(-1) >> torch.arange(len(NAME_LABELS), device=names.device)) & 1 == 1


def _up(count: int, step: int) -> int:
    return -(-count // step) * step


def _index(labels: Sequence[str]) -> dict[str, int]:
    return {label: i for i, label in enumerate(labels)}
