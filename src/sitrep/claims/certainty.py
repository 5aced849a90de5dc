"""How firmly a clause is stated, on the ladder of the design."""

from __future__ import annotations

from typing import get_args

from sitrep.claims.polarity import negated
from sitrep.claims.tree import Tree
from sitrep.data.tables import table, words
from sitrep.records import Certainty

__all__ = ["arranged", "attributed", "conditions", "stated", "told", "weaker"]

#: weakest to strongest commitment; "denied" stands apart at the end
LADDER: tuple[str, ...] = get_args(Certainty)
_COMPLEMENT = ("xcomp", "ccomp", "csubj")


def weaker(one: Certainty, other: Certainty) -> Certainty:
    """The weaker of two steps of the ladder; "denied" wins over all."""
    if "denied" in (one, other):
        return "denied"
    return one if LADDER.index(one) <= LADDER.index(other) else other


def stated(tree: Tree, head: int, *, own: bool = True) -> Certainty:
    """How firmly the clause headed by word ``head`` is stated by its own words.

    Looks at modals, hedging adverbs, the predicate itself with its infinitive ("is likely
    to"), the predicates above it ("expected to", "appears to") and conditions.

    Args:
        tree: the sentence.
        head: index of the clause's predicate.
        own: False to ask about the predicate itself ("expects" is certain, what is
            expected is not); True to ask what its clause commits to.

    Returns:
        A step of the ladder; "asserted" when nothing weakens the clause.
    """
    found: Certainty = "asserted"
    for at in _chain(tree, head):
        found = weaker(found, _dressed(tree, at))
        if own or at != head:
            found = weaker(found, _own(tree, at))
    if found in ("asserted", "expected") and conditions(tree, head):
        found = "possible"
    return found


def attributed(cue: str) -> Certainty:
    """How firmly a content stands that is given under the cue lemma ``cue``."""
    step: Certainty = table("certainty")["attribution"].get(cue, "reported")
    return step


def conditions(tree: Tree, head: int) -> list[int]:
    """Heads of the conditional clauses ("if ...", "unless ...") that hang on ``head``."""
    marks = words("certainty", "conditions", "marks")
    return [
        kid
        for kid in tree.kids(head, "advcl")
        if any(tree.lemma(mark) in marks for mark in tree.kids(kid, "mark", "advmod"))
        or _inverted(tree, kid)
    ]


def _inverted(tree: Tree, head: int) -> bool:
    """True for "should talks fail" and "were it to fail": a condition without "if"."""
    first = tree.first[head]
    return tree.lemma(first) == "should" and tree.subject(head) is not None


def _chain(tree: Tree, head: int) -> list[int]:
    """The clause head and the predicates that govern it as their complement."""
    chain = [head]
    for governor in tree.above(head):
        if tree.relation(chain[-1]) not in _COMPLEMENT:
            break
        chain.append(governor)
    return chain


def _dressed(tree: Tree, head: int) -> Certainty:
    """What the modals and adverbs of one predicate commit to."""
    found: Certainty = "planned" if arranged(tree, head) is not None else "asserted"
    tables = table("certainty")
    for kid in tree.children[head]:
        lemma = tree.lemma(kid)
        relation = tree.relation(kid)
        if relation == "aux" and lemma == "would" and told(tree, head):
            found = weaker(found, "expected")
        elif relation == "aux" and lemma == "could" and negated(tree, head):
            continue  # "could not be found": a plain fact, in the negative
        elif relation == "aux":
            found = weaker(found, tables["modals"].get(lemma, "asserted"))
        elif relation == "advmod":
            found = weaker(found, tables["adverbs"].get(lemma, "asserted"))
    return found


def told(tree: Tree, head: int) -> bool:
    """True for "said it would close": "will" in the past tense, no condition in it."""
    governor = tree.heads[head]
    if governor < 0 or tree.relation(head) not in ("ccomp", "acl"):
        return False
    past = tree.tokens[governor].xpos in ("VBD", "VBN", "NN", "NNS")
    return past and not conditions(tree, head)


def arranged(tree: Tree, head: int) -> int | None:
    """The "is" of "is to open on Monday": the word, or None for any other clause."""
    marks = [kid for kid in tree.kids(head, "mark") if tree.lemma(kid) == "to"]
    for kid in tree.kids(head, "aux", "cop"):
        if marks and kid == marks[0] - 1 and tree.tokens[kid].xpos in ("VBZ", "VBP", "VBD"):
            return kid if tree.lemma(kid) == "be" else None
    return None


def _own(tree: Tree, head: int) -> Certainty:
    """What the word of one predicate commits its complement to ("is likely to")."""
    steps = table("certainty")["governors"]
    if tree.lemma(head) in ("accuse", "suspect") and tree.kids(head, "obl", "advcl"):
        return "alleged"
    verb = tree.tokens[head].upos == "VERB"
    if tree.kids(head, *_COMPLEMENT, *(() if verb else ("cop", "expl"))):
        step: Certainty = steps.get(tree.lemma(head), "asserted")
        return step
    return "asserted"
