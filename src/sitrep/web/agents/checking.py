"""A text against a story's ledger: is each quotation verbatim, is each number reported?

Quotations and numbers are found by the layers of the analysis that need no language model, and
compared in the folded form that a brief's own lines are checked in (:mod:`sitrep.brief.check`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, isclose

from sitrep.analysis.quantities import find_quantities
from sitrep.analysis.quotes import find_quotes
from sitrep.analysis.sentences import split
from sitrep.analysis.times import find_times
from sitrep.records import Ledger, Quantity, Report
from sitrep.text import Folded, fold
from sitrep.web.agents.answers import (
    NOTICE,
    Checked,
    FindingNamed,
    QuantityChecked,
    QuoteChecked,
    Verdict,
)
from sitrep.web.agents.passages import Passages

__all__ = ["LONGEST_TEXT", "MOST_CHECKED", "check_text"]

#: characters of a text that is checked, and quotations and numbers of it
LONGEST_TEXT, MOST_CHECKED = 20_000, 60
#: passages that are named for one of them
MOST_PLACES = 3
#: shortest quotation that is looked for, characters; shorter ones stand anywhere
_SHORTEST = 4
#: parts in which figures may differ that were turned into another unit
_ALIKE = 1e-6
Interval = tuple[float | None, float | None]
#: likeness (rapidfuzz, normalised insertions and deletions) from which words are the same words
#: altered: the 69 quotations of the example collections reach 0.71 at most in reports of the other
#: collection; those of four words and more with one word exchanged have 0.78 at least in their own
ALTERED = 0.75


def check_text(text: str, story: str, ledger: Ledger) -> Checked:
    """Each quotation and number of ``text`` and what the story's reports have of it.

    Args:
        text: any text, at most ``LONGEST_TEXT`` characters.
        story: the story's id.
        ledger: of the story.

    Returns:
        Verdicts in the order of the text; beyond ``MOST_CHECKED`` of a kind only their number.
    """
    draft = Report(id="text", text=text)
    sentences = split(text)
    times = find_times(draft, sentences)
    quotes = [
        quote for quote in find_quotes(draft, sentences) if quote.end - quote.start >= _SHORTEST
    ]
    quantities = find_quantities(draft, sentences, times)
    passages = Passages(ledger)
    folded = [(report, fold(report.text)) for report in ledger.reports]
    return Checked(
        NOTICE,
        story,
        [
            _quote(text[quote.start : quote.end], quote.start, folded, passages)
            for quote in quotes[:MOST_CHECKED]
        ],
        [_quantity(one, passages) for one in quantities[:MOST_CHECKED]],
        max(0, len(quotes) - MOST_CHECKED) + max(0, len(quantities) - MOST_CHECKED),
    )


def _quote(
    said: str, start: int, reports: Sequence[tuple[Report, Folded]], passages: Passages
) -> QuoteChecked:
    wanted = fold(said).text.strip(" .,!?")
    end = start + len(said)
    places = []
    for report, folded in reports:
        at = _whole(folded.text, wanted) if wanted else -1
        if at >= 0:
            span = folded.source_span(at, at + len(wanted))
            speaker = _speaker(passages.ledger, report.id, span.start, span.end)
            places.append(passages.at(report.id, span.start, span.end, speaker=speaker))
    if places:
        return QuoteChecked(start, end, "verbatim", 1.0, places[:MOST_PLACES])
    return _altered(wanted, start, end, reports, passages)


def _whole(text: str, wanted: str) -> int:
    """Where ``wanted`` stands in ``text`` with no letter or digit touching it, or -1."""
    at = text.find(wanted)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(wanted) : at + len(wanted) + 1]
        if not before.isalnum() and not after.isalnum():
            return at
        at = text.find(wanted, at + 1)
    return -1


def _altered(
    wanted: str,
    start: int,
    end: int,
    reports: Sequence[tuple[Report, Folded]],
    passages: Passages,
) -> QuoteChecked:
    from rapidfuzz.fuzz import partial_ratio_alignment

    best = 0.0
    place = None
    for report, folded in reports:
        near = partial_ratio_alignment(wanted, folded.text, score_cutoff=ALTERED * 100)
        # a text shorter than the quotation would be sought in it, and not the other way round
        if near is None or len(wanted) > len(folded.text) or near.score / 100 <= best:
            continue
        best = near.score / 100
        span = folded.source_span(near.dest_start, near.dest_end)
        speaker = _speaker(passages.ledger, report.id, span.start, span.end)
        place = passages.at(report.id, span.start, span.end, speaker=speaker)
    if place is None:
        return QuoteChecked(start, end, "absent", 0.0, [])
    return QuoteChecked(start, end, "altered", round(best, 3), [place])


def _speaker(ledger: Ledger, report: str, start: int, end: int) -> str | None:
    """Who says the words, when they stand inside a quotation of the report."""
    return next(
        (
            quote.speaker
            for one in ledger.analyses
            if one.report == report
            for quote in one.quotes
            if quote.start < end and start < quote.end
        ),
        None,
    )


def _quantity(wanted: Quantity, passages: Passages) -> QuantityChecked:
    same = [
        known
        for analysis in passages.ledger.analyses
        for known in analysis.quantities
        if _same_figure(wanted, known)
    ]
    of_it = [known for known in same if _same_thing(wanted, known)]
    shown = of_it or same
    return QuantityChecked(
        wanted.start,
        wanted.end,
        _verdict(wanted, of_it, same),
        [passages.at(one.report, *_sentence(passages, one)) for one in shown[:MOST_PLACES]],
        _findings(passages, shown),
    )


def _verdict(wanted: Quantity, of_it: Sequence[Quantity], same: Sequence[Quantity]) -> Verdict:
    if of_it:
        return "found" if any(_bears_out(known, wanted) for known in of_it) else "firmer"
    return "found_of_other" if same else "absent"


def _bears_out(known: Quantity, wanted: Quantity) -> bool:
    """What is known lies within what is said, so nothing is said more exactly than known."""
    said, reported = _intervals(wanted, known)
    low, high = _ends(said)
    least, most = _ends(reported)
    return (low <= least or isclose(low, least, rel_tol=_ALIKE)) and (
        most <= high or isclose(most, high, rel_tol=_ALIKE)
    )


def _same_figure(one: Quantity, other: Quantity) -> bool:
    """The same figure, however hedged, in the same unit or in one that both are measured in."""
    if one.unit != other.unit and (one.unit_si is None or one.unit_si != other.unit_si):
        return False
    first, second = (_figure(interval) for interval in _intervals(one, other))
    return first is not None and second is not None and isclose(first, second, rel_tol=_ALIKE)


def _intervals(one: Quantity, other: Quantity) -> tuple[Interval, Interval]:
    """Both intervals in the unit that they share."""
    if one.unit_si is not None and one.unit_si == other.unit_si:
        return (one.low_si, one.high_si), (other.low_si, other.high_si)
    return (one.low, one.high), (other.low, other.high)


def _figure(interval: Interval) -> float | None:
    """The figure that is written: the middle of "about 300", the end of "at least 300"."""
    low, high = interval
    if low is None or high is None:
        return high if low is None else low
    return (low + high) / 2


def _ends(interval: Interval) -> tuple[float, float]:
    """The interval, an open end at infinity."""
    low, high = interval
    return (-inf if low is None else low, inf if high is None else high)


def _same_thing(one: Quantity, other: Quantity) -> bool:
    """What is counted is the same word; where a unit is measured, the unit tells."""
    return bool(one.unit) or fold(one.measures).text == fold(other.measures).text


def _sentence(passages: Passages, one: Quantity) -> tuple[int, int]:
    """The sentence around a quantity, so that what it counts can be seen."""
    for analysis in passages.ledger.analyses:
        if analysis.report == one.report:
            for sentence in analysis.sentences:
                if sentence.start <= one.start and one.end <= sentence.end:
                    return sentence.start, sentence.end
    return one.start, one.end


def _findings(passages: Passages, quantities: Sequence[Quantity]) -> list[FindingNamed]:
    """FindingNamed with a claim that holds one of the quantities."""
    wanted = {one.id for one in quantities}
    claims = {claim.id for claim in passages.ledger.claims if wanted & set(claim.quantities)}
    return [
        FindingNamed(finding.id, finding.status)
        for finding in passages.ledger.findings
        if claims & set(finding.claims)
    ][:MOST_PLACES]
