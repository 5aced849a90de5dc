"""Statements about the future: found with their cue, kept out where they are none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sitrep.claims import find_claims
from sitrep.records import Analysis, Entity, Interval, Mention, Report, TimeExpression
from sitrep.settings import DEFAULT

from .parsed import read, said_by, sentence, span


@pytest.mark.parametrize(
    ("text", "cue", "kind", "certainty"),
    [
        ("The storm may reach Port Ellis on Sunday.", "may", "forecast", "possible"),
        ("The storm is likely to reach Port Ellis on Sunday.", "likely", "forecast", "likely"),
        ("Osei plans to reopen the harbour in May.", "plans", "plan", "planned"),
        ("The council is expected to vote on Tuesday.", "expected", "forecast", "expected"),
        ("Osei vowed to rebuild the pier by 2027.", "vowed", "promise", "planned"),
        ("The union threatened to strike next week.", "threatened", "threat", "possible"),
        ("Residents fear a second landslide.", "fear", "warning", "possible"),
        ("Hospitals are preparing for new arrivals.", "preparing", "plan", "planned"),
        ("The report warned of a potential collapse.", "warned", "warning", "possible"),
        ("The trial is to begin on Monday.", "is", "plan", "planned"),
        ("The ministry said it would close the port.", "would", "plan", "planned"),
        ("The closure raises fears of a fuel shortage.", "fears", "warning", "possible"),
    ],
)
def test_a_statement_about_the_future_has_a_card(
    text: str, cue: str, kind: str, certainty: str
) -> None:
    _, forecasts = read(text)
    assert [text[f.cue_span.start : f.cue_span.end] for f in forecasts] == [cue]
    assert [(f.kind, f.certainty, f.state) for f in forecasts] == [(kind, certainty, "open")]


@pytest.mark.parametrize(
    "text",
    [
        "The council closed the bridge on Monday.",
        "The two ships may have collided in fog.",  # a guess about the past
        "The two trawlers may now be at sea.",  # about the present
        "Divers could not reach the wreck.",  # an inability back then
        "Osei would later become mayor of Port Ellis.",  # told from behind
        "Five workers could not be found.",
        "From the quay we could see the wreck.",
        "The mayor hoped to leave early.",  # a wish that is over
        "The striker missed a chance to score.",  # an occasion
        "The plant offers cheap power to the town.",  # no promise
        "The mines pose risks to farmers.",  # a standing harm
        "The situation remains fluid.",
        "The law aims to cut emissions.",  # what a thing is for
        "Quill, the judge who is to lead the inquiry, walked along the quay.",  # which person
        "Police say rival gangs are to blame for the fire.",  # who did it
        "She covered the boys so they would not be hurt.",  # what for
        "Would you keep an eye on the house?",  # a request
        "I would like to see the mayor at the harbour.",  # a polite wish
    ],
)
def test_what_only_looks_like_the_future_has_none(text: str) -> None:
    _, forecasts = read(text)
    assert forecasts == ()


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("The river will rise if the rain continues.", "if the rain continues"),
        ("The mill could close unless a buyer is found.", "unless a buyer is found"),
        ("If the wind drops, ferries will sail and schools will open.", "If the wind drops"),
    ],
)
def test_the_condition_is_kept(text: str, condition: str) -> None:
    _, forecasts = read(text)
    spans = [f.condition_span for f in forecasts if f.condition_span is not None]
    assert [text[s.start : s.end] for s in spans[:1]] == [condition]


def test_who_says_it_holds_it() -> None:
    text = "Engineers do not think the wall will hold."
    _, forecasts = read(text, [said_by(text, "Engineers", "think", "the wall will hold")])
    assert [f.holder for f in forecasts] == ["Engineers"]


def test_when_it_is_to_come_true_is_read_from_the_times_in_the_claim() -> None:
    text = "The storm may reach Port Ellis on Sunday."
    day = span(text, "Sunday")
    early, late = datetime(2026, 3, 8, tzinfo=UTC), datetime(2026, 3, 8, 23, 59, 59, tzinfo=UTC)
    time = TimeExpression("t1", "r1", day.start, day.end, "DATE", "2026-03-08", early, late)
    report = Report("r1", text, published=datetime(2026, 3, 5, tzinfo=UTC))
    analysis = Analysis("r1", (sentence(text),), times=(time,))
    _, forecasts, _ = find_claims(report, analysis, DEFAULT)
    assert [forecast.horizon for forecast in forecasts] == [Interval(early, late)]


def test_who_plans_holds_the_plan() -> None:
    text = "Osei plans to reopen the harbour in May."
    name = span(text, "Osei")
    osei = Entity("e1", "Rosa Osei", "person", mentions=(Mention("r1", name.start, name.end),))
    _, forecasts = read(text, entities=[osei])
    assert [forecast.holder for forecast in forecasts] == ["Rosa Osei"]


@pytest.mark.parametrize(
    ("text", "actor", "certainty", "kind"),
    [
        ("The president will visit Port Ellis in June.", "The president", "planned", "plan"),
        ("The river will rise if the rain continues.", "The river", "possible", "forecast"),
    ],
)
def test_what_an_actor_will_do_is_planned(text: str, actor: str, certainty: str, kind: str) -> None:
    name = span(text, actor)
    entity = Entity("e1", actor, "person", mentions=(Mention("r1", name.start, name.end),))
    (claim,), (forecast,) = read(text, entities=[entity])
    assert (claim.certainty, forecast.kind) == (certainty, kind)


def test_a_claim_whose_predicate_lies_ahead_is_a_forecast() -> None:
    claims, forecasts = read("The storm may reach Port Ellis on Sunday.")
    assert [claim.kind for claim in claims] == ["forecast"]
    assert [forecast.claim for forecast in forecasts] == [claim.id for claim in claims]
