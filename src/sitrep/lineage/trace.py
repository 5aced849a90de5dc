"""A story in; its copies and its origins out."""

from __future__ import annotations

from collections.abc import Sequence

from sitrep.lineage.candidates import candidate_pairs
from sitrep.lineage.copies import Link, joined, link_of, record_of
from sitrep.lineage.credits import Credited, outlet_names
from sitrep.lineage.features import prepare
from sitrep.lineage.forest import strongest
from sitrep.lineage.marks import one_hand
from sitrep.lineage.pages import page_of
from sitrep.lineage.sentences import sheet_of
from sitrep.records import Analysis, Copy, Origin, Problem, Report, Story, content_id
from sitrep.settings import Settings
from sitrep.voices import voices

__all__ = ["trace"]


def trace(
    story: Story,
    reports: Sequence[Report],
    analyses: Sequence[Analysis],
    settings: Settings,
    known: Sequence[Copy] = (),
) -> tuple[tuple[Copy, ...], tuple[Origin, ...], tuple[Problem, ...]]:
    """Who took what from whom in a story, and which of its reports speak as one.

    Args:
        story: the story.
        reports: reports, among them those of the story.
        analyses: what was found in them.
        settings: ``lineage_*`` and ``cautious_edge``.
        known: links that are known otherwise; they stand beside those found.

    Returns:
        Copies sorted by report ids; origins of the cautious count (whoever may have copied is
        no voice of its own), sorted; problems.
    """
    wanted = set(story.reports)
    found = {analysis.report: analysis for analysis in analyses}
    members = sorted(
        (report for report in reports if report.id in wanted), key=lambda report: report.id
    )
    problems: list[Problem] = []
    pages = []
    for report in members:
        page = page_of(report, found.get(report.id), settings)
        if page.truncated:
            problems.append(
                Problem("lineage", "only the first part was compared: too long", report.id)
            )
        pages.append(prepare(page, sheet_of(page)))
    outlets = {name for report in members for name in outlet_names(report.publisher or "")}
    credited = Credited(members, outlets)
    links: list[Link] = []
    for one, other in candidate_pairs(pages):
        link = link_of(pages[one], pages[other], credited, settings.lineage_least)
        if link is not None:
            links.append(link)
    found_copies = [record_of(link, outlets) for link in strongest(links)]
    found_copies.extend(one_hand([prepared.page for prepared in pages]))
    copies = tuple(sorted((*joined(found_copies), *known), key=lambda copy: (copy.by, copy.of)))
    groups = voices(story.reports, copies, settings.cautious_edge)
    origins = tuple(Origin(content_id("o", story.id, *group), story.id, group) for group in groups)
    return copies, tuple(sorted(origins, key=lambda origin: origin.id)), tuple(problems)
