"""Sentences of GUM with tree, names and attribution parts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from train.example import ANY_NAME, PART_LABELS, Example, name_bits
from train.sources.files import rows
from train.sources.names import outside

TYPES = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "EVENT"}
OTHER_TYPES = frozenset({"abstract", "object", "substance", "animal", "plant"})
INSIDE_NAMES = frozenset({"PROPN", "NUM", "SYM"})
"""Tags that a name may hold at its edges; "of" and "the" may stand between."""
BETWEEN = frozenset({"ADP", "DET", "PART", "CCONJ", "ADJ", "NOUN", "PUNCT"})
LONGEST_NAME = 9
_TITLES = (
    "president mr mr. mrs mrs. ms ms. dr dr. sen. senator rep. gov. governor prof. professor "
    "chairman judge justice king queen prince princess pope general gen. colonel captain "
    "secretary minister mayor lord lady saint st. director chief"
)
TITLES = frozenset(_TITLES.split())


def gum(path: Path) -> Iterator[Example]:
    """Each sentence of each document."""
    for row in rows(path):
        labels = _name_bits(row)
        parts = _parts(row)
        for start, end in row["sentences"]:
            inside = [i for i, (s, e) in enumerate(row["tokens"]) if start <= s and e <= end]
            if not inside:
                continue
            first, last = inside[0], inside[-1] + 1
            yield Example(
                words=[row["text"][s:e] for s, e in row["tokens"][first:last]],
                text=row["text"][start:end],
                upos=row["upos"][first:last],
                xpos=row["xpos"][first:last],
                lemmas=row["lemma"][first:last],
                heads=[h - first if h >= 0 else -1 for h in row["head"][first:last]],
                relations=row["deprel"][first:last],
                names=labels[first:last],
                parts=parts[first:last],
            )


def _name_bits(row: dict[str, Any]) -> list[int]:
    """The allowed name labels of every word of a document.

    GUM's mentions are whole noun phrases, nested. The outermost mention that is a plain name once
    its article and title are off is taken; other words of proper nouns teach nothing.
    """
    open_word = outside(("MISC",))
    labels = [ANY_NAME if tag == "PROPN" else open_word for tag in row["upos"]]
    taken = [False] * len(labels)
    mentions = [e for e in row["entities"] if e["named"]]
    for mention in sorted(mentions, key=lambda e: (e["start"] - e["end"], e["start"])):
        first, last = _words(row, mention["start"], mention["end"])
        if mention["type"] == "person":
            last = next((i for i in range(first + 1, last) if row["upos"][i] == "ADP"), last)
        first, last = _trimmed(row, first, last)
        kind = TYPES.get(mention["type"], "")
        plain = 0 < last - first <= LONGEST_NAME and all(
            row["upos"][i] in INSIDE_NAMES | BETWEEN for i in range(first, last)
        )
        if not plain or any(taken[first:last]):
            continue
        if kind:
            for i in range(first, last):
                labels[i] = name_bits(("B-" if i == first else "I-") + kind)
                taken[i] = True
        elif mention["type"] in OTHER_TYPES:
            for i in range(first, last):
                labels[i] = ANY_NAME
    return labels


def _words(row: dict[str, Any], start: int, end: int) -> tuple[int, int]:
    inside = [i for i, (s, e) in enumerate(row["tokens"]) if start <= s and e <= end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _trimmed(row: dict[str, Any], first: int, last: int) -> tuple[int, int]:
    """The mention without article, title, apposition and possessive mark at its edges."""
    for i in range(first, last):
        s, e = row["tokens"][i]
        if row["text"][s:e] in {",", "("} and i > first:
            last = i
            break
    while first < last and not _is_edge(row, first):
        first += 1
    while first < last and row["upos"][last - 1] not in INSIDE_NAMES:
        last -= 1
    return first, last


def _is_edge(row: dict[str, Any], i: int) -> bool:
    s, e = row["tokens"][i]
    return row["upos"][i] in INSIDE_NAMES and row["text"][s:e].lower() not in TITLES


def _parts(row: dict[str, Any]) -> list[int]:
    """Source, cue and content of attributions; where two overlap, the longer content stands."""
    labels = [0] * len(row["tokens"])
    records = [a for a in row["attributions"] if a["kind"] == "reporting"]
    records.sort(key=lambda a: -sum(e - s for s, e in a["content"]))
    for record in records:
        spans = [
            (kind, _words(row, s, e))
            for kind in ("source", "cue", "content")
            for s, e in record[kind]
        ]
        if any(labels[i] for _, (first, last) in spans for i in range(first, last)):
            continue
        for kind, (first, last) in spans:
            for i in range(first, last):
                edge = "B" if i == first else "I"
                labels[i] = PART_LABELS.index(f"{edge}-{kind.upper()}")
    return labels
