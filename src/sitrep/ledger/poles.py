"""Where a claim stands on an axis of opposition: which pole, after negation."""

from __future__ import annotations

from functools import cache
from typing import cast

from sitrep.data.tables import table
from sitrep.records import Claim, Sentence, Token

__all__ = [
    "NOBODY",
    "assessments",
    "denies",
    "doubting",
    "judging",
    "markers",
    "narrows",
    "poles",
    "question",
]

#: words that turn the word they govern into its opposite
NEGATIONS = frozenset(
    {"not", "n't", "no", "never", "neither", "nor", "without", "hardly", "little", "nothing"}
)
#: steps up the parse in which a word of the same axis takes another one over
GOVERNED = 3
#: words before which "no" sets a bound
BOUNDS = frozenset({"more", "less", "fewer", "later", "earlier", "longer", "much", "many"})
#: subjects that deny their verb
NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
#: verbs that turn what they govern into its opposite
NEGATING_VERBS = frozenset({"fail", "refuse", "prevent", "avoid", "stop", "lack", "deny", "rule"})


@cache
def _table() -> dict[str, dict[str, object]]:
    return table("oppositions")


@cache
def _axes() -> dict[str, tuple[tuple[str, int], ...]]:
    """(axis, +1 or -1) for every lemma of the table; a lemma may stand on several axes."""
    found: dict[str, list[tuple[str, int]]] = {}
    for axis, ends in cast("dict[str, dict[str, list[str]]]", _table()["axis"]).items():
        for sign, lemmas in ((1, ends["up"]), (-1, ends["down"])):
            for lemma in lemmas:
                found.setdefault(lemma, []).append((axis, sign))
    return {lemma: tuple(places) for lemma, places in found.items()}


def markers(strength: str) -> tuple[str, ...]:
    """The words that set two holders' statements against each other, ``strong`` or ``weak``."""
    return tuple(cast("dict[str, list[str]]", _table()["markers"])[strength])


def narrows(sentence: Sentence, claim: Claim) -> bool:
    """True when a word of the claim makes its denial one of a part ("not the first").

    "First-degree" is no such word.
    """
    words = _listed("narrowing")
    joined = {t.start for t in sentence.tokens if t.lemma == "-"}
    return any(
        t.lemma.lower() in words and t.end not in joined
        for t in sentence.tokens
        if claim.start <= t.start and t.end <= claim.end
    )


def doubting() -> frozenset[str]:
    """Words under which nothing is told as fact ("concerns about")."""
    return _listed("doubting")


def judging() -> frozenset[str]:
    """Names for an act whose denial leaves the act ("not a homicide" denies no death)."""
    return _listed("judging")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(cast("dict[str, list[str]]", _table()[name])["words"])


def question(axis: str) -> str:
    """What two claims at opposite poles of an axis differ on, in plain words."""
    axes = cast("dict[str, dict[str, str]]", _table()["axis"])
    return axes[axis].get("question", axis)


def poles(sentence: Sentence, claim: Claim) -> dict[str, int]:
    """Axis -> +1 or -1 for the axes that the claim takes a stand on.

    An axis on which the claim has words at both poles is left out: it takes both sides.
    """
    found: dict[str, set[int]] = {}
    for place, token in enumerate(sentence.tokens):
        if not (claim.start <= token.start and token.end <= claim.end):
            continue
        if token.upos not in {"NOUN", "VERB", "ADJ"}:
            continue
        for axis, sign in _axes().get(token.lemma.lower(), ()):
            if _governed(sentence.tokens, place, axis):
                continue
            turned = -sign if _negated(sentence.tokens, place) else sign
            found.setdefault(axis, set()).add(turned)
    return {axis: signs.pop() for axis, signs in found.items() if len(signs) == 1}


def _governed(tokens: tuple[Token, ...], place: int, axis: str) -> bool:
    """True when a word of the same axis governs this one: "limiting the escalation" limits."""
    head, steps = tokens[place].head, 0
    while head >= 0 and steps < GOVERNED:
        if any(axis == found for found, _ in _axes().get(tokens[head].lemma.lower(), ())):
            return True
        head, steps = tokens[head].head, steps + 1
    return False


def assessments(sentence: Sentence, claim: Claim) -> dict[str, int]:
    """Axis -> +1 or -1, only for axes whose word has one of its ``about`` words beside it.

    Beside it means: the axis word itself, what it governs, or what governs it.
    """
    axes = cast("dict[str, dict[str, list[str]]]", _table()["axis"])
    found = {}
    for axis, sign in poles(sentence, claim).items():
        about = frozenset(axes[axis].get("about", ()))
        if about and _beside(sentence.tokens, claim, axis, about):
            found[axis] = sign
    return found


def _beside(tokens: tuple[Token, ...], claim: Claim, axis: str, about: frozenset[str]) -> bool:
    """True when a word of the axis in the claim has an ``about`` word within two steps."""
    for place, token in enumerate(tokens):
        if not (claim.start <= token.start and token.end <= claim.end):
            continue
        if all(axis != found for found, _ in _axes().get(token.lemma.lower(), ())):
            continue
        near = {place, token.head}
        near |= {i for i, t in enumerate(tokens) if t.head == place}
        near |= {i for i, t in enumerate(tokens) if t.head in near and t.head >= 0}
        if any(tokens[i].lemma.lower() in about for i in near if i >= 0):
            return True
    return False


def denies(tokens: tuple[Token, ...], place: int) -> bool:
    """True for a noun with "no", a verb with "not", and a verb whose subject is "nobody"."""
    return bool(_own_negations(tokens, place)) or _nobody(tokens, place)


def _nobody(tokens: tuple[Token, ...], place: int) -> bool:
    """True for the first verb after "nobody": "nobody from my firm welded".

    Read in sequence: parsers often hand such a subject to the verb of saying that follows.
    """
    if tokens[place].upos != "VERB":
        return False
    for token in reversed(tokens[:place]):
        if token.upos == "VERB":
            return False
        if token.lemma.lower() in NOBODY:
            return True
    return False


def _negated(tokens: tuple[Token, ...], place: int) -> bool:
    """True when the word, its auxiliaries or what governs it as a complement is negated."""
    turns = _own_negations(tokens, place)
    head = tokens[place].head
    if head >= 0 and tokens[place].relation in {"xcomp", "ccomp", "obj"}:
        turns += tokens[head].lemma.lower() in NEGATING_VERBS
        if tokens[place].relation == "xcomp":
            turns += any(t.head == head and t.lemma.lower() in NEGATIONS for t in tokens)
    return turns % 2 == 1


def _own_negations(tokens: tuple[Token, ...], place: int) -> int:
    """How many negations stand with the word itself: "no alarm", "did not sound"."""
    return sum(
        1
        for t in tokens
        if t.head == place
        and t.lemma.lower() in NEGATIONS
        and t.relation.split(":")[0] in {"advmod", "det", "cc", "case", "mark"}
        and not _bounds(tokens, t)
    )


def _bounds(tokens: tuple[Token, ...], negation: Token) -> bool:
    """True for the "no" of "no more than" and "no later than", which denies nothing."""
    after = next((t for t in tokens if t.start > negation.start), None)
    return after is not None and after.lemma.lower() in BOUNDS
