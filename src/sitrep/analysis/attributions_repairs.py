"""Repairs of a parse that would give one saying to another: "X said Y, and warned that Z"."""

from __future__ import annotations

from sitrep.analysis.attributions_cues import Cues
from sitrep.analysis.attributions_trees import Tree

__all__ = ["repair"]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
#: classes of what a second verb of the speaker introduces
_TOLD = frozenset({"speech", "cognition", "intention"})


def repair(tree: Tree, cues: Cues) -> None:
    """Hangs clauses on the cue that introduces them, where the parse plainly chose another word.

    Args:
        tree: the sentence; changed in place.
        cues: the table of cue words.
    """
    _part_sayings(tree, cues)
    _to_the_teller(tree, cues)
    _give_back(tree, cues)


def _to_the_teller(tree: Tree, cues: Cues) -> None:
    """Hangs what follows "X, said" on "said": the speaker and the speaker's further sayings.

    In “We stay,” said the mayor, adding that buses run, the parse at times makes the mayor the
    one who stays, and adding an adjunct of staying.
    """
    for clause in range(len(tree.tokens)):
        outer = tree.heads[clause]
        if outer <= clause or tree.relation(clause) != "ccomp" or not _tells(tree, outer, cues):
            continue
        for kid in [kid for kid in tree.kids[clause] if kid > outer]:
            if tree.relation(kid) == "nsubj" and tree.child(outer, "nsubj") is None:
                tree.hang(kid, outer, "nsubj")
            elif tree.relation(kid) == "advcl" and tree.tokens[kid].xpos == "VBG":
                tree.hang(kid, outer, "advcl")


def _give_back(tree: Tree, cues: Cues) -> None:
    """Gives a clause to the participle or noun right before its subject or its "that".

    "…, asserting such acts would mean war" is parsed as if asserting were an adjunct of the
    clause; "despite assurances that it was safe, experts warn" as if experts warned that.
    """
    for clause in range(len(tree.tokens)):
        outer = tree.heads[clause]
        mark = tree.child(clause, "mark")
        if outer > clause and mark is not None and tree.word(mark) == "that":
            noun = mark - 1
            cue = noun >= 0 and tree.tokens[noun].lemma.lower() in cues.nouns
            if cue and tree.tokens[noun].upos == "NOUN":
                tree.hang(clause, noun, "acl")
                for kid in [kid for kid in tree.kids[noun] if mark < kid < clause]:
                    tree.hang(kid, clause, "nsubj")  # the clause's own subject
        subject = tree.child(clause, "nsubj")
        if mark is not None or outer < 0 or subject is None or subject > clause:
            continue
        named = set(tree.subtree(subject))
        for adjunct in list(tree.children(clause, "advcl", "obl")):
            if not outer < adjunct < subject or not named.issuperset(range(adjunct + 1, subject)):
                continue
            if tree.tokens[adjunct].xpos == "VBG" and _tells(tree, adjunct, cues):
                bare = tree.child(adjunct, "obj", "ccomp", "xcomp") is None
            else:
                noun_cue = cues.nouns.get(tree.tokens[adjunct].lemma.lower())
                bare = noun_cue == "cognition"
            if bare and tree.relation(clause) in ("ccomp", "advcl", "conj", "parataxis"):
                tree.hang(adjunct, outer, tree.tokens[adjunct].relation)
                tree.hang(clause, adjunct, "ccomp")
                break


def _part_sayings(tree: Tree, cues: Cues) -> None:
    """Hangs a verb of saying that is coordinated inside another's content on the outer verb.

    In "the minister said the plan was sound and warned that delay would cost lives" the parse
    joins "warned" to "was sound". A second verb of saying in the tense of the first, without a
    subject of its own and with a clause to tell, is the same speaker's.
    """
    for verb, token in enumerate(tree.tokens):
        if token.upos != "VERB" or token.xpos not in _FINITE or tree.relation(verb) != "conj":
            continue
        inner = tree.heads[verb]
        outer = tree.heads[inner] if inner >= 0 else -1
        if outer < 0 or not outer < inner < verb or tree.relation(inner) != "ccomp":
            continue
        same = tree.tokens[outer].xpos == token.xpos and _tells(tree, outer, cues)
        own = tree.child(verb, "nsubj", "csubj", "aux")
        told = tree.child(verb, "ccomp", "xcomp", "obj", "advcl", "obl")
        if same and own is None and told is not None and _tells(tree, verb, cues):
            tree.hang(verb, outer, "conj")


def _tells(tree: Tree, verb: int, cues: Cues) -> bool:
    frames = cues.frames(cues.lemma(tree.word(verb), tree.tokens[verb].lemma))
    return frames.get("clause") in _TOLD or frames.get("to") in _TOLD
