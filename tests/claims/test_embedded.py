"""A future that its sentence only names, asks about, supposes or rejects is not foreseen."""

from __future__ import annotations

import pytest

from sitrep.claims.clauses import Unit
from sitrep.claims.embedded import is_embedded
from sitrep.claims.tree import Tree
from sitrep.records import Token
from tests.pipeline import ledger, report, words

NAMED_ONLY = [
    ("which thing", "The toll that drivers will pay was set by the council."),
    (
        "which prices",
        "“I'm sorry to say the prices that you will be confronted with are far higher,” he said.",
    ),
    ("which person", "Holt, who is expected to resign, met the crews."),
    ("which customer", "The firm found a customer willing to pay for the flight."),
    ("a free relative", "In an attempt to force what could be the largest deal ever, it bid more."),
    ("an open question", "The question is whether the mole will hold."),
    ("a reported question", "Voters debated whether the wall would hold."),
    ("two questions", "It is unclear whether the mole holds or how long it will last."),
    ("what he knows", "He knows what he wants to do."),
    ("how far", "The minister explained how far the toll might rise."),
    ("a condition", "If he plans to run, he must resign."),
    ("a purpose", "He was soft on the firm in the hope that it would lower its price."),
    ("so that", "Work was halted so that a review could take place."),
    ("what was in mind", "They knew that the noise would hide the blast."),
    ("never said", "The ministry did not say that it would close the port."),
    ("said by nobody", "No one said the wall would fall."),
    (
        "unwelcome words",
        "“I don't want to hear the usual, ‘We are going to carry out an investigation,’” he said.",
    ),
    ("an aside after a quotation", "“That was not my deal,” he said, raising fears of a strike."),
]
FORESEEN = [
    ("added at the end", "He walked to the quay, which will close in May."),
    ("added of a person", "The bill goes to Holt, who is expected to sign it on Thursday."),
    ("what a law will do", "The council passed a law that will ban trawling from June."),
    ("under hoping", "“I hope that Holt comes to her senses,” the pilot said."),
    ("under thinking", "Engineers think that the wall will fall."),
    ("beside a condition", "The river will rise if the rain continues."),
    ("under a promise", "“We would like to tell the crews that we will never give in,” Holt said."),
]


@pytest.mark.parametrize(("what", "text"), NAMED_ONLY)
def test_what_is_only_named_or_asked_has_no_card(what: str, text: str) -> None:
    assert ledger(report(text, "Post", 0)).forecasts == (), what


@pytest.mark.parametrize(("what", "text"), FORESEEN)
def test_what_is_put_forward_keeps_its_card(what: str, text: str) -> None:
    assert len(ledger(report(text, "Post", 0)).forecasts) == 1, what


def test_a_warning_goes_with_what_is_warned_of() -> None:
    book = ledger(report("The pier shut after Ann Holt warned that it may fall.", "Post", 0))
    (card,) = book.forecasts
    claim = next(claim for claim in book.claims if claim.id == card.claim)
    assert (card.kind, card.holder) == ("warning", "Ann Holt")
    assert words(book, claim) == "it may fall"


def test_one_future_has_one_card() -> None:
    book = ledger(report("The firm warned that the mole is likely to fall.", "Post", 0))
    assert [card.kind for card in book.forecasts] == ["warning"]


@pytest.mark.parametrize("head", [-1, 0, 5])
def test_broken_parses_are_borne(head: int) -> None:
    tokens = [Token(i * 5, i * 5 + 4, "VERB", "VB", "word", head, "acl:relcl") for i in range(3)]
    tree = Tree(tokens)
    for at in range(3):
        assert is_embedded(tree, at, Unit(0, 2, tree.root)) in (True, False)
