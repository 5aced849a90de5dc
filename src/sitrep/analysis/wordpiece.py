"""Words as ids of the encoder's vocabulary.

The uncased WordPiece of BERT, in plain Python: lower case, accents off, punctuation apart, then
the longest known prefix again and again. Every word gets at least one piece and at most
`MOST_PIECES`, so that the first piece can stand for the word and one endless word cannot fill
a sentence.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

MOST_PIECES = 16
LONGEST_WORD = 100
CACHED_WORDS = 200_000

PAD, UNKNOWN, START, END = "[PAD]", "[UNK]", "[CLS]", "[SEP]"


class WordPiece:
    """Gives the pieces of a word; remembers the words it has seen."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: index for index, piece in enumerate(vocabulary)}
        self._cache: dict[str, tuple[int, ...]] = {}
        self.unknown = self._ids[UNKNOWN]
        self.start = self._ids[START]
        self.end = self._ids[END]

    def pieces(self, word: str) -> tuple[int, ...]:
        """The ids of one word's pieces, one to `MOST_PIECES` of them."""
        known = self._cache.get(word)
        if known is not None:
            return known
        # Only the start of an endless word is read: the rest would be cut off anyway.
        ids: list[int] = []
        for part in _parts(word[: LONGEST_WORD * MOST_PIECES]):
            ids.extend(self._greedy(part))
            if len(ids) >= MOST_PIECES:
                break
        found = tuple(ids[:MOST_PIECES]) or (self.unknown,)
        if len(self._cache) >= CACHED_WORDS:
            self._cache.clear()
        self._cache[word] = found
        return found

    def _greedy(self, part: str) -> list[int]:
        """Longest known prefix first; a part with an unknown rest is one unknown piece."""
        if len(part) > LONGEST_WORD:
            return [self.unknown]
        ids: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                index = self._ids.get(("##" if start else "") + part[start:end])
                if index is not None:
                    ids.append(index)
                    start = end
                    break
            else:
                return [self.unknown]
        return ids


def _parts(word: str) -> list[str]:
    """The word normalised, cut at spaces, punctuation marks and Han characters."""
    parts: list[str] = [""]
    for char in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(char)
        if category == "Mn" or (category[0] == "C" and char not in "\t\n\r"):
            continue
        if char.isspace():
            parts.append("")
        elif _is_mark(char, category) or "\u3400" <= char <= "\u9fff":
            parts += [char, ""]
        else:
            parts[-1] += char
    return [part for part in parts if part]


def _is_mark(char: str, category: str) -> bool:
    """BERT counts every ASCII sign that is no letter or digit as punctuation."""
    return category[0] == "P" or (char.isascii() and not char.isalnum())
