"""The invariants of the design, on the example collections and on text that nobody would print."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitrep.analysis.analyse import analyse
from sitrep.brief.check import faults
from sitrep.claims import find_claims
from sitrep.records import Brief, Ledger, Line, Report
from sitrep.renderings import render
from sitrep.settings import DEFAULT
from tests.examples.whole import ledger
from tests.pipeline import NOW, report, tagger

COLLECTIONS = ["harbour-fire", "lake-province-count"]
SCHEMA = Path(__file__).parents[1] / "docs" / "sitrep.ledger.1.schema.json"


def lines(brief: Brief) -> Iterator[Line]:
    if brief.standfirst:
        yield brief.standfirst
    for section in brief.sections:
        yield from section.lines


def spans_are_inside(book: Ledger) -> None:
    texts = {r.id: r.text for r in book.reports}
    for analysis in book.analyses:
        length = len(texts[analysis.report])
        found = [
            *analysis.sentences,
            *(t for s in analysis.sentences for t in s.tokens),
            *analysis.names,
            *(m for e in analysis.entities for m in e.mentions),
            *analysis.quotes,
            *analysis.attributions,
            *analysis.quantities,
            *analysis.times,
            *analysis.flags,
        ]
        for record in found:
            assert 0 <= record.start <= record.end <= length, record
    for claim in book.claims:
        assert 0 <= claim.start < claim.end <= len(texts[claim.report]), claim


@pytest.mark.slow
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_span_lies_in_its_report(collection: str) -> None:
    spans_are_inside(ledger(collection))


@pytest.mark.slow
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_line_of_a_brief_is_borne_out_by_what_it_cites(collection: str) -> None:
    book = ledger(collection)
    reports = {r.id: r for r in book.reports}
    claims = {c.id: c for c in book.claims}
    for brief in book.briefs:
        assert list(lines(brief))
        for line in lines(brief):
            assert faults(line, reports, claims) == [], line.text


@pytest.mark.slow
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_corroborated_rests_on_two_origins_at_least(collection: str) -> None:
    for finding in ledger(collection).findings:
        if finding.status == "corroborated":
            assert finding.k.low >= 2, finding.text
        assert finding.k_report.low <= finding.k_report.high
        assert finding.k_origin.low <= finding.k_origin.high


@pytest.mark.slow
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_no_sentence_is_printed_twice(collection: str) -> None:
    indexes = {"timeline", "numbers", "sources", "coverage"}
    for brief in ledger(collection).briefs:
        told = [
            line.text
            for section in brief.sections
            if section.kind not in indexes
            for line in section.lines
        ]
        assert len(told) == len(set(told))


@pytest.mark.slow
@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_json_of_a_ledger_fits_its_schema(collection: str) -> None:
    data = json.loads(render(ledger(collection), "json"))
    jsonschema.validate(data, json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.slow
def test_every_brief_has_a_disputed_section() -> None:
    for collection in COLLECTIONS:
        for brief in ledger(collection).briefs:
            section = next(s for s in brief.sections if s.kind == "disputed")
            assert section.lines or section.note


UGLY = [
    ("nothing but spaces", " \n\t " * 50),
    ("control characters", "The \x00mayor\x07 said \x1b[31mno\x1b[0m."),
    ("emoji", "😀 said 👩‍👩‍👧‍👦 that 🔥 would 🛑 by 3 pm."),
    ("right to left", "قال الوزير إن العدد بلغ 12 شخصا. The minister said 12."),
    ("nested marks", "“" * 2000 + "word" + "”" * 2000),
    ("one long word", "a" * 20000),
    ("digits", "1" * 5000 + "." + "2" * 5000 + " people died"),
    ("no stop at all", "the fire spread and " * 2000),
    ("surrogates and joiners", "e\u0301\u200d\u200b said \ufeff \u202eyes\u202c."),
]


@pytest.mark.parametrize(("what", "text"), UGLY)
def test_ugly_text_is_read_without_a_crash_and_without_a_wrong_span(what: str, text: str) -> None:
    check_reading(report(text))


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_any_text_is_read_without_a_crash_and_without_a_wrong_span(text: str) -> None:
    check_reading(report(text))


def check_reading(one: Report) -> None:
    analysis, _ = analyse(one, DEFAULT, tagger=tagger())
    claims, _, _ = find_claims(one, analysis, DEFAULT)
    spans_are_inside(Ledger("", NOW, reports=(one,), analyses=(analysis,), claims=claims))
