"""Where quotation marks stand in a text, and whether each may open or close a quotation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sitrep.records import Span

__all__ = ["Family", "Mark", "marks_of"]

Family = Literal["double", "single", "guillemet", "angle", "corner", "white"]

_FAMILY: dict[str, Family] = {
    **dict.fromkeys('“”„‟❝❞"＂', "double"),
    **dict.fromkeys("‘’‚‛'`´", "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "white"),
}
_ONLY_OPEN = set("„‟❝「『")
_ONLY_CLOSE = set("❞」』")
_LIKE_OPEN = set("“«‹‘")
_LIKE_CLOSE = set("”»›’")
_BEFORE_OPEN = set("([{<—–-/…:;,=|*•_“„«‘\"'‹「『")
_AFTER_CLOSE = set(")]}>—–-/…:;,.?!|*_”»’\"'›」』")
#: words that begin with an apostrophe; source: Merriam-Webster's entries for the elided forms
_ELIDED = frozenset(
    {
        *("tis", "twas", "em", "til", "till", "cause", "bout", "nuff", "cuz", "ere", "neath"),
        *("twixt", "gainst", "n", "s", "d", "ll", "re", "ve", "m", "t"),
    }
)
_LONGEST_ELIDED = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at ``[start, end)``; ``weak`` when it may as well be a possessive ("workers'")."""

    start: int
    end: int
    family: Family
    opens: bool
    closes: bool
    weak: bool = False


def marks_of(text: str, paragraph: Span) -> Iterator[Mark]:
    """Every quotation mark of a paragraph in order; apostrophes and inch marks are left out.

    Args:
        text: the report's text.
        paragraph: where to look, in code points of ``text``.

    Returns:
        Marks with what their neighbours let them do. Two single marks in a row are one double
        mark, as typewriters and some news agencies' wires write it.
    """
    at = paragraph.start
    while at < paragraph.end:
        char = text[at]
        family = _FAMILY.get(char)
        end = at + 1
        if family is None:
            at = end
            continue
        if family == "single" and end < paragraph.end and text[end] == char and char != "´":
            family, end = "double", end + 1
        before = text[at - 1] if at > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        if family == "single":
            mark = _single(text, at, before, after)
        else:
            mark = _double(char, family, Span(at, end), before, after)
        if mark.opens or mark.closes:
            yield mark
        at = end


def _double(char: str, family: Family, span: Span, before: str, after: str) -> Mark:
    """A mark other than a single one: by its form when that tells, else by its neighbours."""
    if char in _ONLY_OPEN or char in _ONLY_CLOSE:
        return Mark(span.start, span.end, family, char in _ONLY_OPEN, char in _ONLY_CLOSE)
    opens = (before.isspace() or before in _BEFORE_OPEN) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in _AFTER_CLOSE)
    if char in _LIKE_OPEN and len(span) == 1:
        # “ closes what „ opened, and » opens in German: shape against form leaves both open.
        return Mark(span.start, span.end, family, opens or not closes, closes and not opens)
    if char in _LIKE_CLOSE and len(span) == 1:
        opens = opens and (after.isalnum() or after in _LIKE_OPEN)
        return Mark(span.start, span.end, family, opens and not closes, closes or not opens)
    if before.isdigit() and not closes:
        closes = True
    if not opens and not closes:
        opens = closes = True
    return Mark(span.start, span.end, family, opens, closes)


def _single(text: str, at: int, before: str, after: str) -> Mark:
    """A single mark; neither opens nor closes when it is an apostrophe (don't, 'tis, '90s)."""
    char = text[at]
    nothing = Mark(at, at + 1, "single", opens=False, closes=False)
    if before.isalnum() and after.isalnum():
        return nothing
    opens = (before.isspace() or before in _BEFORE_OPEN) and not after.isspace() and char != "’"
    closes = not before.isspace() and not after.isalnum() and char != "‘"
    if opens and _elided(text, at + 1):
        opens = False
    if closes and before.isdigit() and not opens:
        closes = after in ".,;:!?)"
    weak = closes and before in "szSZ" and after == " " and text[at + 2 : at + 3].isalnum()
    return Mark(at, at + 1, "single", opens, closes, weak)


def _elided(text: str, at: int) -> bool:
    """True when the letters at ``at`` are a word that begins with an apostrophe."""
    end = at
    while end < len(text) and end - at <= _LONGEST_ELIDED and text[end].isalnum():
        end += 1
    word = text[at:end].lower()
    return word in _ELIDED or (word[:2].isdigit() and word[2:] == "s")
