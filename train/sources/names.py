"""Sentences of the named-entity sets, each with the labels that its scheme leaves open.

The sets mark different types. A word that a set leaves unmarked may still be an event or a work
if the set does not mark those: its allowed labels then hold these too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitrep.data import gazetteer
from train.example import ANY_NAME, NAME_TYPES, Example, name_bits
from train.sources.files import is_kept_back, rows


@dataclass(frozen=True, slots=True)
class Scheme:
    """How one set's types map to ours, and which of ours it does not mark."""

    types: dict[str, tuple[str, ...]]
    unmarked: tuple[str, ...]


UNIVERSAL = Scheme({"PER": ("PER",), "ORG": ("ORG",), "LOC": ("LOC",)}, ("EVENT", "MISC"))
WIKIGOLD = Scheme(
    {"PER": ("PER",), "ORG": ("ORG",), "LOC": ("LOC",), "MISC": ("MISC", "EVENT")}, ()
)
POLITICS = Scheme(
    {
        "politician": ("PER",),
        "person": ("PER",),
        "politicalparty": ("ORG",),
        "organisation": ("ORG",),
        "country": ("LOC",),
        "location": ("LOC",),
        "election": ("EVENT",),
        "event": ("EVENT",),
        "misc": ("MISC",),
    },
    (),
)
EMERGING = Scheme(
    {
        "person": ("PER",),
        "location": ("LOC",),
        "corporation": ("ORG",),
        "group": ("ORG",),
        "product": ("MISC",),
        "creative-work": ("MISC", "EVENT"),
    },
    ("EVENT", "MISC"),
)


def names(path: Path, scheme: Scheme, weight: int, folded: bool) -> Iterator[Example]:
    """The sentences of a file; if `folded`, those kept back for measuring are left out."""
    for row in rows(path):
        if folded and is_kept_back(document(row)):
            continue
        words = row["tokens"]
        yield Example(
            words=words,
            text=row.get("text") or " ".join(words),
            names=_labels(words, row["tags"], scheme),
            weight=weight,
        )


def document(row: dict[str, object]) -> str:
    """What names the document of a row: no document is on both sides of the fold."""
    return str(row.get("doc", row["id"]))


def _labels(words: list[str], tags: list[str], scheme: Scheme) -> list[int]:
    """The allowed labels of a sentence's words.

    A country that acts is an organisation in one set and a place in all others: a country that
    is marked so may be either.
    """
    labels = [_allowed(tag, scheme) for tag in tags]
    at = 0
    while at < len(tags):
        end = at + 1
        while end < len(tags) and tags[end].startswith("I-"):
            end += 1
        known = gazetteer.known().get(" ".join(words[at:end]))
        if known is not None and known.kind == "country" and labels[at] == name_bits("B-ORG"):
            labels[at:end] = [name_bits("B-ORG", "B-LOC")] + [name_bits("I-ORG", "I-LOC")] * (
                end - at - 1
            )
        at = end
    return labels


def _allowed(tag: str, scheme: Scheme) -> int:
    if tag == "O":
        return outside(scheme.unmarked)
    edge, kind = tag.split("-", 1)
    if kind not in scheme.types:
        return ANY_NAME
    return name_bits(*(f"{edge}-{ours}" for ours in scheme.types[kind]))


def outside(unmarked: tuple[str, ...]) -> int:
    """What an unmarked word may be: nothing, or a name of a type that the set does not mark."""
    assert set(unmarked) <= set(NAME_TYPES)
    return name_bits("O", *(f"{edge}-{kind}" for kind in unmarked for edge in "BI"))
