"""Words cut from a report, made into a line."""

from __future__ import annotations

import re

__all__ = ["finish"]

#: what a complete line ends on
STOPS = ".!?…"
CLOSERS = "\"'”’»)]"
CURLY = re.compile(r"[“”]")
#: a straight mark, but for that of inches
STRAIGHT = re.compile(r'(?<!\d)"')


def finish(words: str) -> str:
    """The words as a line: first letter upright, quotation marks in pairs, one stop at the end.

    A sentence out of the middle of a speech lacks a mark ("We will stay,” she said"); the mark
    is added on the side where it is missing, as a newspaper does.
    """
    joined = _paired(" ".join(words.split()))
    if not joined:
        return joined
    start = len(joined) - len(joined.lstrip('“"'))
    joined = joined[:start] + joined[start : start + 1].upper() + joined[start + 1 :]
    bare = joined.rstrip(CLOSERS)
    return joined if bare and bare[-1] in STOPS else joined + "."


def _paired(words: str) -> str:
    curly = CURLY.findall(words)
    if curly[:1] == ["”"]:
        return "“" + words
    if curly[-1:] == ["“"]:
        return _closed(words, "”")
    straight = [mark.start() for mark in STRAIGHT.finditer(words)]
    if len(straight) % 2 == 0:
        return words
    if _closes(words, straight[0]):
        return '"' + words
    return _closed(words, '"')


def _closes(words: str, at: int) -> bool:
    """True for a straight mark right behind a word or stop and before no word."""
    return at > 0 and not words[at - 1].isspace() and not words[at + 1 : at + 2].isalnum()


def _closed(words: str, mark: str) -> str:
    """The words with a closing mark, behind their stop."""
    return words + mark if words[-1] in STOPS else f"{words}.{mark}"
