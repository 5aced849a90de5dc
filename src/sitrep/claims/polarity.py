"""Whether a clause says that something is so or that it is not."""

from __future__ import annotations

from sitrep.claims.tree import Tree
from sitrep.data.tables import words
from sitrep.records import Polarity

__all__ = ["is_silence", "negated", "polarity"]

_ARGUMENTS = ("nsubj", "obj", "iobj", "expl", "obl")


def polarity(tree: Tree, head: int) -> Polarity:
    """The polarity of the clause headed by word ``head``.

    Args:
        tree: the sentence.
        head: index of the clause's predicate.

    Returns:
        "negative" when an odd number of negations has the predicate in scope: its own
        "not", a "no" on an argument, a governor such as "failed to" or "has yet to", a raised
        "not think".
    """
    turns = int(negated(tree, head))
    if tree.lemma(head) in words("negation", "lacking"):
        turns += 1
    implicative = words("negation", "implicatives")
    if tree.lemma(head) in implicative and tree.kids(head, "xcomp"):
        turns += 1
    at = head
    for governor in tree.above(head):
        relation = tree.relation(at)
        if relation not in ("xcomp", "ccomp", "csubj"):
            break
        if relation == "xcomp" and (tree.lemma(governor) in implicative or _yet(tree, governor)):
            turns += 1
        if tree.lemma(governor) in words("negation", "raising") and negated(tree, governor):
            turns += 1
        at = governor
    if _without(tree, head):
        turns += 1
    return "negative" if turns % 2 else "positive"


def negated(tree: Tree, head: int) -> bool:
    """True when word ``head`` has a negation of its own ("not", "no one", "no evidence").

    Args:
        tree: the sentence.
        head: index of a predicate.
    """
    adverbs = words("negation", "adverbs")
    for kid in tree.children[head]:
        if tree.lemma(kid) in adverbs and tree.relation(kid) in (
            "advmod",
            "det",
            "cc",
            "discourse",
        ):
            if not _harmless(tree, kid):
                return True
        elif tree.relation(kid) in _ARGUMENTS and _negative_phrase(tree, kid):
            return True
    return False


def is_silence(tree: Tree, head: int) -> bool:
    """True for "declined to say", "would not comment": nothing is claimed.

    Args:
        tree: the sentence.
        head: index of the clause's predicate.
    """
    silence = words("negation", "silence")
    if tree.lemma(head) in ("decline", "refuse"):
        return any(tree.lemma(kid) in silence for kid in tree.kids(head, "xcomp"))
    if not negated(tree, head):
        return False
    would = any(tree.lemma(kid) == "would" for kid in tree.kids(head, "aux"))
    return tree.lemma(head) in ("comment", "elaborate") or (would and tree.lemma(head) in silence)


def _yet(tree: Tree, governor: int) -> bool:
    """True for the governor of "have yet to be filed", "remains yet to be seen"."""
    after = governor + 1
    return (
        tree.lemma(governor) in words("negation", "awaiting")
        and after < len(tree)
        and tree.lemma(after) == "yet"
    )


def _negative_phrase(tree: Tree, at: int) -> bool:
    """True for "no evidence", "nobody", "none of the men"."""
    if tree.lemma(at) in words("negation", "pronouns"):
        return not _harmless(tree, at)
    determiners = words("negation", "determiners")
    return any(
        tree.lemma(kid) in determiners and not _harmless(tree, kid)
        for kid in tree.kids(at, "det", "advmod", "cc")
    )


def _harmless(tree: Tree, at: int) -> bool:
    """True for "not only", "no doubt", "no fewer than": no negation of the clause."""
    after = at + 1
    return after < len(tree) and tree.lemma(after) in words("negation", "harmless_after")


def _without(tree: Tree, head: int) -> bool:
    """True for the clause of "without warning the crew"."""
    return any(tree.lemma(kid) == "without" for kid in tree.kids(head, "mark", "case"))
