"""The tokens of a span and those around it, found without walking the whole sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from sitrep.records import Token

__all__ = ["around", "inside"]

#: tokens looked at on each side; no clause of the open treebanks reaches further, and the
#: work stays linear on a line of a million words
_REACH = 60


def inside(tokens: tuple[Token, ...], start: int, end: int) -> range:
    """The indexes of the tokens that share a character with ``[start, end)``."""
    first = bisect_right(tokens, start, key=lambda token: token.end)
    return range(first, bisect_left(tokens, end, lo=first, key=lambda token: token.start))


def around(tokens: tuple[Token, ...], at: int) -> range:
    """The indexes of the tokens near token ``at``."""
    return range(max(0, at - _REACH), min(len(tokens), at + _REACH))
