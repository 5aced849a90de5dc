"""Who carries which finding: findings down, reports across, a mark where one tells the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal

from sitrep.records import Claim, Finding, Span, Story
from sitrep.renderings.lookup import Lookup

__all__ = ["Cell", "Manner", "Row", "Table", "across", "carriers", "cell"]

Manner = Literal["own", "copy", "shared"]

#: rows that a reader still takes in; the data holds the rest
_MOST_ROWS = 30
#: part of a claim inside a copied passage from which the claim is a copy (as in voices)
_INSIDE = 0.5


@dataclass(frozen=True, slots=True)
class Cell:
    """One report's part in a finding. ``side`` is a letter (disputed) or a number (updated)."""

    manner: Manner
    side: str
    words: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Row:
    """A finding and the cell of each report, None where the report does not tell it."""

    finding: Finding
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The reports across, grouped by origin, and the findings down.

    ``left_out`` counts the findings of several reports that had no room, ``alone`` those that
    one report tells and no other.
    """

    reports: tuple[str, ...]
    groups: tuple[int, ...]
    rows: tuple[Row, ...]
    left_out: int
    alone: int


def carriers(lookup: Lookup, story: Story) -> Table:
    """The table of one story: findings of two reports or more, the weightiest first."""
    reports, groups = across(lookup, story)
    findings = sorted(
        (finding for finding in lookup.ledger.findings if finding.story == story.id),
        key=lambda f: (-f.importance, f.id),
    )
    told = [
        Row(finding, tuple(cell(lookup, finding, report) for report in reports))
        for finding in findings
    ]
    met = [row for row in told if sum(cell is not None for cell in row.cells) > 1]
    rows = tuple(met[:_MOST_ROWS])
    return Table(reports, groups, rows, len(met) - len(rows), len(told) - len(met))


def across(lookup: Lookup, story: Story) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Reports by origin, origins by their first report, and the size of each origin."""
    order = {report.id: at for at, report in enumerate(lookup.in_order)}
    members = [report for report in story.reports if report in order]
    origins = [
        sorted((r for r in origin.reports if r in order), key=order.__getitem__)
        for origin in lookup.ledger.origins
        if origin.story == story.id
    ]
    placed = {report for origin in origins for report in origin}
    origins.extend([report] for report in members if report not in placed)
    origins = sorted((origin for origin in origins if origin), key=lambda o: order[o[0]])
    return (
        tuple(report for origin in origins for report in origin),
        tuple(len(origin) for origin in origins),
    )


def cell(lookup: Lookup, finding: Finding, report: str) -> Cell | None:
    """A report's part in a finding, None where it does not tell it."""
    claims = [
        claim
        for claim in (lookup.claim.get(identity) for identity in finding.claims)
        if claim and claim.report == report
    ]
    if not claims:
        return None
    others = {
        claim.report
        for claim in (lookup.claim.get(identity) for identity in finding.claims)
        if claim and claim.report != report
    }
    claim = claims[0]
    side = _side(finding, claim)
    manner, source = _manner(lookup, claims, others)
    said = {
        "own": "in its own words",
        "copy": f"copied from {lookup.name.get(source, source)}",
        "shared": f"the same passage as in {lookup.name.get(source, source)}, order unknown",
    }[manner]
    words = f"side {side}, {said}" if side else said
    return Cell(manner, side, words, claim)


def _side(finding: Finding, claim: Claim) -> str:
    if finding.status not in ("disputed", "updated"):
        return ""
    for at, side in enumerate(finding.sides):
        if claim.id in side.claims:
            return ascii_uppercase[at % 26] if finding.status == "disputed" else str(at + 1)
    return ""


def _manner(lookup: Lookup, claims: Sequence[Claim], others: set[str]) -> tuple[Manner, str]:
    """Whether a report tells a point by itself, and otherwise where it has it from.

    Where the direction of a copy is not known, a report with a date speaks for itself beside
    one that has none.
    """
    report = claims[0].report
    for copy in lookup.copies_of.get(report, ()):
        if copy.by == report and copy.of in others:
            source, passages = copy.of, [match.by for match in copy.matches]
        elif not copy.directed and copy.of == report and copy.by in others:
            source, passages = copy.by, [match.of for match in copy.matches]
        else:
            continue
        if not all(_inside(claim.span, passages) for claim in claims):
            continue
        if copy.directed:
            return "copy", source
        if not lookup.report[report].published or lookup.report[source].published:
            return "shared", source
    return "own", ""


def _inside(span: Span, passages: Sequence[Span]) -> bool:
    shared = sum(max(0, min(p.end, span.end) - max(p.start, span.start)) for p in passages)
    return shared >= _INSIDE * len(span)
