"""Quantities: the figures of a news text as intervals with unit and what they count."""

from __future__ import annotations

import pytest

from sitrep.analysis.numbers import numbers
from sitrep.analysis.quantities import find_quantities
from sitrep.analysis.times import find_times
from sitrep.records import Quantity, Report, Sentence


def quantities(text: str) -> list[Quantity]:
    report = Report(id="r", text=text)
    sentences = (Sentence(start=0, end=len(text)),)
    return list(find_quantities(report, sentences, find_times(report, sentences)))


def shown(text: str) -> list[tuple[str, float | None, float | None, str]]:
    return [(text[x.start : x.end], x.low, x.high, x.unit) for x in quantities(text)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("1.5 million", 1.5e6, 1.5e6),
        ("one hundred and sixteen", 116, 116),
        ("12,34,567.89", 1234567.89, 1234567.89),
        ("1.234.567,8", 1234567.8, 1234567.8),
        ("two and a half million", 2.5e6, 2.5e6),
        ("half a dozen", 6, 6),
        ("three quarters", 0.75, 0.75),
        ("2 1/2", 2.5, 2.5),
        ("tens of thousands", 20000, 99999),
        ("several hundred", 300, 999),
        ("4 thousand 3 hundred and 21", 4321, 4321),
        ("twenty-first", 21, 21),
        ("1,000th", 1000, 1000),
        ("nineteen ninety-six", 1996, 1996),
        ("11bn", 11e9, 11e9),
        ("three lakh crore", 3e12, 3e12),
    ],
)
def test_numbers_as_written(text: str, low: float, high: float) -> None:
    (number,) = [item for item in numbers(text, 0, len(text)) if item.kind in "NFVO"]
    assert (number.start, number.end) == (0, len(text))
    assert number.low == pytest.approx(low)
    assert number.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nearly 300 people fled.", [("Nearly 300", 270, 300, "")]),
        ("Upwards of 10,000 troops came.", [("Upwards of 10,000", 10000, None, "")]),
        ("The bill gives $175 billion in aid.", [("$175 billion", 175e9, 175e9, "$")]),
        ("A range of 190 miles.", [("190 miles", 190, 190, "mile")]),
        ("Dozens of villages burned.", [("Dozens", 24, 99, "")]),
        ("Between 5 and 10 million are at risk.", [("Between 5 and 10 million", 5e6, 10e6, "")]),
        ("She offered a $20,000 reward.", [("$20,000", 20000, 20000, "$")]),
        ("She offered A$20,000.", [("A$20,000", 20000, 20000, "A$")]),
        ("It costs $5 to $10 million.", [("$5 to $10 million", 5e6, 10e6, "$")]),
        ("A third of voters stayed away.", [("A third", 1 / 3, 1 / 3, "")]),
        ("It fell to -12°C.", [("-12°C", -12, -12, "°C")]),
        ("Up to 60 jets are on order.", [("Up to 60", None, 60, "")]),
        ("At least 12 died.", [("At least 12", 12, None, "")]),
        ("About 50 were hurt.", [("About 50", 45, 55, "")]),
        ("Rates rose 2 percentage points.", [("2 percentage points", 2, 2, "percentage point")]),
        ("A 45-acre farm burned.", [("45-acre", 45, 45, "acre")]),
        ("A 43-year-old man died.", [("43-year-old", 43, 43, "year")]),
        ("Its 1,000th day began.", [("1,000th", 1000, 1000, "")]),
        ("Two or three shells fell.", [("Two or three", 2, 3, "")]),
        ("He paid US$7.2 bn for it.", [("US$7.2 bn", 7.2e9, 7.2e9, "US$")]),
        ("Brent fell to $80 per barrel.", [("$80 per barrel", 80, 80, "$ per barrel")]),
    ],
)
def test_quantities_as_intervals(
    text: str, expected: list[tuple[str, float | None, float | None, str]]
) -> None:
    found = shown(text)
    assert [(x[0], x[3]) for x in found] == [(x[0], x[3]) for x in expected]
    for got, want in zip(found, expected, strict=True):
        assert got[1] == pytest.approx(want[1]) if want[1] is not None else got[1] is None
        assert got[2] == pytest.approx(want[2]) if want[2] is not None else got[2] is None


@pytest.mark.parametrize(
    "text",
    [
        "An F-16 and a Su-34 fell near a Boeing 737.",
        "They won 52-35.",
        "Call +1-222-2222-2222.",
        "Article 5 of the treaty and Storm 2 were named.",
        "One of the men said no one knew.",
        "On 3 May 2024 at 16:08 he left after three years.",
        "The first shot was the last.",
        "Covid-19 and the A330-300E.",
        "2. Open the door.",
    ],
)
def test_numbers_that_are_no_quantities(text: str) -> None:
    assert shown(text) == []


def test_a_rise_from_one_figure_to_another_is_no_range() -> None:
    assert [x[0] for x in shown("Support rose from 5 to 10 percent.")] == ["5", "10 percent"]


def test_si_values_stand_beside_the_written_unit() -> None:
    (miles,) = quantities("It flew 100 miles.")
    assert miles.unit_si == "m"
    assert miles.low_si == pytest.approx(160934.4)
    (tons,) = quantities("It carried 10 tons.")  # short, metric or long: the interval holds all
    assert tons.low_si == pytest.approx(9071.8474)
    assert tons.high_si == pytest.approx(10160.469088)
    (heat,) = quantities("It was 212 degrees Fahrenheit.")
    assert heat.low_si == pytest.approx(373.15)
    (money,) = quantities("It cost €3 million.")
    assert (money.unit_si, money.low_si) == ("EUR", 3e6)


def test_what_is_counted_is_named() -> None:
    assert quantities("Some 10,000 North Korean troops arrived.")[0].measures == "troops"
    assert quantities("Aid of $175 billion in weapons was sent.")[0].measures == "weapons"


@pytest.mark.parametrize(
    "text",
    ["", "9" * 30000, "1," * 8000, "$" * 4000, "- 5 " * 3000, "one hundred " * 2000, "½" * 500,
     "of 1/2/3/4 1.2.3.4.5 \u0663\u0664 \u202e12% 5 million million million", "5-" * 4000],
)  # fmt: skip
def test_ugly_text_is_read_without_harm(text: str) -> None:
    for found in quantities(text):
        assert 0 <= found.start < found.end <= len(text)
