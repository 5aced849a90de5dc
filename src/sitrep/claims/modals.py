"""Whether a modal verb turns its clause to the future, or asks, refuses, wishes or guesses."""

from __future__ import annotations

from sitrep.claims.ahead import looks_ahead
from sitrep.claims.polarity import negated
from sitrep.claims.tree import Tree
from sitrep.data.tables import words

__all__ = ["modal_looks_ahead"]

_GUESSING = frozenset({"may", "might", "could"})
_HAVE = frozenset({"have", "'ve", "’ve"})
#: prepositions before a time, and none at all ("next week")
_TIMING = frozenset({"", "by", "until", "before", "after", "within", "on", "during"})


def modal_looks_ahead(tree: Tree, at: int, head: int) -> bool:
    """False for a modal that speaks of the present or past, asks, declines or only wishes.

    Args:
        tree: the sentence.
        at: index of the modal.
        head: index of its verb, or of the predicate of its copula.
    """
    if any(tree.lemma(kid) in _HAVE for kid in tree.kids(head, "aux") if kid > at):
        return False  # "may have fled": a guess about the past
    if at + 1 < len(tree) and tree.tokens[at + 1].xpos == "HYPH":
        return False  # "would-be smugglers"
    if tree.tokens[head].xpos in ("VBZ", "VBD"):
        return False  # "military might plays on": the tagger took a noun for a modal
    if any(
        tree.lemma(kid) in words("forecast_cues", "rules", "present")
        for kid in tree.kids(head, "advmod")
    ):
        return False
    lemma = tree.lemma(at)
    if lemma in _GUESSING and (_going_on(tree, at, head) or _explains(tree, head)):
        return False
    if lemma == "would" and (_past_in_future(tree, at, head) or _wished(tree, head)):
        return False
    if lemma == "could" and _past_ability(tree, head):
        return False
    if lemma in ("would", "could", "might") and (_so_that(tree, head) or _hindsight(tree, head)):
        return False
    return not (_asked(tree, at, head) or _refused(tree, at, head))


def _explains(tree: Tree, head: int) -> bool:
    """True for "may stem from", "could mean that oil is flowing": why or what something is."""
    if tree.lemma(head) in words("forecast_cues", "rules", "explanatory"):
        return True
    clauses = tree.kids(head, "ccomp") if tree.lemma(head) == "mean" else []
    return any(not looks_ahead(tree, clause) for clause in clauses)


def _going_on(tree: Tree, at: int, head: int) -> bool:
    """True for "may be having an easier time": a guess about what is going on."""
    if tree.lemma(at) != "could" and tree.kids(head, "cop"):
        # "may be out of order"; a time or a condition would lay it ahead
        return not tree.kids(head, "advcl") and not any(
            tree.case(kid) in _TIMING for kid in tree.kids(head, "obl")
        )
    guess = tree.tokens[head].xpos == "VBG"
    return guess and any(tree.lemma(kid) == "be" for kid in tree.kids(head, "aux"))


def _asked(tree: Tree, at: int, head: int) -> bool:
    """True for "would you keep an eye on it", "will somebody tell him": a request."""
    subjects = [kid for kid in tree.kids(head, "nsubj") if at < kid < head]
    opens = all(tree.tokens[word].upos == "PUNCT" for word in range(tree.first[head], at))
    return any(tree.lemma(kid) == "you" or opens for kid in subjects)


def _refused(tree: Tree, at: int, head: int) -> bool:
    """True for "would not comment": what somebody declined to say."""
    silent = tree.lemma(at) == "would" and negated(tree, head)
    return silent and tree.lemma(head) in words("forecast_cues", "rules", "refusals")


def _wished(tree: Tree, head: int) -> bool:
    """True for "I would like to see it": the polite form of a wish."""
    wishing = tree.lemma(head) in words("forecast_cues", "rules", "wishing")
    if tree.relation(head) == "conj" and tree.subject(head) is None:
        return wishing  # "we visit, and would love to see it open"
    return wishing and any(tree.tokens[kid].upos == "PRON" for kid in tree.kids(head, "nsubj"))


def _so_that(tree: Tree, head: int) -> bool:
    """True for "covered them so they would not be hurt": what was done, and for what."""
    governor = tree.heads[head]
    if tree.relation(head) != "advcl" or governor < 0:
        return False
    return any(tree.lemma(kid) == "so" for kid in tree.kids(head, "mark", "advmod"))


def _hindsight(tree: Tree, head: int) -> bool:
    """True for "they knew that the noise would hide it": what was in mind back then."""
    governor = tree.heads[head]
    if governor < 0 or tree.relation(head) != "ccomp" or tree.tokens[governor].xpos != "VBD":
        return False
    return tree.lemma(governor) in words("forecast_cues", "rules", "thinking")


def _past_ability(tree: Tree, head: int) -> bool:
    """True for "could not find", "fled where they could hide": able or unable back then."""
    if tree.lemma(head) in words("forecast_cues", "rules", "perceiving"):
        return True
    governor = tree.heads[head]
    past = governor < 0 or tree.tokens[governor].xpos in ("VBD", "VBN")
    if tree.relation(head) in ("acl", "advcl"):
        return past and governor >= 0
    if not negated(tree, head):
        return False
    return past or any(token.xpos == "VBD" for token in tree.tokens)


def _past_in_future(tree: Tree, at: int, head: int) -> bool:
    """True for "would later become": told from behind, no forecast any more."""
    late = words("forecast_cues", "rules", "past_in_future")
    if any(at < kid and tree.lemma(kid) in late for kid in tree.kids(head, "advmod")):
        return True
    return tree.lemma(head) == "go" and any(
        tree.lemma(kid) == "on" for kid in tree.kids(head, "compound", "advmod")
    )
