"""Who did what to whom, read from the parse of a clause."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.claims.plover import event_nouns
from sitrep.claims.tree import Tree
from sitrep.data.tables import words

__all__ = ["Roles", "roles"]


@dataclass(frozen=True, slots=True)
class Roles:
    """The predicate's lemma, its word, and the head words of its parties."""

    predicate: str
    at: int
    actor: int | None
    recipient: int | None
    place: int | None


def roles(tree: Tree, head: int) -> Roles:
    """The predicate of a clause with actor, recipient and place.

    The passive is turned ("was struck by" has the agent as actor), light verbs give way to
    their noun ("carried out an attack on" is "attack"), and a verb that only opens an
    infinitive ("began to withdraw", "agreed to sign") keeps its own lemma.

    Args:
        tree: the sentence.
        head: index of the clause's predicate.

    Returns:
        Word indices in the sentence; None where the clause names no such party.
    """
    at, owner = _light(tree, head)
    passive = any("pass" in tree.tokens[kid].relation for kid in tree.kids(head, "nsubj", "aux"))
    subject = _subject(tree, head)
    agent = next((k for k in tree.kids(head, "obl") if tree.case(k) == "by"), None)
    objects = tree.kids(head, "iobj") or [k for k in tree.kids(head, "obj") if k != at]
    towards = [
        kid
        for kid in (*tree.kids(owner, "nmod", "obl"), *tree.kids(head, "obl"))
        if tree.case(kid) in words("predicates", "recipient_cases")
    ]
    if passive:
        actor, recipient = agent, subject
    else:
        actor, recipient = subject, next(iter([*objects, *towards]), None)
    place = next(
        (
            kid
            for kid in (*tree.kids(head, "obl"), *tree.kids(owner, "nmod"))
            if tree.case(kid) in words("predicates", "place_cases")
            and tree.tokens[kid].upos == "PROPN"
        ),
        None,
    )
    return Roles(tree.lemma(at), at, actor, recipient, place)


def _subject(tree: Tree, head: int) -> int | None:
    """The clause's subject, or the one it shares with the clause it hangs on."""
    at = head
    for governor in (head, *tree.above(head)):
        if governor != head and tree.relation(at) not in ("xcomp", "conj", "advcl"):
            return None
        subject = tree.subject(governor)
        if subject is not None:
            return subject
        at = governor
    return None


def _light(tree: Tree, head: int) -> tuple[int, int]:
    """The word that says what happened: the verb, or the noun of a light verb."""
    if tree.lemma(head) in words("predicates", "light_verbs"):
        eventive = event_nouns()
        for kid in tree.kids(head, "obj", "nsubj") if tree.kids(head, "obj") else []:
            if tree.relation(kid) == "obj" and tree.lemma(kid) in eventive:
                return kid, kid
    return head, head
