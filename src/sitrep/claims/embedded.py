"""Whether a clause is put forward by its sentence, or only names, asks, supposes or rejects."""

from __future__ import annotations

from sitrep.claims.clauses import Unit
from sitrep.claims.polarity import negated
from sitrep.claims.tree import Tree
from sitrep.data.tables import words

__all__ = ["is_embedded"]

_ASKING = ("WRB", "WP", "WDT", "WP$")


def is_embedded(tree: Tree, at: int, unit: Unit) -> bool:
    """True when what word ``at`` tells of is not what the unit says will come.

    So are: what tells which thing is meant ("the toll that drivers will pay"), questions
    ("whether it will hold"), free relatives ("what could be the largest deal"), conditions
    ("if he plans to run"), purposes ("in the hope that they would help"), and what somebody
    did not say or does not want to hear.

    Args:
        tree: the sentence.
        at: index of a word of the unit, or of the cue over it.
        unit: the stretch of the sentence that is claimed.
    """
    here = at
    while here != unit.head and unit.first <= here <= unit.last:
        if (
            _tells_which(tree, here, unit)
            or _asks(tree, here, unit)
            or _supposes(tree, here)
            or _serves(tree, here)
            or _unsaid(tree, here)
        ):
            return True
        if tree.heads[here] < 0:
            break
        here = tree.heads[here]
    if tree.heads[unit.head] >= 0 and _serves(tree, tree.heads[unit.head]):
        return True
    if _unsaid(tree, unit.head) or _unwelcome(tree, unit.head) or _unwelcome(tree, at):
        return True
    # "the question is whether the mole will hold", "said how far it will go"
    whether = any(tree.lemma(mark) == "whether" for mark in tree.kids(unit.head, "mark"))
    return whether or (tree.relation(unit.head) == "ccomp" and _opens_asking(tree, unit.head))


def _tells_which(tree: Tree, clause: int, unit: Unit) -> bool:
    """True for a relative clause, unless it adds a fact or tells what a plan would do.

    "…, which will carry 900 cars" adds one at the end, behind its comma; "a law that will
    ban trawling" is news of what is to come, however it is put.
    """
    behind = tree.relation(clause) == "amod" and clause > tree.heads[clause]
    if not behind and (tree.relation(clause) != "acl" or not _relative(tree, clause)):
        return False
    finite = tree.tokens[clause].relation == "acl:relcl"
    if finite and tree.lemma(tree.heads[clause]) in _list("carriers") and clause > unit.head:
        return False
    return not (_ends(tree, clause, unit) and _set_off(tree, clause))


def _relative(tree: Tree, clause: int) -> bool:
    if tree.tokens[clause].relation == "acl:relcl" or _opens_asking(tree, clause):
        return True
    # "a customer willing to pay", "a memo warning of trouble"
    return not tree.kids(clause, "mark")


def _opens_asking(tree: Tree, clause: int) -> bool:
    """True when the first or second word is a "wh" word of the clause itself."""
    first = tree.first[clause]
    return any(
        at < clause and tree.tokens[at].xpos in _ASKING and _stands_in(tree, at, clause)
        for at in (first, first + 1)
    )


def _stands_in(tree: Tree, at: int, clause: int) -> bool:
    """True when the word is the clause's own or of its infinitive ("what he wants to do")."""
    owner = tree.clause_of(at)
    while owner != clause and tree.relation(owner) == "xcomp" and tree.heads[owner] >= 0:
        owner = tree.heads[owner]
    return owner == clause


def _asks(tree: Tree, clause: int, unit: Unit) -> bool:
    """True for "whether it will hold", "how it might end", "what may be a short war"."""
    relation = tree.relation(clause)
    relative = tree.tokens[clause].relation == "acl:relcl"
    if relation == "conj":
        return _opens_asking(tree, clause)  # "whether it holds or how long it will last"
    if relative or relation == "parataxis" or not tree.is_predicate(clause):
        return False
    marks = tree.kids(clause, "mark")
    if relation != "advcl" and any(tree.lemma(mark) in ("whether", "if") for mark in marks):
        return True
    asking = _opens_asking(tree, clause) or any(
        kid < clause and tree.tokens[tree.first[kid]].xpos in _ASKING
        for kid in tree.kids(clause, "nsubj", "obj", "advmod", "mark", "det")
    )
    if relation == "advcl" and _ends(tree, clause, unit) and _set_off(tree, clause):
        return False  # "in May, when it will close"
    return asking


def _supposes(tree: Tree, clause: int) -> bool:
    """True for "if he plans to run", "than it could bear": a condition or a measure."""
    marks = {tree.lemma(mark) for mark in tree.kids(clause, "mark")}
    return tree.relation(clause) == "advcl" and bool(marks & {"if", "unless", "whether", "than"})


def _serves(tree: Tree, noun: int) -> bool:
    """True for "in an attempt to", "in hopes of": what something was done for."""
    return tree.lemma(noun) in _list("purpose_nouns") and any(
        tree.lemma(case) in ("in", "amid") for case in tree.kids(noun, "case")
    )


def _unsaid(tree: Tree, clause: int) -> bool:
    """True for "did not say that it would close", "doesn't mean it will"."""
    governor = tree.heads[clause]
    if governor < 0 or tree.relation(clause) != "ccomp":
        return False
    return tree.lemma(governor) in _list("committing") and negated(tree, governor)


def _unwelcome(tree: Tree, at: int) -> bool:
    """True under "don't want to hear": what is said there is rejected."""
    for high in tree.above(at):
        if tree.lemma(high) not in ("want", "need", "like", "care") or not negated(tree, high):
            continue
        if any(tree.lemma(kid) in ("hear", "listen") for kid in tree.kids(high, "xcomp")):
            return True
    return False


def _ends(tree: Tree, clause: int, unit: Unit) -> bool:
    """True when nothing of the unit follows the clause."""
    after = range(tree.last[clause] + 1, unit.last + 1)
    return all(tree.tokens[at].upos == "PUNCT" for at in after)


def _set_off(tree: Tree, clause: int) -> bool:
    """True when a comma or dash stands before the clause."""
    first = tree.first[clause]
    marks = [at for at in (first - 1, first) if at >= 0 and tree.tokens[at].upos == "PUNCT"]
    return any(tree.tokens[at].xpos not in ("``", "''") for at in marks)


def _list(name: str) -> frozenset[str]:
    return words("forecast_cues", "rules", name)
