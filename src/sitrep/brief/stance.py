"""Whether somebody takes a stand on what happened, or only tells it."""

from __future__ import annotations

from sitrep.brief.desk import Desk
from sitrep.data.tables import words
from sitrep.records import Attribution, Claim, Span, Token

__all__ = ["is_chief_deed", "takes_stand"]

#: kinds of cue that judge or want, whatever they introduce
JUDGING = frozenset({"evaluation", "intention"})
#: who speaks of himself: "I condemn" takes a stand, "the council condemned" need not
SPEAKING = frozenset({"i", "we"})


def takes_stand(desk: Desk, attribution: Attribution) -> bool:
    """True when a saying judges, asks, promises, warns or feels.

    "Police said a handgun was found" tells what is known. The cue decides ("condemned",
    "urged"), else the words that are said ("should", "unacceptable", "I condemn"); lists in
    ``data/stances.toml``.

    Args:
        desk: the story.
        attribution: with its cue.
    """
    if attribution.cue_class in JUDGING:
        return True
    cue = attribution.cue_span
    told = _tokens(desk, attribution.report, cue) if cue else []
    if any(t.lemma.lower() in words("stances", "verbs") for t in told):
        return True
    parts = attribution.parts or (attribution.span,)
    said = [t for part in parts for t in _tokens(desk, attribution.report, part)]
    own = any(t.lemma.lower() in SPEAKING for t in said)
    return any(
        t.lemma.lower() in words("stances", "verbs" if t.upos == "VERB" else "words")
        for t in said
        if own or t.upos != "VERB"
    )


def is_chief_deed(desk: Desk, claim: Claim, top: Claim | None) -> bool:
    """True when a claim tells in other words what the story is about, by the same actor.

    "The court rejected another challenge to the law" is no reaction in a story whose first
    line tells that the court dismissed the challenge.

    Args:
        desk: the story.
        claim: that tells somebody's saying or deed.
        top: the claim whose words open the brief.
    """
    if top is None or claim.attribution is not None:
        return False
    if desk.finding_of.get(claim.id) == desk.finding_of.get(top.id):
        return True
    mine, theirs = ([entity for _, entity in sorted(desk.mentioned(c))] for c in (claim, top))
    same = bool(mine) and mine[:1] == theirs[:1]
    return same and len(frozenset(mine) & frozenset(theirs)) > 1


def _tokens(desk: Desk, report: str, span: Span) -> list[Token]:
    return [
        token
        for sentence in desk.analyses[report].sentences
        if sentence.span.overlaps(span)
        for token in sentence.tokens
        if span.contains(token.span)
    ]
