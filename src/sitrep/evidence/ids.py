"""Ids made again from the content that they are hashes of."""

from __future__ import annotations

from collections.abc import Iterator

from sitrep.records import Ledger, Report, content_id

__all__ = ["remade"]


def remade(ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """What each record is, the id it has, and the id that its content gives.

    Reports, claims, quotations, quantities, times, forecasts, findings and origins; the ids of
    stories are kept when stories grow or are corrected, and those of attributions and entities
    rest on what a ledger does not keep.
    """
    for report in ledger.reports:
        yield "report", report.id, _report(report)
    for analysis in ledger.analyses:
        for prefix, kind, items in (
            ("q", "quotation", analysis.quotes),
            ("q", "quantity", analysis.quantities),
            ("t", "time", analysis.times),
        ):
            for one in items:
                yield kind, one.id, content_id(prefix, one.report, one.start, one.end)
    for claim in ledger.claims:
        yield "claim", claim.id, content_id("c", claim.report, claim.start, claim.end)
    for card in ledger.forecasts:
        cue = card.cue_span
        yield "forecast", card.id, content_id("f", card.claim, cue.start, cue.end)
    for finding in ledger.findings:
        yield "finding", finding.id, content_id("f", finding.story, *finding.claims)
    for origin in ledger.origins:
        yield "origin", origin.id, content_id("o", origin.story, *origin.reports)


def _report(report: Report) -> str:
    published = report.published.isoformat() if report.published else ""
    return content_id(
        "r", report.publisher or "", published, report.url or "", report.title or "", report.text
    )
