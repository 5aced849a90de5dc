"""One training sentence with whatever was annotated on it, and the label inventories."""

from __future__ import annotations

from dataclasses import dataclass, field

NAME_TYPES = ("PER", "ORG", "LOC", "EVENT", "MISC")
NAME_LABELS = ("O", *(f"{edge}-{kind}" for kind in NAME_TYPES for edge in "BI"))
PART_KINDS = ("SOURCE", "CUE", "CONTENT")
PART_LABELS = ("O", *(f"{edge}-{kind}" for kind in PART_KINDS for edge in "BI"))
EVENT_ASPECTS = ("event", "uncertain", "future")

ANY_NAME = (1 << len(NAME_LABELS)) - 1
"""The bit set of all name labels: a token so marked teaches nothing about names."""

UNMARKED = -1
"""The class of a token whose label is not annotated: no loss is taken there."""


@dataclass(slots=True)
class Example:
    """A sentence of words; an empty list means that the layer was not annotated."""

    words: list[str]
    text: str
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """Index of the head word, -1 for the root."""
    relations: list[str] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    """For each word the set of allowed name labels, as bits."""
    factuality: dict[int, float] = field(default_factory=dict)
    events: list[tuple[int, int, int]] = field(default_factory=list)
    """For each word one class for each of `EVENT_ASPECTS`, `UNMARKED` where unknown."""
    parts: list[int] = field(default_factory=list)
    """For each word the index of its label in `PART_LABELS`."""
    fact: int = UNMARKED
    """Number of the fact that the sentence tells; the hundreds are the number of its story."""
    weight: int = 1
    """How often the sentence is read in one pass over the data."""


FACTS = 100
"""Numbers of facts that belong to one story."""


def name_bits(*labels: str) -> int:
    """The bit set of the given name labels."""
    bits = 0
    for label in labels:
        bits |= 1 << NAME_LABELS.index(label)
    return bits
