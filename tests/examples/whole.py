"""The example collections run through the whole line, once, and truth.json's places in them."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sitrep.pipeline import default_tagger, run
from sitrep.protocols import Tagger
from sitrep.records import Claim, Ledger, Report, Span
from sitrep.reports import read
from sitrep.settings import DEFAULT

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def tagger() -> Tagger:
    return default_tagger(DEFAULT)


@cache
def truth(collection: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((EXAMPLES / collection / "truth.json").read_text("utf-8"))
    return loaded


@cache
def ledger(collection: str) -> Ledger:
    """The ledger of a collection, as of the day its truth was written."""
    reports, problems = read([str(EXAMPLES / collection)], DEFAULT)
    now = datetime.fromisoformat(truth(collection)["as_of"])
    return run(reports, problems, DEFAULT, now=now, tagger=tagger())


def report_of(ledger: Ledger, place: dict[str, str]) -> Report:
    """The report that a ``{file, quote}`` of truth.json points into."""
    name = place["file"].split("#")[0]
    for report in ledger.reports:
        if report.path and name in report.path and place["quote"] in report.text:
            return report
    raise AssertionError(f"{place['quote'][:60]!r} is in no report read from {place['file']}")


def span_of(ledger: Ledger, place: dict[str, str]) -> tuple[str, Span]:
    """(report id, span) of a ``{file, quote}``."""
    report = report_of(ledger, place)
    start = report.text.index(place["quote"])
    return report.id, Span(start, start + len(place["quote"]))


def claims_at(ledger: Ledger, place: dict[str, str]) -> list[Claim]:
    """The claims that overlap a ``{file, quote}``."""
    report, span = span_of(ledger, place)
    return [c for c in ledger.claims if c.report == report and c.span.overlaps(span)]
