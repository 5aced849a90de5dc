"""What an editor would strike: halves of sentences, figures of things named elsewhere."""

from __future__ import annotations

from tests.pipeline import ledger, report

OPPOSED = (
    "Orvenia sent 400 soldiers to the border post of Kell on Monday. The decision has sparked "
    "mixed reactions, with some experts warning of increased risks of escalation, while others "
    "argue it is a necessary step for self-defense."
)


def lines(book: object, kind: str) -> list[str]:
    brief = book.briefs[0]  # type: ignore[attr-defined]
    return [line.text for s in brief.sections if s.kind == kind for line in s.lines]


def test_a_sentence_that_holds_both_sides_of_a_dispute_is_printed_whole() -> None:
    (told,) = lines(ledger(report(OPPOSED, "Post", 0)), "disputed")
    assert told.startswith("The decision has sparked mixed reactions")
    assert told.endswith("a necessary step for self-defense.")


def test_a_figure_of_something_named_elsewhere_stands_in_no_table() -> None:
    book = ledger(
        report("The war in Orvenia entered its 1,000th day on Monday, the army said.", "Post", 0)
    )
    assert not any("1,000th" in line for line in lines(book, "numbers"))


def test_an_opener_that_ties_a_sentence_to_the_one_before_is_not_printed() -> None:
    book = ledger(
        report(
            "The flood broke the dam of Kell on Monday. Consequently, Ana Ruiz urged the "
            "people of Kell to leave, Radio Kell said. In addition, 400 soldiers came to Kell.",
            "Post",
            0,
        )
    )
    told = [line.text for s in book.briefs[0].sections for line in s.lines]
    assert any(line.startswith("Ana Ruiz urged the people") for line in told)
    assert not any(line.startswith(("Consequently", "In addition")) for line in told)


def test_of_a_sentence_that_looks_ahead_twice_its_main_clause_is_the_forecast() -> None:
    book = ledger(
        report(
            "A storm broke the north mole of Kell and sank two trawlers on Sunday. "
            "As Mayor Ana Ruiz prepares to leave office in Kell, Orvenia expects the dockers of "
            "Port Vela to strike on Monday.",
            "Post",
            0,
        )
    )
    (section,) = [s for s in book.briefs[0].sections if s.kind == "outlook"]
    assert [line.label for line in section.lines] == ["Orvenia"]


def test_a_forecast_that_nobody_answers_for_is_told_once_in_whatever_words() -> None:
    text = (
        "The mole at Port Vela broke on Monday. Increased engagement of the navies of Orvenia and "
        "Kestrany is likely as the conflict escalates. Crews closed the harbour on Tuesday. The "
        "use of rockets could lead to a significant increase in engagements between the navies "
        "of Orvenia and Kestrany, potentially drawing in Orlen."
    )
    book = ledger(report(text, "Post", 0))
    told = [x for s in book.briefs[0].sections if s.kind == "outlook" for x in s.lines]
    assert len(told) == 1
