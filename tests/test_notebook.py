"""Records in a notebook: a line in a console, a small piece of HTML, and the notebook in docs/."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

import sitrep
from sitrep.displays import html
from tests.renderings.hostile import HOSTILE, ledger_of
from tests.renderings.sample import LEDGER
from tests.renderings.sample_brief import BRIEF
from tests.renderings.sample_claims import OWN_GATES
from tests.renderings.sample_reports import WIRE

# the first name that is asked for gives the records their displays
LOADED = sitrep.Ledger

ONE_LINE = [
    (LEDGER, "<Ledger 2031-05-06T08:00: 4 reports, 1 stories, 14 claims, 5 findings, "),
    (LEDGER.stories[0], "<Story s1 "),
    (LEDGER.findings[2], "<Finding f3 'the gates were opened at 3 a.m.': disputed, 2 to 2 lines>"),
    (OWN_GATES, f"<Claim {OWN_GATES.id} ["),
    (WIRE, "<Report r1 'Crack in Morvale dam drives 2,400 from homes', 2031-05-04, "),
    (BRIEF, "<Brief 'Crack in Morvale dam drives thousands from homes', "),
]


@pytest.mark.parametrize(("record", "line"), ONE_LINE, ids=[line[1:9] for _, line in ONE_LINE])
def test_a_record_is_one_short_line_in_a_console(record: object, line: str) -> None:
    assert repr(record).startswith(line)
    assert len(repr(record)) < 200


SHOWN = [
    (LEDGER, ["4 reports, 1 story, 14 claims", "the gates were opened at 3 a.m.", "disputed"]),
    (LEDGER.stories[0], ["4 reports", "s1"]),
    (LEDGER.findings[2], ["2 independent lines", "The times exclude", "Pell Arrow, Osric Tane"]),
    (OWN_GATES, [OWN_GATES.id, "quote, asserted, positive", "r3"]),
    (WIRE, ["Ida Fenn", "4 May 2031, 06:30 UTC", "https://wire.example/morvale"]),
    (BRIEF, ["At a glance", "<strong>Who</strong>", "2 citations"]),
]


@pytest.mark.parametrize(("record", "words"), SHOWN, ids=[type(r).__name__ for r, _ in SHOWN])
def test_a_notebook_shows_what_matters(record: object, words: list[str]) -> None:
    shown: str = getattr(record, "_repr_html_")()  # noqa: B009 - not in the class
    for word in words:
        assert word in shown


def test_a_display_stays_small() -> None:
    many = replace(LEDGER, findings=LEDGER.findings * 400, briefs=())
    long = replace(WIRE, text="a crack " * 50_000)
    assert len(html(many)) < 20_000
    assert len(html(long)) < 3_000


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]
        assert {name for name, _ in attrs} <= {"style", "href", "scope"}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_no_markup_in_a_display(name: str) -> None:
    ledger = ledger_of(HOSTILE[name])
    tags = Tags()
    for record in (ledger, *ledger.stories, *ledger.findings, *ledger.claims, *ledger.reports):
        tags.feed(html(record))
    tags.feed(html(ledger.briefs[0]))
    allowed = "div p strong em span ol ul li table tr th td code a"
    assert tags.found <= set(allowed.split())
    assert all(link.startswith(("https://", "http://")) for link in tags.links)


def test_other_values_have_no_display() -> None:
    with pytest.raises(TypeError, match="int has no display"):
        html(3)


@pytest.mark.slow
def test_the_notebook_runs_and_shows_what_it_has_stored() -> None:
    from tests.notebook import run, stored

    told, shown = stored(), run()
    for cell, again in zip(told.cells, shown.cells, strict=True):
        if cell.cell_type == "code":
            assert cell.outputs, "a cell without output; run python -m tests.notebook"
            assert [one.get("data", one.get("text")) for one in cell.outputs] == [
                one.get("data", one.get("text")) for one in again.outputs
            ], f"run python -m tests.notebook:\n{cell.source}"
