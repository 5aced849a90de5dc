"""Trees with one known slip of the parser put right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitrep.records import Token

__all__ = ["mended"]

#: parts of speech that a subject has
NOMINALS = frozenset({"NOUN", "PROPN", "PRON"})


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words of a sentence, with each that-clause on the noun that it explains.

    "Despite assurances that the mines are harmless, experts warn that they are not": the
    parser hangs both clauses on "warn", so the experts would say what they doubt. A clause
    that opens with "that" right after a noun, and stands before a verb which has a clause of
    its own behind it, is the noun's.
    """
    found = list(tokens)
    for place, token in enumerate(tokens):
        mark = next(
            (
                at
                for at, word in enumerate(tokens[:place])
                if word.head == place and word.relation == "mark" and word.lemma == "that"
            ),
            0,
        )
        noun = mark - 1
        if noun < 0 or tokens[noun].upos != "NOUN":
            continue
        verb = token.head
        own = any(t.head == verb and t.relation == "ccomp" for t in tokens[verb + 1 :])
        if token.relation == "ccomp" and verb > place and own and tokens[noun].head == verb:
            found[place] = replace(token, head=noun, relation="acl")
        if found[place].head == noun:
            _give_subject(found, noun, mark, place)
    return tuple(found)


def _give_subject(found: list[Token], noun: int, mark: int, place: int) -> None:
    """Hang the noun after "that" on the clause, if it has no subject, in place of what precedes."""
    if any(t.head == place and t.relation.startswith("nsubj") for t in found):
        return
    for at in range(mark + 1, place):
        if found[at].head == noun and found[at].upos in NOMINALS:
            found[at] = replace(found[at], head=place, relation="nsubj")
            return
