"""The body of the brief: headings by whom the lines speak of, and no line lost."""

from __future__ import annotations

from dataclasses import replace

from sitrep.brief.desk import Desk
from sitrep.brief.narrative import _in_order, narrative
from sitrep.records import Cite, Line
from sitrep.settings import DEFAULT
from tests.pipeline import ledger, report

WAR = (
    "Kestrany's army shelled the power stations of Velmora on Monday. "
    "Orvenia signed a contract for explosives with two firms, as Kestrany's raids worry the coast. "
    "This decision drew protests from miners in the north of the island. "
    "Kestrany closed its border with Velmora to all goods on Tuesday. "
    "Tolmin's parliament voted for a budget of 4 billion crowns. "
    "Kestrany released 14 prisoners after talks with the Red Cross."
)


def sections(text: str) -> dict[str, list[str]]:
    book = ledger(report(text, "Post", 0))
    desk = Desk(book, book.stories[0], replace(DEFAULT, takeaways=1))
    return {s.heading: [line.text for line in s.lines] for s in narrative(desk)}


def test_a_line_stands_under_whom_it_speaks_of() -> None:
    assert sections(WAR) == {
        "Kestrany": [
            "Kestrany's army shelled the power stations of Velmora on Monday.",
            "Kestrany closed its border with Velmora to all goods on Tuesday.",
            "Kestrany released 14 prisoners after talks with the Red Cross.",
        ],
        "Also reported": [
            (
                "Orvenia signed a contract for explosives with two firms, as Kestrany's raids "
                "worry the coast."
            ),
            "Tolmin's parliament voted for a budget of 4 billion crowns.",
        ],
    }


def test_a_line_that_is_alone_under_its_heading_is_not_lost() -> None:
    pointing = "They in Orvenia were glad of it."
    told = sections(f"{WAR} {pointing}")
    assert "Orvenia" not in told
    assert any(line.startswith("Orvenia signed a contract") for line in told["Also reported"])


def line(text: str, *claims: str) -> Line:
    return Line(text, tuple(Cite(claim, "r", 0, 9) for claim in claims))


def test_what_points_back_stands_behind_what_it_points_at() -> None:
    """The first claim cited is the line's own, the last what "this move" follows on."""
    shift = line("The shift follows the sale.", "c1", "c9")
    protest = line("This move drew protests.", "c2", "c3")
    closing = line("Orvenia closed the port.", "c3")
    assert list(_in_order([shift, protest, closing])) == [shift, closing, protest]
    circle = line("This order follows that one.", "c3", "c2")
    assert list(_in_order([protest, circle])) == [protest, circle]
