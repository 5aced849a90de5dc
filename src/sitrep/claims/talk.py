"""Talk of a programme with its guests and viewers, which foresees nothing in the news."""

from __future__ import annotations

from sitrep.claims.tree import Tree
from sitrep.data.tables import words

__all__ = ["is_talk"]

_SPEAKERS = frozenset({"i", "we"})


def is_talk(tree: Tree, head: int) -> bool:
    """True for "we'll be right back", "we're going to have to leave it there".

    Args:
        tree: the sentence.
        head: index of the predicate that lies ahead.
    """
    at = head
    subject = tree.subject(at)
    while subject is None and tree.relation(at) in ("xcomp", "conj") and tree.heads[at] >= 0:
        at = tree.heads[at]
        subject = tree.subject(at)
    if subject is None or tree.lemma(subject) not in _SPEAKERS:
        return False
    lemmas = " ".join(tree.lemma(word) for word in range(subject + 1, len(tree)))
    return any(f" {phrase} " in f" {lemmas} " for phrase in words("forecast_cues", "talk", "host"))
