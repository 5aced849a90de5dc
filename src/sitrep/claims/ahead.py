"""Whether what a verb of saying or hoping governs lies ahead, or was or is so already."""

from __future__ import annotations

from sitrep.claims.tree import Tree
from sitrep.data.tables import table, words

__all__ = ["looks_ahead", "over"]

#: modals of duty and ability, which look ahead below "warned that" and its like
_MORE_MODALS = frozenset({"must", "should", "can"})


def looks_ahead(tree: Tree, clause: int) -> bool:
    """True for "more attacks may follow", "the wall is about to fall", "to strike".

    "He was a target" and "parts of the pier are rotten" tell of what was or is.

    Args:
        tree: the sentence.
        clause: index of the clause's predicate.
    """
    cues = table("forecast_cues")
    auxiliaries = {tree.lemma(kid) for kid in tree.kids(clause, "aux")}
    if auxiliaries & (cues["modals"].keys() | _MORE_MODALS):
        return "have" not in auxiliaries
    if any(tree.lemma(mark) == "to" for mark in tree.kids(clause, "mark")):
        return "have" not in auxiliaries  # "are feared to have stolen"
    word = tree.tokens[clause]
    if word.xpos == "VB" and not auxiliaries:
        return True  # "proposed that half of it go to roads"
    coming = tree.lemma(clause) in words("forecast_cues", "rules", "coming")
    if word.xpos == "VBG" and (coming or not auxiliaries):
        return True
    governs = bool(tree.kids(clause, "xcomp", "ccomp"))
    verb = governs and tree.lemma(clause) in cues["verbs"]
    cue = verb or tree.lemma(clause) in cues["predicatives"]
    soon = any(tree.lemma(kid) in cues["adverbs"] for kid in tree.kids(clause, "advmod"))
    return cue or soon or any(looks_ahead(tree, kid) for kid in tree.kids(clause, "conj"))


def over(tree: Tree, clause: int) -> bool:
    """True when the clause is told in the past tense and does not look ahead.

    Args:
        tree: the sentence.
        clause: index of the clause's predicate.
    """
    if looks_ahead(tree, clause):
        return False
    heads = (clause, *tree.kids(clause, "aux", "cop"))
    return any(tree.tokens[at].xpos == "VBD" for at in heads)
