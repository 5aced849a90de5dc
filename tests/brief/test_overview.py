"""The top of a brief: its title, who and where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitrep.records import Brief, Report
from tests.pipeline import ledger, report


def brief(*reports: Report) -> Brief:
    """The brief of the largest story."""
    return ledger(*reports).briefs[0]


def line(one: Brief, label: str) -> str:
    """A line at a glance, "" when there is none."""
    return next(
        (x.text for s in one.sections if s.kind == "glance" for x in s.lines if x.label == label),
        "",
    )


FIRE = "A fire in Port Vela killed two dockers on Monday. The mayor closed the harbour."


@pytest.mark.parametrize(
    ("title", "publisher", "url", "shown"),
    [
        (
            "Fire in Port Vela kills two - Northstrand Post",
            "www.northstrandpost.example",
            None,
            True,
        ),
        (
            "Fire in Port Vela kills two | Port News | Post",
            "Post",
            "https://portnews.example/a",
            True,
        ),
        ("Fire in Port Vela kills two - mayor closes harbour", "www.post.example", None, False),
    ],
)
def test_a_title_goes_without_the_name_of_its_site(
    title: str, publisher: str, url: str | None, shown: bool
) -> None:
    one = replace(report(FIRE, publisher, 0), title=title, url=url)
    assert (brief(one).title == "Fire in Port Vela kills two") is shown


def test_a_story_without_a_title_is_called_by_its_chief_name() -> None:
    assert brief(report(FIRE, "Post", 0)).title == "Port Vela: one report"
    other = (
        "Two dockers died on Monday in a fire in Port Vela. The harbour was closed by the mayor."
    )
    assert (
        brief(report(FIRE, "Post", 0), report(other, "Herald", 5)).title == "Port Vela: 2 reports"
    )


def test_who_and_where_hold_names_that_several_reports_give_and_no_outlets() -> None:
    told = brief(
        report(
            "Mayor Ana Ruiz closed the harbour of PORT VELA, Reuters reported on Monday.", "A", 0
        ),
        report("Ruiz closed the harbour, Ana Ruiz's office in Port Vela told Reuters.", "B", 1),
        report("In Port Vela, Ruiz has closed the harbour. Tom Berg of Easton watched.", "C", 2),
    )
    assert line(told, "Who") == "Ana Ruiz"
    assert line(told, "Where") == "Port Vela"


def test_what_only_may_be_so_is_no_takeaway() -> None:
    text = (
        "A fire in Port Vela killed two dockers on Monday. "
        "The blaze, as reported by papers including the Mercury and the Herald, may very well "
        "be attributed to smugglers from Orvenia. "
        "Parliament in Kestrany voted for a new budget of $4 billion. "
        "Teachers in Tolmin began a strike over pay."
    )
    told = [
        x.text
        for s in brief(report(text, "Post", 0)).sections
        if s.kind == "takeaways"
        for x in s.lines
    ]
    assert any("Parliament" in x for x in told)
    assert not any("may very well" in x for x in told)
