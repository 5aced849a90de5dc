"""The brief as one HTML file: no request to anywhere, nothing a report says read as markup.

The file holds its style sheet and its script, and a content security policy that allows these
two by their hash and nothing else: should a report's words ever pass the escaping, they still
could not run, load or send anything.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import files

from markupsafe import Markup

from sitrep.records import Brief, Flag, Ledger, Report, Story
from sitrep.renderings import pictures
from sitrep.renderings.addresses import web_address
from sitrep.renderings.carriers import Cell, carriers
from sitrep.renderings.copies import LineageView, lineage
from sitrep.renderings.environment import environment
from sitrep.renderings.links import Inside
from sitrep.renderings.lookup import Lookup, moment
from sitrep.renderings.passages import Mark, Piece, pieces
from sitrep.renderings.views import LineView, SectionView, sections, view
from sitrep.renderings.visible import one_line, visible
from sitrep.renderings.wording import (
    NO_BRIEF,
    PROBLEMS_HEADING,
    lines_of_reporting,
    masthead,
    place_of,
    problem_line,
    title_of,
)

__all__ = ["to_html"]

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class BriefView:
    """One brief with its pictures and tables."""

    title: str
    masthead: str
    standfirst: LineView | None
    sections: tuple[SectionView, ...]
    table: TableView | None
    lineage: LineageView | None
    prefix: str


@dataclass(frozen=True, slots=True)
class CellView:
    """A mark in the table of carriers and the place it opens."""

    manner: str
    side: str
    words: str
    key: str
    report: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A finding, its badge, and a cell for each report."""

    text: str
    status: str
    badge: str
    dots: Markup
    cells: tuple[CellView | None, ...]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A report at the head of the table; ``first`` opens an origin."""

    name: str
    anchor: str
    first: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """Who carries which finding."""

    anchor: str
    columns: tuple[ColumnView, ...]
    rows: tuple[RowView, ...]
    origins: int
    left_out: int
    alone: int


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report's full text in pieces, with where it came from."""

    anchor: str
    name: str
    title: str
    byline: str
    published: str
    address: str | None
    shown_address: str
    path: str
    language: str
    pieces: tuple[Piece, ...]
    flags: int


@dataclass(frozen=True, slots=True)
class NoteView:
    """A citation among the endnotes."""

    number: int
    place: str
    words: str
    report: str


def to_html(ledger: Ledger) -> str:
    """The whole page.

    Args:
        ledger: with its briefs.

    Returns:
        HTML that needs no other file.
    """
    lookup = Lookup(ledger)
    marks = _Marks(lookup)
    briefs = tuple(
        _brief(lookup, brief, f"b{at}", marks) for at, brief in enumerate(ledger.briefs, 1)
    )
    room = files("sitrep.renderings") / "templates"
    style = (room / "page.css").read_text(encoding="utf-8")
    script = (room / "page.js").read_text(encoding="utf-8")
    title = briefs[0].title if briefs else "Situation report"
    page = environment("sitrep.renderings").get_template("page.html.j2")
    return page.render(
        title=title,
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 - a file of this package
        script=Markup(script),  # noqa: S704 - a file of this package
        briefs=briefs,
        no_brief=NO_BRIEF,
        problems_heading=PROBLEMS_HEADING,
        problems=tuple(problem_line(lookup, problem) for problem in ledger.problems),
        notes=tuple(
            NoteView(n.number, place_of(lookup, n), one_line(lookup.quoted(n)), n.report)
            for n in lookup.notes
        ),
        reports=_reports(lookup, marks),
        links=Inside(lookup),
        made=f"Made by Sitrep {ledger.version}, {moment(ledger.created)}",
    )


class _Marks:
    """Places in the reports that the page points to: the notes, then those of the tables."""

    def __init__(self, lookup: Lookup) -> None:
        self._keys: dict[tuple[str, int, int], str] = {
            (note.report, note.start, note.end): str(note.number) for note in lookup.notes
        }

    def key(self, report: str, start: int, end: int) -> str:
        """The key of a place; a place that has none yet is given one."""
        return self._keys.setdefault((report, start, end), f"t{len(self._keys) + 1}")

    def by_report(self) -> dict[str, list[Mark]]:
        found: dict[str, list[Mark]] = defaultdict(list)
        for (report, start, end), key in self._keys.items():
            found[report].append(Mark(key, report, start, end))
        return found


def _brief(lookup: Lookup, brief: Brief, prefix: str, marks: _Marks) -> BriefView:
    story = lookup.story(brief)
    return BriefView(
        title=title_of(brief, lookup.ledger),
        masthead=masthead(lookup, brief),
        standfirst=view(lookup, brief.standfirst) if brief.standfirst else None,
        sections=sections(lookup, brief, prefix),
        table=_table(lookup, story, prefix, marks) if story else None,
        lineage=lineage(lookup, story, prefix, Inside(lookup)) if story else None,
        prefix=prefix,
    )


def _table(lookup: Lookup, story: Story, prefix: str, marks: _Marks) -> TableView | None:
    made = carriers(lookup, story)
    if not made.rows or len(made.reports) < 2:
        return None
    opens = set()
    at = 0
    for size in made.groups:
        opens.add(at)
        at += size

    def cell(report: str, one: Cell | None) -> CellView | None:
        if one is None:
            return None
        key = marks.key(report, one.claim.start, one.claim.end)
        return CellView(one.manner, one.side, one.words, key, report)

    return TableView(
        anchor=f"{prefix}-carriers",
        columns=tuple(
            ColumnView(lookup.name[report], lookup.anchor(report), at in opens)
            for at, report in enumerate(made.reports)
        ),
        rows=tuple(
            RowView(
                text=one_line(row.finding.text),
                status=row.finding.status,
                badge=lines_of_reporting(row.finding.k),
                dots=pictures.dots(row.finding.k),
                cells=tuple(
                    cell(report, one) for report, one in zip(made.reports, row.cells, strict=True)
                ),
            )
            for row in made.rows
        ),
        origins=len(made.groups),
        left_out=made.left_out,
        alone=made.alone,
    )


def _reports(lookup: Lookup, marks: _Marks) -> tuple[ReportView, ...]:
    flags: dict[str, tuple[Flag, ...]] = {a.report: a.flags for a in lookup.ledger.analyses}
    places = marks.by_report()
    return tuple(
        _report(lookup, report, places.get(report.id, ()), flags.get(report.id, ()))
        for report in lookup.in_order
    )


def _report(
    lookup: Lookup, report: Report, marks: Iterable[Mark], flags: tuple[Flag, ...]
) -> ReportView:
    return ReportView(
        anchor=lookup.anchor(report.id),
        name=lookup.name[report.id],
        title=report.title or "",
        byline=report.byline or "",
        published=moment(report.published) if report.published else "no date given",
        address=web_address(report.url),
        shown_address=one_line(report.url or ""),
        path=report.path or "",
        language=report.language if _LANGUAGE.fullmatch(report.language) else "",
        pieces=tuple(
            replace(piece, text=Markup.escape(visible(piece.text)))
            for piece in pieces(report.text, marks, flags)
        ),
        flags=len(flags),
    )


def _policy(style: str, script: str) -> str:
    """The content security policy: this style sheet, this script, and nothing else."""
    return (
        f"default-src 'none'; style-src 'sha256-{_hash(style)}'; "
        f"script-src 'sha256-{_hash(script)}'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
