"""When what a claim tells happened: which of its times are that of its own act."""

from __future__ import annotations

from collections.abc import Iterator

from sitrep.brief.desk import Desk
from sitrep.data.tables import words
from sitrep.records import Claim, TimeExpression, Token

__all__ = ["moments"]

#: a time before its noun tells which thing is meant, not when: "the 2010 law", "a Friday decision"
NAMING = frozenset({"compound", "nummod", "amod", "nmod:poss", "flat", "appos", "dep"})
#: tags of "faster" and "more quickly", which measure one time by another
COMPARED = frozenset({"JJR", "RBR"})
#: clauses inside the claim that tell of another act
ASIDE = frozenset({"acl", "advcl", "parataxis", "ccomp", "csubj", "appos"})


def moments(desk: Desk, claim: Claim) -> list[TimeExpression]:
    """The points in time at which the act of a claim happened, those on the calendar alone.

    In "prices rose 4.5 % in June, the most since 1991" it is June; "compared with a year ago"
    and "faster than in May" measure, and a time in a clause of its own ("the president, who
    took office in 2019") tells of something else. Comparing words: ``data/predicates.toml``.

    Args:
        desk: the story.
        claim: with its times.
    """
    tokens = desk.sentence(claim).tokens
    found = []
    for time in (desk.times[t] for t in claim.times if t in desk.times):
        at = _head(tokens, time)
        if time.is_point and at is not None and _is_own(tokens, claim, at):
            found.append(time)
    return found


def _head(tokens: tuple[Token, ...], time: TimeExpression) -> int | None:
    """The word of a time that the rest of it hangs on, None when no word lies inside it."""
    inside = [i for i, t in enumerate(tokens) if time.start <= t.start < time.end]
    return next((i for i in inside if tokens[i].head not in inside), None)


def _is_own(tokens: tuple[Token, ...], claim: Claim, at: int) -> bool:
    """True when the way from a time up to the claim's predicate leads through its own words."""
    if tokens[at].relation in NAMING:
        return False
    for place in (at, *_above(tokens, claim, at)):
        if _case(tokens, place) & words("predicates", "comparing_cases"):
            return False
        above = tokens[place].head
        inside = above >= 0 and claim.span.contains(tokens[above].span)
        if inside and tokens[place].relation.partition(":")[0] in ASIDE:
            return False
        if inside and tokens[above].xpos in COMPARED:
            return False
    return True


def _above(tokens: tuple[Token, ...], claim: Claim, at: int) -> Iterator[int]:
    """The words of the claim that govern a word, from the nearest up."""
    head = tokens[at].head
    for _ in tokens:
        if head < 0 or not claim.span.contains(tokens[head].span):
            return
        yield head
        head = tokens[head].head


def _case(tokens: tuple[Token, ...], at: int) -> frozenset[str]:
    """The prepositions and conjunctions of a phrase, in small letters."""
    return frozenset(
        token.lemma.lower()
        for token in tokens
        if token.head == at and token.relation in {"case", "mark"}
    )
