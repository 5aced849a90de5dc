"""The look of a word, which an uncased vocabulary forgets: its capitals, digits and marks."""

from __future__ import annotations

from collections.abc import Sequence

NONE, LOWER, FIRST_TITLE, TITLE, UPPER, LETTER, MIXED, DIGITS, MARK, CASELESS = range(10)
SHAPES = 10


def shapes(words: Sequence[str]) -> list[int]:
    """One shape a word; a capital that only opens the sentence is told from others."""
    found: list[int] = []
    opened = False
    for word in words:
        shape = _shape(word)
        if shape == TITLE and not opened:
            shape = FIRST_TITLE
        if shape not in (MARK, DIGITS):
            opened = True
        found.append(shape)
    return found


def _shape(word: str) -> int:
    if word.islower():
        return LOWER
    if word.isupper():
        return LETTER if len(word.rstrip(".")) == 1 else UPPER
    if any(char.isalpha() for char in word):
        if word[0].isupper() and (word[1:].islower() or word.istitle()):
            return TITLE
        return MIXED if word != word.lower() else CASELESS
    return DIGITS if any(char.isdigit() for char in word) else MARK
