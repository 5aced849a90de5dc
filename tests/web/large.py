"""A story of many reports: the fire in the harbour, each report many times under other ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

from sitrep.records import (
    Analysis,
    Attribution,
    Brief,
    Claim,
    Copy,
    Finding,
    Forecast,
    Ledger,
    Line,
    Origin,
    Quantity,
    Quote,
    Report,
    Section,
    Story,
    TimeExpression,
)
from tests.web.examples import HARBOUR, keeper_of


@cache
def large(times: int = 15) -> Ledger:
    """The ledger of one story with ``times`` as many reports, claims, quotations and copies.

    The findings are those of the example, told by as many more reports; the brief lists every
    report among its sources.
    """
    keeper = keeper_of(str(HARBOUR))
    one = keeper.ledger(keeper.stories()[0].id)
    story = one.stories[0]
    parts = [one, *(_renamed(one, at) for at in range(1, times))]
    reports = tuple(report for part in parts for report in part.reports)
    findings = tuple(
        replace(
            finding,
            claims=tuple(c for at in range(times) for c in _ids(finding.claims, at)),
            sides=tuple(
                replace(side, claims=tuple(c for at in range(times) for c in _ids(side.claims, at)))
                for side in finding.sides
            ),
        )
        for finding in one.findings
    )
    return replace(
        one,
        reports=reports,
        analyses=tuple(analysis for part in parts for analysis in part.analyses),
        stories=(replace(story, reports=tuple(report.id for report in reports)),),
        claims=tuple(claim for part in parts for claim in part.claims),
        forecasts=tuple(forecast for part in parts for forecast in part.forecasts),
        copies=tuple(copy for part in parts for copy in part.copies),
        origins=tuple(origin for part in parts for origin in part.origins),
        findings=findings,
        briefs=tuple(_longer(brief, times) for brief in one.briefs),
    )


def _id(identity: str, at: int) -> str:
    return f"{identity[:-3]}{at:03x}" if at else identity


def _ids(identities: tuple[str, ...], at: int) -> tuple[str, ...]:
    return tuple(_id(identity, at) for identity in identities)


def _renamed(one: Ledger, at: int) -> Ledger:
    """A ledger with other ids, outlets and hours; its texts stay."""
    return replace(
        one,
        reports=tuple(_report(report, at) for report in one.reports),
        analyses=tuple(_analysis(analysis, at) for analysis in one.analyses),
        claims=tuple(_claim(claim, at) for claim in one.claims),
        forecasts=tuple(_forecast(forecast, at) for forecast in one.forecasts),
        copies=tuple(_copy(copy, at) for copy in one.copies),
        origins=tuple(_origin(origin, at) for origin in one.origins),
    )


def _report(report: Report, at: int) -> Report:
    published = report.published + timedelta(minutes=at) if report.published else None
    name = f"{report.publisher or 'Saved page'} {at}"
    return replace(report, id=_id(report.id, at), publisher=name, published=published, url=None)


def _analysis(one: Analysis, at: int) -> Analysis:
    report = _id(one.report, at)

    def quote(q: Quote) -> Quote:
        return replace(q, id=_id(q.id, at), report=report)

    def attribution(a: Attribution) -> Attribution:
        return replace(a, id=_id(a.id, at), report=report)

    def quantity(q: Quantity) -> Quantity:
        return replace(q, id=_id(q.id, at), report=report)

    def time(t: TimeExpression) -> TimeExpression:
        return replace(t, id=_id(t.id, at), report=report)

    return replace(
        one,
        report=report,
        quotes=tuple(quote(q) for q in one.quotes),
        attributions=tuple(attribution(a) for a in one.attributions),
        quantities=tuple(quantity(q) for q in one.quantities),
        times=tuple(time(t) for t in one.times),
    )


def _claim(claim: Claim, at: int) -> Claim:
    return replace(
        claim,
        id=_id(claim.id, at),
        report=_id(claim.report, at),
        attribution=_id(claim.attribution, at) if claim.attribution else None,
        quantities=_ids(claim.quantities, at),
        times=_ids(claim.times, at),
    )


def _forecast(forecast: Forecast, at: int) -> Forecast:
    return replace(
        forecast,
        id=_id(forecast.id, at),
        claim=_id(forecast.claim, at),
        evidence=_ids(forecast.evidence, at),
        holder=f"{forecast.holder} {at}",
    )


def _copy(copy: Copy, at: int) -> Copy:
    return replace(copy, by=_id(copy.by, at), of=_id(copy.of, at))


def _origin(origin: Origin, at: int) -> Origin:
    return replace(origin, id=_id(origin.id, at), reports=_ids(origin.reports, at))


def _longer(brief: Brief, times: int) -> Brief:
    """The brief with each report among its sources and in its coverage."""

    def line(one: Line, at: int) -> Line:
        cites = tuple(
            replace(cite, claim=_id(cite.claim, at), report=_id(cite.report, at))
            for cite in one.cites
        )
        return replace(one, cites=cites)

    def section(one: Section) -> Section:
        if one.kind not in ("sources", "coverage"):
            return one
        return replace(one, lines=tuple(line(x, at) for at in range(times) for x in one.lines))

    return replace(brief, sections=tuple(section(one) for one in brief.sections))


def finding_of(ledger: Ledger) -> Finding:
    """The finding that most claims tell."""
    return max(ledger.findings, key=lambda f: (len(f.claims), f.id))


def story_of(ledger: Ledger) -> Story:
    """The ledger's story."""
    return ledger.stories[0]
