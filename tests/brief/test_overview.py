"""The top of a brief: its title, who and where."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitrep.brief.desk import Desk
from sitrep.brief.line import note_of
from sitrep.records import Brief, Report
from sitrep.settings import DEFAULT
from tests.pipeline import ledger, report, words


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


def test_a_story_is_called_by_a_name_of_its_first_line() -> None:
    told = brief(
        report(
            "The crash at Torvale station killed 12 people. Ann Vale visited it. Vale wept.", "A", 0
        ),
        report(
            "The crash at Torvale station killed 12 people. Ann Vale was there. Vale knelt.", "B", 1
        ),
    )
    assert told.title == "Torvale: 2 reports"


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


def test_an_outlet_that_names_itself_belongs_to_no_story() -> None:
    text = "The mayor of Port Vela closed the harbour on Monday, WQPV learned. WQPV was there."
    assert "WQPV" not in str(line(brief(report(f"{text} Ask WQPV.", "www.wqpv.com", 0)), "Who"))
    assert "WQPV" in str(line(brief(report(f"{text} Ask WQPV.", "Herald", 0)), "Who"))


def test_who_made_the_car_is_not_who_drove_it() -> None:
    told = brief(
        report("Ana Ruiz was hit by a black Ford sedan in Port Vela on Monday.", "A", 0),
        report("A Ford sedan hit Ana Ruiz on the quay of Port Vela, police said.", "B", 1),
    )
    assert line(told, "Who") == "Ana Ruiz"


def test_a_slip_of_the_pen_makes_no_second_person() -> None:
    first = "Patrick Holtermann and Ana Ruiz closed the harbour of Port Vela. "
    second = "Ina Ruiz and Partick Holtermann watched in Port Vela."
    told = brief(
        report(first + second, "A", 0),
        report(f"On Monday, {first} {second} The harbour was empty.", "B", 1),
    )
    who = line(told, "Who").split("; ")
    assert len([name for name in who if name.endswith("Holtermann")]) == 1
    assert {"Ana Ruiz", "Ina Ruiz"} <= set(who)


def test_when_is_the_day_of_what_happened_and_not_one_that_names_a_thing() -> None:
    book = ledger(
        report("The council opened an inquiry into the May 2 riot on Friday.", "A", 100),
        report("An inquiry into the May 2 riot was opened in Port Vela on Friday.", "B", 101),
        report("The May 2 riot left 14 shops burned, and an inquiry was opened.", "C", 102),
    )
    assert line(book.briefs[0], "When") == "Friday"


def test_when_is_told_by_the_name_of_the_day() -> None:
    told = brief(
        report("The mole of Sund broke in the middle of the day and sank two trawlers.", "A", 30),
        report("The mole of Sund sank two trawlers. Schools in Sund closed on Tuesday.", "B", 31),
    )
    assert line(told, "When") == "Tuesday"


def test_a_state_is_spelled_alike_as_who_and_as_where() -> None:
    first = (
        "The US approved the sale of rockets to Poland on Monday. The US said it would deliver "
        "them. The ships left ports in the US on Tuesday."
    )
    second = (
        "The US announced a sale of rockets on Monday. The rockets were built in the U.S., and "
        "ships left the U.S. for Poland with them."
    )
    told = brief(report(first, "A", 0), report(second, "B", 1))
    assert "US" in line(told, "Who").split("; ")
    assert "US" in line(told, "Where").split("; ")


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


def test_a_toll_that_another_report_outdid_is_told_in_no_takeaway() -> None:
    told = brief(
        report("The crash at Torvale station killed at least 50 people on Monday.", "A", 2),
        report("The crash at Torvale station on Monday killed 59 people, police said.", "B", 4),
        report("At least 59 people died on Monday in the crash at Torvale station.", "C", 5),
    )
    above = [told.standfirst, *(x for s in told.sections[:2] for x in s.lines)]
    shown = [x.text for x in above if x]
    assert any("59" in text for text in shown)
    assert not any("50" in text for text in shown)


def test_a_line_is_told_of_no_figures_that_it_does_not_give() -> None:
    book = ledger(
        report("The crash at Torvale station killed 12 people on Monday.", "A", 2),
        report("The crash at Torvale station killed twelve people on Monday.", "B", 4),
        report("The crash at Torvale station on Monday killed people in the last coach.", "C", 5),
    )
    (finding,) = book.findings
    notes = {
        words(book, claim).split(" on ")[0]: note_of(
            Desk(book, book.stories[0], DEFAULT), claim, finding
        )
        for claim in book.claims
    }
    assert notes == {
        "The crash at Torvale station killed 12 people": "12 and twelve: the figures agree",
        "The crash at Torvale station killed twelve people": "12 and twelve: the figures agree",
        "The crash at Torvale station": None,
    }


@pytest.mark.parametrize(
    "opening",
    [
        "(Halyard) - ",
        "(HALYARD) ",
        "PORT VELA, Orvenia (Halyard) — ",
        "PORT VELA, May 6 (Halyard) -- ",
        "Vela County (WQPV) - ",
        "PORT VELA >> ",
        "PORT VELA, Or. (WQPV)-",
    ],
)
def test_a_dateline_is_no_part_of_a_line(opening: str) -> None:
    told = brief(report(f"{opening}{FIRE}", "Post", 2))
    assert told.standfirst is not None
    assert told.standfirst.text.startswith("A fire in Port Vela")


def test_a_place_that_stands_in_datelines_alone_is_not_where_it_happened() -> None:
    told = brief(
        report(f"OSTERFELD (Halyard) - {FIRE}", "Post", 2),
        report("OSTERFELD (Halyard) - Two dockers died in the fire at Port Vela.", "Sun", 3),
    )
    assert line(told, "Where") == "Port Vela"


def test_the_first_line_is_not_told_twice() -> None:
    words = "A fire in the harbour of Port Vela killed two dockers on Monday, the mayor told us"
    told = brief(report(words, "Post", 2), report(f"{words}.", "Sun", 3))
    assert line(told, "What") == ""
