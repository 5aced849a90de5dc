"""A ledger in; its claims and quotations as search shows them out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sitrep.pipeline import Reading
from sitrep.records import Finding, Forecast, Ledger, Report
from sitrep.store.judged import Saying

__all__ = ["sayings_of"]


def sayings_of(ledger: Ledger, readings: Sequence[Reading]) -> tuple[Saying, ...]:
    """The claims and quotations of a story, sorted by place.

    Args:
        ledger: of the story.
        readings: what was found in its reports, with the vector of each sentence.
    """
    reports = {report.id: report for report in ledger.reports}
    findings = {claim: finding for finding in ledger.findings for claim in finding.claims}
    cards = {card.claim: card for card in ledger.forecasts}
    named = _Named.of(ledger)
    vectors = {
        (one.analysis.report, at): sentence.vector
        for one in readings
        for at, sentence in enumerate(one.analysis.sentences)
    }
    holders = {
        said.id: said.source
        for analysis in ledger.analyses
        for said in analysis.attributions
        if said.source_kind != "unattributed"
    }
    found = [
        Saying(
            id=claim.id,
            kind="claim",
            report=claim.report,
            start=claim.start,
            end=claim.end,
            text=claim.span.of(reports[claim.report].text),
            moment=_moment(reports[claim.report], ledger),
            who=holders.get(claim.attribution or "", ""),
            about=named.inside(claim.report, claim.start, claim.end),
            vector=vectors.get((claim.report, claim.sentence), b""),
            finding=_id(findings.get(claim.id)),
            status=getattr(findings.get(claim.id), "status", None),
            forecast=_id(cards.get(claim.id)),
            due=_end(cards.get(claim.id)),
            state=getattr(cards.get(claim.id), "state", None),
        )
        for claim in ledger.claims
    ]
    for analysis in ledger.analyses:
        starts = [sentence.start for sentence in analysis.sentences]
        for quote in analysis.quotes:
            if quote.kind != "speech":
                continue
            at = max(0, bisect_right(starts, quote.start) - 1)
            found.append(
                Saying(
                    id=quote.id,
                    kind="quote",
                    report=quote.report,
                    start=quote.start,
                    end=quote.end,
                    text=quote.span.of(reports[quote.report].text),
                    moment=_moment(reports[quote.report], ledger),
                    who=quote.speaker or "",
                    about=named.inside(quote.report, quote.start, quote.end),
                    vector=vectors.get((quote.report, at), b""),
                )
            )
    return tuple(sorted(found, key=lambda one: (one.report, one.start, one.end, one.id)))


def _moment(report: Report, ledger: Ledger) -> datetime:
    return report.published or report.retrieved or ledger.created


def _id(record: Finding | Forecast | None) -> str | None:
    return None if record is None else record.id


def _end(card: Forecast | None) -> datetime | None:
    return card.horizon.latest if card and card.horizon else None


@dataclass(frozen=True, slots=True)
class _Named:
    """Where each entity of the story is mentioned, by report and place."""

    places: Mapping[str, Sequence[tuple[int, int, tuple[str, ...]]]]

    @classmethod
    def of(cls, ledger: Ledger) -> _Named:
        places: dict[str, list[tuple[int, int, tuple[str, ...]]]] = defaultdict(list)
        for entity in ledger.entities:
            names = (entity.name, *entity.aliases)
            for mention in entity.mentions:
                places[mention.report].append((mention.start, mention.end, names))
        return cls({report: sorted(found) for report, found in places.items()})

    def inside(self, report: str, start: int, end: int) -> tuple[str, ...]:
        """All names of what is mentioned between two places, each once."""
        places = self.places.get(report, ())
        first = bisect_left(places, (start, 0, ()))
        last = bisect_left(places, (end, 0, ()))
        return tuple(dict.fromkeys(n for place in places[first:last] for n in place[2]))
