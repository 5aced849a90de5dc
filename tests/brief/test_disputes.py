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
