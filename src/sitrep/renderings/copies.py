"""Who copied whom, ready to be set in type: the picture, and the same in words."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sitrep.records import Copy, Story
from sitrep.renderings import pictures
from sitrep.renderings.descent import branches
from sitrep.renderings.links import Links
from sitrep.renderings.lookup import Lookup

__all__ = ["CopyView", "LineageView", "copy_view", "lineage"]

#: how a copy is told, by kind; the name of the other report follows
_TOLD = {
    "verbatim": "the same text as",
    "trimmed": "a shortened text of",
    "rewrite": "a rewrite of",
    "common_upstream": "from the same original as",
}


@dataclass(frozen=True, slots=True)
class CopyView:
    """One copy in words, with its share pictured."""

    copy: Copy
    by: str
    by_place: str
    told: str
    of: str
    of_place: str
    share: str
    bar: Markup
    sure: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineageView:
    """Who copied whom: the picture and the same in words."""

    anchor: str
    picture: Markup
    copies: tuple[CopyView, ...]
    alone: tuple[tuple[str, str], ...]


def lineage(lookup: Lookup, story: Story, prefix: str, links: Links) -> LineageView | None:
    """Who copied whom in a story; None where there is one report.

    Args:
        lookup: of the story's ledger.
        story: whose reports are told of.
        prefix: keeps the anchors of two briefs apart.
        links: where names of reports lead.
    """
    members = set(story.reports)
    copies = [c for c in lookup.ledger.copies if {c.by, c.of} <= members]
    if len(members) < 2:
        return None
    drawn, rows = branches(lookup, story, links)
    order = {row.report: at for at, row in enumerate(rows)}
    copies.sort(key=lambda c: (order[c.by], -c.share * c.probability, c.of))
    alone = members - {copy.by for copy in copies} - {copy.of for copy in copies}
    return LineageView(
        anchor=f"{prefix}-lineage",
        picture=pictures.tree(rows, drawn) if copies else Markup(""),
        copies=tuple(copy_view(lookup, copy, links) for copy in copies),
        alone=tuple((lookup.name[row.report], row.place) for row in rows if row.report in alone),
    )


def copy_view(lookup: Lookup, copy: Copy, links: Links) -> CopyView:
    """One copy, told."""
    sure = f"Probability of a copy: {copy.probability:.2f}"
    return CopyView(
        copy=copy,
        by=lookup.name[copy.by],
        by_place=links.report(copy.by),
        told=_TOLD[copy.kind],
        of=lookup.name[copy.of],
        of_place=links.report(copy.of),
        share=f"{copy.share:.0%} of its text",
        bar=pictures.share_bar(copy.share),
        sure=sure,
        reasons=copy.reasons,
    )
