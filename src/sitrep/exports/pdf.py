"""The brief as PDF, set by typst, which comes with the extra ``sitrep[pdf]``.

The template is a file of this package. All words of reports reach it as data, never as its
language. Only the typesetter's own typefaces are used, no file and no address is opened, and
the date is the ledger's: the same ledger gives the same bytes on every machine.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from sitrep.errors import UsageError
from sitrep.records import Brief, Ledger, Line, Report, Section
from sitrep.renderings.addresses import web_address
from sitrep.renderings.lookup import Lookup, moment
from sitrep.renderings.views import NARRATIVE
from sitrep.renderings.visible import clip, one_line
from sitrep.renderings.wording import (
    NO_BRIEF,
    PROBLEMS_HEADING,
    badge,
    masthead,
    place_of,
    problem_line,
    remark,
    title_of,
)

__all__ = ["to_pdf"]

#: characters of a cited span that the list of citations repeats, as in plain text
_QUOTE_CHARS = 600
#: characters of the title in the foot of each page
_RUNNING_CHARS = 90
_KEYS = ("year", "month", "day", "hour", "minute", "second")


def to_pdf(ledger: Ledger) -> bytes:
    """Every brief of the ledger, its citations and its reports.

    Raises:
        UsageError: when the typesetter is not installed.
    """
    try:
        import typst
    except ImportError as missing:
        raise UsageError(
            "pdf: the typesetter is not installed; install it with: pip install 'sitrep[pdf]'"
        ) from missing
    template = (files("sitrep.exports") / "templates" / "brief.typ").read_bytes()
    made = typst.compile(
        template,
        format="pdf",
        font_paths=typst.Fonts(include_system_fonts=False),
        sys_inputs={"data": json.dumps(_data(ledger))},
        timestamp=ledger.created.astimezone(UTC).replace(microsecond=0),
    )
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no document")
    return made


def _data(ledger: Ledger) -> dict[str, Any]:
    """All that the page shows, as plain text."""
    lookup = Lookup(ledger)
    title = title_of(ledger.briefs[0], ledger) if ledger.briefs else "Situation report"
    return {
        "title": title,
        "running": title if len(title) <= _RUNNING_CHARS else f"{title[:_RUNNING_CHARS]}…",
        "date": _date(ledger.created),
        "briefs": [_brief(lookup, brief) for brief in ledger.briefs],
        "empty": NO_BRIEF,
        "problems-heading": PROBLEMS_HEADING,
        "problems": [problem_line(lookup, problem) for problem in ledger.problems],
        "notes": [
            {
                "number": note.number,
                "place": place_of(lookup, note),
                "words": clip(one_line(lookup.quoted(note)), _QUOTE_CHARS),
            }
            for note in lookup.notes
        ],
        "sources": [_source(lookup, report) for report in lookup.in_order],
    }


def _date(created: datetime) -> dict[str, int]:
    at = created.astimezone(UTC)
    return {key: getattr(at, key) for key in _KEYS}


def _brief(lookup: Lookup, brief: Brief) -> dict[str, Any]:
    first = brief.standfirst
    return {
        "title": title_of(brief, lookup.ledger),
        "standfirst": _line(lookup, first) if first else None,
        "masthead": masthead(lookup, brief),
        "sections": [
            _section(lookup, section, before)
            for before, section in zip((None, *brief.sections), brief.sections, strict=False)
        ],
    }


def _section(lookup: Lookup, section: Section, before: Section | None) -> dict[str, Any]:
    """A section; those of the narrative that follow one another have a heading over them."""
    told = section.kind == "narrative"
    return {
        "over": NARRATIVE if told and (before is None or before.kind != "narrative") else "",
        "heading": one_line(section.heading),
        "level": 3 if told else 2,
        "note": one_line(section.note or ""),
        "lines": [_line(lookup, line) for line in section.lines],
    }


def _line(lookup: Lookup, line: Line) -> dict[str, Any]:
    return {
        "label": one_line(line.label or ""),
        "text": one_line(line.text),
        "notes": [note.number for note in lookup.numbered(line.cites)],
        "badge": badge(line),
        "remark": one_line(remark(line)),
        "status": line.status or "",
    }


def _source(lookup: Lookup, report: Report) -> dict[str, Any]:
    return {
        "name": lookup.name[report.id],
        "title": one_line(report.title or ""),
        "published": moment(report.published) if report.published else "no date given",
        "address": web_address(report.url),
    }
