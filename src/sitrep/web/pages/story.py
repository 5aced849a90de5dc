"""A story as a whole: its brief, who copied whom, and its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from sitrep.errors import UnknownError
from sitrep.exports import can_export
from sitrep.exports.tables import TABLES
from sitrep.records import Copy, Finding
from sitrep.renderings.copies import CopyView, copy_view, lineage
from sitrep.renderings.views import LineView, SectionView, sections, view
from sitrep.renderings.wording import masthead, problem_line, title_of
from sitrep.web.asked import pages_of
from sitrep.web.desk import Desk
from sitrep.web.links import Beside, passage
from sitrep.web.pages.common import by_hand, told_page
from sitrep.web.shelf import Told
from sitrep.web.views.agreement import Voice, ranked, voices
from sitrep.web.views.matched import pair as side_by_side
from sitrep.web.wording import KINDS, headline

__all__ = ["brief", "copies", "pair", "sources"]

#: words of what only one report tells; fewer say nothing without their surroundings
_LEAST_WORDS = 5
#: sections of a brief that have a view of their own
_APART = ("sources", "coverage")
_COPIES, _SOURCES = 60, 60
#: rows that a picture of who copied whom still has room for
_MOST_DRAWN = 80


#: headings with files, each by its name and its address below the story's
Along = tuple[tuple[str, tuple[tuple[str, tuple[str, str]], ...]], ...]
#: what can be taken along
ALONG: Along = (
    (
        "The brief",
        (
            ("one HTML file", ("export", "html")),
            ("PDF", ("export", "pdf")),
            ("Markdown", ("export", "md")),
            ("text", ("export", "text")),
            ("ninjs", ("export", "ninjs")),
        ),
    ),
    (
        "Proof",
        (("the sealed evidence package", ("export", "package")),),
    ),
    (
        "The whole ledger",
        (("JSON", ("export", "json")), ("JSON Lines", ("export", "jsonl"))),
    ),
    ("Tables (CSV)", tuple((name, ("tables", name)) for name in TABLES)),
    (
        "What was found",
        (
            ("Web Annotations", ("export", "annotations")),
            ("events as PLOVER records", ("export", "plover")),
        ),
    ),
    (
        "The sources",
        (
            ("BibTeX", ("export", "bibtex")),
            ("RIS", ("export", "ris")),
            ("CSL-JSON", ("export", "csl")),
        ),
    ),
)


def brief(desk: Desk, request: Request) -> Response:
    """The situation report of a story."""

    def values(told: Told) -> Mapping[str, object]:
        one = told.brief
        if one is None:
            return {"brief": None, "sections": ()}
        return {
            "brief": one,
            "heading": title_of(one, told.ledger),
            "standfirst": view(told.lookup, one.standfirst) if one.standfirst else None,
            "masthead": masthead(told.lookup, one),
            "sections": tuple(s for s in _sections(told) if s.kind not in _APART),
            "along": _along(),
        }

    return told_page(desk, request, "", "brief.html.j2", values)


def _along() -> Along:
    """What can be taken along here: of the exports, those whose tools are installed."""
    return tuple(
        (heading, tuple(file for file in files if can_export(file[1][1])))
        for heading, files in ALONG
    )


def _sections(told: Told) -> tuple[SectionView, ...]:
    return sections(told.lookup, told.brief, "b") if told.brief else ()


def copies(desk: Desk, request: Request) -> Response:
    """Who copied whom, drawn and told, and which reports count as one voice."""

    def values(told: Told) -> Mapping[str, object]:
        found = lineage(told.lookup, told.story, "lineage", Beside())
        listed = found.copies if found else ()
        shown = pages_of(request, len(listed), _COPIES)
        return {
            "lineage": found,
            "drawn": len(told.ledger.reports) <= _MOST_DRAWN,
            "copies": listed[shown.start : shown.end],
            "pages": shown,
            "voices": voices(told.lookup, told.story),
            "count": told.lookup.voices(told.story.reports),
            "timed": any(report.published for report in told.ledger.reports),
            "names": told.lookup.name,
        }

    return told_page(desk, request, "copies", "copies.html.j2", values)


def pair(desk: Desk, request: Request) -> Response:
    """Two reports side by side, with the passages that they share."""
    by, of = request.path_params["by"], request.path_params["of"]

    def values(told: Told) -> Mapping[str, object]:
        copy = _copy(told, by, of)
        reports = told.lookup.report
        return {
            "copy": copy_view(told.lookup, copy, Beside()),
            "pair": side_by_side(copy, reports[copy.by].text, reports[copy.of].text),
            "by": reports[copy.by],
            "of": reports[copy.of],
        }

    return told_page(desk, request, "copies", "pair.html.j2", values)


def _copy(told: Told, by: str, of: str) -> Copy:
    for copy in told.lookup.copies_of.get(by, ()):
        if {copy.by, copy.of} == {by, of} and {by, of} <= set(told.lookup.report):
            return copy
    raise UnknownError(f"nothing is known of a copy between the reports {by!r} and {of!r}")


@dataclass(frozen=True, slots=True)
class Source:
    """A report among its sources: what only it says, what it took, what was done with it."""

    report: str
    name: str
    title: str
    published: datetime | None
    only: tuple[Finding, ...]
    copies: tuple[CopyView, ...]
    coverage: str


@dataclass(frozen=True, slots=True)
class Group:
    """Reports that count as one voice."""

    voice: Voice
    sources: tuple[Source, ...]


def sources(desk: Desk, request: Request) -> Response:
    """Every report by the voice that it counts for, what was done with it, and corrections."""

    def values(told: Told) -> Mapping[str, object]:
        groups = _groups(told)
        total = sum(len(group.sources) for group in groups)
        shown = pages_of(request, total, _SOURCES)
        left, part = shown.start, []
        room = shown.size
        for group in groups:
            kept = group.sources[left : left + room]
            left = max(0, left - len(group.sources))
            if kept:
                part.append(Group(group.voice, kept))
                room -= len(kept)
            if not room:
                break
        others = desk.keeper.stories(order="newest", limit=100)
        return {
            "groups": part,
            "pages": shown,
            "count": told.lookup.voices(told.story.reports),
            "corrections": by_hand(told.corrections, "same-source", "move", "split"),
            "kinds": KINDS,
            "passage": passage,
            "others": [card for card in others if card.id != told.card.id],
            "problems": [problem_line(told.lookup, p) for p in told.ledger.problems[:100]],
        }

    return told_page(desk, request, "sources", "sources.html.j2", values, keep=False)


def _groups(told: Told) -> list[Group]:
    lookup = told.lookup
    told_of = {section.kind: _by_report(section) for section in _sections(told)}
    coverage, only = told_of.get("coverage", {}), _only_in(told)
    groups = []
    for voice in voices(lookup, told.story):
        own = []
        for identity in voice.reports:
            report, name = lookup.report[identity], lookup.name[identity]
            own.append(
                Source(
                    identity,
                    name,
                    headline(report),
                    report.published,
                    tuple(only.get(identity, ())),
                    tuple(
                        copy_view(lookup, copy, Beside())
                        for copy in lookup.copies_of.get(identity, ())
                        if copy.by == identity
                    ),
                    coverage[identity].remark if identity in coverage else "",
                )
            )
        groups.append(Group(voice, tuple(own)))
    return groups


def _only_in(told: Told) -> dict[str, list[Finding]]:
    """What one report tells and no other, by report, the weightiest first."""
    found: dict[str, list[Finding]] = {}
    for finding in ranked(told.lookup, told.story, status=None, alone=True):
        claim = told.lookup.claim[finding.representative]
        whole = claim.leans is None and claim.flagged is None
        if finding.tells and whole and len(finding.text.split()) >= _LEAST_WORDS:
            found.setdefault(claim.report, []).append(finding)
    return found


def _by_report(section: SectionView) -> dict[str, LineView]:
    """Lines of a section by the report that they cite first."""
    return {line.notes[0].report: line for line in section.lines if line.notes}
