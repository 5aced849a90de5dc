"""The brief in words: plain text, Markdown and the terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from sitrep.records import Count, Ledger, Line, Report
from sitrep.renderings import render
from sitrep.renderings.lookup import Lookup
from sitrep.renderings.terminal import print_brief
from sitrep.renderings.wording import badge, remark
from tests.renderings.sample import LEDGER


def printed(width: int) -> str:
    out = io.StringIO()
    print_brief(LEDGER, Console(file=out, width=width))
    return out.getvalue()


@pytest.mark.parametrize(
    ("status", "k", "said"),
    [
        ("corroborated", Count(2, 3), "corroborated · 2–3 independent lines"),
        ("corroborated", Count(2, 2), "corroborated · 2 independent lines"),
        ("single-source", Count(1, 1), "single source"),
        ("single-source", Count(1, 4), "single source · up to 4 independent lines"),
        ("disputed", Count(1, 1), "disputed · 1 independent line"),
        ("updated", None, "updated"),
        # five lines do not make a line corroborated; only its status does
        (None, Count(5, 5), "5 independent lines"),
        (None, None, ""),
    ],
)
def test_the_badge_says_what_the_fields_say(status: str | None, k: Count | None, said: str) -> None:
    assert badge(Line("words", (), status, k)) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "note", "said"),
    [
        ("Tuesday", "2024-03-12", "12 March 2024"),
        ("4:32 a.m.", "2024-03-12T04:32", "12 March 2024, 04:32"),
        ("Tuesday night", "2024-03-12TNI", "12 March 2024"),
        ("March", "2024-03", "March 2024"),
        ("1974", "1974", ""),
        ("half a century ago", "1974", "1974"),
        ("When", "2024-W11", "2024-W11"),
        ("When", "2024-13-45", "2024-13-45"),
        ("A minister", "in Halyard", "in Halyard"),
        ("A minister", None, ""),
    ],
)
def test_a_calendar_value_is_written_as_readers_write_it(
    label: str, note: str | None, said: str
) -> None:
    assert remark(Line("words", (), label=label, note=note)) == said


def test_plain_text_fits_the_page_and_names_everything() -> None:
    page = render(LEDGER, "text")
    assert max(map(len, page.splitlines())) <= 88
    for words in (
        "4 reports · 3 independent origins · 6 May 2031, 08:00 UTC · made by Sitrep 0.1.0",
        "- What: A crack opened in the Morvale dam on Sunday [1]",
        "  [corroborated · 2 independent lines]",
        "[2] Tessel Wire, 4 May 2031, 06:30 UTC, characters 79–122: 2,400 people",
        "- reading: the file is empty (reports/empty.txt)",
        "(Lower Vale Gazette, characters 80–81)",
    ):
        assert words in page


def test_the_same_words_have_the_same_number() -> None:
    page = render(LEDGER, "md")
    assert page.count("[^1]: ") == 1
    assert page.count("[^1]") > 2
    numbers = [note.number for note in Lookup(LEDGER).notes]
    assert numbers == list(range(1, len(numbers) + 1))


def test_markdown_sets_quotations_apart_and_links_the_report() -> None:
    page = render(LEDGER, "md")
    assert "> “The wall is holding and we expect it to hold,”[^5][^6]" in page
    assert "“A crack opened in the Morvale dam on Sunday” <https://wire.example/morvale>" in page


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_terminal_is_never_overrun(width: int) -> None:
    rows = printed(width).splitlines()
    assert max(len(row.rstrip()) for row in rows) <= min(width, 96)
    assert "Pell Arrow" in printed(width)


def test_a_ledger_without_a_brief_says_so_in_every_format() -> None:
    empty = Ledger("1", LEDGER.created, problems=LEDGER.problems[:1])
    for name in ("text", "md", "html"):
        page = render(empty, name)
        assert "No brief" in page
        assert "the file is empty" in page


def test_reports_of_one_publisher_are_told_apart() -> None:
    first, second = LEDGER.reports[0], replace(LEDGER.reports[1], publisher="Tessel Wire")
    third = Report("r9", "text", publisher="Tessel Wire", published=first.published)
    lookup = Lookup(replace(LEDGER, reports=(first, second, third)))
    assert sorted(lookup.name.values()) == [
        "Tessel Wire, 4 May 06:30",
        "Tessel Wire, 4 May 06:30 (2)",
        "Tessel Wire, 4 May 09:05",
    ]


def test_order_of_reports_changes_no_page() -> None:
    turned = replace(LEDGER, reports=LEDGER.reports[::-1])
    for name in ("text", "md", "html"):
        assert render(turned, name) == render(LEDGER, name)


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_the_first_line_says_on_how_many_lines_of_reporting_it_stands(form: str) -> None:
    (brief,) = LEDGER.briefs
    assert brief.standfirst is not None
    first = replace(brief.standfirst, status="corroborated", k=Count(7, 9))
    made = replace(LEDGER, briefs=(replace(brief, standfirst=first, sections=()),))
    assert "7–9 independent lines" in render(made, form)


def test_the_terminal_says_it_too() -> None:
    (brief,) = LEDGER.briefs
    assert brief.standfirst is not None
    first = replace(brief.standfirst, status="corroborated", k=Count(7, 9))
    made = replace(LEDGER, briefs=(replace(brief, standfirst=first, sections=()),))
    out = io.StringIO()
    print_brief(made, Console(file=out, width=80))
    assert "7–9 independent lines" in out.getvalue()


def test_the_sides_of_a_dispute_stand_under_what_they_differ_in() -> None:
    plain = render(LEDGER, "text").split("WHAT IS DISPUTED")[1].split("REACTIONS")[0]
    rows = [row for row in plain.splitlines() if not row.startswith("---")]
    assert rows[1] == "The times exclude each other:"
    assert [row[:13] for row in rows if row.startswith("- ")] == ["- Pell Arrow:", "- Osric Tane:"]
    assert "(The times" not in plain
    markdown = render(LEDGER, "md").split("## What is disputed")[1].split("## Reactions")[0]
    assert markdown.lstrip().startswith("The times exclude each other:\n\n- **Pell Arrow**: ")
