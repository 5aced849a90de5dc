"""The words that renderings set beside a line's text: its status and how many carry it."""

from __future__ import annotations

from sitrep.records import Brief, Count, Ledger, Line, Problem
from sitrep.renderings.lookup import Lookup, Note, moment
from sitrep.renderings.visible import one_line

__all__ = [
    "NO_BRIEF",
    "PROBLEMS_HEADING",
    "badge",
    "counted",
    "interval",
    "lines_of_reporting",
    "masthead",
    "place_of",
    "problem_line",
    "title_of",
]

PROBLEMS_HEADING = "What could not be read or decided"
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
    """What a line's fields say of it: "corroborated · 2–3 independent lines", or nothing.

    "Corroborated" comes from the status alone: a count never makes a line so.
    """
    said = [line.status.replace("-", " ")] if line.status else []
    if line.k and not (line.status == "single-source" and line.k.high <= 1):
        said.append(lines_of_reporting(line.k))
    return " · ".join(said)


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
            f"made by Sitrep {ledger.version}",
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
    when = f", {moment(report.published)}" if report.published else ""
    return f"{lookup.name[note.report]}{when}, characters {note.start:,}–{note.end:,}"
