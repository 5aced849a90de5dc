"""Four invented reports of an invented cracked dam, and where words stand in them."""

from __future__ import annotations

from datetime import UTC, datetime

from sitrep.records import Report

WIRE = Report(
    id="r1",
    publisher="Tessel Wire",
    title="Crack in Morvale dam drives 2,400 from homes",
    byline="Ida Fenn",
    path="reports/wire.txt",
    url="https://wire.example/morvale",
    published=datetime(2031, 5, 4, 6, 30, tzinfo=UTC),
    text=(
        "MORVALE, May 4 (Tessel Wire) - A crack opened in the Morvale dam on Sunday and "
        "2,400 people were told to leave their homes.\n\n"
        "“The wall is holding and we expect it to hold,” said Chief Engineer Pell Arrow. "
        "She said the gates were opened at 3 a.m.\n\n"
        "The reservoir will be drained by Friday, Arrow said."
    ),
)
COPY = Report(
    id="r2",
    publisher="Vale Courier",
    title="2,400 flee as dam cracks",
    path="reports/courier.html",
    url="https://courier.example/dam?x=1&y=2",
    published=datetime(2031, 5, 4, 9, 5, tzinfo=UTC),
    text=(
        "A crack opened in the Morvale dam on Sunday and 2,400 people were told to leave "
        "their homes.\n\n"
        "“The wall is holding and we expect it to hold,” said Chief Engineer Pell Arrow.\n\n"
        "More: Weather | Traffic | Horoscope"
    ),
)
OWN = Report(
    id="r3",
    publisher="Lower Vale Gazette",
    title="We heard nothing, say mill families",
    path="reports/gazette.txt",
    published=datetime(2031, 5, 4, 15, 0, tzinfo=UTC),
    text=(
        "Water was running through a crack in the Morvale dam on Sunday, a reporter saw.\n\n"
        "“Nobody opened a gate before six,” said miller Osric Tane, who lives below the wall.\n\n"
        "About 2,600 people had left by noon, the parish council said."
    ),
)
LATER = Report(
    id="r4",
    path="reports/monday.txt",
    text=(
        "Geologist Wen Halloran warned that the wall could fail within a week if rain returns.\n\n"
        "By Monday evening 3,100 people had been moved out.\n\n"
        "Minister Sorrel Quay called the repair programme “a scandal of the last ten years”."
    ),
)
REPORTS = (WIRE, COPY, OWN, LATER)


def place(report: Report, words: str) -> tuple[int, int]:
    """Where ``words`` stand in a report's text, which holds them exactly once."""
    assert report.text.count(words) == 1, words
    start = report.text.index(words)
    return start, start + len(words)
