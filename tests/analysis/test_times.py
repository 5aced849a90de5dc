"""Times: what a reader would ring in a news text, with its value and its interval."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pipeline import ledger, report

from sitrep.analysis.quantities import find_quantities
from sitrep.analysis.times import find_times
from sitrep.analysis.times_words import time_words
from sitrep.records import Report, Sentence, TimeExpression

#: a Thursday
PUBLISHED = datetime(2024, 11, 21, 9, 30, tzinfo=UTC)


def times(text: str, published: datetime | None = PUBLISHED) -> list[TimeExpression]:
    report = Report(id="r", text=text, published=published)
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Sentence(start=at, end=at + len(line)))
        at += len(line) + 1
    return list(find_times(report, tuple(spans)))


def pairs(text: str, published: datetime | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(text[x.start : x.end], x.value) for x in times(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The depot burned on Tuesday, officials said.", [("Tuesday", "2024-11-19")]),
        ("The envoys will meet on Tuesday in Oslo.", [("Tuesday", "2024-11-26")]),
        ("The minister resigned on Thursday.", [("Thursday", "2024-11-21")]),
        ("It has raged since February 2022.", [("February 2022", "2022-02")]),
        ("The bridge fell on 3 March 2021.", [("3 March 2021", "2021-03-03")]),
        ("He was sworn in on October 4.", [("October 4", "2024-10-04")]),
        ("The port will open on January 15.", [("January 15", "2025-01-15")]),
        ("A panel will look into the June 6 riot.", [("June 6", "2024-06-06")]),
        ("He will appeal the Nov. 5 ruling.", [("Nov. 5", "2024-11-05")]),
        ("The court will hear them on Dec. 3.", [("Dec. 3", "2024-12-03")]),
        ("Prices rose last month.", [("last month", "2024-10")]),
        ("The vote is due next week.", [("next week", "2024-W48")]),
        ("They signed a deal last year.", [("last year", "2023")]),
        ("Rain is expected tomorrow.", [("tomorrow", "2024-11-22")]),
        ("The attack came two weeks ago.", [("two weeks ago", "2024-W45")]),
        ("She was elected three years ago.", [("three years ago", "2021")]),
        ("Late last year the plant closed.", [("Late last year", "2023")]),
        ("It fell in the third quarter of 2023.", [("the third quarter of 2023", "2023-Q3")]),
        ("The song dates from the 1980s.", [("the 1980s", "198")]),
        ("A palace of the 17th century burned.", [("the 17th century", "16")]),
        ("Shelling resumed on Tuesday night.", [("Tuesday night", "2024-11-19TNI")]),
        ("Sirens sounded last night.", [("last night", "2024-11-20TNI")]),
        ("Polls will close at 8:00 p.m. GMT on Sunday.", None),
        ("Talks dragged on for three years.", [("three years", "P3Y")]),
        ("A 20-year lease was signed.", [("20-year", "P20Y")]),
        ("It has doubled over the past three years.", [("the past three years", "P3Y")]),
        ("Buses run every day.", [("every day", "P1D")]),
        ("Drones strike daily.", [("daily", "P1D")]),
        ("In recent weeks the front moved.", [("recent weeks", "PAST_REF")]),
        ("The embassy is currently closed.", [("currently", "PRESENT_REF")]),
        ("By the end of this year it will be ready.", [("the end of this year", "2024")]),
        ("The truce began on Christmas Eve 2023.", [("Christmas Eve 2023", "2023-12-24")]),
        ("It opened in mid-2019.", [("mid-2019", "2019")]),
        ("Last summer was hot.", [("Last summer", "2024-SU")]),
        ("In the spring of 1994 he left.", [("the spring of 1994", "1994-SP")]),
    ],
)
def test_times_and_their_values(text: str, expected: list[tuple[str, str]] | None) -> None:
    found = pairs(text)
    if expected is None:
        assert found == [("8:00 p.m. GMT on Sunday", "2024-11-24T20:00Z")]
    else:
        assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "The army may march on the capital.",
        "He seconded the motion; a second attempt failed.",
        "The Sun said so.",
        "A 43-year-old man was held.",
        "They won 3-2 and then 52-35.",
        "Flight 370 was a Boeing 737.",
        "The shop is open 24/7.",
        "Some 2000 people fled.",
        "She will spring a surprise if prices fall below cost.",
        "Call 555-2010-2015 for help.",
        "I am sure that he will mark the spot.",
        "The dish is worth the wait.",
        "A woman in her mid-50s left the ship.",
        "A man in his early 40s left the ship.",
        "The pre-dawn raid found nothing.",
    ],
)
def test_words_that_are_no_times(text: str) -> None:
    assert pairs(text) == []


def test_the_next_day_hangs_on_the_day_told_last() -> None:
    text = (
        "The mine blew up on 3 May 2024.\nThe next day miners struck.\nTwo days later it reopened."
    )
    assert [value for _, value in pairs(text)] == ["2024-05-03", "2024-05-04", "2024-05-06"]


def test_without_a_publication_day_no_day_is_invented() -> None:
    text = "He spoke on Tuesday, after last week's raid; in October it will end tomorrow."
    found = times(text, None)
    assert len(found) == 4
    assert all(x.earliest is None and x.latest is None for x in found)


def test_a_dateline_of_its_own_serves_as_publication_day() -> None:
    text = "Mine blast kills four\nNovember 20, 2024\nThe blast came on Tuesday."
    assert pairs(text, None)[-1] == ("Tuesday", "2024-11-19")


def test_explicit_dates_need_no_publication_day() -> None:
    assert pairs("Since February 2022 it has raged.", None) == [("February 2022", "2022-02")]


def test_intervals_hold_the_whole_period_and_halves_of_it() -> None:
    month, early, past = times("In October 2024, in early 2023 and over the past three years.")
    assert month.earliest == datetime(2024, 10, 1, tzinfo=UTC)
    assert month.latest == datetime(2024, 10, 31, 23, 59, 59, tzinfo=UTC)
    assert early.latest is not None
    assert early.latest < datetime(2023, 7, 3, tzinfo=UTC)
    assert past.earliest == datetime(2021, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9" * 5000,
        "12:" * 3000,
        "last " * 3000,
        "the first of the last of " * 500,
        "1-" * 4000,
        "\u202eTuesday \u0661\u0662 \U0001f600 2024-13-45 31/31/31 99:99 February 30, 2023",
        "in in in 0000 0001-01-01 9999 years ago; 99999999999 years later",
        "May 1e400, 1e999 days ago, one in 1e400, March 10^9, 1,2,3/0/99999999999",
    ],
)
def test_ugly_text_is_read_without_harm(text: str) -> None:
    for found in times(text):
        assert 0 <= found.start < found.end <= len(text)
        assert not text[found.start].isspace()
        assert not text[found.end - 1].isspace()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least three days of talks ended.", [("At least three days", "P3D")]),
        (
            "On Jan. 12, 2010, at about 4:53 p.m., the ground shook.",
            [("Jan. 12, 2010", "2010-01-12"), ("4:53 p.m.", "2010-01-12T16:53")],
        ),
        (
            "The truce held Friday through Sunday.",
            [("Friday", "2024-11-15"), ("Sunday", "2024-11-17")],
        ),
        ("They met twice a week.", [("a week", "P1W")]),
        # an hour of the past goes on with the day told of before it
        (
            "A man was shot on Tuesday.\nCrews came at 2 p.m.\nThe hearing is at 9 a.m.",
            [
                ("Tuesday", "2024-11-19"),
                ("2 p.m.", "2024-11-19T14:00"),
                ("9 a.m.", "2024-11-21T09:00"),
            ],
        ),
        # the report is dated Thursday: it was Friday there already, or it was renewed
        ("Troops attacked early Friday.", [("early Friday", "2024-11-22")]),
        ("He was shot on Friday morning.", [("Friday morning", "2024-11-22TMO")]),
        ("He died at 2:19 a.m. on Friday.", [("2:19 a.m. on Friday", "2024-11-22T02:19")]),
        ("He was shot late Friday.", [("late Friday", "2024-11-15")]),
        ("He was shot on Friday.", [("Friday", "2024-11-15")]),
        ("He read the first three-quarters of it and the last two-thirds.", []),
    ],
)
def test_times_that_lean_on_their_neighbours(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(text) == expected


#: words of the grammars, numbers of every shape, and marks that join them
WORDS = st.sampled_from(
    [
        *sorted(time_words().letters),
        *[
            "0",
            "00",
            "31",
            "32",
            "1999",
            "2024",
            "99999",
            "1e400",
            "10,000",
            "1,2,3",
            "3.5",
            "-5",
            "1/4",
            "½",
            "٣",
            "২০",
            "²",
            "'80s",
            "Q3",
        ],
        *[
            "half",
            "quarter",
            "three-quarters",
            "two-thirds",
            "hundred",
            "billion",
            "dozen",
            "dozens",
            "first",
            "last",
        ],
        *[
            "-",
            ",",
            ".",
            ":",
            "/",
            "(",
            ")",
            "%",
            "$",
            "€",
            "am",
            "pm",
            "GMT",
            "per",
            "of",
            "in",
            "every",
            "out",
            "between",
            "and",
            "or",
            "than",
        ],
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(WORDS, max_size=9), st.sampled_from([" ", "-", "/", ""]))
def test_no_order_of_numbers_and_words_of_time_does_harm(words: list[str], joint: str) -> None:
    text = joint.join(words)
    report = Report(id="r", text=text, published=PUBLISHED)
    lines = (Sentence(start=0, end=len(text)),)
    found = find_times(report, lines)
    for one in (*found, *find_quantities(report, lines, found)):
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The tie-up was proposed in February.", "2024-02"),
        ("The price was agreed in February.", "2024-02"),
        ("The last payment was due in February.", "2025-02"),
        ("The vote was scheduled for February.", "2025-02"),
    ],
)
def test_a_passive_looks_back_unless_it_arranges(text: str, value: str) -> None:
    made = ledger(replace(report(text), published=PUBLISHED))
    assert [x.value for x in made.analyses[0].times] == [value]
