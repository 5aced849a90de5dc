"""How many independent lines there are: doubt never raises the count."""

from __future__ import annotations

from sitrep.records import Count, Finding
from tests.pipeline import finding_with, ledger, report

FACT = "The Marlow bridge over the Tarn collapsed on Monday"


def finding(*told: tuple[str, str]) -> Finding:
    """The finding on the bridge in reports of (publisher, text)."""
    book = ledger(*(report(text, name, 2 + n) for n, (name, text) in enumerate(told)))
    return finding_with(book, "bridge", "collapsed")


def test_two_papers_that_quote_one_spokesman_have_one_origin() -> None:
    found = finding(
        ("The Herald", f"{FACT}, police spokesman Arno Feld said."),
        ("The Courier", "Police spokesman Arno Feld said the Marlow bridge collapsed on Monday."),
    )
    assert found.k_report.high == 2
    assert found.k_origin.low == 1
    assert found.status == "single-source"


def test_officials_without_a_name_are_one_origin_however_many_quote_them() -> None:
    found = finding(
        ("The Herald", f"{FACT}, two officials said on condition of anonymity."),
        ("The Courier", "Officials who asked not to be named said the Marlow bridge collapsed."),
    )
    assert found.k_origin.low == 1


def test_a_report_that_relays_another_adds_no_line() -> None:
    found = finding(
        ("The Courier", f"{FACT}, engineer Ida Brandt told the Courier."),
        (
            "Radio Tarn",
            "The Marlow bridge over the Tarn collapsed on Monday, the Courier reported.",
        ),
    )
    assert found.k_report.low == 1
    assert found.status == "single-source"


def test_who_was_there_is_an_origin_of_its_own() -> None:
    seen = (
        "On Monday the bridge at Marlow collapsed into the river. Our reporter saw two cars in the"
        " water below the pillars, and a man who waved from a roof."
    )
    found = finding(
        ("The Herald", f"{FACT}, police spokesman Arno Feld said."), ("The Courier", seen)
    )
    assert found.k_origin == Count(2, 2)
    assert found.status == "corroborated"
