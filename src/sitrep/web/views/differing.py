"""Two texts word by word: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

__all__ = ["Stretch", "alike", "compared", "words_of"]

Kind = Literal["same", "gone", "new"]

_WORD = re.compile(r"\s+|\w+(?:[’'\-.,]\w+)*|[^\w\s]")
_PLAIN = re.compile(r"\w+(?:[’'\-.,]\w+)*")
#: words on either side beyond which two texts are compared by line, which takes less time
_MOST_WORDS = 6_000


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of words that both texts have, only the first, or only the second."""

    kind: Kind
    text: str


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without case, marks and spaces."""
    return tuple(word.casefold().replace("’", "'") for word in _PLAIN.findall(text))


def alike(first: tuple[str, ...], second: tuple[str, ...]) -> float:
    """How much of the shorter run of words stands in the longer one, in order: 0 to 1."""
    if not first or not second:
        return 0.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    shared = sum(block.size for block in matcher.get_matching_blocks() if block.size > 1)
    return shared / min(len(first), len(second))


def compared(first: str, second: str) -> tuple[Stretch, ...]:
    """The stretches of two texts; those of ``same`` and ``new`` joined are the second text."""
    parts = (_WORD.findall(first), _WORD.findall(second))
    if max(len(part) for part in parts) > 2 * _MOST_WORDS:
        parts = (first.splitlines(keepends=True), second.splitlines(keepends=True))
    before, after = parts
    keys = ([_key(part) for part in before], [_key(part) for part in after])
    matcher = SequenceMatcher(None, *keys, autojunk=max(map(len, keys)) > 2_000)
    return tuple(_joined(_stretches(matcher, before, after)))


def _key(part: str) -> str:
    """What two parts are told apart by: not the width of a space nor the cut of an apostrophe."""
    return " " if part.isspace() else part.replace("’", "'")


def _stretches(
    matcher: SequenceMatcher[str], before: list[str], after: list[str]
) -> Iterator[Stretch]:
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Stretch("same", "".join(after[c:d]))
            continue
        if b > a:
            yield Stretch("gone", "".join(before[a:b]))
        if d > c:
            yield Stretch("new", "".join(after[c:d]))


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """Changes with nothing but a space between them told as one, so that phrases are read."""
    gone = new = space = ""
    for one in stretches:
        if one.kind != "same":
            gone += space + (one.text if one.kind == "gone" else "")
            new += space + (one.text if one.kind == "new" else "")
            space = ""
        elif one.text.isspace() and (gone or new) and not space:
            space = one.text
        else:
            yield from _changes(gone, new)
            yield Stretch("same", space + one.text)
            gone = new = space = ""
    yield from _changes(gone, new)
    if space:
        yield Stretch("same", space)


def _changes(gone: str, new: str) -> Iterator[Stretch]:
    if gone:
        yield Stretch("gone", gone)
    if new:
        yield Stretch("new", new)
