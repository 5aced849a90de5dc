"""Times in a report: TIMEX3 type and value, and the interval each can stand for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial

from sitrep.analysis.time_values import first_day, interval
from sitrep.analysis.times_context import Context, Piece, Reading
from sitrep.analysis.times_grammar import GRAMMAR
from sitrep.analysis.times_reading import read
from sitrep.analysis.times_tense import tense
from sitrep.analysis.times_words import Line, line, may_hold
from sitrep.records import Report, Sentence, TimeExpression, content_id

__all__ = ["find_times"]

#: sentences among which a dateline that stands alone is looked for
_DATELINE_WITHIN = 6
#: explicit years in a text that tells of another time, at least this many …
_NARRATIVE_YEARS = 4
#: … and at least this far from the year of publication, in years
_NARRATIVE_GAP = 3


_EMPTY = Line("", [], "")


def find_times(report: Report, sentences: tuple[Sentence, ...]) -> tuple[TimeExpression, ...]:
    """The times of a report in order, without overlaps.

    Args:
        report: gives the text and, in ``published``, the day that "today" means. Without it
            the text's own dateline serves; without that, relative times get no interval.
        sentences: spans into the text; their parse is used where there is one.

    Returns:
        Times with offsets into ``report.text``; ends without white space.

    Source: TimeML annotation guidelines 1.2.1 for extents, types and values.
    """
    lines = [
        line(report.text, sentence.start, sentence.end)
        if may_hold(report.text, sentence.start, sentence.end)
        else _EMPTY
        for sentence in sentences
    ]
    context = Context(_anchor(report, lines))
    context.narrative = _is_narrative(lines, context.anchor)
    found: list[TimeExpression] = []
    for sentence, made in zip(sentences, lines, strict=True):
        found.extend(_of_line(report, sentence, made, context))
    return tuple(found)


def _anchor(report: Report, lines: list[Line]) -> date | None:
    if report.published is not None:
        return report.published.astimezone(UTC).date()
    for made in lines[:_DATELINE_WITHIN]:
        match = GRAMMAR.match(made.letters.strip())
        whole = match and len(match.group()) >= len(made.letters.strip(" ."))
        if match and whole and match.lastgroup == "day" and "Y" in match.group():
            reading = read("day", Piece(made.items, made.letters), Context(None))
            if reading:
                return first_day(reading.value)
    return None


def _is_narrative(lines: list[Line], anchor: date | None) -> bool:
    """True for a text about another time, where "in May" hangs on the year told last."""
    years = [
        int(item.low)
        for made in lines
        for item, letter in zip(made.items, made.letters, strict=True)
        if letter == "Y"
    ]
    if anchor is None:
        return bool(years)
    far = sum(abs(year - anchor.year) >= _NARRATIVE_GAP for year in years)
    return far >= _NARRATIVE_YEARS and far >= 0.8 * len(years)


def _of_line(
    report: Report, sentence: Sentence, made: Line, context: Context
) -> list[TimeExpression]:
    out: list[TimeExpression] = []
    context.line_day = None
    at = 0
    while match := GRAMMAR.search(made.letters, at):
        start, end = match.span()
        at = start + 1
        first, last = made.items[start], made.items[end - 1]
        piece = Piece(
            made.items[start:end],
            match.group(),
            made.words(start, 3, -1),
            made.words(end - 1, 3, 1),
            made.letters[max(0, start - 6) : start],
            made.letters[end : end + 6],
        )
        context.told = partial(tense, report.text, sentence, first.start, last.end)
        reading = read(match.lastgroup or "", piece, context)
        if reading is None:
            continue
        at = end
        out.append(_expression(report, first.start, last.end, reading, context))
        _remember(reading, context)
    return out


def _remember(reading: Reading, context: Context) -> None:
    """Keep the day mentioned last for "the next day" and "two years later"."""
    if reading.type not in ("DATE", "TIME"):
        return
    day = first_day(reading.value)
    if day:
        context.last = day
        context.last_unit = {4: "Y", 7: "M", 10: "D"}.get(len(reading.value.split("T")[0]), "P")
        if "W" in reading.value:
            context.last_unit = "W"
        if context.last_unit == "D":
            context.last_day = context.line_day = day


def _expression(
    report: Report, start: int, end: int, reading: Reading, context: Context
) -> TimeExpression:
    low, high = _bounds(reading, context)
    return TimeExpression(
        id=content_id("t", report.id, start, end),
        report=report.id,
        start=start,
        end=end,
        type=reading.type,
        value=reading.value,
        earliest=low,
        latest=high,
    )


def _bounds(reading: Reading, context: Context) -> tuple[datetime | None, datetime | None]:
    if reading.bounds:
        first, last = reading.bounds
        return _instant(first, time.min), _instant(last, time.max)
    if reading.type in ("DURATION", "SET"):
        return None, None
    if reading.value.endswith("_REF"):
        if context.anchor is None:
            return None, None
        low = None if reading.value == "PAST_REF" else _instant(context.anchor, time.min)
        high = None if reading.value == "FUTURE_REF" else _instant(context.anchor, time.max)
        return low, high
    ends = interval(reading.value, reading.edge)
    return ends or (None, None)


def _instant(day: date | None, at: time) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(day, at.replace(microsecond=0), UTC) + timedelta(0)
