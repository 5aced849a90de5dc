"""The small pictures: what is drawn for which figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.records import Copy, Count
from sitrep.renderings import pictures
from sitrep.renderings.axis import Spot, scale, stacked
from sitrep.renderings.carriers import carriers
from sitrep.renderings.descent import branches
from sitrep.renderings.links import Inside
from sitrep.renderings.lookup import Lookup
from tests.renderings.sample import LEDGER

days = st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("count", "full", "hollow"),
    [(Count(1, 1), 1, 0), (Count(2, 3), 2, 1), (Count(0, 1), 0, 1), (Count(3, 20), 0, 0)],
)
def test_a_dot_is_full_when_the_line_is_certain(count: Count, full: int, hollow: int) -> None:
    drawn = pictures.dots(count)
    assert (drawn.count('"full"'), drawn.count('"hollow"')) == (full, hollow)


def test_the_ladder_rises_to_the_certainty() -> None:
    assert pictures.ladder("possible").count('"full"') == 1
    assert pictures.ladder("expected").count('"full"') == 3
    assert pictures.ladder("asserted").count('"full"') == 7
    assert pictures.ladder("denied").count('"full"') == 0


@given(st.lists(days, min_size=1, max_size=12), st.lists(days, max_size=4))
def test_an_axis_keeps_order_and_stays_on_the_paper(
    starts: list[datetime], ends: list[datetime]
) -> None:
    drawn = scale(starts, ends)
    places = [drawn.at(start) for start in sorted(starts)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in [*places, *(drawn.at(end) for end in ends)])
    assert all(0 <= tick.at <= 100 for tick in drawn.ticks)


def test_empty_years_are_left_out() -> None:
    drawn = scale([at("1974-01-01"), at("2024-03-12"), at("2024-03-13"), at("2024-03-14")])
    assert len(drawn.stretches) == 2
    assert drawn.at(at("2024-03-14")) - drawn.at(at("2024-03-12")) > 50
    assert drawn.ticks[0].label == "1974"


def test_three_days_are_not_cut() -> None:
    drawn = scale([at("2024-03-12T04:32"), at("2024-03-12T05:00"), at("2024-03-14T18:00")])
    assert len(drawn.stretches) == 1
    assert [tick.label for tick in drawn.ticks] == ["13 Mar", "14 Mar"]


@pytest.mark.parametrize(
    ("times", "labels"),
    [
        (["2024-03-12T07:00", "2024-03-14T17:00"], ["13 Mar", "12:00", "14 Mar", "12:00"]),
        (["2024-03-12T07:00", "2024-03-12T19:00"], ["12 Mar, 09:00", "15:00", "18:00"]),
    ],
)
def test_a_clock_time_under_an_axis_says_of_which_day_it_is(
    times: list[str], labels: list[str]
) -> None:
    assert [tick.label for tick in scale([at(time) for time in times]).ticks] == labels


def test_copies_of_reports_without_a_time_are_drawn_without_a_time_line() -> None:
    timeless = replace(LEDGER, reports=tuple(replace(r, published=None) for r in LEDGER.reports))
    lookup = Lookup(timeless)
    drawn, rows = branches(lookup, timeless.stories[0], Inside(lookup))
    assert drawn is None
    picture = pictures.tree(rows, drawn)
    assert 'class="date"' not in picture
    assert picture.count('class="bough') == 2 * picture.count('class="copy"') > 0


def test_spots_of_one_moment_are_stacked() -> None:
    spots = [Spot(number, 50.0, 50.0, f"a{number}") for number in (1, 2, 3)]
    assert [point.lane for point in stacked(spots)] == [0, 1, 2]


def test_a_copy_hangs_from_what_it_was_taken_from() -> None:
    lookup = Lookup(LEDGER)
    _, rows = branches(lookup, LEDGER.stories[0], Inside(lookup))
    assert [(row.name, row.parent) for row in rows] == [
        ("Tessel Wire", None),
        ("Vale Courier", "r1"),
        ("Lower Vale Gazette", None),
        ("monday.txt", None),
    ]


def test_a_ring_of_copies_is_drawn_once_each() -> None:
    ring = tuple(
        Copy(by, of, "rewrite", 0.9, 0.9) for by, of in (("r1", "r2"), ("r2", "r3"), ("r3", "r1"))
    )
    lookup = Lookup(replace(LEDGER, copies=ring))
    _, rows = branches(lookup, LEDGER.stories[0], Inside(lookup))
    assert sorted(row.report for row in rows) == ["r1", "r2", "r3", "r4"]


def test_the_table_tells_own_words_from_copies_and_sides_from_stages() -> None:
    table = carriers(Lookup(LEDGER), LEDGER.stories[0])
    told = {
        row.finding.id: [cell and (cell.manner, cell.side) for cell in row.cells]
        for row in table.rows
    }
    assert table.reports == ("r1", "r2", "r3", "r4")
    assert table.groups == (2, 1, 1)
    assert told == {
        "f1": [("own", ""), ("copy", ""), ("own", ""), None],
        "f2": [("own", "1"), ("copy", "1"), ("own", "2"), ("own", "3")],
        "f3": [("own", "A"), None, ("own", "B"), None],
        "f4": [("own", ""), ("copy", ""), None, None],
    }
    assert table.alone == 1


def test_where_the_direction_is_unknown_the_table_says_so() -> None:
    blind = replace(LEDGER.copies[0], directed=False)
    undated = tuple(replace(report, published=None) for report in LEDGER.reports)
    table = carriers(Lookup(replace(LEDGER, copies=(blind,), reports=undated)), LEDGER.stories[0])
    crack = next(row for row in table.rows if row.finding.id == "f1")
    told = {cell.claim.report: cell.manner for cell in crack.cells if cell}
    assert told == {"r1": "shared", "r2": "shared", "r3": "own"}


def test_a_report_without_a_time_stands_right_of_its_original() -> None:
    reports = (LEDGER.reports[0], replace(LEDGER.reports[1], published=None), *LEDGER.reports[2:])
    lookup = Lookup(replace(LEDGER, reports=reports))
    _, rows = branches(lookup, LEDGER.stories[0], Inside(lookup))
    by_name = {row.name: row.at for row in rows}
    assert by_name["Vale Courier"] > by_name["Tessel Wire"]
