"""Repairs of a parse that would give one saying to another: "X said Y, and warned that Z"."""

from __future__ import annotations

from sitrep.analysis.attributions_cues import Cues
from sitrep.analysis.attributions_trees import Tree

__all__ = ["part_sayings"]

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
#: classes of what a second verb of the speaker introduces
_TOLD = frozenset({"speech", "cognition", "intention"})


def part_sayings(tree: Tree, cues: Cues) -> None:
    """Hangs a verb of saying that is coordinated inside another's content on the outer verb.

    In "the minister said the plan was sound and warned that delay would cost lives" the parse
    joins "warned" to "was sound". A second verb of saying in the tense of the first, without a
    subject of its own and with a clause to tell, is the same speaker's.

    Args:
        tree: the sentence; changed in place.
        cues: the table of cue words.
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
            tree.hang(verb, outer)


def _tells(tree: Tree, verb: int, cues: Cues) -> bool:
    frames = cues.frames(cues.lemma(tree.word(verb), tree.tokens[verb].lemma))
    return frames.get("clause") in _TOLD or frames.get("to") in _TOLD
