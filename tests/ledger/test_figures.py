"""The figures that a comparison weighed, as the ledger keeps them."""

from __future__ import annotations

import pytest

from sitrep.records import Difference, Ledger
from tests.pipeline import ledger, report
from tests.upkeep.keeping import FERRY_RADIO, FERRY_WIRE

TOLL_THEN_TOLL = (
    "The crash at Torvale station killed 12 people, police said.",
    "The crash at Torvale station killed 15 people, the hospital said.",
)


def compared(book: Ledger, measure: str) -> Difference:
    found = [d for f in book.findings for d in f.differences if d.measure == measure]
    assert len(found) == 1
    return found[0]


def told(book: Ledger, difference: Difference) -> list[tuple[int, str, float | None]]:
    """Each figure's side, its words in the report, and its lower bound."""
    report_of = {claim.id: claim.report for claim in book.claims}
    text = {one.id: one.text for one in book.reports}
    return [
        (figure.side, figure.span.of(text[report_of[figure.claim]]), figure.low)
        for figure in difference.figures
    ]


@pytest.mark.parametrize(
    ("measure", "first", "second", "kind", "figures"),
    [
        ("dead", *TOLL_THEN_TOLL, "update", [(0, "12", 12), (1, "15", 15)]),
        (
            "missing",
            "Five workers were missing after the blast at Torvale.",
            "After the blast at Torvale nobody was missing any longer.",
            "update",
            [(0, "Five", 5), (1, "nobody", 0)],
        ),
        (
            "dead",
            "The crash at Torvale station killed twelve people, police said.",
            "The crash at Torvale station killed 12 people, the hospital said.",
            "agreement",
            [(0, "twelve", 12), (0, "12", 12)],
        ),
    ],
)
def test_a_comparison_keeps_its_figures_side_by_side(
    measure: str, first: str, second: str, kind: str, figures: list[tuple[int, str, float]]
) -> None:
    book = ledger(report(first, "The Herald", 2), report(second, "The Courier", 30))
    difference = compared(book, measure)
    assert (difference.kind, sorted(told(book, difference))) == (kind, sorted(figures))


def test_a_word_for_nought_is_no_quantity_of_the_report() -> None:
    first = "Five workers were missing after the blast at Torvale."
    second = "After the blast at Torvale nobody was missing any longer."
    book = ledger(report(first, "The Herald", 2), report(second, "The Courier", 30))
    known = {quantity.id for one in book.analyses for quantity in one.quantities}
    five, nobody = compared(book, "missing").figures
    assert five.quantity in known
    assert nobody.quantity is None


def test_figures_that_conflict_stand_on_sides_of_their_own() -> None:
    first, second = TOLL_THEN_TOLL
    book = ledger(report(first, "The Herald", 2), report(second, "The Courier", 2))
    difference = compared(book, "dead")
    assert difference.kind == "number"
    assert sorted(told(book, difference)) == [(0, "12", 12.0), (1, "15", 15.0)]


def test_a_word_that_stands_for_nought_is_the_same_figure_when_it_is_read_again() -> None:
    book = ledger(
        report("Two workers are missing after the blast in the harbour of Kell.", "Post", 0),
        report("Nobody is missing any longer after the blast in Kell's harbour.", "Herald", 20),
    )
    found = [f for x in book.findings for d in x.differences for f in d.figures if f.high == 0]
    assert found
    assert all(isinstance(f.low, float) and isinstance(f.high, float) for f in found)


def test_what_two_reports_give_in_one_figure_is_one_finding() -> None:
    book = ledger(report(FERRY_WIRE, "Salen Wire", 0), report(FERRY_RADIO, "Coast Radio", 2))
    told = [finding.text for finding in book.findings]
    assert told.count("Four people died when the ferry ran aground on Monday morning") == 1
    assert len({finding.id for finding in book.findings}) == len(told)


def test_those_who_are_badly_hurt_are_not_all_who_are_hurt() -> None:
    book = ledger(
        report("The crash at Torvale station injured 40 people, police said.", "Herald", 2),
        report("The crash at Torvale station seriously injured eight people.", "Courier", 2),
    )
    assert [f.status for f in book.findings if f.status == "disputed"] == []


def test_people_who_are_named_bear_out_a_toll_and_never_stand_for_it() -> None:
    book = ledger(
        report("A truck drove into the fair in Torvale and killed 80 people.", "Herald", 2),
        report("Ivo Marr said his wife and his son were killed at the fair in Torvale.", "Post", 3),
        report("The truck that drove into the fair in Torvale killed 84 people.", "Courier", 30),
    )
    difference = compared(book, "dead")
    assert difference.explanation == "dead: 80, then 84; the later figure replaces the earlier"
