"""What a claim that leans on another sentence points at: its words, and what they follow on."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.brief.desk import Desk
from sitrep.data.wordlists import wordlist
from sitrep.records import Cite, Claim, Sentence, Span

__all__ = ["Context", "contexts"]

#: how many sentences before a claim the thing that it points at may stand. Nearly every
#: "this decision" points at the sentence before it (Kolhatkar and others, 2013, on nouns that
#: stand for a fact); "these mines" at the nearest that names mines
FARTHEST = 3
#: characters of the earlier sentence that are shown beside a line
SHOWN = 70


@dataclass(frozen=True, slots=True)
class Context:
    """Words that point back ("this move"), and the earlier claim that they point at."""

    phrase: Span
    after: Claim

    @property
    def cite(self) -> Cite:
        """The earlier claim, cited."""
        return Cite(self.after.id, self.after.report, self.after.start, self.after.end)

    def note(self, text: str) -> str:
        """The context in words: “this move” follows on “the words before it”."""
        before = " ".join(self.after.span.of(text).split())
        if len(before) > SHOWN:
            before = before[:SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + " …"
        return f"“{self.phrase.of(text)}” follows on “{before}”"


def contexts(desk: Desk, claim: Claim) -> tuple[Context, ...] | None:
    """What the claims in the sentence of ``claim`` point back at, as far as it can be told.

    A pointing word with a noun ("this move", "such attacks"), or a definite one ("the
    decision"), points at the sentence before, or, where the noun names a thing, at the nearest
    of the ``FARTHEST`` sentences before that names it. "Also" and "another" need nothing.

    Returns:
        One for each phrase that points back, in order; None when a claim leans in another
        way (a pronoun, a fragment) or nothing sound stands where it points.
    """
    found: dict[Span, Context] = {}
    beside = [c for c in desk.claims_in(claim.report) if c.sentence == claim.sentence]
    for other in beside:
        # a claim inside another has the words of that one to point at
        inner = any(c.id != other.id and c.span.contains(other.span) for c in beside)
        if not other.leans or (inner and other.id != claim.id):
            continue
        how, *named = other.leans.split(" ")
        if how == "additive":
            continue
        phrase = _phrase(desk.sentence(other), other, how, named)
        if phrase is None:
            return None
        after = _after(desk, other, named[-1])
        if after is None:
            return None
        found[phrase] = Context(phrase, after)
    return tuple(found[phrase] for phrase in sorted(found, key=lambda p: p.start))


def _phrase(sentence: Sentence, claim: Claim, how: str, named: list[str]) -> Span | None:
    """The words of a claim that point back, None when it leans in another way.

    A bare "this" is left alone: "This is not the first time" points anywhere.
    """
    if how not in {"demonstrative", "definite"} or len(named) < 2:
        return None
    if named[0] in {"both", "two", "either"}:
        return None
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if not claim.span.contains(token.span) or token.lemma.lower() != named[0].lower():
            continue
        noun = token.head
        if noun > at and tokens[noun].lemma == named[1]:
            return Span(token.start, tokens[noun].end)
    return None


def _after(desk: Desk, claim: Claim, noun: str) -> Claim | None:
    """The sound claim before ``claim`` that its ``noun`` points at."""
    before = [
        other
        for other in desk.claims_in(claim.report)
        if claim.sentence - FARTHEST <= other.sentence < claim.sentence
        and not other.flagged
        and desk.sentence(other).kind == "prose"
    ]
    if noun in wordlist("leaning", "anaphoric_nouns"):
        near = [c for c in before if c.sentence == claim.sentence - 1]
    else:
        near = [c for c in before if _names(desk, c, noun)]
    return max(near, key=lambda c: (c.sentence, c.end - c.start, c.id), default=None)


def _names(desk: Desk, claim: Claim, noun: str) -> bool:
    return any(t.lemma == noun and claim.span.contains(t.span) for t in desk.sentence(claim).tokens)
