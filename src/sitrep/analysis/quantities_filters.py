"""Numbers that are no quantities: names, labels, scores, telephone numbers, list numerals."""

from __future__ import annotations

from sitrep.analysis.numbers_lexing import Lexeme
from sitrep.analysis.quantities_bounds import words_of
from sitrep.analysis.times_window import inside
from sitrep.records import Token

__all__ = ["is_label", "is_name_or_code", "is_plain_one", "is_sensible_ordinal"]


def is_name_or_code(text: str, items: list[Lexeme], at: int, has_unit: bool) -> bool:
    """True for "F-16", "A330", "24703L202", "+1-222-2222", "3-2", "2." at the head of a line."""
    item = items[at]
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if _is_glued_word(text, items, at, before):
        return True
    if after and after.kind == "w" and not has_unit and item.word[-1:].isdigit():
        return True
    if after and after.word in ("x", ":") and not has_unit:
        return _digits(items, at + 2)
    if before and before.word in (":", "/", "_", "@", "\\", "=", "&") and not has_unit:
        return before.word != "=" and (before.word != ":" or _digits(items, at - 2))
    if after and after.word in ("/", "_", "@") and _digits(items, at + 2) and not has_unit:
        return True
    if after and after.word in (".", ")") and (at == 0 or _opens_line(items, at)):
        return at + 2 >= len(items) or items[at + 2].kind == "s"
    return _is_chain(items, at, has_unit)


def _opens_line(items: list[Lexeme], at: int) -> bool:
    if at > 6:
        return False
    return all(
        item.kind in "sb" or item.word in ("(", "•", "*", "-") for item in items[: max(at, 0)]
    )


def _digits(items: list[Lexeme], at: int) -> bool:
    return 0 <= at < len(items) and items[at].kind in "NFx"


def _is_glued_word(text: str, items: list[Lexeme], at: int, before: Lexeme | None) -> bool:
    """A word that touches the number, itself or over a hyphen: "A330", "Su-34", "Covid-19"."""
    if before is None:
        return False
    if before.kind == "w":
        return True
    if before.kind == "p" and before.word in ("#", "§", "№"):
        return True
    if before.word == "-" and at > 1 and items[at - 2].kind == "w":
        word = text[items[at - 2].start : items[at - 2].end]
        prefix = word.islower() and len(word) > 2 and items[at].word[0].isdigit()
        touching = items[at - 1].start == items[at - 2].end and items[at].start == items[at - 1].end
        return touching and not prefix
    return False


def _is_chain(items: list[Lexeme], at: int, has_unit: bool) -> bool:
    """Three or more numbers joined by hyphens (telephone, identity), or a score going down."""
    first = at
    while first > max(1, at - 8) and items[first - 1].word == "-" and _digits(items, first - 2):
        first -= 2
    values, here = [items[first].low], first
    while (
        here + 2 < len(items)
        and here < at + 8
        and items[here + 1].word == "-"
        and _digits(items, here + 2)
    ):
        here += 2
        values.append(items[here].low)
    if len(values) >= 3:
        return True
    if len(values) == 2 and not has_unit:
        pair = items[first], items[first + 2]
        raw = all(item.word.isdigit() for item in pair)
        return raw and (values[0] >= values[1] or (values[1] < 10 and _is_result(items, first)))
    return False


def _is_result(items: list[Lexeme], at: int) -> bool:
    near = items[max(0, at - 12) : at + 12]
    return any(item.word in words_of("results") for item in near)


def is_label(
    text: str, items: list[Lexeme], at: int, token: Token | None, tokens: tuple[Token, ...]
) -> bool:
    """True for "Article 5", "Boeing 737", "Storm 2": a number after the noun it names."""
    before = _previous(items, at)
    if before is None or before.kind != "w":
        return False
    word = text[before.start : before.end]
    if word.lower() in words_of("labels") and (
        word[0].isupper() or word.lower() in words_of("lower_labels")
    ):
        return True
    if token is not None and token.head >= 0:
        return _is_label_in_parse(text, token, tokens)
    following = items[at + 2] if at + 2 < len(items) else None
    named = word[0].isupper() and not word.isupper() and not _opens_line(items, at - 2)
    return named and (following is None or following.kind != "w" or items[at + 1].kind != "s")


_LABEL_RELATIONS = ("nummod", "dep", "compound", "flat", "appos", "nmod")


def _is_label_in_parse(text: str, token: Token, tokens: tuple[Token, ...]) -> bool:
    """A number after the noun it names, or at the end of a name ("Trent 900 engines")."""
    head = tokens[token.head]
    relation = token.relation.split(":")[0]
    if relation == "conj" and head.upos == "NUM" and head.start < token.start and head.head >= 0:
        return head.head != token.head and _is_label_in_parse(text, head, tokens)
    if head.start < token.start:
        beside = text[head.end : token.start].strip() == ""
        return beside and head.upos in ("PROPN", "NOUN") and relation in _LABEL_RELATIONS
    digits = text[token.start : token.end]
    if not digits.isdigit() or relation not in _LABEL_RELATIONS:
        return False
    own = inside(tokens, token.start - 2, token.start)
    named = [tokens[at] for at in own if tokens[at].upos == "PROPN"]
    if named and tokens[named[0].head] is head and named[0].relation.startswith("compound"):
        return True
    model = head.xpos == "NNP" and head.start == token.end + 1 and len(digits) >= 3
    return model and not text[head.start : head.end].isupper()


def _previous(items: list[Lexeme], at: int) -> Lexeme | None:
    here = at - 1
    if here >= 0 and items[here].kind == "s":
        here -= 1
        if here >= 0 and items[here].word == "." and items[here - 1].word in ("no", "nos", "vol"):
            here -= 1
    return items[here] if here >= 0 and here != at - 1 else None


def is_plain_one(items: list[Lexeme], at: int, token: Token | None) -> bool:
    """True for "one" that counts nothing: pronoun, "one of the", "no one"."""
    if items[at].word != "one":
        return False
    following = items[at + 2] if at + 2 < len(items) and items[at + 1].kind == "s" else None
    if token is not None:
        if token.relation != "nummod":
            return True
        return following is not None and following.word in ("another", "day", "of")
    if following is None or following.kind != "w" or following.word in words_of("not_after_one"):
        return True
    if following.word.endswith("ed"):
        return True
    before = _previous(items, at)
    return before is not None and before.word in words_of("not_before_one")


def is_sensible_ordinal(text: str, items: list[Lexeme], at: int) -> bool:
    """True for an ordinal in digits before a noun ("its 1,000th day"); "first" is none."""
    if not items[at].word[0].isdigit():
        return False
    if at + 2 >= len(items) or items[at + 1].kind != "s" or items[at + 2].kind != "w":
        return False
    named = text[items[at + 2].start].isupper()  # the 501st Legion
    return items[at + 2].word not in words_of("stop") and not named
