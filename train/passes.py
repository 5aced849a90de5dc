"""Passes over the sentences, made in worker processes while the network learns.

A pass is a function of the seed and its number: how many workers make them changes nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import random
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from train.disturb import Mentions, disturbed
from train.encoded import MOST_PIECES, Columns, Encoded, Encoder, batches
from train.example import UNMARKED, Example

MOST_WORKERS = 8


@dataclass(frozen=True)
class Material:
    """What every pass is made of."""

    examples: Sequence[Example]
    encoder: Encoder
    vectors: np.ndarray
    """Target of each example's sentence vector, and a last row of zeros that pulls nowhere."""
    size: int
    """Pieces in a batch."""
    seed: int


def passes(material: Material, start: int, end: int) -> Iterator[list[Columns]]:
    """The batches of the passes `start` to `end`, in order."""
    workers = min(MOST_WORKERS, max((os.cpu_count() or 2) - 1, 1))
    forked = multiprocessing.get_context("fork")  # the sentences are not copied to each worker
    pool = ProcessPoolExecutor(workers, forked, initializer=_take, initargs=(material,))
    with pool:
        ahead = deque(pool.submit(_made, n) for n in range(start, min(end, start + workers)))
        for number in range(start, end):
            made = ahead.popleft().result()
            if number + workers < end:
                ahead.append(pool.submit(_made, number + workers))
            yield made


_held: list[tuple[Material, Mentions, list[Encoded]]] = []
"""In a worker: the material, its names, and its sentences undisturbed."""


def _take(material: Material) -> None:
    plain = [material.encoder.encode(e, row) for row, e in enumerate(material.examples)]
    _held[:] = [(material, Mentions(material.examples), plain)]


def _made(number: int) -> list[Columns]:
    """One pass, each sentence with its own disturbances."""
    material, known, plain = _held[0]
    chance = random.Random(material.seed * 1000 + number)
    sentences: list[Encoded] = []
    for row, example in enumerate(material.examples):
        for _ in range(example.weight):
            variant = disturbed(example, known, chance)
            if variant is example:
                sentence = plain[row]
            else:
                vector = row if variant.text else UNMARKED
                sentence = material.encoder.encode(variant, vector)
            if len(sentence.pieces) <= MOST_PIECES:
                sentences.append(sentence)
    return list(batches(sentences, material.vectors, material.size, chance))
