"""What is timed is what the figure says: one story of so many reports, and stories apart."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest
from bench.made import made_collection, made_reports
from bench.speed import inside, outside

from sitrep import pipeline
from sitrep.records import Ledger, Report
from sitrep.reports import read
from sitrep.settings import DEFAULT
from tests.pipeline import tagger

FIRE = Path(__file__).parents[2] / "examples" / "harbour-fire"
EXAMPLES = read([str(FIRE)], DEFAULT)[0]


@pytest.fixture
def concluded(monkeypatch: pytest.MonkeyPatch) -> list[Ledger]:
    """Every ledger that is concluded while a bench runs."""
    found: list[Ledger] = []

    def kept(*given: object, **named: object) -> Ledger:
        found.append(pipeline.conclude(*given, **named))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr("bench.speed.conclude", kept)
    return found


def test_a_story_of_so_many_reports_is_one_story_of_all_of_them(concluded: list[Ledger]) -> None:
    figures = inside(made_reports(EXAMPLES, 4, 1), (2, 4), tagger(), repeats=1)
    assert [[len(s.reports) for s in ledger.stories] for ledger in concluded] == [[2], [4]]
    assert "after analysis, a story of 4 reports, s" in figures
    assert "  growth inside a story, exponent" in figures


def test_a_collection_that_grows_has_more_stories_of_one_size(concluded: list[Ledger]) -> None:
    figures = outside((1, 2), 3, tagger(), repeats=1)
    assert [[len(s.reports) for s in ledger.stories] for ledger in concluded] == [[3], [3, 3]]
    assert "after analysis, 2 stories of 3 reports, s" in figures
    assert "  growth with the reports outside, exponent" in figures


def test_the_same_seed_makes_the_same_reports() -> None:
    assert made_reports(EXAMPLES, 5, 1) == made_reports(EXAMPLES, 5, 1)
    assert made_reports(EXAMPLES, 5, 1) != made_reports(EXAMPLES, 5, 2)


def test_two_made_happenings_have_no_name_and_no_day_in_common() -> None:
    happenings = made_collection(EXAMPLES, 3, 4, 1)
    assert [len(one) for one in happenings] == [4, 4, 4]
    texts = " ".join(report.text for one in happenings for report in one)
    assert "Tuesday" in texts, "the calendar keeps its names"
    assert not re.search("Ellery|Kestrany|Calloway", texts)
    for one, other in combinations(happenings, 2):
        assert _invented(one)
        assert not _invented(one) & _invented(other)
        assert max(_days(one)) < min(_days(other))


def _invented(reports: tuple[Report, ...]) -> set[str]:
    """The names that no example has."""
    known = " ".join(example.text for example in EXAMPLES)
    words = {w for r in reports for w in re.findall(r"\b[A-Z][a-z]{11}\b", r.text)}
    return {word for word in words if word not in known}


def _days(reports: tuple[Report, ...]) -> set[str]:
    return {report.published.isoformat() for report in reports if report.published}
