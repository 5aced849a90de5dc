"""The two sides of a dispute, as the brief sets them against each other."""

from __future__ import annotations

from dataclasses import replace

from sitrep.brief.desk import Desk
from sitrep.brief.disputes import disputed
from sitrep.records import Copy
from sitrep.settings import DEFAULT
from tests.pipeline import ledger, report


def test_a_report_is_not_set_against_its_own_rewrite() -> None:
    doubt = report("Analysts say the missiles may not change the course of the war.", "Post", 0)
    echo = report("Analysts say the missiles could change the course of the war.", "Herald", 0)
    other = report("The missiles could change the war, the minister says.", "Globe", 0)
    book = ledger(doubt, echo, other)

    def sides(*copies: Copy) -> set[str]:
        desk = Desk(replace(book, copies=copies), book.stories[0], DEFAULT)
        return {desk.reports[line.cites[0].report].publisher or "" for line in disputed(desk).lines}

    by, of = sorted((doubt.id, echo.id))
    assert sides() == {"Herald", "Post"}
    assert sides(Copy(by, of, "rewrite", 0.8, 1.0, directed=False)) == {"Globe", "Post"}


def test_one_wire_may_tell_what_two_people_say() -> None:
    wire = report(
        "The port authority said that the general alarm was sounded on the quay before the blast "
        "in the warehouse on Tuesday. Marta Oskell of the dockers' union said no alarm was sounded "
        "on the quay before the blast in the warehouse on Tuesday.",
        "Halyard",
        0,
    )
    other = report(
        "Harbour master Ines Ray said the alarm was sounded before the warehouse blast. Bread was "
        "dear in Kell. The sea was calm and ships left for Velmora in the evening.",
        "Post",
        1,
    )
    book = ledger(wire, other)
    desk = Desk(book, book.stories[0], DEFAULT)
    told = [line.text for line in disputed(desk).lines]
    assert len(told) == 2
    assert any("The port authority said" in line for line in told)
    assert any("Marta Oskell" in line for line in told)
