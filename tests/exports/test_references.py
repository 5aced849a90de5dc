"""The sources as BibTeX, RIS and CSL-JSON, each read by a library that is not ours."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from sitrep.exports import export
from sitrep.records import Ledger
from tests.renderings.hostile import HOSTILE, ledger_of
from tests.renderings.sample import LEDGER

KEYS = [
    "tessel-wire-20310504",
    "vale-courier-20310504",
    "lower-vale-gazette-20310504",
    "report-undated",
]


def bibtex(ledger: Ledger) -> dict[str, dict[str, str]]:
    library = parse_string(export(ledger, "bibtex").decode("utf-8"))
    assert not library.failed_blocks
    assert len(library.blocks) == len(library.entries) == len(ledger.reports)
    return {
        entry.key: {field.key: str(field.value) for field in entry.fields}
        for entry in library.entries
    }


def ris(ledger: Ledger) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = rispy.loads(export(ledger, "ris").decode("utf-8"))
    return found


def csl(ledger: Ledger) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(export(ledger, "csl"))
    return found


def test_bibtex_has_an_entry_for_each_report() -> None:
    entries = bibtex(LEDGER)
    assert list(entries) == KEYS
    assert entries["tessel-wire-20310504"] == {
        "author": "{Ida Fenn}",
        "title": "{Crack in Morvale dam drives 2,400 from homes}",
        "howpublished": "Tessel Wire",
        "year": "2031",
        "month": "may",
        "day": "4",
        "url": "https://wire.example/morvale",
        "language": "en",
        "annote": "Sitrep report r1",
    }


def test_ris_has_a_record_for_each_report() -> None:
    records = ris(LEDGER)
    assert [record["id"] for record in records] == KEYS
    wire = records[0]
    assert (wire["type_of_reference"], wire["authors"]) == ("NEWS", ["Ida Fenn"])
    assert (wire["year"], wire["date"]) == ("2031", "2031/05/04/")
    assert wire["urls"] == ["https://wire.example/morvale"]
    assert wire["secondary_title"] == "Tessel Wire"


def cited(items: list[dict[str, Any]]) -> list[str]:
    """The bibliography that a citation processor writes from the items, in a common style."""
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        made.register(Citation([CitationItem(item["id"])]))
    return [str(entry) for entry in made.bibliography()]


def test_a_citation_processor_writes_a_bibliography_from_the_csl_json() -> None:
    listed = cited(csl(LEDGER))
    assert len(listed) == len(LEDGER.reports)
    (wire,) = (entry for entry in listed if "Ida Fenn" in entry)
    for part in ("2031", "Crack in Morvale dam", "Tessel Wire", "https://wire.example/morvale"):
        assert part in wire


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_make_no_entry_field_or_command(name: str) -> None:
    ledger = ledger_of(HOSTILE[name])
    for fields in bibtex(ledger).values():
        assert set(fields) <= {
            *("author", "title", "howpublished", "year", "month", "day", "url", "language"),
            "annote",
        }
        for field in ("title", "author", "howpublished", "annote"):
            assert r"\input" not in fields.get(field, "")
            assert r"\write" not in fields.get(field, "")
        assert fields.get("url", "https://").startswith(("https://", "http://"))
    assert len(ris(ledger)) == len(csl(ledger)) == len(ledger.reports)
    assert {record["type_of_reference"] for record in ris(ledger)} == {"NEWS"}
    assert {item["type"] for item in csl(ledger)} == {"article-newspaper"}


def test_special_characters_of_latex_are_commands() -> None:
    title = bibtex(ledger_of("100% of $5 & #1 a_b {x} ~ ^ \\"))
    assert next(iter(title.values()))["title"] == (
        r"{100\% of \$5 \& \#1 a\_b \textbraceleft{}x\textbraceright{} \textasciitilde{} "
        r"\textasciicircum{} \textbackslash{}}"
    )
