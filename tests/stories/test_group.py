"""Reports of one happening come together; like happenings stay apart."""

from __future__ import annotations

from datetime import UTC, datetime

from sitrep.records import Report
from sitrep.settings import DEFAULT
from sitrep.stories import group

FERRY = (
    (
        "A ferry with 212 passengers ran aground off Maarholm on Tuesday night. Lifeboats from "
        "Maarholm and Teglund took everybody ashore, the coastguard said. Captain Lone Brask said "
        "that the ferry had lost its steering."
    ),
    (
        "Passengers told of panic aboard the ferry that hit the rocks near Maarholm. The captain, "
        "Lone Brask, blamed a steering fault. The coastguard in Teglund counted 212 people as they "
        "came ashore from the lifeboats."
    ),
    (
        "Divers will look today at the hull of the Maarholm ferry. Its steering failed on Tuesday "
        "with 212 passengers aboard, according to Captain Brask and the coastguard."
    ),
)
COUNCIL = (
    (
        "The council of Oberwick voted 9 to 6 to close the swimming pool in Mill Lane. Councillor "
        "Dara Finch said that repairs would cost £3.4m."
    ),
    (
        "Swimmers shouted from the gallery as Oberwick councillors closed the Mill Lane pool by 9 "
        "votes to 6. Dara Finch put the price of repairs at £3.4m."
    ),
)


def report(name: str, text: str, day: int | None = None) -> Report:
    published = datetime(2024, 5, day, tzinfo=UTC) if day else None
    return Report(name, text, published=published)


def groups(*reports: Report) -> set[tuple[str, ...]]:
    stories, problems = group(reports, (), DEFAULT)
    assert not problems
    return {story.reports for story in stories}


def test_two_happenings_are_two_stories() -> None:
    reports = [report(f"ferry{n}", text) for n, text in enumerate(FERRY)]
    reports += [report(f"pool{n}", text) for n, text in enumerate(COUNCIL)]
    assert groups(*reports) == {("ferry0", "ferry1", "ferry2"), ("pool0", "pool1")}


def test_the_order_of_reports_changes_nothing() -> None:
    reports = [report(f"r{n}", text) for n, text in enumerate(FERRY + COUNCIL)]
    assert group(reports, (), DEFAULT) == group(reports[::-1], (), DEFAULT)


def test_a_story_has_the_title_of_its_earliest_titled_report() -> None:
    early = Report("b", FERRY[0], title="Ferry aground", published=datetime(2024, 5, 1, tzinfo=UTC))
    late = Report("a", FERRY[1], title="Panic", published=datetime(2024, 5, 2, tzinfo=UTC))
    bare = Report("c", FERRY[2])
    (story,), _ = group((late, bare, early), (), DEFAULT)
    assert story.title == "Ferry aground"


def test_every_report_is_in_one_story() -> None:
    odd = ["", "   ", "🚢" * 50, "a", "1 2 3", "word " * 5000, "“" * 1000]
    reports = [report(f"r{n}", text) for n, text in enumerate(odd)]
    stories, _ = group(reports, (), DEFAULT)
    assert sorted(name for story in stories for name in story.reports) == [r.id for r in reports]


def test_no_reports_are_no_stories() -> None:
    assert group((), (), DEFAULT) == ((), ())
