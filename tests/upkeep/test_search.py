"""Claims, quotations and reports are found by words and by meaning, through filters."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sitrep.errors import UnknownError, UsageError
from sitrep.kept import Query
from sitrep.upkeep import LedgerKeeper
from tests.upkeep.keeping import (
    FERRY_EVENING,
    FERRY_RADIO,
    FERRY_WIRE,
    MORNING,
    TAX,
    report,
)

WIRE = report(FERRY_WIRE, "Salen Wire", title="Ferry aground")
RADIO = report(FERRY_RADIO, "Coast Radio", 2)
EVENING = report(FERRY_EVENING, "Harbour Post", 11)
SUGAR = report(TAX, "Orvenia Daily", 3, title="Sugar tax passed")


@pytest.fixture
def full(keeper: LedgerKeeper) -> LedgerKeeper:
    """A ledger with two stories, both analysed."""
    added = keeper.add([WIRE, RADIO, EVENING, SUGAR])
    keeper.analyse(added.stories)
    return keeper


def test_words_are_found_by_their_stems(full: LedgerKeeper) -> None:
    texts = [hit.text for hit in full.search(Query("captains questioning", meaning=False))]
    assert any("Aron Velt, has been questioned" in text for text in texts)


def test_every_hit_is_the_exact_characters_of_a_report(full: LedgerKeeper) -> None:
    hits = full.search(Query("ferry", limit=50))
    assert {hit.kind for hit in hits} == {"claim", "report"}
    for hit in hits:
        assert full.report(hit.report).text[hit.start : hit.end] == hit.text
        assert 0 < hit.score <= 1


def test_what_is_said_in_other_words_is_found_by_meaning(full: LedgerKeeper) -> None:
    asked = "persons perished as a boat was stranded"
    found = full.search(Query(asked, kind="claim"))
    assert "ran aground" in found[0].text


def test_words_with_all_of_the_question_come_before_those_with_some(full: LedgerKeeper) -> None:
    hits = full.search(Query("crowns tax January", meaning=False))
    assert "January" in hits[0].text


def test_filters_narrow(full: LedgerKeeper) -> None:
    assert {h.who for h in full.search(Query(who="Lund"))} == {"Mara Lund"}
    assert full.search(Query(who="Nobody")) == ()
    assert all("Velt" in h.text for h in full.search(Query(about="Aron Velt", kind="claim")))
    assert {h.publisher for h in full.search(Query("ferry", until=MORNING))} == {"Salen Wire"}
    late = Query("ferry", since=MORNING + timedelta(hours=5))
    assert {h.publisher for h in full.search(late)} == {"Harbour Post"}
    assert {h.status for h in full.search(Query(status="updated"))} == {"updated"}
    assert {h.kind for h in full.search(Query(kind="quote"))} == {"quote"}
    tax = full.story_of(SUGAR.id)
    assert {h.story for h in full.search(Query("monday", story=tax))} == {tax}


def test_reports_of_stories_that_nobody_analysed_are_found(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE])
    (hit,) = keeper.search(Query("lifeboats OR captain", meaning=False))
    assert (hit.kind, hit.id) == ("report", WIRE.id)
    assert "captain" in hit.text


def test_stories_are_narrowed_by_words(full: LedgerKeeper) -> None:
    assert [card.title for card in full.stories(words="sugar parliament")]
    assert full.count(words="sugar parliament") == 1
    assert full.count(words="zeppelin") == 0
    assert full.count() == 2


@pytest.mark.parametrize(
    "asked", ['"', "' OR 1=1 --", "NEAR(a b)", "*", "a AND", "\x00", "😀", "col:x", "\ud800"]
)
def test_no_question_is_taken_for_a_query_language(full: LedgerKeeper, asked: str) -> None:
    full.search(Query(asked))
    full.search(Query(who=asked, about=asked))


def test_what_cannot_be_asked_is_refused(full: LedgerKeeper) -> None:
    with pytest.raises(UsageError, match="at most 400"):
        full.search(Query("x" * 401))
    with pytest.raises(UsageError, match="1 to 200"):
        full.search(Query("x", limit=0))
    with pytest.raises(UnknownError):
        full.search(Query("x", story="s0"))
