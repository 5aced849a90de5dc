"""Sentences with their parses (``parses.conllu``), so that a test can speak of the text alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sitrep.claims import find_claims
from sitrep.claims.tree import Tree
from sitrep.records import (
    Analysis,
    Attribution,
    Claim,
    Entity,
    Forecast,
    Quote,
    Report,
    Sentence,
    Span,
    Token,
)
from sitrep.settings import DEFAULT


@cache
def _parses() -> dict[str, list[list[str]]]:
    blocks: dict[str, list[list[str]]] = {}
    text = ""
    for line in (Path(__file__).parent / "parses.conllu").read_text("utf-8").splitlines():
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
            blocks[text] = []
        elif line and line[0].isdigit():
            blocks[text].append(line.split("\t"))
    return blocks


def sentence(text: str, at: int = 0) -> Sentence:
    """The sentence with its tokens, as if it stood at offset ``at`` of a report."""
    tokens = []
    here = 0
    for _, form, lemma, upos, xpos, _, head, relation, *_ in _parses()[text]:
        start = text.index(form, here)
        here = start + len(form)
        tokens.append(Token(at + start, at + here, upos, xpos, lemma, int(head) - 1, relation))
    return Sentence(at, at + len(text), tokens=tuple(tokens))


def tree(text: str) -> Tree:
    return Tree(sentence(text).tokens)


def at(text: str, word: str) -> int:
    """The number of the first word ``word`` in the sentence, from 0."""
    return [columns[1] for columns in _parses()[text]].index(word)


def span(text: str, piece: str) -> Span:
    start = text.index(piece)
    return Span(start, start + len(piece))


def said_by(text: str, source: str, cue: str, *content: str) -> Attribution:
    parts = tuple(span(text, piece) for piece in content)
    return Attribution(
        id="a1",
        report="r1",
        start=parts[0].start,
        end=parts[-1].end,
        source=source,
        source_kind="person",
        source_span=span(text, source) if source in text else None,
        cue_span=span(text, cue),
        parts=parts,
    )


def read(
    text: str,
    attributions: Sequence[Attribution] = (),
    quotes: Sequence[Quote] = (),
    entities: Sequence[Entity] = (),
) -> tuple[tuple[Claim, ...], tuple[Forecast, ...]]:
    """The claims and forecasts of a report that is this one sentence."""
    analysis = Analysis(
        report="r1",
        sentences=(sentence(text),),
        attributions=tuple(attributions),
        quotes=tuple(quotes),
        entities=tuple(entities),
    )
    claims, forecasts, problems = find_claims(Report("r1", text), analysis, DEFAULT)
    assert problems == ()
    return claims, forecasts


def texts(text: str, claims: Sequence[Claim]) -> list[str]:
    return [text[claim.start : claim.end] for claim in claims]
