"""Noun phrases that look ahead: "the risk of war", "plans to leave", "a potential strike"."""

from __future__ import annotations

from functools import cache
from itertools import islice

from sitrep.claims.ahead import looks_ahead
from sitrep.claims.plover import event_nouns
from sitrep.claims.polarity import negated
from sitrep.claims.tree import Tree
from sitrep.data.tables import table, words
from sitrep.records import Certainty, ForecastKind

__all__ = ["attribute", "noun", "what_may_come"]

#: prepositions by which what came about is measured against what was foreseen
_MEASURING = frozenset({"below", "above", "than", "beyond", "despite", "versus"})
Entry = tuple[Certainty, ForecastKind]
_MADE = ("plan", "promise")
#: nouns that look ahead to the noun before them ("war fears"; a "bomb threat" does not)
_COMPOUNDED = ("fear",)


def attribute(tree: Tree, at: int) -> Entry | None:
    """What "potential" in "a potential strike" commits to; None for a guess about what is.

    Args:
        tree: the sentence.
        at: index of the adjective or participle.
    """
    if tree.relation(at) != "amod":
        return None
    lemma = tree.lemma(at)
    entry = _entry("attributives", lemma)
    if entry is None and lemma == "loom" and tree.tokens[at].xpos == "VBG":
        entry = ("possible", "warning")
    if entry is None or not _open_future(tree, at):
        return None
    # "a possible motive" guesses what was, "a possible strike" what may come
    guess = lemma in words("forecast_cues", "rules", "guessing")
    return None if guess and tree.lemma(tree.heads[at]) not in what_may_come() else entry


def noun(tree: Tree, at: int) -> Entry | None:
    """What "risk" in "the risk of war" commits to; None where it does not look ahead.

    Args:
        tree: the sentence.
        at: index of the noun.
    """
    lemma = tree.lemma(at)
    entry = _entry("nouns", lemma)
    if entry is None or not _open_future(tree, at):
        return None
    if any(tree.lemma(kid) in _MEASURING for kid in tree.kids(at, "case")):
        return None  # "below expectations of 500,000"
    nmods = tree.kids(at, "nmod", "acl", "ccomp", "advcl")
    if lemma == "chance" and (tree.relation(at) == "obj" or _only_to(tree, nmods)):
        return None  # "missed a chance to score": an occasion, no likelihood
    harms = any(tree.lemma(mark) == "to" for kid in nmods for mark in tree.kids(kid, "case"))
    ahead = _next_to(tree, at) or any(_lies_ahead(tree, kid) for kid in nmods)
    if not ahead and (harms or lemma not in _COMPOUNDED or not tree.kids(at, "compound")):
        return None
    own = entry[1] in _MADE or lemma == "hope"
    return entry if not own or _is_told(tree, at) else None


@cache
def what_may_come() -> frozenset[str]:
    """Nouns of what comes about, good or bad: "strike", "collapse", "merger"."""
    outcomes = words("forecast_cues", "rules", "outcomes")
    return (frozenset(event_nouns()) | outcomes) - words("forecast_cues", "rules", "findings")


def _entry(group: str, lemma: str) -> Entry | None:
    entry = table("forecast_cues")[group].get(lemma)
    if entry is None:
        return None
    certainty, kind = entry.split()
    return certainty, kind


def _is_told(tree: Tree, at: int) -> bool:
    """True for "announced a plan to", "has plans to", "the plan is to", "there are plans to".

    Whoever "debated the plan to close the port" plans nothing.
    """
    governor = tree.heads[at]
    if governor < 0 or tree.kids(at, "cop"):
        return True
    if negated(tree, governor):
        return False
    if tree.relation(at) == "obj":
        return tree.lemma(governor) in words("forecast_cues", "rules", "tabling")
    if tree.relation(at) == "nsubj":
        return bool(tree.kids(governor, "expl", "cop")) or tree.lemma(governor) == "be"
    return False


def _only_to(tree: Tree, kids: list[int]) -> bool:
    """True for "a chance to": no "of" and no "that"."""
    marks = {tree.lemma(mark) for kid in kids for mark in tree.kids(kid, "mark", "case")}
    return "to" in marks and not marks & {"of", "that", "for"}


def _open_future(tree: Tree, at: int) -> bool:
    """False for a bare "future" that nobody doubts, asks about or plans."""
    if tree.lemma(at) != "future":
        return True
    doubts = words("forecast_cues", "rules", "doubts")
    return any(tree.lemma(high) in doubts for high in islice(tree.above(at), 4))


def _lies_ahead(tree: Tree, kid: int) -> bool:
    """True for "risk of war", "plan to leave"; False for "risk to civilians", "warning against"."""
    if tree.tokens[kid].relation == "nmod:poss":
        return False
    if tree.relation(kid) != "nmod":
        # "plan to leave", "fear that it falls", not "risks posed by", "warned that it fell"
        marks = {tree.lemma(mark) for mark in tree.kids(kid, "mark")}
        return bool(marks & {"to", "of"}) or ("that" in marks and looks_ahead(tree, kid))
    return any(tree.lemma(mark) in ("of", "for", "over") for mark in tree.kids(kid, "case"))


def _next_to(tree: Tree, at: int) -> bool:
    """True when "of" or "for" follows at once, whatever the parse hangs it on."""
    return at + 1 < len(tree) and tree.lemma(at + 1) in ("of", "for")
