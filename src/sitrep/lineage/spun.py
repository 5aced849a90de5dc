"""Phrases that a rewriting machine put, word for word, in place of those of another report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from sitrep.lineage.pages import Page, Unit, page_of
from sitrep.lineage.sentences import Sheet, align, sheet_of
from sitrep.records import Analysis, Copy, Flag, Report, Span, Story
from sitrep.settings import Settings

__all__ = ["find_spun"]

#: kinds of links between reports that differ in many words
_REWORDED = frozenset({"rewrite", "common_upstream"})
#: likeness from which two sentences are set beside each other
_LIKE = 0.3
#: words of a sentence that is compared word for word
_SENTENCE_WORDS = range(5, 81)
#: words of a swapped phrase at most, and by how many the two may differ ("let know" for "tell")
_PHRASE_WORDS = 4
_LONGER = 1
_STOPS = frozenset(".,;:!?()—–\n")
#: sentences with two swaps or more in unmoved words, and their share of those that answer one
#: another, from which a report is spun. Source: two reports of one event that are no copies have at
#: most two such sentences (94 pairs of gvc), spun ones with table b of bench/derivations four
_SENTENCES = 3
_SHARE = 0.1
#: swaps at least, and by how much more often (of all swaps) the spun report has the rarer word
_SWAPS = 6
_RARER = 0.2


@dataclass(frozen=True, slots=True)
class _Swap:
    """Words ``[first, last)`` of one page that stand where another page has ``[of, to)``."""

    first: int
    last: int
    of: int
    to: int


def find_spun(
    story: Story,
    reports: Sequence[Report],
    analyses: Sequence[Analysis],
    copies: Sequence[Copy],
    settings: Settings,
) -> tuple[Flag, ...]:
    """Flags of kind ``spun`` on the damaged phrases of a story's reports.

    People who rewrite a report move and rebuild its sentences; machines leave every word where it
    stood and put another for it. Where two linked reports differ so in many sentences, the one
    with the rarer words is the spun one. Flagged are its phrases of two or more telling words
    ("long-haul rockets" for "long-range missiles") and any telling word that differs inside
    quotation marks, since nobody said that one. A single other word in running text may be as good
    as the first and is left alone. Names and numbers are never called spun.

    Args:
        story: the story.
        reports: reports, among them those of the story.
        analyses: what was found in them.
        copies: the links found in the story; reports without a link are not compared.
        settings: ``lineage_most_words``, ``lineage_most_sentences``.

    Returns:
        Flags in order of report and place; the reason names the other report's words and where
        they stand. Time grows with the links.
    """
    members = set(story.reports)
    linked = [copy for copy in copies if {copy.by, copy.of} <= members and copy.kind in _REWORDED]
    wanted = {name for copy in linked for name in (copy.by, copy.of)}
    found = {analysis.report: analysis for analysis in analyses}
    pages = {
        report.id: page_of(report, found.get(report.id), settings)
        for report in reports
        if report.id in wanted
    }
    sheets = {name: sheet_of(page) for name, page in pages.items()}
    flags: dict[tuple[str, int, int], Flag] = {}
    for copy in sorted(linked, key=lambda one: (one.by, one.of)):
        for flag in _flags(copy, pages, sheets):
            flags.setdefault((flag.report, flag.start, flag.end), flag)
    return tuple(flags[place] for place in sorted(flags))


def _flags(copy: Copy, pages: Mapping[str, Page], sheets: Mapping[str, Sheet]) -> Iterator[Flag]:
    """The flags that one link gives."""
    if copy.by not in pages or copy.of not in pages:
        return
    one, other = pages[copy.by], pages[copy.of]
    swaps = _swaps(one, other, sheets[copy.by], sheets[copy.of])
    lean = sum(_rarer(one, other, swap) for swap in swaps)
    if len(swaps) < _SWAPS or abs(lean) < _RARER * len(swaps):
        return
    if lean < 0:
        if copy.directed:
            return  # the dates say that the plainer words were taken from the rarer: none is sure
        one, other = other, one
        swaps = [_Swap(swap.of, swap.to, swap.first, swap.last) for swap in swaps]
    for swap in swaps:
        if _damages(one, other, swap):
            span, meant = one.span(swap.first, swap.last), other.span(swap.of, swap.to)
            yield Flag(one.report.id, span.start, span.end, "spun", _reason(other, meant))


def _reason(page: Page, span: Span) -> str:
    words = " ".join(span.of(page.report.text).split())
    return (
        f"put word for word in place of “{words}”"
        f" (report {page.report.id}, characters {span.start} to {span.end})"
    )


def _swaps(one: Page, other: Page, sheet: Sheet, others: Sheet) -> list[_Swap]:
    """What stands for what in sentences that keep their words' places; none unless many do."""
    likeness = align(sheet, others).likeness
    if not likeness.size:
        return []
    compared = spun = 0
    swaps: list[_Swap] = []
    for row, unit in enumerate(one.units):
        column = int(likeness[row].argmax())
        beside = other.units[column]
        sizes = (unit.last - unit.first, beside.last - beside.first)
        if likeness[row, column] < _LIKE or not all(size in _SENTENCE_WORDS for size in sizes):
            continue
        compared += 1
        kept, moved, here = _opposite(one, other, unit, beside)
        swapped = sum(swap.last - swap.first for swap in here)
        if kept < swapped:
            continue
        spun += len(here) > 1 and moved <= len(here)
        swaps.extend(here)
    return swaps if spun >= _SENTENCES and spun >= _SHARE * compared else []


def _opposite(one: Page, other: Page, unit: Unit, beside: Unit) -> tuple[int, int, list[_Swap]]:
    """Words kept in place, words added, dropped or moved, and the swaps of two sentences."""
    left = [word.stem for word in one.words[unit.first : unit.last]]
    right = [word.stem for word in other.words[beside.first : beside.last]]
    if left == right:
        return len(left), 0, []
    kept = moved = 0
    swaps = []
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    for step, first, last, of, to in steps:
        sizes = (last - first, to - of)
        if step == "equal":
            kept += last - first
        elif (
            step == "replace" and max(sizes) <= _PHRASE_WORDS and max(sizes) - min(sizes) <= _LONGER
        ):
            swaps.append(
                _Swap(unit.first + first, unit.first + last, beside.first + of, beside.first + to)
            )
        else:
            moved += max(sizes)
    return kept, moved, swaps


def _rarer(one: Page, other: Page, swap: _Swap) -> int:
    """1 when the first page has the rarer words, -1 when the other has, else 0."""
    left = sum(one.weight[swap.first : swap.last]) * (swap.to - swap.of)
    right = sum(other.weight[swap.of : swap.to]) * (swap.last - swap.first)
    return (left > right) - (left < right)


def _damages(one: Page, other: Page, swap: _Swap) -> bool:
    """True for a phrase of telling words, and for one such word inside a quotation."""
    words = (*one.words[swap.first : swap.last], *other.words[swap.of : swap.to])
    if any(word.number or word.capital for word in words):
        return False
    if _STOPS & set(one.span(swap.first, swap.last).of(one.report.text)):
        return False  # two clauses meet here: no phrase
    telling = [
        sum(weight > 0.0 for weight in page.weight[first:last])
        for page, first, last in ((one, swap.first, swap.last), (other, swap.of, swap.to))
    ]
    sizes = (swap.last - swap.first, swap.to - swap.of)
    if telling[0] > 1 and min(sizes) > 1:
        return True
    quoted = all(one.quoted[swap.first : swap.last]) and all(other.quoted[swap.of : swap.to])
    return quoted and sizes == (1, 1) and all(telling)
