"""Decoding: the scores of the language model's heads as trees and names.

Works on whole batches where it can; only a sentence whose best arcs are no tree is looked at alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float32]]
    Ints = np.ndarray[Any, np.dtype[np.int64]]

__all__ = ["best_heads", "best_names", "name_spans"]

IMPOSSIBLE = -1e9
ROOT_COST = 1e5
"""More than all arcs of a sentence can score: the best tree then has one root only."""


def best_heads(arcs: Floats, lengths: Sequence[int]) -> Ints:
    """The head of every word: 0 the root, 1 the first word; each sentence is a tree of one root.

    Args:
        arcs: scores [sentence, word, head], head 0 being the root.
        lengths: the number of words of each sentence.
    """
    import numpy as np

    _, words, heads = arcs.shape
    counts = np.asarray(lengths)
    own = np.arange(words)
    scores = arcs.astype(np.float32, copy=True)
    scores[:, own, own + 1] = IMPOSSIBLE
    absent = np.arange(heads)[None, :] > counts[:, None]
    scores = np.where(absent[:, None, :], np.float32(IMPOSSIBLE), scores)
    best: Ints = scores.argmax(axis=2)
    inside = own[None, :] < counts[:, None]
    best[~inside] = 0
    for row in np.flatnonzero(~_are_trees(best, inside)).tolist():
        count = lengths[row]
        best[row, :count] = _best_tree(scores[row, :count, : count + 1])
    return best


def _are_trees(heads: Ints, inside: Any) -> Any:
    """For each sentence whether every word leads to the root and one word alone is its child."""
    import numpy as np

    one_root = ((heads == 0) & inside).sum(axis=1) == 1
    reached = np.concatenate([np.zeros((len(heads), 1), dtype=heads.dtype), heads], axis=1)
    # Following heads twice as far in each round, all words of a tree arrive at 0.
    for _ in range(int(heads.shape[1]).bit_length()):
        reached = np.take_along_axis(reached, reached, axis=1)
    return one_root & (reached == 0).all(axis=1)


def _best_tree(scores: Floats) -> Ints:
    """The heads of the highest-scoring tree with one root (Chu-Liu and Edmonds)."""
    import numpy as np

    count = scores.shape[0]
    square = np.full((count + 1, count + 1), IMPOSSIBLE, dtype=np.float64)
    square[1:] = scores
    square[1:, 0] -= ROOT_COST
    heads: Ints = _edmonds(square)[1:]
    return heads


def _edmonds(scores: Any) -> Any:
    """The best head of each node but 0, so that no nodes form a cycle."""
    import numpy as np

    heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads.tolist())
    if not cycle:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outer, inner = np.flatnonzero(~inside), np.asarray(cycle)
    joint = len(outer)
    smaller = np.full((joint + 1, joint + 1), IMPOSSIBLE)
    smaller[:joint, :joint] = scores[np.ix_(outer, outer)]
    # The cycle as one node: an arc into it costs the arc of the cycle that it replaces.
    entering = scores[np.ix_(inner, outer)] - scores[inner, heads[inner]][:, None]
    smaller[joint, :joint] = entering.max(axis=0)
    leaving = scores[np.ix_(outer, inner)]
    smaller[:joint, joint] = leaving.max(axis=1)
    smaller[0] = IMPOSSIBLE
    found = _edmonds(smaller)
    for place, node in enumerate(outer[1:], start=1):
        head = found[place]
        heads[node] = inner[leaving[place].argmax()] if head == joint else outer[head]
    broken = inner[entering[:, found[joint]].argmax()]
    heads[broken] = outer[found[joint]]
    return heads


def _cycle(heads: list[int]) -> list[int]:
    """The nodes of one cycle, or none."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for node in path:
            state[node] = 2
    return []


def best_names(scores: Floats, labels: Sequence[str]) -> Ints:
    """The best row of name labels for every sentence of a batch: no inside without its beginning.

    Args:
        scores: log-probabilities [sentence, word, label]; a word past the end scores only "O".
        labels: "O", "B-PER", "I-PER", …
    """
    import numpy as np

    size, words, _ = scores.shape
    allowed = _transitions(labels)
    path: Ints = np.zeros((size, words), dtype=np.int64)
    if words == 0:
        return path
    back = np.zeros(scores.shape, dtype=np.int64)
    starts = np.array([IMPOSSIBLE if label.startswith("I-") else 0.0 for label in labels])
    best = scores[:, 0] + starts
    for word in range(1, words):
        through = best[:, :, None] + allowed
        back[:, word] = through.argmax(axis=1)
        best = through.max(axis=1) + scores[:, word]
    path[:, -1] = best.argmax(axis=1)
    rows = np.arange(size)
    for word in range(words - 1, 0, -1):
        path[:, word - 1] = back[rows, word, path[:, word]]
    return path


def _transitions(labels: Sequence[str]) -> Any:
    """0 where the second label may follow the first."""
    import numpy as np

    allowed = np.zeros((len(labels), len(labels)))
    for after, label in enumerate(labels):
        if label.startswith("I-"):
            for before, other in enumerate(labels):
                if other[2:] != label[2:]:
                    allowed[before, after] = IMPOSSIBLE
    return allowed


def name_spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """First word, end and type of each name in a row of labels."""
    found: list[tuple[int, int, str]] = []
    for place, label in enumerate(labels):
        if label.startswith("B-"):
            found.append((place, place + 1, label[2:]))
        elif label.startswith("I-") and found:
            found[-1] = (found[-1][0], place + 1, found[-1][2])
    return found
