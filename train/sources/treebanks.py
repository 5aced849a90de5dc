"""Sentences of a CoNLL-U treebank."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from train.example import Example

FORM, LEMMA, UPOS, XPOS, HEAD, RELATION = 1, 2, 3, 4, 6, 7


def treebank(path: Path) -> Iterator[Example]:
    """Each sentence with tags, lemmas and tree; ranges and empty nodes are passed over."""
    text = ""
    columns: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# text = "):
                text = line[len("# text = ") :].rstrip("\n")
            elif line[0].isdigit():
                cells = line.rstrip("\n").split("\t")
                if cells[0].isdigit():
                    columns.append(cells)
            elif line == "\n" and columns:
                yield _sentence(text, columns)
                columns = []


def _sentence(text: str, columns: list[list[str]]) -> Example:
    return Example(
        words=[cells[FORM] for cells in columns],
        text=text,
        upos=[cells[UPOS] for cells in columns],
        xpos=[cells[XPOS] for cells in columns],
        lemmas=[cells[LEMMA] for cells in columns],
        heads=[int(cells[HEAD]) - 1 for cells in columns],
        relations=[cells[RELATION] for cells in columns],
    )
