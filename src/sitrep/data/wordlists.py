"""Lists of words that several rooms ask for, each read once from its table."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["wordlist"]


@cache
def wordlist(table: str, name: str) -> frozenset[str]:
    """The words under ``name`` in the table ``sitrep/data/<table>.toml``.

    Args:
        table: the file's stem, such as "loaded".
        name: of the list, such as "comments".
    """
    text = files("sitrep.data").joinpath(f"{table}.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[name])
