"""Who holds what a cue introduces: the subject, agent or possessor, by the parse."""

from __future__ import annotations

from sitrep.analysis.attributions_cues import load_cues
from sitrep.analysis.attributions_trees import Tree
from sitrep.records import Span

__all__ = ["agent_of", "is_passive", "phrase", "source_of_verb"]

_SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "pledge"})
_CLIMBS = 6
_PERFECT = frozenset({"have", "has", "had", "'ve", "’ve", "'d", "’d"})


def is_passive(tree: Tree, verb: int) -> bool:
    """True for "was told", "described by"."""
    token = tree.tokens[verb]
    if tree.child(verb, "aux:pass") is not None:
        return True
    if tree.child(verb, "nsubj:pass", "csubj:pass") is not None:
        # "officials have contended": only a form of "be" makes a passive of it
        return not any(tree.word(kid) in _PERFECT for kid in tree.children(verb, "aux"))
    if token.xpos not in ("VBN", "VBD") or tree.child(verb, "nsubj") is not None:
        return False
    if any(tree.tokens[kid].relation == "obl:agent" for kid in tree.children(verb, "obl")):
        return True
    return token.xpos == "VBN" and tree.relation(verb) == "acl"


def agent_of(tree: Tree, verb: int) -> int | None:
    """The one by whom a passive is done, None when it is not told."""
    for kid in tree.children(verb, "obl", "nmod"):
        if tree.tokens[kid].relation == "obl:agent" or tree.case(kid) == "by":
            return kid
    return None


def source_of_verb(tree: Tree, verb: int) -> int | None:
    """The head word of the source of a verb cue, None when the sentence does not tell it."""
    if is_passive(tree, verb):
        return agent_of(tree, verb)
    if tree.tokens[verb].upos == "NOUN" and tree.word(verb).endswith("ing"):
        # "with some experts warning of war": tagged as one long noun
        speaker = tree.child(verb, "compound")
        return speaker if speaker is not None and tree.word(speaker).endswith("s") else None
    at: int | None = verb
    for _ in range(_CLIMBS):
        if at is None:
            return None
        own = _own_subject(tree, at)
        if own is not None:
            return own
        if at == verb and _lent(tree, verb) is not None:
            return _lent(tree, verb)
        if tree.heads[at] < 0:
            return None
        found, at = _from_above(tree, at, tree.heads[at])
        if found is not None:
            return found
    return None


def _own_subject(tree: Tree, verb: int) -> int | None:
    """The subject nearest before the verb, else the first after it."""
    subjects = list(tree.children(verb, "nsubj"))
    before = [place for place in subjects if place < verb]
    return before[-1] if before else next(iter(subjects), None)


def _lent(tree: Tree, verb: int) -> int | None:
    """A subject right before the verb that the parse gave to the clause after it."""
    for clause in tree.children(verb, "ccomp"):
        for subject in tree.children(clause, "nsubj", "nsubj:pass"):
            if subject < verb < clause and tree.subtree(subject)[-1] == verb - 1:
                return subject
    return None


def _from_above(tree: Tree, at: int, head: int) -> tuple[int | None, int | None]:
    """The understood subject of a verb without its own: found, or where to look on."""
    relation = tree.relation(at)
    passive_subject = tree.child(head, "nsubj:pass")
    if relation == "xcomp":
        patient = tree.child(head, "obj", "iobj")
        if patient is not None and tree.tokens[head].lemma not in _SUBJECT_CONTROL:
            return patient, None
        return passive_subject, head
    if relation == "acl":
        if tree.tokens[at].xpos == "VBG" and tree.tokens[head].lemma.lower() in load_cues().sent:
            # "the mayor put out a statement saying": the mayor says it
            outer = tree.heads[head]
            if outer >= 0 and tree.relation(head) == "obj" and not is_passive(tree, outer):
                sender = source_of_verb(tree, outer)
                return (head if sender is None else sender), None
        return (head if tree.tokens[at].relation != "acl:relcl" else None), None
    if relation == "conj":
        return passive_subject, head
    if relation == "ccomp" and tree.tokens[at].xpos == "VBG" and tree.word(at - 1) == ",":
        return None, head  # "Park said, adding: “…”": parsed as if it were what Park said
    if relation == "advcl":
        if tree.tokens[at].xpos not in ("VBG", "VBN", "VB"):
            return None, None
        if head > at and tree.relation(head) == "ccomp" and 0 <= tree.heads[head] < at:
            return None, tree.heads[head]
        return passive_subject, head
    return None, head if relation in ("cop", "aux") else None


def phrase(tree: Tree, head: int, without: tuple[int, ...] = ()) -> Span | None:
    """The source's noun phrase: with appositions, without preposition and later clauses.

    Args:
        tree: the sentence.
        head: the source's head word.
        without: words whose subtrees are no part of it (the cue).
    """
    barred = {
        *without,
        *tree.children(head, "case", "cc:preconj", "mark", "cop", "aux", "advcl", "parataxis"),
        *tree.children(head, "punct", "nsubj", "expl", "discourse"),
    }
    barred |= {kid for kid in tree.children(head, "advmod") if kid < head and _is_link(tree, kid)}
    if tree.tokens[head].relation == "conj":
        barred |= set(tree.children(head, "cc"))
    barred -= {kid for kid in tree.children(head, "case") if tree.tokens[kid].xpos == "POS"}
    places = tree.subtree(head, barred)
    first = last = places.index(head)
    # The stretch around the head: what stands beyond a gap belongs to another phrase.
    while first > 0 and _near(tree, places[first - 1], places[first]):
        first -= 1
    while last + 1 < len(places) and _near(tree, places[last], places[last + 1]):
        last += 1
    return tree.trimmed(places[first], places[last])


def _near(tree: Tree, left: int, right: int) -> bool:
    """True when only punctuation stands between two words."""
    return all(tree.tokens[at].upos == "PUNCT" for at in range(left + 1, right))


def _is_link(tree: Tree, place: int) -> bool:
    return tree.word(place) in ("however", "meanwhile", "also", "still", "later", "then")
