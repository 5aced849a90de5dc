"""Sentences of MEANTIME with names and events: what happens, how surely, and whether yet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from train.example import ANY_NAME, UNMARKED, Example, name_bits
from train.sources.files import rows
from train.sources.names import outside

TYPES = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
LONGEST_NAME = 6
UNSURE = frozenset({"PROBABLE", "POSSIBLE"})


def wikinews(path: Path, weight: int) -> Iterator[Example]:
    """Each annotated sentence."""
    for row in rows(path):
        labels, events = _name_bits(row), _events(row)
        for start, end in row["sentences"]:
            inside = [i for i, (s, e) in enumerate(row["tokens"]) if start <= s and e <= end]
            yield Example(
                words=[row["text"][s:e] for s, e in (row["tokens"][i] for i in inside)],
                text=row["text"][start:end],
                names=[labels[i] for i in inside],
                events=[events[i] for i in inside],
                weight=weight,
            )


def _name_bits(row: dict[str, Any]) -> list[int]:
    """Only mentions that are names alone teach; a capital outside of them teaches nothing."""
    open_word = outside(("EVENT", "MISC"))
    labels = [
        ANY_NAME if any(c.isupper() for c in row["text"][s:e]) else open_word
        for s, e in row["tokens"]
    ]
    for mention in row["entities"]:
        kind = TYPES.get(mention["type"] or "", "")
        if mention["syntactic"] != "NAM" or not kind:
            continue
        inside = _words(row, mention)
        while inside and row["text"][row["tokens"][inside[0]][0]].islower():
            inside.pop(0)
        if len(inside) <= LONGEST_NAME:
            for position, i in enumerate(inside):
                labels[i] = name_bits(("I-" if position else "B-") + kind)
    return labels


def _events(row: dict[str, Any]) -> list[tuple[int, int, int]]:
    classes = [(0, UNMARKED, UNMARKED)] * len(row["tokens"])
    for event in row["events"]:
        for i in _words(row, event)[:1]:
            classes[i] = (1, _unsure(event), _ahead(event))
    return classes


def _unsure(event: dict[str, Any]) -> int:
    if event["certainty"] in UNSURE:
        return 1
    return 0 if event["certainty"] == "CERTAIN" else UNMARKED


def _ahead(event: dict[str, Any]) -> int:
    return {"FUTURE": 1, "NON_FUTURE": 0}.get(event["time"] or "", UNMARKED)


def _words(row: dict[str, Any], span: dict[str, Any]) -> list[int]:
    return [i for i, (s, e) in enumerate(row["tokens"]) if span["start"] <= s and e <= span["end"]]
