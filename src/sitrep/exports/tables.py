"""The ledger as CSV tables, made to be opened in a spreadsheet and read by a program.

RFC 4180: comma, double quotes, CRLF, a header. The bytes begin with a byte order mark, without
which a widespread spreadsheet takes UTF-8 for something else. Two things keep a hostile report
from acting in a spreadsheet, and both are seen in the cell: a text that a spreadsheet would run
as a formula has an apostrophe before it (OWASP, "CSV Injection"), and a character that acts
instead of showing stands as its number, as in ``⟨U+202E⟩``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from sitrep.errors import UsageError
from sitrep.exports.facts import Facts, instant
from sitrep.records import Claim, Count, Finding, Ledger, Span
from sitrep.renderings.visible import clip, visible

__all__ = ["TABLES", "to_csv"]

Cell = str | int | float | bool | None | datetime
Row = dict[str, Cell]

#: what a spreadsheet takes for the beginning of a formula (OWASP), in both widths
_FORMULA = re.compile(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
#: characters of a cell; the most that a widespread spreadsheet keeps is 32,767
_LONGEST_CELL = 32_000
_SEVERAL = " | "


def to_csv(ledger: Ledger, table: str) -> bytes:
    """One table of the ledger.

    Args:
        ledger: what is told.
        table: one of ``TABLES``.

    Raises:
        UsageError: when there is no such table.
    """
    if table not in TABLES:
        raise UsageError(f"no table is called {table!r}; choose one of {', '.join(TABLES)}")
    columns, rows = TABLES[table]
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: _cell(cell) for key, cell in row.items()} for row in rows(Facts(ledger)))
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return instant(value) or ""
    shown = clip(visible(value), _LONGEST_CELL)
    return f"'{shown}" if _FORMULA.match(value) or _FORMULA.match(shown) else shown


def _joined(items: Iterable[str]) -> str:
    return _SEVERAL.join(dict.fromkeys(items))


_PLACE = ("publisher", "title", "published", "url", "path", "report", "start", "end", "text")


def _place(facts: Facts, report: str, span: Span) -> Row:
    at = facts.place(report, span)
    return {
        "publisher": at.report.publisher,
        "title": at.report.title,
        "published": at.report.published,
        "url": at.report.url,
        "path": at.report.path,
        "report": report,
        "start": at.start,
        "end": at.end,
        "text": at.text,
    }


_OF_FINDING = ("finding", "status", "k_low", "k_high")


def _of_finding(finding: Finding | None) -> Row:
    if finding is None:
        return {"finding": None, "status": None, "k_low": None, "k_high": None}
    return {
        "finding": finding.id,
        "status": finding.status,
        "k_low": finding.k.low,
        "k_high": finding.k.high,
    }


_CLAIMS = (
    "id",
    "kind",
    "certainty",
    "polarity",
    "source",
    "source_kind",
    *_OF_FINDING,
    "event",
    "predicate",
    "actor",
    "recipient",
    "place",
    "quantities",
    "times",
    "entities",
    "flagged",
    "story",
    *_PLACE,
)


def _claims(facts: Facts) -> Iterator[Row]:
    for claim in facts.ledger.claims:
        source = facts.source(claim)
        story = facts.story_of.get(claim.report)
        yield {
            "id": claim.id,
            "kind": claim.kind,
            "certainty": claim.certainty,
            "polarity": claim.polarity,
            "source": source.source if source else None,
            "source_kind": source.source_kind if source else None,
            **_of_finding(facts.finding_of.get(claim.id)),
            **_event(facts, claim),
            "quantities": _joined(_words(facts, claim.report, facts.quantity, claim.quantities)),
            "times": _joined(_words(facts, claim.report, facts.time, claim.times)),
            "entities": _joined(facts.names(claim.entities)),
            "flagged": claim.flagged,
            "story": story.id if story else None,
            **_place(facts, claim.report, claim.span),
        }


def _event(facts: Facts, claim: Claim) -> Row:
    event = claim.event
    if event is None:
        return {}
    return {
        "event": event.type,
        "predicate": event.predicate,
        **{
            key: next(facts.names([party]), None)
            for key, party in (
                ("actor", event.actor),
                ("recipient", event.recipient),
                ("place", event.place),
            )
        },
    }


def _words(
    facts: Facts, report: str, known: Mapping[str, object], ids: Iterable[str]
) -> Iterator[str]:
    for identity in ids:
        span = getattr(known.get(identity), "span", None)
        if isinstance(span, Span):
            yield facts.place(report, span).text


_QUOTES = ("id", "kind", "speaker", "speaker_as_written", "cue", *_PLACE)


def _quotes(facts: Facts) -> Iterator[Row]:
    for analysis in facts.ledger.analyses:
        for quote in analysis.quotes:
            yield {
                "id": quote.id,
                "kind": quote.kind,
                "speaker": quote.speaker,
                "speaker_as_written": _at(facts, quote.report, quote.speaker_span),
                "cue": _at(facts, quote.report, quote.cue_span),
                **_place(facts, quote.report, quote.span),
            }


def _at(facts: Facts, report: str, span: Span | None) -> str | None:
    return facts.place(report, span).text if span else None


_QUANTITIES = (
    "id",
    "low",
    "high",
    "unit",
    "approximation",
    "measures",
    "low_si",
    "high_si",
    "unit_si",
    *_PLACE,
)


def _quantities(facts: Facts) -> Iterator[Row]:
    for analysis in facts.ledger.analyses:
        for one in analysis.quantities:
            yield {
                **{key: getattr(one, key) for key in _QUANTITIES if key not in _PLACE},
                **_place(facts, one.report, one.span),
            }


_FORECASTS = (
    "id",
    "claim",
    "holder",
    "certainty",
    "kind",
    "state",
    "cue",
    "condition",
    "horizon_earliest",
    "horizon_latest",
    "evidence",
    *_OF_FINDING,
    *_PLACE,
)


def _forecasts(facts: Facts) -> Iterator[Row]:
    for card in facts.ledger.forecasts:
        claim = facts.claim.get(card.claim)
        if claim is None:
            continue
        yield {
            "id": card.id,
            "claim": card.claim,
            "holder": card.holder,
            "certainty": card.certainty,
            "kind": card.kind,
            "state": card.state,
            "cue": _at(facts, claim.report, card.cue_span),
            "condition": _at(facts, claim.report, card.condition_span),
            "horizon_earliest": card.horizon.earliest if card.horizon else None,
            "horizon_latest": card.horizon.latest if card.horizon else None,
            "evidence": _joined(card.evidence),
            **_of_finding(facts.finding_of.get(card.claim)),
            **_place(facts, claim.report, claim.span),
        }


_FINDINGS = (
    "id",
    "story",
    "story_title",
    "status",
    "k_low",
    "k_high",
    "k_report_low",
    "k_report_high",
    "k_origin_low",
    "k_origin_high",
    "importance",
    "claims",
    "reports",
    "publishers",
    "sides",
    "differences",
    *_PLACE,
)


def _findings(facts: Facts) -> Iterator[Row]:
    titles = {story.id: story.title for story in facts.ledger.stories}
    for finding in facts.ledger.findings:
        best = facts.claim[finding.representative]
        reports = dict.fromkeys(facts.claim[claim].report for claim in finding.claims)
        yield {
            "id": finding.id,
            "story": finding.story,
            "story_title": titles.get(finding.story),
            "status": finding.status,
            **_count("k", finding.k),
            **_count("k_report", finding.k_report),
            **_count("k_origin", finding.k_origin),
            "importance": round(finding.importance, 4),
            "claims": len(finding.claims),
            "reports": len(reports),
            "publishers": _joined(facts.plain_name[report] for report in reports),
            "sides": _joined(
                f"{side.holder or 'no holder named'} ({side.k.low} to {side.k.high})"
                for side in finding.sides
            ),
            "differences": _joined(one.explanation for one in finding.differences),
            **_place(facts, best.report, best.span),
        }


def _count(name: str, count: Count) -> Row:
    return {f"{name}_low": count.low, f"{name}_high": count.high}


_COPIES = (
    "by",
    "by_publisher",
    "by_published",
    "of",
    "of_publisher",
    "of_published",
    "kind",
    "directed",
    "probability",
    "share",
    "passages",
    "longest_passage",
    "reasons",
)


def _copies(facts: Facts) -> Iterator[Row]:
    for copy in facts.ledger.copies:
        longest = max((match.by for match in copy.matches), key=len, default=None)
        yield {
            "by": copy.by,
            "by_publisher": facts.plain_name.get(copy.by),
            "by_published": facts.report[copy.by].published,
            "of": copy.of,
            "of_publisher": facts.plain_name.get(copy.of),
            "of_published": facts.report[copy.of].published,
            "kind": copy.kind,
            "directed": copy.directed,
            "probability": round(copy.probability, 4),
            "share": round(copy.share, 4),
            "passages": len(copy.matches),
            "longest_passage": _at(facts, copy.by, longest),
            "reasons": _joined(copy.reasons),
        }


_REPORTS = (
    "id",
    "publisher",
    "title",
    "byline",
    "published",
    "updated",
    "retrieved",
    "url",
    "path",
    "language",
    "characters",
    "story",
    "origin",
    "claims",
)


def _reports(facts: Facts) -> Iterator[Row]:
    origins = {report: origin.id for origin in facts.ledger.origins for report in origin.reports}
    claims: dict[str, int] = {}
    for claim in facts.ledger.claims:
        claims[claim.report] = claims.get(claim.report, 0) + 1
    for report in facts.in_order:
        story = facts.story_of.get(report.id)
        yield {
            "id": report.id,
            "publisher": report.publisher,
            "title": report.title,
            "byline": report.byline,
            "published": report.published,
            "updated": report.updated,
            "retrieved": report.retrieved,
            "url": report.url,
            "path": report.path,
            "language": report.language,
            "characters": len(report.text),
            "story": story.id if story else None,
            "origin": origins.get(report.id),
            "claims": claims.get(report.id, 0),
        }


#: the tables by name: their columns, and what gives their rows
TABLES: Mapping[str, tuple[tuple[str, ...], Callable[[Facts], Iterator[Row]]]] = {
    "claims": (_CLAIMS, _claims),
    "quotes": (_QUOTES, _quotes),
    "quantities": (_QUANTITIES, _quantities),
    "forecasts": (_FORECASTS, _forecasts),
    "findings": (_FINDINGS, _findings),
    "copies": (_COPIES, _copies),
    "reports": (_REPORTS, _reports),
}
