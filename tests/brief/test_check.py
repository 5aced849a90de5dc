"""Whether a line's citations bear it out: one report, one cited sentence, many lines."""

from __future__ import annotations

import pytest

from sitrep.brief.check import faults
from sitrep.records import Cite, Claim, Line, Report

TEXT = "On Sunday 2,400 people left Port Vela’s harbour, “all of them unhurt”, Mayor Ana Rell said."
REPORT = Report("r1", TEXT)
CLAIM = Claim("c1", "r1", 0, len(TEXT), "statement", None, "asserted", "positive")
CITE = Cite("c1", "r1", 0, len(TEXT))


def found(text: str, *cites: Cite) -> list[str]:
    return faults(Line(text, cites or (CITE,)), {"r1": REPORT}, {"c1": CLAIM})


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "2,400 people left Port Vela",
        "Mayor Ana Rell: “all of them unhurt”",
        "on Sunday people left",
    ],
)
def test_what_stands_there_is_borne_out(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("400 people left", "'400' stands in no cited span"),
        ("2 people left", "'2' stands in no cited span"),
        ("24 people left", "'24' stands in no cited span"),
        ("people left Vel", "'Vel' stands in no cited span"),
        ("people left Osmere", "'Osmere' stands in no cited span"),
        ("“some of them unhurt”", "the quotation 'some of them unhurt' is not verbatim"),
    ],
)
def test_a_part_of_a_number_or_name_does_not_stand_there(text: str, why: str) -> None:
    assert why in found(text)


def test_a_citation_must_be_there_and_lie_in_its_report() -> None:
    assert faults(Line("x", ()), {}, {}) == ["it cites nothing"]
    assert "not in the ledger" in found("x", Cite("c2", "r1", 0, 5))[0]
    assert "lies outside its report" in found("x", Cite("c1", "r1", 0, 999))[0]


def test_what_is_written_on_to_a_number_belongs_to_it() -> None:
    words = "It has been falling since the 60s, 10x in this 12th year"
    report, claim = (
        Report("r1", words),
        Claim("c1", "r1", 0, 56, "quote", None, "reported", "positive"),
    )
    cite = Cite("c1", "r1", 0, len(words))
    assert faults(Line(f"“{words}”", (cite,)), {"r1": report}, {"c1": claim}) == []
    wrong = Line("Falling since the 70s", (cite,))
    assert "'70s' stands in no cited span" in faults(wrong, {"r1": report}, {"c1": claim})
