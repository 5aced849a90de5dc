"""What a report says besides, on the topic of a finding, is a finding of its own."""

from __future__ import annotations

from tests.pipeline import finding_with, ledger, report

MINES = (
    "Kestrany has scattered anti-personnel mines across the fields of Velmora since the war began "
    "in May 2021. The anti-personnel mines in Velmora have drawn criticism from aid groups. "
    "The harbour of Port Ellery reopened on Monday."
)
BESIDE = (
    "Kestrany scattered anti-personnel mines across Velmora from May 2021 on, observers found. "
    "Prices of bread rose in Port Ellery."
)


def test_what_one_report_says_besides_stands_on_its_own_and_is_told() -> None:
    book = ledger(report(MINES, "Post", 0), report(BESIDE, "Herald", 1))
    scattered = finding_with(book, "Kestrany has scattered", "Kestrany scattered")
    criticised = finding_with(book, "drawn criticism from aid groups")
    assert criticised.id != scattered.id
    assert (criticised.status, criticised.k.high) == ("single-source", 1)
    told = [line.text for section in book.briefs[0].sections for line in section.lines]
    assert "The anti-personnel mines in Velmora have drawn criticism from aid groups." in told


def test_what_a_report_says_twice_is_one_finding() -> None:
    twice = "Kestrany closed its embassy in Port Ellery on Monday."
    book = ledger(
        report(f"{twice} Ships waited outside. {twice[:-1]}, for fear of raids.", "Post", 0)
    )
    found = finding_with(book, "for fear of raids")
    assert len(found.claims) == 2
