"""Which quotation marks belong together: a stack over each paragraph, carried to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sitrep.analysis.quotes_marks import Family, Mark, marks_of
from sitrep.records import Span

__all__ = ["OPEN_PARAGRAPHS", "Quotation", "pair_marks"]

#: paragraphs over which a quotation that was left open may run on without being re-opened;
#: source: hard-wrapped and one-sentence-a-line texts, never the whole document
OPEN_PARAGRAPHS = 6

#: how many open quotations are searched for the one a mark closes; source: deeper nesting is
#: no English (Chicago Manual of Style 13.30), and the bound keeps hostile input linear
_SEARCHED = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch between marks: ``start``/``end`` without the marks, ``depth`` 0 outermost.

    ``continued`` is True when its paragraph ends before it closes and the next re-opens it.
    """

    start: int
    end: int
    depth: int
    family: Family
    closed: bool = True
    continued: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    mark: Mark
    depth: int


def pair_marks(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """The stretches between quotation marks, in order of start, the outer before the inner.

    Args:
        text: the report's text; offsets are code points.
        paragraphs: the paragraphs in order, not overlapping.

    Returns:
        One :class:`Quotation` a pair of marks. An unclosed one ends with its paragraph; one that
        the next paragraph re-opens is one record a paragraph; one that runs on over a line break
        and closes further down is one record.

    Source: Chicago Manual of Style 13.30 (quotation over paragraphs, quotes within quotes).
    """
    marks = [tuple(marks_of(text, paragraph)) for paragraph in paragraphs]
    found: list[Quotation] = []
    stack: list[_Open] = []
    for index, paragraph in enumerate(paragraphs):
        _pair(text, marks[index], stack, found)
        if not stack:
            continue
        outer, *inner = stack
        for left in inner:
            _end_open(text, left, paragraph.end, found)
        stack.clear()
        onward = _onward(text, outer.mark.family, paragraphs, marks, index)
        if onward == "runs on":
            stack.append(outer)
        else:
            _end_open(text, outer, paragraph.end, found, continued=onward == "re-opened")
    return tuple(sorted(found, key=lambda one: (one.start, -one.end)))


def _onward(
    text: str,
    family: Family,
    paragraphs: Sequence[Span],
    marks: Sequence[Sequence[Mark]],
    index: int,
) -> str:
    """How an open quotation crosses the paragraph's end: "re-opened", "runs on" or "ends"."""
    for ahead in range(index + 1, min(index + 1 + OPEN_PARAGRAPHS, len(paragraphs))):
        same = next((mark for mark in marks[ahead] if mark.family == family), None)
        if same is None:
            continue
        if ahead == index + 1 and same.opens:
            lead = text[paragraphs[ahead].start : same.start]
            return "ends" if lead.strip() else "re-opened"
        runs_on = same.closes and not same.opens and family != "single"
        return "runs on" if runs_on else "ends"
    return "ends"


def _end_open(
    text: str, left: _Open, end: int, found: list[Quotation], *, continued: bool = False
) -> None:
    """Ends an unclosed quotation; a lone single mark was an apostrophe after all."""
    start = left.mark.end
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start and (left.mark.family != "single" or continued):
        found.append(
            Quotation(start, end, left.depth, left.mark.family, closed=False, continued=continued)
        )


def _pair(text: str, marks: Sequence[Mark], stack: list[_Open], found: list[Quotation]) -> None:
    """Matches the marks of one paragraph; what is still open at its end stays on the stack."""
    opens_left, closes_left = _counts(marks)
    for place, mark in enumerate(marks):
        at = _held(stack, mark.family)
        held = stack[at] if at is not None else None
        closes = held is not None and mark.closes
        if held is not None and mark.start == held.mark.end and mark.opens:
            closes = False
        if closes and mark.weak:
            closes = not _closes_next(marks, place)
        if closes and held is not None and at is not None:
            del stack[at:]
            if held.mark.end < mark.start:
                found.append(Quotation(held.mark.end, mark.start, held.depth, held.mark.family))
        elif mark.opens:
            closers = closes_left[mark.family][place]
            if mark.family == "single" and closers == 0:
                continue
            if held is not None and at is not None and closers < opens_left[mark.family][place] + 1:
                # Too few closing marks for a pair within a pair: the first was never closed.
                del stack[at:]
                _end_open(text, held, mark.start, found)
            stack.append(_Open(mark, len(stack)))


def _held(stack: Sequence[_Open], family: Family) -> int | None:
    """The place of the innermost open quotation of a family, None when there is none."""
    for at in range(len(stack) - 1, max(-1, len(stack) - 1 - _SEARCHED), -1):
        if stack[at].mark.family == family:
            return at
    return None


def _closes_next(marks: Sequence[Mark], place: int) -> bool:
    """True when the next single mark is a sure closing one: then this is a possessive."""
    for mark in marks[place + 1 : place + 1 + _SEARCHED]:
        if mark.family == "single":
            return mark.closes and not mark.opens
    return False


def _counts(marks: Sequence[Mark]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """For each family: marks from each place on that only open (and after it, only close)."""
    opens: dict[str, list[int]] = {}
    closes: dict[str, list[int]] = {}
    for family in {mark.family for mark in marks}:
        opened = closed = 0
        opens[family] = [0] * len(marks)
        closes[family] = [0] * len(marks)
        for place in range(len(marks) - 1, -1, -1):
            mark = marks[place]
            if mark.family == family:
                opened += mark.opens and not mark.closes
                closed += mark.closes and not mark.opens
            opens[family][place] = opened
            closes[family][place] = closed
    return opens, closes
