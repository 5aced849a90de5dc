"""What a quantity counts: the head noun, from the parse or from the words that follow."""

from __future__ import annotations

from sitrep.analysis.numbers_lexing import Lexeme
from sitrep.analysis.quantities_bounds import words_of
from sitrep.records import Sentence, Token

__all__ = ["counted", "token_at"]

_NOUNS = ("NOUN", "PROPN", "SYM")
#: words that follow a number without being counted
_FAR = 4


def token_at(sentence: Sentence, start: int, end: int) -> Token | None:
    """The token of the sentence that begins inside ``[start, end)``."""
    for token in sentence.tokens:
        if token.start >= end:
            return None
        if token.end > start:
            return token
    return None


def counted(
    text: str, sentence: Sentence, start: int, end: int, items: list[Lexeme], after: int
) -> str:
    """The word for what is counted ("troops", "range", "aid"), "" when nothing is.

    Args:
        text: the report's text.
        sentence: the sentence with its parse, if it has one.
        start: first code point of the number with its unit.
        end: code point after it.
        items: the sentence's lexemes.
        after: index of the lexeme after the quantity.
    """
    if sentence.tokens:
        return _by_parse(text, sentence.tokens, start, end)
    return _by_words(text, items, after) or _measured(text, items, start)


def _by_parse(text: str, tokens: tuple[Token, ...], start: int, end: int) -> str:
    inside = [at for at, token in enumerate(tokens) if token.start < end and token.end > start]
    if not inside:
        return ""
    top = next((at for at in reversed(inside) if tokens[at].head not in inside), inside[-1])
    for at, token in enumerate(tokens):
        if at <= top or at in inside or token.head != top or token.relation[:4] != "nmod":
            continue
        if token.upos in ("NOUN", "PROPN", "PRON") and _is_part(text, tokens, at, tokens[top]):
            return text[token.start : token.end] if token.upos != "PRON" else ""
    relation = tokens[top].relation.split(":")[0]
    head = tokens[top].head
    if relation in ("root", "obj", "xcomp", "obl", "parataxis"):
        return _subject(text, tokens, top if relation == "root" else head, inside)
    if head < 0 or relation not in ("nummod", "compound", "amod", "nmod", "obl", "det", "advmod"):
        return ""
    if tokens[head].upos in _NOUNS and head not in inside:
        return text[tokens[head].start : tokens[head].end]
    return ""


def _is_part(text: str, tokens: tuple[Token, ...], at: int, top: Token) -> bool:
    """True for "of" before the noun; money may also be "in" something ("$5 billion in aid")."""
    cases = {
        text[x.start : x.end].lower()
        for x in tokens
        if x.head == at and x.relation.startswith("case")
    }
    return "of" in cases or ("in" in cases and top.upos != "NUM" and tokens[at].upos == "NOUN")


def _subject(text: str, tokens: tuple[Token, ...], verb: int, inside: list[int]) -> str:
    """What a verb of amount says the figure of: "aid reached $5 billion", "the toll is 50"."""
    if verb < 0:
        return ""
    if tokens[verb].lemma in ("put", "place", "estimate"):
        return _object(text, tokens, verb, inside)
    amount = verb in inside or tokens[verb].lemma in words_of("amount")
    if not amount:
        return ""
    for at, token in enumerate(tokens):
        if token.head == verb and token.relation.startswith("nsubj") and at not in inside:
            return text[token.start : token.end] if token.upos in _NOUNS else ""
    return ""


def _object(text: str, tokens: tuple[Token, ...], verb: int, inside: list[int]) -> str:
    """The thing whose figure is put: "put the number of dead at 43"."""
    for at, token in enumerate(tokens):
        if token.head != verb or token.relation != "obj" or at in inside:
            continue
        below = [x for x in tokens if x.head == at and x.relation == "nmod"]
        chosen = below[0] if below and token.lemma in ("number", "total", "count") else token
        return text[chosen.start : chosen.end]
    return ""


def _by_words(text: str, items: list[Lexeme], after: int) -> str:
    """The last noun-like word before a function word or mark; "of" and "in" are stepped over."""
    stop = words_of("stop")
    here = after
    seen: list[str] = []
    while here < len(items) and len(seen) < _FAR:
        item = items[here]
        if item.kind == "s" or (item.word == "-" and seen):
            here += 1
            continue
        if item.kind != "w":
            break
        if item.word in stop:
            if seen or item.word not in ("of", "in", "the"):
                break
            here += 1
            continue
        seen.append(text[item.start : item.end])
        here += 1
    for word in seen:
        if word.endswith("s") and not word.endswith(("ss", "us", "is")) and word.islower():
            return word
        if word in ("people", "men", "women", "children", "troops"):
            return word
    return seen[0] if len(seen) == 1 else ""


def _measured(text: str, items: list[Lexeme], start: int) -> str:
    """The noun before "of" or a hedge: "a range of over 300 kilometres"."""
    words = [item for item in items if item.end <= start and item.kind == "w"][-4:]
    for at in range(len(words) - 1, 0, -1):
        if words[at].word == "of":
            return text[words[at - 1].start : words[at - 1].end]
    return ""
