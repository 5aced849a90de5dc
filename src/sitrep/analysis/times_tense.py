"""The tense that a time stands in: which way "Tuesday" or "October" points."""

from __future__ import annotations

import re

from sitrep.analysis.times_window import around, inside
from sitrep.analysis.times_words import near
from sitrep.records import Sentence, Token

__all__ = ["tense"]

_FUTURE = re.compile(
    r"\b(?:will|'ll|’ll|shall|won't|won’t|going to|(?:is|are|was|were|be) (?:to|set|due|scheduled|"
    r"expected|slated|planned|likely) |plans? to|planned for|scheduled (?:for|to)|expects?|"
    r"expected|due (?:to|on|in)|upcoming|forthcoming|no later than|deadline|intends? to|"
    r"hopes? to|aims? to|until|would)\b",
    re.IGNORECASE,
)
#: characters on each side among which cue words are looked for
_NEAR = 200
#: steps up the parse to a verb
_CLIMB = 20
_PAST = re.compile(
    r"(?<!be )"
    r"\b(?:was|were|had|did|said|told|[a-z]{3,}ed|began|fell|rose|went|came|took|made|met|won|lost|"
    r"left|held|sent|set|shot|struck|killed|gave|saw|spoke|wrote|found|got|became)\b"
)


def tense(text: str, sentence: Sentence, start: int, end: int) -> str:
    """Reads "past" or "future" for the time at ``[start, end)``, "" when nothing tells.

    With a parse, the nearest governing verb decides; without one, the nearest cue word.

    Args:
        text: the report's text.
        sentence: the sentence the time stands in.
        start: first code point of the time.
        end: code point after its last.
    """
    told = _by_preposition(text[max(sentence.start, start - 12) : start])
    if told:
        return told
    if sentence.tokens:
        told = _by_parse(text, sentence.tokens, start, end)
        if told:
            return told
    first = max(sentence.start, start - _NEAR)
    return _by_cues(text[first : min(sentence.end, end + _NEAR)], start - first)


def _by_preposition(before: str) -> str:
    """What the preposition tells: "since" and "as of" look back, "until" looks on."""
    words = before.lower().split()
    if words[-1:] == ["the"]:
        words.pop()
    if words[-1:] in (["until"], ["till"]):
        return "future"
    if words[-1:] == ["since"] or words[-2:] == ["as", "of"]:
        return "past"
    return ""


def _by_cues(text: str, at: int) -> str:
    best, said = len(text) + 1, ""
    for name, pattern in (("future", _FUTURE), ("past", _PAST)):
        for match in pattern.finditer(text):
            gap = at - match.end() if match.end() <= at else 2 * (match.start() - at)
            if abs(gap) < best:
                best, said = abs(gap), name
    return said


def _by_parse(text: str, tokens: tuple[Token, ...], start: int, end: int) -> str:
    own = inside(tokens, start, end)
    if not own:
        return ""
    at = next((here for here in own if tokens[here].head not in own), own[0])
    for _ in range(_CLIMB):
        head = tokens[at].head
        if head < 0 or head >= len(tokens):
            break
        at = head
        if tokens[at].upos in ("VERB", "AUX"):
            told = _of_verb(text, tokens, at)
            if told:
                return told
    return ""


def _of_verb(text: str, tokens: tuple[Token, ...], verb: int) -> str:
    """The direction that a verb with its auxiliaries gives."""
    helpers = {
        text[token.start : token.end].lower()
        for token in (tokens[at] for at in around(tokens, verb))
        if token.head == verb and (token.relation.startswith(("aux", "mark", "cop")))
    }
    xpos, lemma = tokens[verb].xpos, tokens[verb].lemma
    if helpers & {"will", "'ll", "’ll", "shall", "wo", "would"}:
        return "past" if "have" in helpers else "future"
    if "to" in helpers and helpers & {"is", "are", "'s"}:
        return "future"
    if helpers & {"was", "were", "had", "did", "have", "has", "having", "been"}:
        return "future" if lemma in near("arranged") else "past"
    if "to" in helpers:
        head = tokens[verb].head
        if 0 <= head < len(tokens) and tokens[head].lemma in near("plans"):
            return "future"
        return ""
    if helpers & near("modals"):
        return "future"
    if helpers & {"is", "are", "am", "be", "'s", "’s"}:
        if xpos == "VBN":
            return "future" if lemma in near("plans") else "past"
        return "future" if xpos == "VBG" else ""
    if xpos in ("VBD", "VBN"):
        return "past"
    if xpos in ("VBZ", "VBP", "VB") and lemma in near("scheduled"):
        return "future"
    return ""
