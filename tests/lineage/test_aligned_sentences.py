"""Sentences of two reports are as like as they are, on whatever machine and in whatever order."""

from __future__ import annotations

import numpy as np

from sitrep.lineage.sentences import Sheet, align


def sheet(vectors: np.ndarray) -> Sheet:
    """A report of sentences that have meanings and no words."""
    rows = len(vectors)
    return Sheet(tuple({} for _ in range(rows)), np.ones(rows), np.ones(rows), vectors, {})


def meanings(rows: int, seed: int) -> np.ndarray:
    """Vectors as the language model gives them: half precision, unit length."""
    drawn = np.random.default_rng(seed).normal(0.05, 1.0, (rows, 384))
    found: np.ndarray = (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float16)
    return found


def test_the_order_in_which_numbers_are_added_changes_no_likeness() -> None:
    one, other = meanings(40, 1), meanings(50, 2)
    shuffled = np.random.default_rng(3).permutation(384)
    plain = align(sheet(one), sheet(other)).likeness
    assert plain.max() < 1
    moved = align(sheet(one[:, shuffled]), sheet(other[:, shuffled])).likeness
    assert np.array_equal(plain, moved)


def test_a_report_compared_in_pieces_is_compared_as_a_whole() -> None:
    one, other = meanings(60, 1), meanings(60, 2)
    whole = align(sheet(one), sheet(other)).likeness
    rows = [align(sheet(one[[at]]), sheet(other)).likeness[0] for at in range(60)]
    assert np.array_equal(whole, np.stack(rows))
    same = align(sheet(one), sheet(one)).likeness.diagonal()
    assert same.min() > 0.49, "half of what counts: there are no words"
