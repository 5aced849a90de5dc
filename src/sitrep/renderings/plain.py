"""The brief as plain text: what a pipe, a mail or a printer of the old kind takes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from sitrep.records import Brief, Ledger, Line, Section
from sitrep.renderings.lookup import Lookup, Note
from sitrep.renderings.visible import clip, one_line
from sitrep.renderings.wording import (
    NO_BRIEF,
    PROBLEMS_HEADING,
    badge,
    masthead,
    place_of,
    points,
    problem_line,
    remark,
    title_of,
)

__all__ = ["to_text"]

#: characters in a line; between 80 (old terminals) and what is easy to read
WIDTH = 88
#: characters of a cited span that the list of citations repeats
_QUOTE_CHARS = 600


def to_text(ledger: Ledger) -> str:
    """Every brief of the ledger, its citations and problems as wrapped plain text."""
    lookup = Lookup(ledger)
    rows: list[str] = []
    for brief in ledger.briefs:
        if rows:
            rows.extend(("", ""))
        rows.extend(_brief(lookup, brief))
    if not ledger.briefs:
        rows.append(NO_BRIEF)
    if ledger.problems:
        rows.extend(_heading(PROBLEMS_HEADING))
        for problem in ledger.problems:
            rows.extend(_wrapped(problem_line(lookup, problem), "- ", "  "))
    if lookup.notes:
        rows.extend(_heading("Citations"))
        for note in lookup.notes:
            rows.extend(_note(lookup, note))
    return "\n".join(rows) + "\n"


def _brief(lookup: Lookup, brief: Brief) -> Iterator[str]:
    title = textwrap.wrap(title_of(brief, lookup.ledger), WIDTH)
    yield from title
    yield "=" * min(WIDTH, max(map(len, title), default=1))
    yield ""
    if brief.standfirst:
        yield from _wrapped(one_line(brief.standfirst.text) + _marks(lookup, brief.standfirst))
        yield from _backing(brief.standfirst)
        yield ""
    yield from _wrapped(masthead(lookup, brief))
    for section in brief.sections:
        yield from _section(lookup, section)


def _section(lookup: Lookup, section: Section) -> Iterator[str]:
    yield from _heading(one_line(section.heading))
    if section.note:
        yield from _wrapped(one_line(section.note))
        if section.lines:
            yield ""
    for number, (differ, lines) in enumerate(points(section)):
        if number and section.kind == "disputed":
            yield ""
        if differ:
            yield from _wrapped(f"{differ}:")
        for line in lines:
            yield from _line(lookup, line)


def _line(lookup: Lookup, line: Line) -> Iterator[str]:
    label = f"{one_line(line.label)}: " if line.label else ""
    yield from _wrapped(f"{label}{one_line(line.text)}{_marks(lookup, line)}", "- ", "  ")
    yield from _backing(line, "  ")


def _backing(line: Line, indent: str = "") -> Iterator[str]:
    """On how many lines of reporting it stands, and what else is to be said of it."""
    said = badge(line)
    if said:
        yield from _wrapped(f"[{said}]", indent, indent)
    if remark(line):
        yield from _wrapped(f"({one_line(remark(line))})", indent, indent)


def _marks(lookup: Lookup, line: Line) -> str:
    numbers = ", ".join(str(note.number) for note in lookup.numbered(line.cites))
    return f" [{numbers}]" if numbers else ""


def _note(lookup: Lookup, note: Note) -> Iterator[str]:
    words = clip(one_line(lookup.quoted(note)), _QUOTE_CHARS)
    mark = f"[{note.number}] "
    yield from _wrapped(f"{place_of(lookup, note)}: {words}", mark, " " * len(mark))


def _heading(words: str) -> Iterator[str]:
    yield ""
    yield ""
    yield from textwrap.wrap(words.upper(), WIDTH)
    yield "-" * min(WIDTH, len(words) or 1)


def _wrapped(words: str, first: str = "", then: str = "") -> list[str]:
    return textwrap.wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=then, break_on_hyphens=False
    )
