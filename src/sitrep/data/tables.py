"""The word tables of the package, each read once from ``sitrep/data``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["acts", "table", "words"]


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``sitrep/data/<name>.toml``; its first lines name source and licence.

    Args:
        name: the file's stem.
    """
    return tomllib.loads(files("sitrep.data").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, *path: str) -> frozenset[str]:
    """The list of words at ``path`` of a table, as a set.

    Args:
        name: the file's stem.
        path: the keys that lead to the list.

    Raises:
        KeyError: the table has no such list.
    """
    here: Any = table(name)
    for key in path:
        here = here[key]
    return frozenset(here)


@cache
def acts() -> Mapping[str, frozenset[str]]:
    """The kinds of act of ``acts.toml`` with the lemmas that tell each."""
    return {kind: frozenset(lemmas) for kind, lemmas in table("acts").items()}
