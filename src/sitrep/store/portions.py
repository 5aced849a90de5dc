"""Ids in; as many of them as one statement takes, at a time, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

__all__ = ["portions"]

#: ids asked for in one statement; SQLite takes some thousands
MANY = 500


def portions(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids, each once, sorted, some hundred at a time."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), MANY):
        yield wanted[start : start + MANY]
