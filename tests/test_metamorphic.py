"""What must not change, and what must, when the input changes in a known way.

The base is a small invented story: two outlets that gathered for themselves.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sitrep.pipeline import conclude, read_one
from sitrep.records import Count, Finding, Ledger, Report, Story
from sitrep.renderings import render
from sitrep.reports.read import read
from sitrep.settings import DEFAULT
from tests.lineage.test_spun import PLAIN, SPUN
from tests.pipeline import NOW, finding_with, ledger, report, tagger, texts

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parent.parent / "examples"

HERALD = report(
    "A gas explosion destroyed the Marlow bakery in Tarnbridge early on Monday, killing three"
    " people.\n\n"
    "Fire chief Ada Corrigan told the Herald that 11 people were injured. “We pulled two men from"
    " the cellar,” she said.\n\n"
    "Our reporter saw the front wall lying across Mill Street. The street is closed between the"
    " bridge and the market, 2 kilometres away.\n",
    "The Herald",
    2,
)
COURIER = report(
    "Three people were killed when a gas explosion destroyed the Marlow bakery in Tarnbridge on"
    " Monday morning.\n\n"
    "Baker Tom Ingle told the Courier that he had smelled gas on Sunday night. A Courier reporter"
    " counted nine ambulances at the scene.\n\n"
    "Mayor Sunil Darrow said the town would pay for the funerals. “Nobody will be left alone with"
    " this,” Darrow said.\n",
    "The Courier",
    5,
)
TOLL = ("killing three people", "Three people were killed")


def toll(book: Ledger) -> Finding:
    return finding_with(book, "killing three people")


def copy_of(original: Report, publisher: str, hours: float, text: str | None = None) -> Report:
    return report(text or original.text, publisher, hours)


@pytest.fixture(scope="module")
def base() -> Ledger:
    return ledger(HERALD, COURIER)


def test_two_outlets_that_gathered_for_themselves_corroborate(base: Ledger) -> None:
    finding = finding_with(base, *TOLL)
    assert finding.status == "corroborated", texts(base)
    assert finding.k.low == 2


def test_the_order_of_files_changes_no_byte(base: Ledger) -> None:
    assert render(ledger(COURIER, HERALD), "json") == render(base, "json")


def test_a_verbatim_copy_raises_no_count(base: Ledger) -> None:
    more = ledger(HERALD, COURIER, copy_of(HERALD, "Daily Echo", 6))
    assert toll(more).k.low == toll(base).k.low
    assert toll(more).k.high == toll(base).k.high


def test_a_trimmed_copy_raises_no_count(base: Ledger) -> None:
    short = HERALD.text.split("\n\n")[0] + "\n\n" + HERALD.text.split("\n\n")[1]
    more = ledger(HERALD, COURIER, copy_of(HERALD, "Daily Echo", 6, short))
    assert toll(more).k.low == toll(base).k.low


def test_a_reworded_copy_raises_no_count(base: Ledger) -> None:
    spun = (
        HERALD.text.replace("destroyed", "wrecked")
        .replace("early on Monday", "in the early hours of Monday")
        .replace("pulled two men", "dragged two men")
        .replace("lying across", "spread over")
        .replace("is closed between", "has been shut between")
        .replace("told the Herald", "said")
        .replace("Our reporter saw the", "The")
    )
    more = ledger(HERALD, COURIER, copy_of(HERALD, "Daily Echo", 6, spun))
    assert toll(more).k.low == toll(base).k.low


def test_without_the_only_other_origin_it_is_single_source() -> None:
    assert toll(ledger(HERALD)).status == "single-source"


def test_a_flipped_number_of_the_same_day_is_a_dispute() -> None:
    other = replace(COURIER, text=COURIER.text.replace("Three people", "Two people"))
    other = report(other.text, "The Courier", 2)
    finding = finding_with(ledger(HERALD, other), "killing three people", "Two people were killed")
    assert finding.status == "disputed"
    assert [side.k.low for side in finding.sides] == [1, 1]


def test_a_later_higher_toll_is_an_update_and_no_dispute(base: Ledger) -> None:
    later = report(
        "The number of people killed in the explosion at the Marlow bakery in Tarnbridge rose to"
        " five on Wednesday, Mayor Sunil Darrow said.",
        "The Courier",
        52,
    )
    book = ledger(HERALD, COURIER, later)
    finding = finding_with(book, "killing three people", "rose to five")
    assert finding.status == "updated", texts(book)
    assert [f for f in book.findings if f.status == "disputed"] == []
    assert {c for side in finding.sides[-1:] for c in side.claims} <= set(finding.claims)


def test_other_units_change_nothing(base: Ledger) -> None:
    miles = report(HERALD.text.replace("2 kilometres away", "1.2 miles away"), "The Herald", 2)
    assert [f.status for f in ledger(miles, COURIER).findings] == [
        f.status for f in ledger(HERALD, COURIER).findings
    ]


def test_without_dates_nothing_is_invented() -> None:
    undated = [replace(r, published=None) for r in (HERALD, COURIER)]
    book = ledger(*undated)
    for analysis in book.analyses:
        for time in analysis.times:
            day = (time.value or "")[:10]
            assert not day.startswith("2024"), "the year stands nowhere in the texts"
    assert [f for f in book.findings if f.status in {"updated", "disputed"}] == []


def test_what_a_machine_spun_is_flagged_and_its_words_are_never_shown() -> None:
    book = ledger(report(PLAIN, "The Herald", 2), report(SPUN, "The Daily Mill", 9))
    (spun,) = (a for a in book.analyses if any(f.kind == "spun" for f in a.flags))
    phrases = {flag.span.of(SPUN) for flag in spun.flags if flag.kind == "spun"}
    assert {"lengthy-extent projectiles", "cereal depository", "academy"} <= phrases
    told, sources = render(book, "text").split("SOURCES")
    assert "grain store" in told
    assert not any(phrase in told for phrase in phrases)
    assert "kept out: 5 spun phrases" in " ".join(sources.split())
    assert max(finding.k.high for finding in book.findings) == 1


@pytest.mark.parametrize("collection", ["harbour-fire", "lake-province-count"])
def test_a_reprint_changes_no_finding(collection: str) -> None:
    reports, _ = read([str(EXAMPLES / collection)], DEFAULT)
    readings = {r.id: read_one(r, settings=DEFAULT, tagger=tagger()) for r in reports}

    def of_one_story(members: list[Report]) -> Ledger:
        story = Story("s", "", tuple(sorted(r.id for r in members)))
        mine = [readings[r.id] for r in members]
        return conclude([story], members, mine, (), DEFAULT, now=NOW)

    plain = of_one_story(list(reports))
    for original in sorted(reports, key=lambda r: r.id)[::3]:
        later = original.published and original.published + timedelta(hours=1)
        again = replace(original, id="r" + "e" * 16, publisher="Daily Echo", published=later)
        readings[again.id] = read_one(again, settings=DEFAULT, tagger=tagger())
        more = of_one_story([*reports, again])
        assert said(more, again.id) == said(plain, again.id), original.publisher


def said(book: Ledger, copy: str) -> dict[frozenset[str], tuple[str, Count, Count]]:
    """Which claims each finding holds, without those of the copy, and how they are counted."""
    theirs = {c.id for c in book.claims if c.report == copy}
    return {
        frozenset(f.claims) - theirs: (f.status, f.k_report, f.k_origin)
        for f in book.findings
        if not theirs.issuperset(f.claims)
    }
