"""How firmly a clause is said, and whether it is said to be so or not."""

from __future__ import annotations

import pytest

from sitrep.claims.certainty import attributed, weaker
from sitrep.records import Certainty

from .parsed import read


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The council closed the bridge on Monday.", "asserted"),
        ("The storm may reach Port Ellis on Sunday.", "possible"),
        ("The storm is likely to reach Port Ellis on Sunday.", "likely"),
        ("The council is expected to vote on Tuesday.", "expected"),
        ("Osei plans to reopen the harbour in May.", "planned"),
        ("The captain allegedly ignored two warnings.", "alleged"),
        ("Brandt was accused of forging the permits.", "alleged"),
        ("The crew reportedly left at dawn.", "reported"),
        ("The fire apparently began in the kitchen.", "likely"),
        ("The trial is to begin on Monday.", "planned"),
        ("Five workers could not be found.", "asserted"),
        # a condition weakens even "will"
        ("The river will rise if the rain continues.", "possible"),
    ],
)
def test_a_claim_is_as_firm_as_its_words(text: str, certainty: str) -> None:
    claims, _ = read(text)
    assert [claim.certainty for claim in claims] == [certainty]


@pytest.mark.parametrize(
    ("cue", "certainty"),
    [
        ("say", "reported"),
        ("confirm", "reported"),
        ("deny", "denied"),
        ("claim", "alleged"),
        ("believe", "likely"),
        ("predict", "expected"),
        ("speculate", "possible"),
    ],
)
def test_a_content_is_no_firmer_than_its_cue(cue: str, certainty: str) -> None:
    assert attributed(cue) == certainty


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("asserted", "reported", "reported"),
        ("possible", "reported", "possible"),
        ("denied", "possible", "denied"),
    ],
)
def test_the_weaker_commitment_holds(one: Certainty, other: Certainty, together: str) -> None:
    assert weaker(one, other) == together


@pytest.mark.parametrize(
    "text",
    [
        "Lena Brandt was not on the ferry.",
        "Police failed to find the missing fishermen.",
        "The company refused to recall the valves.",
        "No ships left the harbour on Friday.",
        "Nobody died in the fire.",
        "The town lacks clean water.",
    ],
)
def test_negation_in_scope_makes_a_claim_negative(text: str) -> None:
    claims, _ = read(text)
    assert [claim.polarity for claim in claims] == ["negative"]


@pytest.mark.parametrize(
    "text",
    [
        "The council closed the bridge on Monday.",
        "Not only the school but the clinic lost power.",
        "No fewer than forty families fled the valley.",
    ],
)
def test_words_like_no_and_not_alone_do_not(text: str) -> None:
    claims, _ = read(text)
    assert [claim.polarity for claim in claims] == ["positive"]
