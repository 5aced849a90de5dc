"""The words that renderings set beside a line's text: its status and how many carry it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby

from sitrep.records import Brief, Count, Ledger, Line, Problem, Section
from sitrep.renderings.lookup import Lookup, Note, moment
from sitrep.renderings.visible import one_line

__all__ = [
    "NO_BRIEF",
    "PROBLEMS_HEADING",
    "badge",
    "carried",
    "counted",
    "interval",
    "lines_of_reporting",
    "masthead",
    "place_of",
    "points",
    "problem_line",
    "remark",
    "state",
    "title_of",
]

PROBLEMS_HEADING = "What could not be read or decided"
#: TIMEX3 values of a day, a month, a year or a clock time; parts of the day (TMO) say no more
#: than the words beside them
_CALENDAR = re.compile(
    r"(?P<year>\d{4})(-(?P<month>0[1-9]|1[0-2])(-(?P<day>\d\d)(T((?P<clock>\d\d:\d\d)(:\d\d)?|[A-Z]{2}))?)?)?"
)
_MONTHS = tuple(f"{datetime(2000, month, 1, tzinfo=UTC):%B}" for month in range(1, 13))
NO_BRIEF = "No brief: no report held anything that could be cited."


def interval(count: Count) -> str:
    """A count as text: "2", or "2–3" when only its bounds are known."""
    return str(count.low) if count.low == count.high else f"{count.low}–{count.high}"


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 report", "13 reports"."""
    return f"{number:,} {one if number == 1 else many}"


def lines_of_reporting(count: Count) -> str:
    """How many independent lines there are: "1 independent line", "2–3 independent lines"."""
    noun = "line" if count.high == 1 else "lines"
    return f"{interval(count)} independent {noun}"


def badge(line: Line) -> str:
    """What a line's fields say of it: "corroborated · 2–3 independent lines", or nothing."""
    return " · ".join(part for part in (state(line), carried(line)) if part)


def state(line: Line) -> str:
    """The line's status in words. It comes from the field alone: no count makes a line so."""
    return line.status.replace("-", " ") if line.status else ""


def carried(line: Line) -> str:
    """How many independent lines there are, where the status does not say so already."""
    if line.k is None:
        return ""
    if line.status == "single-source":
        high = Count(line.k.high, line.k.high)
        return f"up to {lines_of_reporting(high)}" if line.k.high > 1 else ""
    return lines_of_reporting(line.k)


def masthead(lookup: Lookup, brief: Brief) -> str:
    """The line under a brief's title: how many reports, how many origins, when, made by what."""
    ledger = lookup.ledger
    story = lookup.story(brief)
    reports = story.reports if story else tuple(report.id for report in ledger.reports)
    origins = lookup.voices(reports)
    noun = "independent origin" if origins.high == 1 else "independent origins"
    return " · ".join(
        (
            counted(len(reports), "report", "reports"),
            f"{interval(origins)} {noun}",
            moment(ledger.created),
            f"made by Sitrep {one_line(ledger.version)}",
        )
    )


def problem_line(lookup: Lookup, problem: Problem) -> str:
    """A problem in one line: where it was met, and what it is."""
    where = []
    if problem.report:
        where.append(lookup.name.get(problem.report, problem.report))
    elif problem.path:
        where.append(problem.path)
    if problem.start is not None:
        end = problem.end if problem.end is not None else problem.start
        where.append(f"characters {problem.start:,}–{end:,}")
    place = f" ({', '.join(where)})" if where else ""
    return one_line(f"{problem.stage}: {problem.message}{place}")


def title_of(brief: Brief, ledger: Ledger) -> str:
    """The brief's title, or plain words when it has none."""
    return one_line(brief.title) or f"Situation report of {moment(ledger.created)}"


def place_of(lookup: Lookup, note: Note) -> str:
    """Where a note points: the report, when it came out, and the characters."""
    report = lookup.report[note.report]
    name = lookup.name[note.report]
    if report.published:
        name = f"{lookup.plain_name[note.report]}, {moment(report.published)}"
    return f"{name}, characters {note.start:,}–{note.end:,}"


def remark(line: Line) -> str:
    """The line's note; a calendar value in it ("2024-03-12T04:32") as readers write it."""
    note = line.note or ""
    found = _CALENDAR.fullmatch(note)
    if not found:
        return note
    year, month, day, clock = found.group("year", "month", "day", "clock")
    if not month:
        return "" if year in (line.label or "") else year
    named = f"{_MONTHS[int(month) - 1]} {year}"
    written = f"{int(day)} {named}" if day else named
    return f"{written}, {clock}" if clock else written


def points(section: Section) -> list[tuple[str, tuple[Line, ...]]]:
    """A section's lines, those of one dispute together with what its sides differ in.

    A line that stands for itself keeps its own remark and is given alone, with "".
    """
    found: list[tuple[str, tuple[Line, ...]]] = []
    for finding, group in groupby(section.lines, key=lambda line: line.finding):
        lines = tuple(group)
        said = {remark(line) for line in lines} - {""}
        if section.kind == "disputed" and finding and len(lines) > 1 and len(said) == 1:
            words = one_line(said.pop()).rstrip(" .")
            sides = tuple(replace(line, note=None) for line in lines)
            found.append((words[:1].upper() + words[1:], sides))
        else:
            found.extend(("", (line,)) for line in lines)
    return found
