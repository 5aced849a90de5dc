"""The word tables of this room, read once from ``sitrep/data``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from sitrep.errors import SitrepError

__all__ = ["table", "words"]


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``sitrep/data/<name>.toml``.

    Args:
        name: the file's stem.

    Returns:
        The parsed table. Its first lines name source and licence.
    """
    text = files("sitrep.data").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words(name: str, *path: str) -> frozenset[str]:
    """The list of words at ``path`` of a table, as a set.

    Args:
        name: the file's stem.
        path: the keys that lead to the list.

    Returns:
        The words.

    Raises:
        SitrepError: the package's own table has no such list.
    """
    here: Any = table(name)
    for key in path:
        here = here[key]
    if not isinstance(here, list):
        raise SitrepError(f"{name}.toml: {'.'.join(path)} is not a list of words")
    return frozenset(str(word) for word in here)
