"""The brief of one story: which sections, in which order, from which findings."""

from __future__ import annotations

from sitrep.brief.check import check
from sitrep.brief.desk import Desk
from sitrep.brief.disputes import disputed
from sitrep.brief.narrative import narrative
from sitrep.brief.numbers import numbers
from sitrep.brief.outlook import outlook
from sitrep.brief.overview import glance, headline, standfirst, takeaways
from sitrep.brief.sources import coverage, sources
from sitrep.brief.timeline import timeline
from sitrep.brief.voices import quotes, reactions
from sitrep.records import Brief, Ledger, Problem, Story
from sitrep.settings import Settings

__all__ = ["write"]


def write(
    ledger: Ledger, story: Story, settings: Settings, *, title: str | None = None
) -> tuple[Brief, tuple[Problem, ...]]:
    """The checked brief of a story, and what the check took out.

    Sections are filled in order of need, not of print: disputes take their claims first, so
    that no side of one is printed elsewhere as plain fact.

    Args:
        ledger: with findings, forecasts, copies and claims.
        story: one of the ledger's.
        settings: ``takeaways``, ``max_line_chars``.
        title: to use instead of the one chosen from the reports.
    """
    desk = Desk(ledger, story, settings)
    dispute = disputed(desk)
    first = standfirst(desk)
    figures = numbers(desk)
    overview = glance(desk, first, figures)
    important = takeaways(desk)
    foreseen = outlook(desk)
    spoken = quotes(desk)
    reacted = reactions(desk, first)
    body = narrative(desk)
    sections = (
        overview,
        important,
        *body,
        dispute,
        reacted,
        spoken,
        timeline(desk),
        figures,
        foreseen,
        sources(desk),
        coverage(desk),
    )
    brief = Brief(title or headline(desk, first), sections, first)
    return check(brief, ledger)
