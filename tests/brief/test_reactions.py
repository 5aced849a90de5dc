"""Reactions, quotations and the timeline: who took a stand, in what words, and what came when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitrep.brief.desk import Desk
from sitrep.brief.voices import reactions
from sitrep.records import Analysis, CueState, Ledger, Line
from sitrep.settings import Settings
from tests.pipeline import ledger, report


def heads(text: str, kind: str) -> list[str]:
    """The labels of the lines of one kind of section."""
    made = ledger(report(text, "Post", 0))
    return [x.label or "" for s in made.briefs[0].sections if s.kind == kind for x in s.lines]


FIRE = "A fire closed the harbour of Port Vela. "


def test_who_may_say_a_thing_has_not_reacted() -> None:
    said = "Mayor Anna Holt claimed that smugglers from Orvenia had set the blaze."
    made = ledger(report(FIRE + said, "Post", 0))
    told = replace(made, analyses=tuple(_guessed(a, "asserted") for a in made.analyses))
    guessed = replace(made, analyses=tuple(_guessed(a, "hypothetical") for a in made.analyses))
    assert [x.label for x in _reactions(told)] == ["Anna Holt"]
    assert _reactions(guessed) == ()


def _guessed(analysis: Analysis, state: CueState) -> Analysis:
    attributions = tuple(replace(a, cue_state=state) for a in analysis.attributions)
    return replace(analysis, attributions=attributions)


def _reactions(made: Ledger) -> tuple[Line, ...]:
    return reactions(Desk(made, made.stories[0], Settings())).lines


TAKES_A_STAND = [
    "Mayor Anna Holt condemned the owners of the warehouse.",
    "Mayor Anna Holt urged the owners of the warehouse to pay.",
    "Mayor Anna Holt said that the owners of the warehouse should pay.",
    "Mayor Anna Holt said that the fire in the warehouse was a tragedy.",
    "Mayor Anna Holt called the fire in the warehouse a disgrace.",
]
ONLY_TELLS = [
    "Mayor Anna Holt said that a lamp was found in the warehouse.",
    "Mayor Anna Holt confirmed that two firefighters were in hospital.",
    "Mayor Anna Holt said she saw smoke right above the warehouse.",
    "According to Mayor Anna Holt, the warehouse held 40 tonnes of paint.",
]


@pytest.mark.parametrize("said", TAKES_A_STAND)
def test_who_takes_a_stand_has_reacted(said: str) -> None:
    assert [x.label for x in _reactions(ledger(report(FIRE + said, "Post", 0)))] == ["Anna Holt"]


@pytest.mark.parametrize("said", ONLY_TELLS)
def test_who_only_tells_what_is_known_has_not(said: str) -> None:
    assert _reactions(ledger(report(FIRE + said, "Post", 0))) == ()


def test_the_chief_deed_in_other_words_is_no_reaction() -> None:
    made = ledger(
        report("The High Court of Orvenia dismissed a challenge to the Harbour Act.", "Post", 0),
        report("The High Court of Orvenia rejected one more suit over the Harbour Act.", "Sun", 1),
    )
    sections = {s.kind: [x.text for x in s.lines] for s in made.briefs[0].sections}
    assert sections.get("reactions", []) == []


def test_a_quotation_carries_the_usual_name_of_who_spoke() -> None:
    text = (
        f"{FIRE}“We lost everything that night,” Mayor Anna Holt said. Anna Holt has led the "
        "town since 2019. “The mole must be built again,” Holt said."
    )
    assert heads(text, "quotes") == ["Anna Holt", "Anna Holt"]


def test_a_part_of_a_clause_that_nobody_is_named_for_is_not_quoted() -> None:
    part = "The harbour was closed “after consultation with the pilots of the port”."
    whole = "On the wall stood “the harbour belongs to the people of Port Vela”."
    assert heads(FIRE + part, "quotes") == []
    assert heads(FIRE + whole, "quotes") == ["Speaker not named"]


OTHER = " The harbour of Port Vela opened again on 6 May 2024."
#: when the first sentence's act happened; the second always happened on 6 May
HAPPENED = [
    ("The warehouse in Port Vela burned on 3 May 2024.", ["3 May 2024"]),
    ("The mayor of Port Vela closed the harbour in March 2024.", ["March 2024"]),
    ("On 3 May 2024 the fire in Port Vela killed a docker.", ["3 May 2024"]),
]
ANOTHER_TIME = [
    "Prices in Port Vela rose by a tenth, the most since March 1991.",
    "Prices in Port Vela rose faster than in March 2024.",
    "Prices in Port Vela rose by a tenth compared with March 2023.",
    "The 2010 harbour law gives the mayor of Port Vela the right to close the port.",
    "The mayor of Port Vela, who took office in March 2019, closed the harbour.",
]


@pytest.mark.parametrize(("text", "labels"), HAPPENED)
def test_the_timeline_tells_when_it_happened(text: str, labels: list[str]) -> None:
    assert heads(text + OTHER, "timeline") == [*labels, "6 May 2024"]


@pytest.mark.parametrize("text", ANOTHER_TIME)
def test_a_time_of_something_else_is_not_when_it_happened(text: str) -> None:
    third = " The pilots of Port Vela went on strike on 7 May 2024."
    assert heads(text + OTHER + third, "timeline") == ["6 May 2024", "7 May 2024"]


def test_one_moment_makes_no_timeline() -> None:
    first = "The warehouse in Port Vela burned on 3 May 2024."
    second = " The harbour of Port Vela opened again on 6 May 2024."
    assert heads(first, "timeline") == []
    assert heads(first + second, "timeline") == ["3 May 2024", "6 May 2024"]
