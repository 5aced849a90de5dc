"""Moves between stories take effect one after the other, and ids that went lead on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from sitrep.records import Report
from sitrep.store import open_base
from sitrep.store.moves import Moved, carry_out
from sitrep.store.reports import NewReport, add_reports
from sitrep.store.schema import redirect
from sitrep.store.stories import Placed, place, stories_of

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


def whole(old: str, new: str) -> Moved:
    return Moved(old, new, (), "they are one", whole=True)


def some(old: str, new: str, *reports: str) -> Moved:
    return Moved(old, new, reports, "they are liker to this one", whole=False)


#: (moves, the story of r1, r2 and r3 afterwards, where ids lead); before, r1 is in a, r2 in b, r3
#: in c, and the id x leads to a
CASES = [
    ([], "abc", {"x": "a"}),
    ([whole("a", "b")], "bbc", {"a": "b", "x": "b"}),
    ([whole("a", "b"), whole("b", "c")], "ccc", {"a": "c", "b": "c", "x": "c"}),
    ([some("a", "b", "r1")], "bbc", {"x": "a"}),
    ([whole("a", "b"), some("c", "a", "r3")], "bba", {"x": "b"}),
    ([some("c", "x", "r3")], "abx", {}),
    ([some("c", "a", "r3"), whole("a", "b")], "bbb", {"a": "b", "x": "b"}),
]


@pytest.mark.parametrize(("moves", "homes", "leads"), CASES)
def test_moves_take_effect_in_their_order(
    tmp_path: Path, moves: list[Moved], homes: str, leads: dict[str, str]
) -> None:
    base = open_base(tmp_path / "news.db")
    with base.writing() as connection:
        reports = [Report(f"r{n}", f"Paper {n} reports.") for n in (1, 2, 3)]
        add_reports(
            connection, base, [NewReport(r, f"a{r.id}", 1, NOON, NOON, None) for r in reports]
        )
        place(
            connection,
            [Placed(f"r{n}", "abc"[n - 1], 1.0, "", NOON, b"") for n in (1, 2, 3)],
        )
        connection.execute(insert(redirect).values(old="x", new="a"))
        carry_out(connection, moves)
        found = stories_of(connection, ["r1", "r2", "r3"])
        kept = {row.old: row.new for row in connection.execute(select(redirect))}
    assert "".join(found[f"r{n}"] for n in (1, 2, 3)) == homes
    assert kept == leads
