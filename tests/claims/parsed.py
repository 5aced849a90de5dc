"""Sentences with their parses, written so that they can be read beside the text."""

from __future__ import annotations

from collections.abc import Sequence

from sitrep.claims import find_claims
from sitrep.claims.tree import Tree
from sitrep.records import (
    Analysis,
    Attribution,
    Claim,
    Forecast,
    Quote,
    Report,
    Sentence,
    Span,
    Token,
)
from sitrep.settings import DEFAULT


def sentence(text: str, parse: str, at: int = 0) -> Sentence:
    """The sentence ``text`` with its parse.

    Each line of ``parse`` is one word: form, part of speech, tag, lemma, number of its head
    (from 1; 0 for the root), relation.
    """
    tokens = []
    here = 0
    for line in parse.strip().splitlines():
        form, upos, xpos, lemma, head, relation = line.split()
        start = text.index(form, here)
        here = start + len(form)
        tokens.append(Token(at + start, at + here, upos, xpos, lemma, int(head) - 1, relation))
    return Sentence(at, at + len(text), tokens=tuple(tokens))


def tree(text: str, parse: str) -> Tree:
    return Tree(sentence(text, parse).tokens)


def span(text: str, piece: str) -> Span:
    start = text.index(piece)
    return Span(start, start + len(piece))


def said_by(text: str, source: str, cue: str, *content: str) -> Attribution:
    parts = tuple(span(text, piece) for piece in content)
    return Attribution(
        "a1",
        "r1",
        parts[0].start,
        parts[-1].end,
        source,
        "person",
        span(text, source) if source in text else None,
        span(text, cue),
        parts=parts,
    )


def read(
    text: str,
    parse: str,
    attributions: Sequence[Attribution] = (),
    quotes: Sequence[Quote] = (),
) -> tuple[tuple[Claim, ...], tuple[Forecast, ...]]:
    report = Report("r1", text)
    analysis = Analysis(
        "r1",
        (sentence(text, parse),),
        attributions=tuple(attributions),
        quotes=tuple(quotes),
    )
    claims, forecasts, problems = find_claims(report, analysis, DEFAULT)
    assert problems == ()
    return claims, forecasts


def texts(text: str, claims: Sequence[Claim]) -> list[str]:
    return [text[claim.start : claim.end] for claim in claims]
