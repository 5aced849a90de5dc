"""What is new: claim by claim, once, and nothing when nothing came."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sitrep.arrivals import Withdrawal
from sitrep.kept import Correction, Query
from sitrep.store.stories import is_followed
from sitrep.upkeep import LedgerKeeper, conclude
from tests.upkeep.keeping import (
    FERRY_EVENING,
    FERRY_RADIO,
    FERRY_WIRE,
    MORNING,
    TAX,
    Clock,
    kinds,
    of_kind,
    report,
)

WIRE = report(FERRY_WIRE, "Salen Wire", url="https://wire.example/ferry", title="Ferry aground")
RADIO = report(FERRY_RADIO, "Coast Radio", 2)
EVENING = report(FERRY_EVENING, "Harbour Post", 11)


def test_the_second_look_at_the_same_ledger_is_empty(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE, report(TAX, "Orvenia Daily", 3)])
    first = keeper.look()
    assert len(of_kind(first, "story")) == 2
    assert of_kind(first, "claim")
    assert keeper.look().changes == ()


def test_an_empty_ledger_has_nothing_new(keeper: LedgerKeeper) -> None:
    assert keeper.look().changes == ()


def test_readers_look_for_themselves(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE])
    assert keeper.look("ada").changes
    assert keeper.look("bo").changes
    assert not keeper.look("ada").changes


def test_a_later_toll_is_a_revision_and_no_dispute(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE])
    keeper.look()
    keeper.add([EVENING])
    news = keeper.look()
    (revised,) = of_kind(news, "revised")
    assert "Four people were killed" in (revised.before or "")
    assert "Seven people" in (revised.after or "")
    assert "disputed" not in kinds(news)


def test_a_second_independent_line_strengthens_a_finding(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE])
    keeper.look()
    keeper.add([RADIO])
    strengthened = of_kind(keeper.look(), "strengthened")
    assert [(c.before, c.after) for c in strengthened] == [("1", "2")]


def test_a_copy_strengthens_nothing(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE])
    keeper.look()
    keeper.add([report(FERRY_WIRE, "Morning Paper", 1)])
    assert kinds(keeper.look()) == ["story"]


def test_a_contradiction_opens_a_dispute(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE])
    keeper.look()
    denial = (
        "The captain of the ferry Halina, Aron Velt, has not been questioned by the police, his "
        "lawyer said after the ferry ran aground off Port Salen on Monday morning."
    )
    keeper.add([report(denial, "Coast Radio", 3)])
    assert of_kind(keeper.look(), "disputed")


def test_an_edited_article_is_told_claim_by_claim(keeper: LedgerKeeper) -> None:
    edited = FERRY_WIRE.replace("12 were injured", "20 were injured").replace(
        "The captain, Aron Velt, has been questioned by the police. ", ""
    )
    keeper.add([WIRE])
    keeper.look()
    keeper.add([report(edited, "Salen Wire", 1, url="https://wire.example/ferry")])
    news = keeper.look()
    changed = [c for c in of_kind(news, "edited") if "injured" in c.text]
    assert changed
    assert "12 were injured" in (changed[0].before or "")
    assert "20 were injured" in (changed[0].after or "")
    assert any("Aron Velt" in c.text for c in of_kind(news, "withdrawn"))
    assert not any("ran aground" in c.text for c in news.changes if c.kind != "story")


def test_a_withdrawn_report_takes_its_claims_along(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE, RADIO])
    keeper.look()
    keeper.add([], [Withdrawal("wrong", url="https://wire.example/ferry")])
    withdrawn = of_kind(keeper.look(), "withdrawn")
    assert any("withdrawn by its publisher" in c.text for c in withdrawn)
    assert any("Aron Velt" in c.text for c in withdrawn)


def test_since_a_date_does_not_depend_on_when_stories_were_analysed(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE])  # nobody looks
    noon = keeper.work.clock()
    keeper.add([EVENING])
    news = keeper.news(noon)
    assert of_kind(news, "revised")
    assert all(change.at > noon for change in news.changes)


def test_every_change_cites_what_bears_it(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE, RADIO, EVENING])
    for change in keeper.look().changes:
        if change.kind in {"story", "withdrawn"}:
            continue
        assert change.cites
        for cite in change.cites:
            assert 0 <= cite.start < cite.end <= len(keeper.report(cite.report).text)


def test_of_many_unread_stories_only_title_and_size_are_told(keeper: LedgerKeeper) -> None:
    few = keeper.work.settings
    object.__setattr__(keeper.work, "settings", few.__class__(news_reports=0))
    keeper.add([WIRE])
    assert kinds(keeper.look()) == ["story"]


def test_forecasts_fall_due_in_order(keeper: LedgerKeeper) -> None:
    keeper.add([EVENING])
    keeper.ledger(keeper.story_of(EVENING.id))
    (due,) = [d for d in keeper.due() if "search the hull again" in d.text]
    assert due.latest is not None
    assert keeper.due(MORNING - timedelta(days=9)) == ()


def test_a_conclusion_of_an_earlier_revision_is_made_anew(
    keeper: LedgerKeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(conclude, "_REVISION", "1")
        keeper.add([WIRE])
        before = keeper.ledger(keeper.stories()[0].id)
    after = keeper.ledger(keeper.stories()[0].id)
    assert after.created > before.created
    assert after.findings == before.findings


def test_what_is_new_follows_no_story_but_asking_for_one_does(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE])
    story = keeper.story_of(WIRE.id)
    keeper.look()
    with keeper.work.base.reading() as connection:
        assert not is_followed(connection, story)
    keeper.ledger(story)
    with keeper.work.base.reading() as connection:
        assert is_followed(connection, story)


def test_titles_are_given_for_ids_that_lead_on_and_not_for_ids_of_nothing(
    keeper: LedgerKeeper,
) -> None:
    keeper.add([WIRE, report(TAX, "Orvenia Daily", 3, title="Sugar tax")])
    ferry, tax = (keeper.story_of(keeper.search(Query(w))[0].report) for w in ("ferry", "sugar"))
    kept = keeper.correct(Correction("merge", (ferry, tax))).story or ""
    gone = ({ferry, tax} - {kept}).pop()
    told = keeper.titles([ferry, tax, "s-none"])
    assert told[kept] == told[gone] == keeper.story(gone).title
    assert set(told) == {ferry, tax}


def test_finding_out_what_is_new_tells_how_far_it_is_and_can_be_stopped(
    keeper: LedgerKeeper,
) -> None:
    keeper.add([WIRE, report(TAX, "Orvenia Daily", 3)])
    told: list[tuple[str, int, int]] = []
    keeper.news(None, progress=lambda *step: told.append(step))
    assert [step for step in told if step[0] == "news"] == [
        ("news", 0, 2),
        ("news", 1, 2),
        ("news", 2, 2),
    ]
    assert ("reading", 1, 1) in told

    def stop(stage: str, done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        keeper.news(None, progress=stop)


def test_what_came_after_a_page_was_made_is_still_new(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE])
    shown = keeper.news(None)
    keeper.add([report(TAX, "Orvenia Daily", 3)])
    keeper.seen(shown.until)
    assert [c.after for c in of_kind(keeper.look(), "story")] == ["1"]


def test_a_forecast_whose_time_passed_waits_for_a_judgement(keeper: LedgerKeeper) -> None:
    keeper.add([EVENING])
    story = keeper.story_of(EVENING.id)
    keeper.ledger(story)
    clock = keeper.work.clock
    assert isinstance(clock, Clock)
    clock.now += timedelta(days=9)
    keeper.ledger(story)
    (due,) = [d for d in keeper.due() if "search the hull again" in d.text]
    assert due.state == "expired"
