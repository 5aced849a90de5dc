"""What looks ahead only by its words: one small report each, through the whole line."""

from __future__ import annotations

import pytest

from tests.pipeline import ledger, report

NO_CARD = [
    ("a request", "Would you keep an eye on the harbour?"),
    ("a thing that promises", "The first drug promising to slow the disease was approved."),
    ("a thing as subject", "The new networks promise connections ten times faster than today."),
    ("what a thing is for", "The drug is a monthly infusion intended to slow memory loss."),
    ("what others want", "“We are in a war with smugglers who want to strike us,” Ann Holt said."),
    ("a refusal to speak", "Police chief Dan Orr wouldn't characterize the blast as an attack."),
    ("a refusal to comment", "The mayor would not say who started the fire."),
    ("an order", "Firefighters warned residents to stay indoors."),
    ("a guess about today", "Firms may be having an easier time to find pilots."),
    ("a wish to know", "The families want to know who started the fire."),
]
CARDS = [
    ("The firm threatened to close the port.", "threat"),
    ("Pilots may leave the port.", "forecast"),
    ("Halden promised to pay for the mole.", "promise"),
    ("The ministry warned that more fires may follow.", "warning"),
    ("The ministry said it would review the offer.", "plan"),
    ("The ministry said the pilots would review the offer.", "forecast"),
    ("Mayor Ann Holt wants to rebuild the mole.", "plan"),
]


@pytest.mark.parametrize(("what", "text"), NO_CARD)
def test_what_foresees_nothing_has_no_card(what: str, text: str) -> None:
    assert ledger(report(text, "Post", 0)).forecasts == (), what


@pytest.mark.parametrize(("text", "kind"), CARDS)
def test_what_looks_ahead_keeps_its_card(text: str, kind: str) -> None:
    assert [card.kind for card in ledger(report(text, "Post", 0)).forecasts] == [kind]
