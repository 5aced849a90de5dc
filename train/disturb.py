"""The same sentence as headlines and hasty writing have it, or about other persons and places."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from train.example import NAME_LABELS, NAME_TYPES, Example, name_bits

LOWERED, CAPITALS, TITLED, UNSTOPPED = 0.06, 0.04, 0.03, 0.06
"""Shares of the sentences that are disturbed in each way."""
RENAMED = 0.4
"""Share of the sentences without a tree in which names may change, each with even odds."""
STOPS = frozenset({".", "!", "?", "...", "…"})


class Mentions:
    """All names of the training sentences by type, to put in one another's place."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._known: dict[str, list[list[str]]] = {kind: [] for kind in NAME_TYPES}
        for example in examples:
            for start, end, kind in mentions(example):
                self._known[kind].append(example.words[start:end])

    def renamed(self, example: Example, chance: random.Random) -> Example:
        """The example with about half its names changed for others of their type."""
        words: list[str] = []
        names: list[int] = []
        done = 0
        for start, end, kind in mentions(example):
            if chance.random() < 0.5:
                continue
            other = chance.choice(self._known[kind])
            words += [*example.words[done:start], *other]
            inside = [name_bits(f"I-{kind}")] * (len(other) - 1)
            names += [*example.names[done:start], name_bits(f"B-{kind}"), *inside]
            done = end
        if not done:
            return example
        # The vector of the old sentence is not that of the new: no text, no target.
        return replace(
            example,
            text="",
            words=words + example.words[done:],
            names=names + example.names[done:],
        )


def mentions(example: Example) -> list[tuple[int, int, str]]:
    """First word, end and type of every name whose type is certain."""
    found: list[tuple[int, int, str]] = []
    for i, bits in enumerate(example.names):
        if bits & (bits - 1):
            continue
        edge, _, kind = NAME_LABELS[bits.bit_length() - 1].partition("-")
        if edge == "B":
            found.append((i, i + 1, kind))
        elif edge == "I" and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1, kind)
    return found


def disturbed(example: Example, known: Mentions, chance: random.Random) -> Example:
    """The example, or with some odds a variant of it."""
    if example.names and not (example.heads or example.events) and chance.random() < RENAMED:
        example = known.renamed(example, chance)
    dice = chance.random()
    if dice < LOWERED:
        return _recased(example, [word.lower() for word in example.words])
    dice -= LOWERED
    if dice < CAPITALS:
        return _recased(example, [word.upper() for word in example.words])
    dice -= CAPITALS
    if dice < TITLED:
        return _recased(example, [word[:1].upper() + word[1:] for word in example.words])
    dice -= TITLED
    if dice < UNSTOPPED and len(example.words) > 2 and example.words[-1] in STOPS:
        return _unstopped(example)
    return example


def _recased(example: Example, words: list[str]) -> Example:
    # An upper-case word may lower to a longer one; the tree and tags stay what they were.
    return replace(example, words=words, lemmas=[])


def _unstopped(example: Example) -> Example:
    """Without its final mark, unless something hangs on that."""
    last = len(example.words) - 1
    if last in example.heads:
        return example
    return replace(
        example,
        words=example.words[:last],
        upos=example.upos[:last],
        xpos=example.xpos[:last],
        lemmas=example.lemmas[:last],
        heads=example.heads[:last],
        relations=example.relations[:last],
        names=example.names[:last],
        events=example.events[:last],
        parts=example.parts[:last],
    )
