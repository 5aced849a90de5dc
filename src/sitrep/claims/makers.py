"""Who can plan, promise or threaten, and what a thing is only for."""

from __future__ import annotations

from sitrep.claims.event import roles
from sitrep.claims.tree import Tree
from sitrep.data.tables import words

__all__ = ["is_purpose", "maker", "nobody_plans"]

#: pronouns that stand for a fact or a thing; "it" may be a firm
_NEUTRAL = frozenset({"this", "that", "these", "those", "which", "what", "there"})


def maker(tree: Tree, at: int) -> int | None:
    """The word for who plans or promises by the verb ``at``; None when nobody is named.

    A relative pronoun gives way to its noun ("a law that threatens" is "law"), and a
    participle behind its noun has that noun ("workers threatening to strike").

    Args:
        tree: the sentence.
        at: index of the verb.
    """
    found = roles(tree, at).actor
    noun = tree.heads[at]
    if tree.relation(at) != "acl" or noun < 0:
        return found
    if found is None:
        return noun
    return noun if tree.tokens[found].xpos in ("WDT", "WP") else found


def nobody_plans(tree: Tree, at: int) -> bool:
    """True for "winds threaten to", "you agree to": a thing, or whoever reads it.

    Args:
        tree: the sentence.
        at: index of a verb of planning, promising or threatening, in the active voice.
    """
    found = maker(tree, at)
    if found is None or _passive(tree, at):
        return False
    return tree.lemma(found) == "you" or _is_thing(tree, found)


def is_purpose(tree: Tree, at: int) -> bool:
    """True for "the law aims to cut emissions": what a thing is for, and nobody's plan.

    So is "a drug promising to slow the disease": right after its noun it tells which one.

    Args:
        tree: the sentence.
        at: index of the verb.
    """
    if tree.lemma(at) not in words("forecast_cues", "rules", "purposes"):
        return False
    if tree.lemma(at) in ("mean", "intend") and _passive(tree, at):
        return True  # "it is meant to replace the ferry"
    noun = tree.heads[at]
    if tree.relation(at) == "acl" and not tree.kids(at, "nsubj") and noun == at - 1:
        return tree.tokens[noun].upos == "NOUN"
    subject = tree.subject(at)
    return subject is not None and _is_thing(tree, subject)


def _passive(tree: Tree, at: int) -> bool:
    hung = tree.tokens[at].xpos == "VBN" and tree.relation(at) == "acl"
    return hung or any("pass" in tree.tokens[kid].relation for kid in tree.children[at])


def _is_thing(tree: Tree, at: int) -> bool:
    """True for a word that can neither plan nor promise."""
    lemma = tree.lemma(at)
    if tree.tokens[at].upos in ("PRON", "DET"):
        return lemma in _NEUTRAL
    if tree.tokens[at].upos != "NOUN":
        return False
    if lemma in words("forecast_cues", "rules", "things"):
        return True
    if lemma in words("sources", "bodies") or lemma in words("sources", "groups"):
        return False
    endings = tuple(words("sources", "thing_endings"))
    return lemma in words("sources", "things") or lemma.endswith(endings)
