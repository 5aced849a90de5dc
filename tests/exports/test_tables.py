"""CSV tables, read back with the standard library as a spreadsheet or a program reads them."""

from __future__ import annotations

import csv
import io

import pytest

from sitrep.errors import UsageError
from sitrep.exports import export
from sitrep.exports.tables import TABLES
from sitrep.records import Ledger
from tests.renderings.hostile import HOSTILE, ledger_of
from tests.renderings.sample import LEDGER
from tests.renderings.sample_reports import REPORTS, WIRE


def rows(table: str, ledger: Ledger = LEDGER) -> list[dict[str, str]]:
    written = export(ledger, "csv", table=table)
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_a_spreadsheet_is_told_that_it_is_utf_8_and_lines_end_as_the_standard_says() -> None:
    written = export(LEDGER, "csv", table="copies")
    assert written.startswith(b"\xef\xbb\xbfby,by_publisher,")
    assert written.count(b"\r\n") == 1 + len(LEDGER.copies)


def test_a_claim_stands_with_its_report_its_source_and_its_finding() -> None:
    crack = next(row for row in rows("claims") if row["text"].startswith("A crack opened"))
    told = {key: crack[key] for key in ("kind", "certainty", "status", "k_low", "k_high", "url")}
    assert told == {
        "kind": "statement",
        "certainty": "asserted",
        "status": "corroborated",
        "k_low": "2",
        "k_high": "2",
        "url": "https://wire.example/morvale",
    }
    assert crack["publisher"] == "Tessel Wire"
    assert crack["published"] == "2031-05-04T06:30:00Z"
    assert crack["entities"] == "Morvale dam"
    assert crack["times"] == "Sunday"


@pytest.mark.parametrize("table", ["claims", "quotes", "quantities", "forecasts", "findings"])
def test_the_offsets_of_a_row_lead_to_its_words(table: str) -> None:
    texts = {report.id: report.text for report in REPORTS}
    found = rows(table)
    assert found
    for row in found:
        there = texts[row["report"]][int(row["start"]) : int(row["end"])]
        assert row["text"] == there


def test_a_finding_tells_its_sides_and_what_sets_them_apart() -> None:
    gates = next(row for row in rows("findings") if row["id"] == "f3")
    assert gates["status"] == "disputed"
    assert gates["sides"] == "Pell Arrow (1 to 1) | Osric Tane (1 to 2)"
    assert gates["differences"] == "The times exclude each other."
    assert gates["publishers"] == "Tessel Wire | Lower Vale Gazette"


def test_a_copy_names_both_reports_and_shows_its_longest_passage() -> None:
    (first, *_) = rows("copies")
    assert (first["by_publisher"], first["of_publisher"]) == ("Vale Courier", "Tessel Wire")
    assert first["longest_passage"] in WIRE.text


def test_every_report_is_a_row() -> None:
    assert {row["id"] for row in rows("reports")} == {report.id for report in REPORTS}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_is_a_formula_and_none_acts(table: str, name: str) -> None:
    for row in rows(table, ledger_of(HOSTILE[name])):
        for cell in row.values():
            bare = cell.lstrip()
            number = bare.replace(".", "", 1).removeprefix("-").isdigit()
            assert number or not bare.startswith(tuple("=+-@＝＋－＠")), cell
            assert "\x00" not in cell
            assert "\u202e" not in cell


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("-5 degrees", "'-5 degrees"),
        ("two - three", "two - three"),
        ("1 = 1", "1 = 1"),
    ],
)
def test_a_formula_is_seen_with_an_apostrophe_and_other_text_is_as_it_was(
    words: str, cell: str
) -> None:
    assert rows("reports", ledger_of(words))[0]["title"] == cell


def test_a_table_must_be_named_and_be_there() -> None:
    with pytest.raises(UsageError, match="one of claims, quotes"):
        export(LEDGER, "csv")
    with pytest.raises(UsageError, match="'sentences'"):
        export(LEDGER, "csv", table="sentences")
    with pytest.raises(UsageError, match="only csv has tables"):
        export(LEDGER, "ris", table="claims")
