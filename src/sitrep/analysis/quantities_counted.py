"""What a quantity counts: the head noun, from the parse or from the words that follow."""

from __future__ import annotations

from sitrep.analysis.numbers_lexing import Lexeme
from sitrep.analysis.quantities_bounds import words_of
from sitrep.analysis.times_window import around, inside
from sitrep.records import Sentence, Token

__all__ = ["counted", "token_at"]

_NOUNS = ("NOUN", "PROPN", "SYM")
#: words that follow a number without being counted
_FAR = 4


def token_at(sentence: Sentence, start: int, end: int) -> Token | None:
    """The first token of the sentence that shares a character with ``[start, end)``."""
    own = inside(sentence.tokens, start, end)
    return sentence.tokens[own[0]] if own else None


def counted(
    text: str, sentence: Sentence, start: int, end: int, items: list[Lexeme], first: int, after: int
) -> str:
    """The word for what is counted ("troops", "range", "aid"), "" when nothing is.

    Args:
        text: the report's text.
        sentence: the sentence with its parse, if it has one.
        start: first code point of the number with its unit.
        end: code point after it.
        items: the sentence's lexemes.
        first: index of the first lexeme of the quantity.
        after: index of the lexeme after the quantity.
    """
    if sentence.tokens:
        return _by_parse(text, sentence.tokens, start, end)
    return _by_words(text, items, after) or _measured(text, items, first)


def _by_parse(text: str, tokens: tuple[Token, ...], start: int, end: int) -> str:
    own = inside(tokens, start, end)
    if not own:
        return ""
    top = next((at for at in reversed(own) if tokens[at].head not in own), own[-1])
    for at in around(tokens, top):
        token = tokens[at]
        if at <= top or at in own or token.head != top or token.relation[:4] != "nmod":
            continue
        if token.upos in ("NOUN", "PROPN", "PRON") and _is_part(text, tokens, at, tokens[top]):
            return text[token.start : token.end] if token.upos != "PRON" else ""
    relation = tokens[top].relation.split(":")[0]
    head = tokens[top].head
    if relation in ("root", "obj", "xcomp", "obl", "parataxis"):
        return _subject(text, tokens, top if relation == "root" else head, own)
    if head < 0 or relation not in ("nummod", "compound", "amod", "nmod", "det", "advmod"):
        return ""
    if tokens[head].upos in _NOUNS and head not in own:
        return text[tokens[head].start : tokens[head].end]
    return ""


def _children(tokens: tuple[Token, ...], head: int, own: range) -> list[tuple[int, Token]]:
    """The tokens that hang on ``head``, with their indexes, those of the figure left out."""
    near = around(tokens, head)
    return [(at, tokens[at]) for at in near if tokens[at].head == head and at not in own]


def _is_part(text: str, tokens: tuple[Token, ...], at: int, top: Token) -> bool:
    """True for "of" before the noun; money may also be "in" something ("$5 billion in aid")."""
    below = _children(tokens, at, range(0))
    cases = {text[x.start : x.end].lower() for _, x in below if x.relation.startswith("case")}
    return "of" in cases or ("in" in cases and top.upos != "NUM" and tokens[at].upos == "NOUN")


def _subject(text: str, tokens: tuple[Token, ...], verb: int, own: range) -> str:
    """What a verb of amount says the figure of: "aid reached $5 billion", "the toll is 50"."""
    if verb < 0:
        return ""
    if tokens[verb].lemma in ("put", "place", "estimate"):
        return _object(text, tokens, verb, own)
    amount = verb in own or tokens[verb].lemma in words_of("amount")
    if not amount:
        return ""
    for _, token in _children(tokens, verb, own):
        if token.relation.startswith("nsubj"):
            return text[token.start : token.end] if token.upos in _NOUNS else ""
    return ""


def _object(text: str, tokens: tuple[Token, ...], verb: int, own: range) -> str:
    """The thing whose figure is put: "put the number of dead at 43"."""
    for at, token in _children(tokens, verb, own):
        if token.relation != "obj":
            continue
        below = [x for _, x in _children(tokens, at, own) if x.relation == "nmod"]
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


def _measured(text: str, items: list[Lexeme], first: int) -> str:
    """The noun before "of" or a hedge: "a range of over 300 kilometres"."""
    words = [item for item in items[max(0, first - 8) : first] if item.kind == "w"]
    for at in range(len(words) - 1, 0, -1):
        if words[at].word == "of":
            return text[words[at - 1].start : words[at - 1].end]
    return ""
