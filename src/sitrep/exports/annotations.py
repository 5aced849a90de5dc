"""What was found in the reports as W3C Web Annotations (JSON-LD).

One AnnotationPage with an annotation for each claim, quotation, quantity, time and forecast
(W3C Recommendation "Web Annotation Data Model", 23 February 2017; the context is the
standard's own). Each target has two selectors that agree: TextQuoteSelector with the exact
characters and some before and after them, by which a reader's tool finds the place on a page,
and TextPositionSelector into ``reports[].text`` of the data contract. Offsets and lengths are
Unicode code points, as sections 4.2.4 and 4.2.5 of the standard ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sitrep.exports.facts import Facts, as_json, instant, interval, uri
from sitrep.records import Claim, Finding, Ledger, Report, Span
from sitrep.renderings.addresses import web_address

__all__ = ["CONTEXT", "to_annotations"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: code points before and after the exact words; what the best known annotator stores
_AROUND = 32


def to_annotations(ledger: Ledger) -> bytes:
    """One AnnotationPage; the ids of reports, claims and findings are those of the contract."""
    facts = Facts(ledger)
    items = list(_items(facts))
    told = "\x1f".join(item["id"] for item in items)
    page: dict[str, Any] = {
        "@context": CONTEXT,
        "id": uri("annotation page", told),
        "type": "AnnotationPage",
        "partOf": {
            "id": uri("annotation collection", told),
            "type": "AnnotationCollection",
            "label": "What Sitrep found in the reports",
            "total": len(items),
            "created": instant(ledger.created),
            "generator": _software(ledger),
        },
        "startIndex": 0,
        "items": items,
    }
    return as_json(page)


def _software(ledger: Ledger) -> dict[str, str]:
    return {
        "id": uri("software", ledger.version),
        "type": "Software",
        "name": f"Sitrep {ledger.version}",
    }


def _items(facts: Facts) -> Iterator[dict[str, Any]]:
    for claim in facts.ledger.claims:
        finding = facts.finding_of.get(claim.id)
        yield _annotation(
            facts, "claim", claim.id, claim.report, claim.span, _claim(facts, claim), finding
        )
    for card in facts.ledger.forecasts:
        held = facts.claim.get(card.claim)
        if held is None:
            continue
        said = [f"{card.kind} held by {card.holder}", f"certainty: {card.certainty}"]
        if card.horizon and card.horizon.latest:
            said.append(f"until {instant(card.horizon.latest)}")
        said.append(f"state: {card.state}")
        finding = facts.finding_of.get(card.claim)
        yield _annotation(facts, "forecast", card.id, held.report, held.span, said, finding)
    for analysis in facts.ledger.analyses:
        for quote in analysis.quotes:
            said = [f"speaker: {quote.speaker or 'not known'}"]
            yield _annotation(facts, quote.kind, quote.id, quote.report, quote.span, said)
        for number in analysis.quantities:
            said = [
                f"{number.approximation}: {_bounds(number.low, number.high)} {number.unit}".strip()
            ]
            if number.measures:
                said.append(f"counts: {number.measures}")
            yield _annotation(facts, "quantity", number.id, number.report, number.span, said)
        for time in analysis.times:
            said = [f"{time.type}: {time.value or 'not resolved'}"]
            yield _annotation(facts, "time", time.id, time.report, time.span, said)


def _claim(facts: Facts, claim: Claim) -> list[str]:
    source = facts.source(claim)
    said = [f"{claim.kind}, {claim.certainty}, {claim.polarity}"]
    if source:
        said.append(f"source: {source.source} ({source.source_kind})")
    finding = facts.finding_of.get(claim.id)
    if finding:
        said.append(f"independent lines: {interval(finding.k)}")
    return said


def _bounds(low: float | None, high: float | None) -> str:
    if low == high:
        return "open" if low is None else f"{low:g}"
    return f"{'…' if low is None else f'{low:g}'} to {'…' if high is None else f'{high:g}'}"


def _annotation(
    facts: Facts,
    kind: str,
    identity: str,
    report: str,
    span: Span,
    said: list[str],
    finding: Finding | None = None,
) -> dict[str, Any]:
    at = facts.place(report, span)
    bodies = [_body("classifying", kind), _body("describing", "; ".join(said))]
    if finding:
        bodies += [_body("tagging", f"finding {finding.id}"), _body("tagging", finding.status)]
    return {
        "id": uri(kind, f"{identity} {at.start} {at.end}"),
        "type": "Annotation",
        "motivation": "classifying",
        "created": instant(facts.ledger.created),
        "dcterms:identifier": identity,
        "body": bodies,
        "target": {
            "type": "SpecificResource",
            "source": _source(at.report),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": at.text,
                    "prefix": at.report.text[max(0, at.start - _AROUND) : at.start],
                    "suffix": at.report.text[at.end : at.end + _AROUND],
                },
                {"type": "TextPositionSelector", "start": at.start, "end": at.end},
            ],
        },
    }


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _source(report: Report) -> dict[str, Any]:
    """The report: by its address where it has one, else by a name made from its id."""
    told = {
        "id": web_address(report.url) or uri("report", report.id),
        "type": "Text",
        "language": report.language,
        "dcterms:identifier": report.id,
        "dcterms:title": report.title,
        "dcterms:publisher": report.publisher,
        "dcterms:issued": instant(report.published),
    }
    return {key: value for key, value in told.items() if value}
