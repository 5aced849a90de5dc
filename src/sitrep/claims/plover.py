"""The PLOVER type of an event, from its predicate and what surrounds it; "" when unsure."""

from __future__ import annotations

from sitrep.claims.event import Roles
from sitrep.claims.tables import table
from sitrep.claims.tree import Tree

__all__ = ["plover_type"]


def plover_type(tree: Tree, found: Roles) -> str:
    """The PLOVER type of an event.

    Args:
        tree: the sentence.
        found: predicate and parties of the clause.

    Returns:
        One of the types of the PLOVER codebook, or "" in the abstaining band.
    """
    group = "nouns" if tree.tokens[found.at].upos == "NOUN" else "verbs"
    kind: str = table("plover")[group].get(found.predicate, "")
    return kind
