"""Repairs of a parse that would give one saying to another: "X said Y, and warned that Z"."""

from __future__ import annotations

from sitrep.analysis.attributions_cues import Cues
from sitrep.analysis.attributions_trees import Tree

__all__ = ["repair"]

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBG"})
_PAST = frozenset({"VBD", "VBZ", "VBP", "VBN"})
#: classes of what a second verb of the speaker introduces
_TOLD = frozenset({"speech", "cognition", "intention"})


def repair(tree: Tree, cues: Cues) -> None:
    """Hangs clauses on the cue that introduces them, where the parse plainly chose another word.

    Args:
        tree: the sentence; changed in place.
        cues: the table of cue words.
    """
    _main_verb(tree, cues)
    _over_a_phrase(tree, cues)
    _to_its_verb(tree, cues)
    _part_sayings(tree, cues)
    _to_the_teller(tree, cues)
    _onward(tree, cues)
    _give_back(tree, cues)


def _main_verb(tree: Tree, cues: Cues) -> None:
    """Gives "Park (Oslo), also a candidate, called it a lie" its verb.

    The parse at times takes the verb after an apposition for a participle of it, and the name
    for a sentence without a verb. A past form with an object of its own is no passive.
    """
    root = next((at for at, head in enumerate(tree.heads) if head < 0), None)
    if root is None or tree.tokens[root].upos not in ("PROPN", "NOUN"):
        return
    if tree.child(root, "cop", "nsubj", "aux") is not None:
        return
    for verb in range(root + 2, len(tree.tokens)):
        if tree.tokens[verb].xpos not in ("VBN", "VBD") or tree.relation(verb) != "acl":
            continue
        told = tree.child(verb, "obj", "xcomp", "ccomp")
        own = tree.child(verb, "aux", "aux:pass", "nsubj", "nsubj:pass", "mark")
        if tree.word(verb - 1) != "," or told is None or told < verb or own is not None:
            continue
        if tree.tokens[verb].relation == "acl" and _marks(tree, verb, cues):
            tree.crown(verb, root)
            return


def _over_a_phrase(tree: Tree, cues: Cues) -> None:
    """Gives "said for the first time that Y" its clause, which the parse hung on "time"."""
    for noun in range(len(tree.tokens)):
        verb = tree.heads[noun]
        if verb < 0 or verb > noun or tree.relation(noun) != "obl":
            continue
        if cues.nouns.get(tree.tokens[noun].lemma.lower(), "speech") != "speech":
            continue  # "amid concerns that Y": a cue of its own, unlike "in a statement that"
        if not _tells(tree, verb, cues) or tree.child(verb, "ccomp", "xcomp") is not None:
            continue
        for clause in tree.children(noun, "acl", "ccomp"):
            mark = tree.child(clause, "mark")
            if mark is not None and mark > noun and tree.word(mark) == "that":
                tree.hang(clause, verb, "ccomp")
                break


def _to_its_verb(tree: Tree, cues: Cues) -> None:
    """Gives "It began when Park tweeted that Y" its clause, which the parse hung on "began".

    What begins with "that" right after a verb that tells is what this verb tells.
    """
    for clause in range(len(tree.tokens)):
        mark = tree.child(clause, "mark")
        if mark is None or mark < 1 or tree.word(mark) != "that" or tree.heads[clause] < 0:
            continue
        verb = mark - 1
        if tree.heads[clause] == verb or tree.tokens[verb].upos != "VERB" or clause < verb:
            continue
        bare = tree.child(verb, "ccomp", "obj", "xcomp") is None
        if bare and _tells(tree, verb, cues) and verb not in tree.subtree(clause):
            tree.hang(clause, verb, "ccomp")


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


def _onward(tree: Tree, cues: Cues) -> None:
    """Hangs ", calling it a lie" on the verb that tells, not on a word of what it tells.

    In "X praised the crews for what they did, calling it a feat" X calls. What stands in a
    clause of its own ("X said the crews had left, calling it a day") may be either's.
    """
    for verb in range(2, len(tree.tokens)):
        if tree.tokens[verb].xpos != "VBG" or tree.word(verb - 1) != ",":
            continue
        if tree.relation(verb) not in ("advcl", "acl", "conj") or not _tells(tree, verb, cues):
            continue
        if tree.child(verb, "obj", "ccomp", "xcomp") is None:
            continue
        at = tree.heads[verb]
        while at >= 0 and tree.relation(at) in ("acl", "advcl", "nmod", "obl", "obj", "appos"):
            at = tree.heads[at]
            if 0 <= at < verb and tree.tokens[at].xpos in _PAST and _marks(tree, at, cues):
                tree.hang(verb, at, "advcl")
                break


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


def _marks(tree: Tree, verb: int, cues: Cues) -> bool:
    return bool(cues.frames(cues.lemma(tree.word(verb), tree.tokens[verb].lemma)))


def _tells(tree: Tree, verb: int, cues: Cues) -> bool:
    frames = cues.frames(cues.lemma(tree.word(verb), tree.tokens[verb].lemma))
    return frames.get("clause") in _TOLD or frames.get("to") in _TOLD
