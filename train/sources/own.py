"""Sentences of our own, written to train the model: names of the whole world, and invented stories.

- ``names/``: one sentence a line, each name in braces after its type: ``{PER:Amina Diallo} left
  {LOC:Segou}.`` Every type of name is marked, so that an unmarked word is no name.
- ``stories/``: ``= title`` opens a story; then one sentence a line after the number of the fact
  that it tells. A fact is told in several wordings, and its story's other facts share its
  actors and places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from sitrep.analysis.tokens import words
from train.example import FACTS, NAME_TYPES, Example, name_bits

FOLDER = Path(__file__).parents[1] / "own"
_MARKED = re.compile(r"\{([A-Z]+):([^{}]+)\}")


def named_sentences(weight: int, folder: Path = FOLDER) -> Iterator[Example]:
    """Each sentence of each file of names."""
    for path in sorted(folder.glob("names/*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield marked(line.strip(), weight)


def told_facts(folder: Path = FOLDER) -> Iterator[Example]:
    """Each sentence of each story, with the number of its fact.

    Raises:
        ValueError: a line that is neither a title nor a sentence after its number.
    """
    story = -1
    for path in sorted(folder.glob("stories/*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            number, _, text = line.strip().partition(" ")
            if number == "=":
                story += 1
            elif number.isdigit() and int(number) < FACTS and text and story >= 0:
                spans = words(text, 0, len(text))
                fact = story * FACTS + int(number)
                yield Example([text[s.start : s.end] for s in spans], text, fact=fact)
            elif number:
                raise ValueError(f"{line!r} in {path.name}: write a title or NUMBER SENTENCE")


def marked(line: str, weight: int = 1) -> Example:
    """The sentence of a line without its braces, with its names.

    Raises:
        ValueError: a brace that marks no name, or a type that is none of `NAME_TYPES`.
    """
    text, names = "", []
    done = 0
    for match in _MARKED.finditer(line):
        if match[1] not in NAME_TYPES:
            raise ValueError(f"type {match[1]} in {line!r}: one of {', '.join(NAME_TYPES)}")
        text += line[done : match.start()]
        names.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        done = match.end()
    text += line[done:]
    if "{" in text or "}" in text:
        raise ValueError(f"a brace without its name in {line!r}: write {{TYPE:name}}")
    spans = words(text, 0, len(text))
    labels = [name_bits("O")] * len(spans)
    for start, end, kind in names:
        inside = [i for i, span in enumerate(spans) if span.start < end and span.end > start]
        for i in inside:
            labels[i] = name_bits(("B-" if i == inside[0] else "I-") + kind)
    return Example(
        words=[text[s.start : s.end] for s in spans], text=text, names=labels, weight=weight
    )
