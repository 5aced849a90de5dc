"""Whether what one word tells of has happened, lies ahead, may be, or is not so."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.claims.certainty import stated, weaker
from sitrep.claims.polarity import polarity
from sitrep.claims.tree import Tree
from sitrep.data.tables import table, words
from sitrep.records import Certainty, Polarity

__all__ = ["Realis", "realis"]

#: relations by which a word over an event can leave it open; relative clauses tell of facts
_OPEN = frozenset({"xcomp", "ccomp", "acl", "acl:to", "advcl", "nmod", "obj"})
_DEEP = 8  # steps up the tree; more than any clear sentence needs


@dataclass(frozen=True, slots=True)
class Realis:
    """How firmly an event is told, whether it lies ahead, and its polarity."""

    certainty: Certainty
    future: bool
    polarity: Polarity


def realis(tree: Tree, at: int) -> Realis:
    """The standing of the event that word ``at`` tells of, verb or noun.

    Args:
        tree: the sentence.
        at: index of the word.

    Returns:
        Its certainty on the ladder, whether it lies in the future of the report, polarity.
    """
    if tree.relation(at) == "cop":
        at = tree.heads[at]
    clause = at if _verbal(tree, at) else tree.clause_of(at)
    ahead = _ahead(tree, at, 0)
    if clause == at or ahead:
        certainty = stated(tree, clause, own=clause != at)
        return Realis(_governed(tree, at, certainty), ahead, polarity(tree, clause))
    negative = any(tree.lemma(kid) in ("no", "neither") for kid in tree.kids(at, "det"))
    certainty = _governed(tree, at, "asserted")
    return Realis(certainty, ahead, "negative" if negative else "positive")


def _governed(tree: Tree, at: int, certainty: Certainty) -> Certainty:
    """The certainty lowered by the word whose complement the event is ("efforts to")."""
    governor = tree.heads[at]
    while governor >= 0 and tree.relation(at) == "conj":
        at, governor = governor, tree.heads[governor]
    if governor < 0 or tree.tokens[at].relation not in _OPEN:
        return certainty
    if tree.relation(at) == "advcl" and "to" not in {tree.lemma(k) for k in tree.kids(at, "mark")}:
        return certainty
    step: Certainty = table("certainty")["over_events"].get(tree.lemma(governor), certainty)
    return weaker(certainty, step)


def _verbal(tree: Tree, at: int) -> bool:
    return tree.tokens[at].upos in ("VERB", "AUX") or bool(tree.kids(at, "cop"))


def _ahead(tree: Tree, at: int, deep: int) -> bool:
    """True when the event lies in the future of the report."""
    if deep > _DEEP:
        return False
    return _verb_ahead(tree, at, deep) if _verbal(tree, at) else _noun_ahead(tree, at, deep)


def _verb_ahead(tree: Tree, at: int, deep: int) -> bool:
    auxiliaries = {tree.lemma(kid) for kid in tree.kids(at, "aux", "cop")}
    if auxiliaries & table("forecast_cues")["modals"].keys():
        return "have" not in auxiliaries
    marks = {tree.lemma(kid) for kid in tree.kids(at, "mark", "case")}
    governor = tree.heads[at]
    if "to" in marks:
        if governor >= 0 and tree.lemma(governor) in words("forecast_cues", "rules", "actual"):
            return _ahead(tree, governor, deep + 1)
        return True
    if governor < 0:
        return False
    if tree.relation(at) in ("conj", "xcomp", "parataxis") and not _tensed(tree, at):
        return _ahead(tree, governor, deep + 1)
    if tree.tokens[at].xpos == "VBG" and marks & {"for", "of", "on"}:
        return _looks(tree, governor)
    return False


def _tensed(tree: Tree, at: int) -> bool:
    """True when the verb has a tense or an auxiliary of its own."""
    return tree.finite(at) or bool(tree.kids(at, "aux", "cop"))


def _noun_ahead(tree: Tree, at: int, deep: int) -> bool:
    attributes = table("forecast_cues")["attributives"]
    if any(tree.lemma(kid) in attributes for kid in tree.kids(at, "amod")):
        return True
    governor = tree.heads[at]
    if governor < 0:
        return False
    relation = tree.tokens[at].relation
    if relation in ("obj", "obl", "nsubj:pass") and _verbal(tree, governor):
        return _looks(tree, governor) or _ahead(tree, governor, deep + 1)
    if relation == "nsubj" and _verbal(tree, governor):
        happens = tree.lemma(governor) in words("forecast_cues", "rules", "happening")
        return happens and _ahead(tree, governor, deep + 1)
    if relation == "nmod":
        return _looks(tree, governor) or _noun_ahead(tree, governor, deep + 1)
    if relation == "conj":
        return _noun_ahead(tree, governor, deep + 1)
    return False


def _looks(tree: Tree, at: int) -> bool:
    """True for a verb or noun whose complement lies ahead ("plans", "demanded", "risk")."""
    lemma = tree.lemma(at)
    cues = table("forecast_cues")
    if tree.tokens[at].upos == "NOUN":
        return lemma in cues["nouns"]
    return lemma in cues["verbs"] or lemma in cues["rules"]["demanding"]
