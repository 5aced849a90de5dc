"""What users set right stays right, can be taken back, and is never lost."""

from __future__ import annotations

import pytest

from sitrep.errors import UnknownError, UsageError
from sitrep.kept import Correction, CorrectionKind
from sitrep.upkeep import LedgerKeeper
from tests.upkeep.keeping import (
    FERRY_EVENING,
    FERRY_RADIO,
    FERRY_WIRE,
    TAX,
    Clock,
    keeper_at,
    report,
)

WIRE = report(FERRY_WIRE, "Salen Wire", title="Ferry aground")
RADIO = report(FERRY_RADIO, "Coast Radio", 2)
EVENING = report(FERRY_EVENING, "Harbour Post", 11)
SUGAR = report(TAX, "Orvenia Daily", 3, title="Sugar tax passed")


def test_merged_stories_are_one_and_the_old_id_leads_on(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE, SUGAR])
    ferry, tax = keeper.story_of(WIRE.id), keeper.story_of(SUGAR.id)
    made = keeper.correct(Correction("merge", (tax, ferry), reason="a test"))
    kept = keeper.story_of(WIRE.id)
    assert keeper.story(ferry).id == keeper.story(tax).id == kept
    assert keeper.story(kept).reports == 2
    keeper.undo(made.number)
    assert keeper.story_of(WIRE.id) == ferry
    assert keeper.story_of(SUGAR.id) == tax
    assert keeper.corrections()[0].undone


def test_a_merge_holds_when_the_ledger_grows(address: str) -> None:
    clock = Clock()
    first = keeper_at(address, clock)
    first.add([WIRE, SUGAR])
    first.correct(Correction("merge", (first.story_of(WIRE.id), first.story_of(SUGAR.id))))
    first.close()
    second = keeper_at(address, clock)
    second.add([RADIO, EVENING])
    homes = {second.story_of(r.id) for r in (WIRE, SUGAR, RADIO, EVENING)}
    assert len(homes) == 1
    second.close()


def test_split_reports_stay_apart_though_they_are_alike(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE, RADIO, EVENING])
    story = keeper.story_of(WIRE.id)
    made = keeper.correct(Correction("split", (RADIO.id,)))
    assert keeper.story_of(RADIO.id) != story
    keeper.add([report(FERRY_WIRE + " More follows.", "Morning Paper", 12)])
    assert keeper.story_of(RADIO.id) != keeper.story_of(WIRE.id)
    keeper.undo(made.number)
    assert keeper.story_of(RADIO.id) == story


def test_a_moved_report_goes_where_it_is_put(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE, RADIO, SUGAR])
    tax = keeper.story_of(SUGAR.id)
    keeper.correct(Correction("move", (RADIO.id,), to=tax))
    assert keeper.story_of(RADIO.id) == tax
    assert keeper.story(tax).reports == 2


def test_two_reports_of_one_voice_count_once(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE, RADIO])
    story = keeper.story_of(WIRE.id)
    assert len(keeper.ledger(story).origins) == 2
    made = keeper.correct(Correction("same-source", (WIRE.id, RADIO.id)))
    ledger = keeper.ledger(story)
    assert len(ledger.origins) == 1
    assert all(finding.k.low <= 1 for finding in ledger.findings)
    keeper.undo(made.number)
    assert len(keeper.ledger(story).origins) == 2


def test_a_speaker_set_right_is_right_everywhere(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE])
    story = keeper.story_of(WIRE.id)
    quote = next(q for a in keeper.ledger(story).analyses for q in a.quotes)
    assert quote.speaker == "Mara Lund"
    keeper.correct(Correction("speaker", (quote.id,), to="Jonas Lund"))
    ledger = keeper.ledger(story)
    assert next(q for a in ledger.analyses for q in a.quotes).speaker == "Jonas Lund"
    assert any(a.source == "Jonas Lund" for x in ledger.analyses for a in x.attributions)
    keeper.correct(Correction("speaker", (quote.id,), to="Mara Lund"))
    assert next(q for a in keeper.ledger(story).analyses for q in a.quotes).speaker == "Mara Lund"


def test_what_is_no_dispute_is_none_and_raises_no_count(keeper: LedgerKeeper) -> None:
    denial = (
        "The captain of the ferry Halina, Aron Velt, has not been questioned by the police, his "
        "lawyer said after the ferry ran aground off Port Salen on Monday morning."
    )
    keeper.add([WIRE, report(denial, "Coast Radio", 3)])
    story = keeper.story_of(WIRE.id)
    dispute = next(f for f in keeper.ledger(story).findings if f.status == "disputed")
    claims = tuple(side.claims[0] for side in dispute.sides)
    keeper.correct(Correction("not-a-dispute", claims))
    after = keeper.ledger(story)
    assert all(f.status != "disputed" for f in after.findings)
    settled = next(f for f in after.findings if set(claims) <= set(f.claims))
    assert settled.k.low <= max(side.k.low for side in dispute.sides)


def test_an_outcome_settles_a_forecast(keeper: LedgerKeeper) -> None:
    keeper.add([EVENING])
    story = keeper.story_of(EVENING.id)
    card = next(f for f in keeper.ledger(story).forecasts if f.state == "open")
    keeper.correct(Correction("outcome", (card.id,), to="refuted"))
    assert next(f for f in keeper.ledger(story).forecasts if f.id == card.id).state == "refuted"
    assert all(due.forecast != card.id for due in keeper.due())


@pytest.mark.parametrize(
    ("kind", "of", "to", "told"),
    [
        ("merge", (), None, "at least 2 are needed"),
        ("merge", ("s1", "s2"), None, "there is no story 's1'"),
        ("split", ("r1",), None, "there is no report 'r1'"),
        ("speaker", ("q1",), None, "corrected to is missing"),
        ("speaker", ("q1",), "Ada", "in no story that was analysed"),
        ("outcome", ("f1",), "maybe", "'maybe' is none"),
        ("speaker", ("q1",), "x" * 301, "at most 300"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    keeper: LedgerKeeper, kind: CorrectionKind, of: tuple[str, ...], to: str | None, told: str
) -> None:
    keeper.add([WIRE])
    with pytest.raises(UsageError, match=told):
        keeper.correct(Correction(kind, of, to=to))
    assert keeper.corrections() == ()


def test_a_correction_is_taken_back_once(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE, RADIO])
    made = keeper.correct(Correction("same-source", (WIRE.id, RADIO.id)))
    keeper.undo(made.number)
    with pytest.raises(UsageError, match="already"):
        keeper.undo(made.number)
    with pytest.raises(UnknownError):
        keeper.undo(made.number + 99)


def test_all_reports_of_a_story_cannot_be_split_off(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE, RADIO])
    with pytest.raises(UsageError, match="nothing would be left"):
        keeper.correct(Correction("split", (WIRE.id, RADIO.id)))
