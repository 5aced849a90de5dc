"""What "this move", "the shift" and "these rockets" point at: the claim that told it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.brief.desk import Desk
from sitrep.comments import comments
from sitrep.data.tables import acts, words
from sitrep.records import Claim, Sentence, Span, Token

__all__ = ["Pointer", "antecedent", "pointer"]

#: how many sentences before it the thing that words point at may stand. Most "this decision"
#: point at the sentence before or at one near it (Kolhatkar and others, 2013, on nouns that
#: stand for a fact); "these mines" at the nearest that names mines
FARTHEST = 3
#: how many sentences before it a noun of the same act is looked for, whose antecedent is shared
REACH = 30
#: how many words in between are followed from one to the next
MOST_LINKS = 6
#: how firmly the thing pointed at is told: what only may be is no "decision"
FIRM = frozenset({"asserted", "reported", "alleged", "planned"})
#: parts of a sentence in which an act told as a noun is what it tells ("lifted its ban")
TELLING = frozenset({"obj", "nsubj:pass", "root"})


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that point back, and the noun by which they call what they point at.

    ``noun`` is None for a bare "this" that stands for the whole sentence before it.
    """

    span: Span
    noun: str | None

    @property
    def is_deed(self) -> bool:
        """True for a noun of what somebody decided ("move", "shift")."""
        known = self.noun in words("leaning", "anaphoric_nouns")
        return known and not self.is_happening and not self.is_saying

    @property
    def is_happening(self) -> bool:
        """True for a noun of what came about ("development"), and for the bare "this"."""
        return self.noun is None or self.noun in words("leaning", "happenings")

    @property
    def is_saying(self) -> bool:
        """True for a noun of what somebody said ("remark")."""
        return self.noun in words("leaning", "sayings")


def pointer(sentence: Sentence, claim: Claim) -> Pointer | None:
    """The words of a claim that point back, None when it leans in another way.

    A bare "this" is left alone but before a verb of sequence ("This follows …"): "This is not
    the first time" points anywhere.
    """
    how, *named = (claim.leans or "").split(" ")
    if how not in {"demonstrative", "definite"} or not named:
        return None
    if named[0] in {"both", "two", "either"}:
        return None
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if not claim.span.contains(token.span) or token.lemma.lower() != named[0].lower():
            continue
        head = token.head
        if len(named) > 1 and head > at and tokens[head].lemma == named[1]:
            return Pointer(Span(token.start, tokens[head].end), named[1])
        follows = head >= 0 and tokens[head].lemma in words("leaning", "sequence")
        if named == ["this"] and token.relation == "nsubj" and follows:
            return Pointer(token.span, None)
    return None


def antecedent(desk: Desk, claim: Claim, words: Pointer, links: int = MOST_LINKS) -> Claim | None:
    """The claim that told what ``words`` of ``claim`` point at, None when none is found.

    What stands for a deed or a happening is a claim that tells one as fact: not a comment, a
    forecast, or who thinks what of it. Words in between that point at the same deed ("the
    shift" after "this move") lead to what those point at.

    Args:
        desk: the story.
        claim: that leans.
        words: of it that point back.
        links: how many words in between may be followed.
    """
    if words.is_saying:
        return _largest(c for c in _sound(desk, claim, 1) if _is_said(desk, c))
    asked = _asked(desk, claim, words)
    for back in range(1, min(REACH, claim.sentence) + 1):
        told = [c for c in _sound(desk, claim, back) if _is_meant(desk, c, words, back)]
        linked = _linked(desk, claim, words, back, links) if not told and links else None
        found = _largest(told) or linked
        if found is not None and asked <= _called(desk, found):
            return found
    return None


def _sound(desk: Desk, claim: Claim, back: int) -> Iterator[Claim]:
    """The claims ``back`` sentences before that can stand beside a line."""
    for other in desk.claims_of(claim.report, claim.sentence - back):
        leans = other.leans is not None and not other.leans.startswith("additive")
        if not (leans or other.flagged) and desk.sentence(other).kind == "prose":
            yield other


def _largest(claims: Iterable[Claim]) -> Claim | None:
    return max(claims, key=lambda c: (c.end - c.start, c.id), default=None)


def _is_said(desk: Desk, claim: Claim) -> bool:
    """True for a claim that is somebody's saying, or holds one."""
    return claim.kind == "quote" or any(
        a.span.overlaps(claim.span) for a in desk.analyses[claim.report].attributions
    )


def _is_meant(desk: Desk, claim: Claim, words: Pointer, back: int) -> bool:
    """True for a claim that tells what the noun of ``words`` calls."""
    if not (words.is_deed or words.is_happening):
        return back <= FARTHEST and _holds(desk, claim, words.noun)
    told = claim.kind == "statement" or claim.certainty == "planned"
    if not told or claim.certainty not in FIRM or comments(claim, desk.sentence(claim)):
        return False
    if back > FARTHEST:
        return _holds(desk, claim, words.noun)
    return words.noun is None or _tells(desk, claim, _telling(words.noun, words.is_happening))


def _holds(desk: Desk, claim: Claim, noun: str | None) -> bool:
    return any(t.lemma == noun for t in _tokens(desk, claim))


def _tokens(desk: Desk, claim: Claim) -> list[Token]:
    return [t for t in desk.sentence(claim).tokens if claim.span.contains(t.span)]


def _tells(desk: Desk, claim: Claim, telling: frozenset[str]) -> bool:
    """True when a verb of the claim, or a noun that its verb governs, is such an act.

    What is only aimed at ("aiming to bolster") is none; an "authorization to supply" is one.
    """
    tokens = desk.sentence(claim).tokens
    for token in _tokens(desk, claim):
        if token.lemma.lower() not in telling:
            continue
        if token.upos == "NOUN" and token.relation in TELLING:
            return True
        over = tokens[token.head] if token.head >= 0 else token
        noun = over.upos == "NOUN" and over.lemma.lower() in telling
        if token.upos == "VERB" and (noun or _is_finite(tokens, token)):
            return True
    return False


def _is_finite(tokens: Sequence[Token], verb: Token) -> bool:
    """True for a verb in a tense, its own or its auxiliary's."""
    if verb.xpos in {"VBD", "VBZ", "VBP"}:
        return True
    return any(
        t.upos == "AUX" and t.head >= 0 and tokens[t.head] is verb and t.xpos != "VB"
        for t in tokens
    )


@cache
def _telling(noun: str, happening: bool) -> frozenset[str]:
    """The words that tell what a noun calls: of its own kind of act, else of every fitting kind."""
    befalling = words("leaning", "befalling")
    own = [lemmas for lemmas in acts().values() if noun in lemmas]
    if own and not happening:
        return frozenset().union(*own)
    kinds = [lemmas for kind, lemmas in acts().items() if happening or kind not in befalling]
    return frozenset().union(words("leaning", "deciding"), *kinds)


def _linked(desk: Desk, claim: Claim, words: Pointer, back: int, links: int) -> Claim | None:
    """What words of the sentence ``back`` before, that call the same thing, point at."""
    for other in desk.claims_of(claim.report, claim.sentence - back):
        earlier = pointer(desk.sentence(other), other) if other.leans else None
        if earlier is None or other.flagged:
            continue
        same = earlier.noun == words.noun or (words.is_deed and earlier.is_deed)
        if same and (found := antecedent(desk, other, earlier, links - 1)):
            return found
    return None


def _asked(desk: Desk, claim: Claim, words: Pointer) -> frozenset[str]:
    """The names inside the words that point: "such Orlen actions" are acts of Orlen."""
    return frozenset(
        desk.name_of[entity] for span, entity in desk.mentioned(claim) if words.span.contains(span)
    )


def _called(desk: Desk, claim: Claim) -> frozenset[str]:
    return frozenset(desk.name_of[e] for e in desk.named.get(claim.id, ()))
