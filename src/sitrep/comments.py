"""Whether a claim comments on what happened, or says it of somebody who is not named."""

from __future__ import annotations

from collections.abc import Sequence

from sitrep.data.tables import words
from sitrep.records import Claim, Sentence, Span, Token

__all__ = ["comments", "decision", "opens_with_pronoun"]

#: prepositions before who has decided: "the approval by Vance", "an order from the court"
BY_WHOM = frozenset({"by", "from", "of"})
#: pronouns for who speaks and who listens
SPEAKERS = frozenset({"i", "we", "you"})


def comments(claim: Claim, sentence: Sentence) -> bool:
    """True when a claim comments on what happened instead of telling it ("underscores").

    A comment that names a :func:`decision` tells that much.

    Args:
        claim: to be judged by its predicate (``loaded.toml``, ``comments``).
        sentence: in which it stands.
    """
    return _has_commenting_verb(claim) and decision(claim, sentence) is None


def decision(claim: Claim, sentence: Sentence) -> Span | None:
    """What a comment tells nevertheless: Vance's decision "to close the port" marks an end.

    The words for what was decided, behind a noun of deciding (``loaded.toml``, ``decisions``)
    with the name of who decided; None for a comment without, and for what is no comment.
    """
    if not _has_commenting_verb(claim):
        return None
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        if not claim.span.contains(token.span):
            continue
        if token.lemma.lower() not in words("loaded", "decisions"):
            continue
        hung = [k for k, other in enumerate(tokens) if other.head == at]
        what = [k for k in hung if tokens[k].relation == "acl" and _marked(tokens, k, "to")]
        if what and any(_is_whose(tokens, k) for k in hung):
            inside = [t for k, t in enumerate(tokens) if _hangs_from(tokens, k, what[0])]
            return Span(inside[0].start, inside[-1].end)
    return None


def opens_with_pronoun(tokens: Sequence[Token]) -> bool:
    """True for a clause whose subject, its first word, is "she" or "they": said of whom?

    "I" and "we" are who speaks, who is named beside the words.

    Args:
        tokens: of the clause.
    """
    first = next((t for t in tokens if t.upos != "PUNCT"), None)
    if first is None or first.xpos != "PRP" or not first.relation.startswith("nsubj"):
        return False
    return first.lemma.lower() not in SPEAKERS


def _has_commenting_verb(claim: Claim) -> bool:
    return claim.event is not None and claim.event.predicate in words("loaded", "comments")


def _hangs_from(tokens: Sequence[Token], at: int, top: int) -> bool:
    """True for ``top`` and all words under it."""
    for _ in tokens:
        if at == top:
            return True
        if at < 0:
            return False
        at = tokens[at].head
    return False


def _is_whose(tokens: Sequence[Token], at: int) -> bool:
    """True for a name that has decided: "Vance's", "by Vance", "the Vance administration's"."""
    owns = tokens[at].relation == "nmod:poss"
    acts = tokens[at].relation.startswith("nmod") and any(
        token.head == at and token.relation == "case" and token.lemma in BY_WHOM for token in tokens
    )
    named = tokens[at].upos == "PROPN" or any(
        token.head == at and token.upos == "PROPN" for token in tokens
    )
    return (owns or acts) and named


def _marked(tokens: Sequence[Token], at: int, word: str) -> bool:
    return any(
        token.head == at and token.relation == "mark" and token.lemma == word for token in tokens
    )
