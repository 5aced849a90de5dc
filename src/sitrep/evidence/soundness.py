"""Whether a ledger is sound: its ids, its spans, its references, its counts, its brief."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sitrep.brief.check import faults as line_faults
from sitrep.evidence.ids import remade
from sitrep.records import Claim, Finding, Ledger, Line, Report, Spanned
from sitrep.renderings.lookup import lines_of

__all__ = ["CHECKS", "Fault", "line_faults_of"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: where, and what."""

    where: str
    what: str


def ids(ledger: Ledger) -> tuple[int, list[Fault]]:
    """How many ids were made again from content, and those that come out otherwise."""
    made = list(remade(ledger))
    return len(made), [
        Fault(f"{kind} {had[:40]}", f"its content has the id {has}")
        for kind, had, has in made
        if had != has
    ]


def places(ledger: Ledger) -> tuple[int, list[Fault]]:
    """How many spans there are, and those that lie outside their report or in none."""
    lengths = {report.id: len(report.text) for report in ledger.reports}
    found = list(_spanned(ledger))
    faults = []
    for kind, report, start, end in found:
        if report not in lengths:
            faults.append(Fault(kind, f"it stands in {report[:40]!r}, which is not there"))
        elif not 0 <= start < end <= lengths[report]:
            faults.append(Fault(kind, f"[{start}, {end}) lies outside report {report[:40]}"))
    return len(found), faults


def _spanned(ledger: Ledger) -> Iterator[tuple[str, str, int, int]]:
    for analysis in ledger.analyses:
        layers: tuple[tuple[str, Iterable[Spanned]], ...] = (
            ("sentence", analysis.sentences),
            ("quotation", analysis.quotes),
            ("attribution", analysis.attributions),
            ("quantity", analysis.quantities),
            ("time", analysis.times),
            ("name", analysis.names),
        )
        for kind, items in layers:
            for one in items:
                identity = str(getattr(one, "id", f"at {one.start}"))[:40]
                yield f"{kind} {identity}", analysis.report, one.start, one.end
    for claim in ledger.claims:
        yield f"claim {claim.id[:40]}", claim.report, claim.start, claim.end
    for copy in ledger.copies:
        for match in copy.matches:
            yield f"copy by {copy.by[:40]}", copy.by, match.by.start, match.by.end
            yield f"copy of {copy.of[:40]}", copy.of, match.of.start, match.of.end


def references(ledger: Ledger) -> tuple[int, list[Fault]]:
    """How many references there are, and those to what is not in the ledger."""
    claims = {claim.id for claim in ledger.claims}
    reports = {report.id for report in ledger.reports}
    stories = {story.id for story in ledger.stories}
    asked: list[tuple[str, str, set[str]]] = []
    for story in ledger.stories:
        asked += [(f"story {story.id}", report, reports) for report in story.reports]
    for finding in ledger.findings:
        where = f"finding {finding.id}"
        sides = [claim for side in finding.sides for claim in side.claims]
        asked.append((where, finding.story, stories))
        asked += [(where, c, claims) for c in (*finding.claims, finding.representative, *sides)]
    for card in ledger.forecasts:
        asked.append((f"forecast {card.id}", card.claim, claims))
    for origin in ledger.origins:
        asked += [(f"origin {origin.id}", report, reports) for report in origin.reports]
    return len(asked), [
        Fault(where[:60], f"{wanted[:40]!r} is not in the ledger")
        for where, wanted, known in asked
        if wanted not in known
    ]


def statuses(ledger: Ledger) -> tuple[int, list[Fault]]:
    """How many findings there are, and those whose status their counts do not allow."""
    faults = []
    for finding in ledger.findings:
        where = f"finding {finding.id[:40]}"
        if finding.status == "corroborated" and finding.k.low < 2:
            faults.append(Fault(where, f"called corroborated with {finding.k.low} proven line"))
        if finding.status == "disputed" and len(finding.sides) < 2:
            faults.append(Fault(where, "called disputed with fewer than two sides"))
        if not 0 <= finding.k.low <= finding.k.high:
            faults.append(Fault(where, f"a count from {finding.k.low} to {finding.k.high}"))
    return len(ledger.findings), faults


def lines(ledger: Ledger) -> tuple[int, list[Fault]]:
    """How many lines the briefs have, and what does not bear them out."""
    reports = {report.id: report for report in ledger.reports}
    claims = {claim.id: claim for claim in ledger.claims}
    findings = {finding.id: finding for finding in ledger.findings}
    told = [line for brief in ledger.briefs for line in lines_of(brief)]
    return len(told), [
        Fault(f"line {at}: {line.text[:60]!r}", reason)
        for at, line in enumerate(told, 1)
        for reason in line_faults_of(line, reports, claims, findings)
    ]


def line_faults_of(
    line: Line,
    reports: Mapping[str, Report],
    claims: Mapping[str, Claim],
    findings: Mapping[str, Finding],
) -> Iterator[str]:
    """Why what a line cites, and its finding, do not bear it out; nothing when they do."""
    yield from line_faults(line, reports, claims)
    for cite in line.cites:
        claim = claims.get(cite.claim)
        if claim and claim.report != cite.report:
            yield f"it cites claim {cite.claim[:40]} in another report than its own"
    finding = findings.get(line.finding or "")
    if line.finding and finding is None:
        yield f"its finding {line.finding[:40]!r} is not in the ledger"
    if line.status == "corroborated" and line.k and line.k.low < 2:
        yield f"called corroborated with {line.k.low} proven line"
    if finding and line.status == "corroborated" and finding.status != "corroborated":
        yield f"called corroborated; its finding is {finding.status}"
    # a line of one side of a dispute carries the count of its side, which is smaller
    if finding and line.k and (line.k.low > finding.k.low or line.k.high > finding.k.high):
        allowed = [side.k for side in finding.sides]
        if line.k not in allowed:
            has = f"{finding.k.low} to {finding.k.high}"
            yield f"counts {line.k.low} to {line.k.high} lines; its finding has {has}"


#: the checks by name, in the order in which they are told
CHECKS: Mapping[str, Callable[[Ledger], tuple[int, list[Fault]]]] = {
    "ids": ids,
    "places": places,
    "references": references,
    "statuses": statuses,
    "lines": lines,
}
