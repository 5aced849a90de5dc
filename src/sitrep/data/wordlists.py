"""Lists of words that several rooms ask for, each read once from its table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

__all__ = ["acts", "wordlist"]


@cache
def wordlist(table: str, name: str) -> frozenset[str]:
    """The words under ``name`` in the table ``sitrep/data/<table>.toml``.

    Args:
        table: the file's stem, such as "loaded".
        name: of the list, such as "comments".
    """
    text = files("sitrep.data").joinpath(f"{table}.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)[name])


@cache
def acts() -> Mapping[str, frozenset[str]]:
    """The kinds of act of ``sitrep/data/acts.toml`` with the lemmas that tell each."""
    table = tomllib.loads(files("sitrep.data").joinpath("acts.toml").read_text("utf-8"))
    return {kind: frozenset(lemmas) for kind, lemmas in table.items()}
