"""What looks ahead only by its words: one small report each, through the whole line."""

from __future__ import annotations

import pytest

from tests.pipeline import ledger, report

NO_CARD = [
    ("a request", "Would you keep an eye on the harbour?"),
    ("a question put to a guest", "“Would you say that the mole is safe,” a reporter asked."),
    ("a request of anybody", "“Will somebody please tell him that the mole is shut,” she said."),
    ("a thing that promises", "The first drug promising to slow the disease was approved."),
    ("a thing as subject", "The new networks promise connections ten times faster than today."),
    ("what a thing is for", "The drug is a monthly infusion intended to slow memory loss."),
    ("what it is for", "It is meant to replace an old ferry."),
    ("what it was built for", "The wall, designed to hold back the sea, broke on Monday."),
    ("a threat of nothing", "The state threatened the city."),
    ("a kind of threat", "A bomb threat closed the school."),
    ("what readers agree to", "You agree to receive occasional offers from the paper."),
    ("what others want", "“We are in a war with smugglers who want to strike us,” Ann Holt said."),
    ("a refusal to speak", "Police chief Dan Orr wouldn't characterize the blast as an attack."),
    ("a refusal to comment", "The mayor would not say who started the fire."),
    ("a refusal to decide", "The mayor would not rule out a new inquiry."),
    ("an order", "Firefighters warned residents to stay indoors."),
    ("a warning without what of", "The mayor warned residents on Friday."),
    ("a warning of what is", "The board warned residents that parts of the pier were rotten."),
    ("a fear for what was", "The firm fears that two divers were killed."),
    ("an oath on what was", "“I swear the tram lifted on to one side,” said Nia Brun."),
    ("a guess about today", "Firms may be having an easier time to find pilots."),
    ("a guess about a state", "The audit may be out of line with the law."),
    ("a guess about an effect", "It potentially has enormous effects."),
    ("a guess about a motive", "Police are looking into a possible motive."),
    ("a wish to know", "The families want to know who started the fire."),
    ("a speaker's flourish", "“I want to thank the crews of the ferry,” said Ann Holt."),
    ("a meaning", "Just because Holt gave way on the toll doesn't mean that the pilots are happy."),
    ("a plan of others", "Right-wing councillors debated the plan to close the port for months."),
    ("a plan that is none", "The mayor has no plans to close the port."),
    ("a thing set up", "A helpline was set up for relatives to call."),
    ("a decision carried out", "The crew decided to use force."),
    ("an opinion", "The bridge is widely considered the finest in the country."),
    ("an ability", "Time travel is possible."),
    ("a comparison", "Pilots are more likely to fall ill than sailors."),
    ("a measure", "The number was below expectations of 500 ships."),
    ("would-be", "The mayor told off would-be smugglers on Monday."),
    ("an intention given up", "“I was going to leave the port, but I stayed,” Ann Holt said."),
]
TALK = [
    "And I'm afraid we're going to have to leave it there.",
    "We'll be right back.",
    "We will be right back after the break.",
    "We're going to take a short break.",
    "Let me ask you about the harbour.",
    "I'll ask you again about the harbour.",
]
CARDS = [
    ("The firm threatened to close the port.", "threat"),
    ("The union threatened legal action.", "threat"),
    ("The attorney general threatened prosecution.", "threat"),
    ("The ministry threatened the port with a fine.", "threat"),
    ("Rising water threatens to flood the town.", "forecast"),
    ("Pilots may leave the port.", "forecast"),
    ("Halden promised to pay for the mole.", "promise"),
    ("The ministry warned that more fires may follow.", "warning"),
    ("The ministry warned of more fires.", "warning"),
    ("The ministry said it would review the offer.", "plan"),
    ("The ministry said the pilots would review the offer.", "forecast"),
    ("Mayor Ann Holt wants to rebuild the mole.", "plan"),
    ("The union announced plans to strike in May.", "plan"),
    ("The firm is considering closing the mill.", "plan"),
    ("It is possible that the mole will fall.", "forecast"),
    ("The rise in tolls means that pilots will leave.", "forecast"),
    ("We will be back in the harbour by May.", "forecast"),
    ("The closure raises fears of a strike.", "warning"),
]


@pytest.mark.parametrize(("what", "text"), NO_CARD)
def test_what_foresees_nothing_has_no_card(what: str, text: str) -> None:
    assert ledger(report(text, "Post", 0)).forecasts == (), what


@pytest.mark.parametrize("text", TALK)
def test_what_hosts_say_to_their_guests_foresees_nothing(text: str) -> None:
    assert ledger(report(text, "Post", 0)).forecasts == ()


@pytest.mark.parametrize(("text", "kind"), CARDS)
def test_what_looks_ahead_keeps_its_card(text: str, kind: str) -> None:
    assert [card.kind for card in ledger(report(text, "Post", 0)).forecasts] == [kind]


def test_what_a_thing_threatens_to_do_is_possible() -> None:
    (card,) = ledger(report("Rising water threatens to flood the town.", "Post", 0)).forecasts
    assert (card.certainty, card.holder) == ("possible", "report")
