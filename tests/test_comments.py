"""Comments, and what a comment tells nevertheless: that somebody has decided something."""

from __future__ import annotations

import pytest

from sitrep.brief.desk import Desk
from sitrep.brief.line import finding_line
from sitrep.comments import comments, decision, opens_with_pronoun
from sitrep.settings import DEFAULT
from tests.pipeline import ledger, report, words


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vance's decision to close the port marks a turning point in the dispute.", True),
        ("The recent order from President Vance to close the port has raised concern.", True),
        ("The Vance administration's refusal to open the port signals a new policy.", True),
        # nobody is named, nothing is decided, or it is no decision
        ("The decision to close the port marks a turning point in the dispute.", False),
        ("Vance's decision marks a turning point in the dispute over the port.", False),
        ("Vance's plan for the port marks a turning point in the long dispute.", False),
        ("The closure of the port marks a turning point in the dispute.", False),
    ],
)
def test_a_comment_tells_what_was_decided(text: str, told: bool) -> None:
    book = ledger(report(text, "Post", 0))
    claim = next(c for c in book.claims if words(book, c) == text[:-1])
    sentence = book.analyses[0].sentences[claim.sentence]
    decided = decision(claim, sentence)
    assert comments(claim, sentence) is not told
    assert (decided is not None) is told
    assert decided is None or decided.of(text) in ("to close the port", "to open the port")


def test_what_is_no_comment_needs_no_decision() -> None:
    text = "Vance defended his decision to close the port of Ellery."
    book = ledger(report(text, "Post", 0))
    (claim,) = (c for c in book.claims if words(book, c) == text[:-1])
    sentence = book.analyses[0].sentences[claim.sentence]
    assert not comments(claim, sentence)
    assert decision(claim, sentence) is None


def test_who_tells_the_decision_again_in_other_words_tells_nothing_new() -> None:
    book = ledger(
        report("Vance's decision to close ports and railways marks a turning point.", "Post", 0)
    )
    desk = Desk(book, book.stories[0], DEFAULT)
    assert finding_line(desk, book.findings[0]) is not None
    again = "close", "port", "railway", "harbour", "sund", "line"
    assert desk.is_told(frozenset(again))
    assert not desk.is_told(frozenset({"open", "port", "harbour", "sund", "line"}))


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("She was ordered to write the story.", True),
        ("They have met racist treatment in the wards.", True),
        ("We will triple the number of ships.", False),
        ("It is unlikely that the port opens.", False),
        ("Her editor ordered the story.", False),
        ("Marr was ordered to write it.", False),
    ],
)
def test_a_clause_that_opens_with_a_pronoun_is_said_of_whom(text: str, opens: bool) -> None:
    book = ledger(report(text, "Post", 0))
    assert opens_with_pronoun(book.analyses[0].sentences[0].tokens) is opens


def test_what_somebody_said_that_she_did_is_told_with_her_name() -> None:
    text = (
        "Rep. Cori Ashe testified on Thursday about the harsh treatment she said she and other "
        "mothers have met in the hospitals of Velmora."
    )
    brief = ledger(report(text, "Post", 0)).briefs[0]
    lines = [line.text for section in brief.sections for line in section.lines]
    assert not [line for line in lines if line.startswith("She ")]
