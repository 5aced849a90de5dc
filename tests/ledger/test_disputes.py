"""What is called disputed, and what only looks like it: two small reports each."""

from __future__ import annotations

import pytest

from sitrep.records import Finding, Ledger
from tests.pipeline import ledger, report, texts, words

DISPUTED = [
    (
        "a denial",
        "The port authority said the alarm was sounded before the blast.",
        "No alarm was sounded before the blast, said Marta Oskell of the dockers' union.",
    ),
    (
        "nobody did it",
        "Ambrel Storage said that contractors welded on the roof of the warehouse on Monday.",
        "Nobody welded on the roof of the warehouse on Monday, roofer Dana Ropewell said.",
    ),
    (
        "a denial by the one concerned",
        "The dockers' union said that Ivo Marr signed the order on Monday.",
        "Ivo Marr said he did not sign the order on Monday.",
    ),
    (
        "none of its kind",
        "The ministry said Halden's ships took oil to Torvale, in violation of the sanctions.",
        "The company said there was no sanctions violation when its ships took oil to Torvale.",
    ),
    (
        "opposed assessments",
        "Analysts say the new missiles could change the course of the war.",
        "Analysts say the new missiles may not change the course of the war.",
    ),
    (
        "the age of one man",
        "Six-year-old Ada Brook was shot in a car on Lamar Street on Wednesday.",
        "Eight-year-old Ada Brook was shot in a car on Lamar Street on Wednesday.",
    ),
    (
        "two tolls of one hour",
        "The crash at Torvale station killed 12 people, police said.",
        "The crash at Torvale station killed 15 people, the hospital said.",
    ),
    (
        "one man or three men",
        "A shooting at a bar in Torvale left one man dead on Friday, police said.",
        "A shooting at a bar in Torvale left three men dead on Friday, the mayor said.",
    ),
    (
        "a pronoun that counts",
        "It was confirmed that one is dead after a shooting on Quay Street in Torvale.",
        "It was confirmed that three are dead after a shooting on Quay Street in Torvale.",
    ),
    (
        "how many were shot",
        "Four people were shot outside a club in Torvale on Friday, police said.",
        "Nine people were shot outside a club in Torvale on Friday, the hospital said.",
    ),
    (
        "more people by name than the other one counts",
        "A mother and her two sons were killed in a house in Torvale on Friday, police said.",
        "Two people were killed in a house in Torvale on Friday, the mayor said.",
    ),
    (
        "a day long past that both tell of",
        "Dan Holm stood trial for a shooting on 7 April 2021 that killed four people in Torvale.",
        "Dan Holm stood trial for a shooting on 7 April 2021 that killed six people in Torvale.",
    ),
]
NOT_DISPUTED = [
    (
        "a part and the whole",
        "The crash at Torvale station killed 12 people, police said.",
        "The crash at Torvale station killed two firefighters, police said.",
    ),
    (
        "different measures",
        "The blast left 58 people injured, the authority said.",
        "After the blast 140 people were treated for smoke, the authority said.",
    ),
    (
        "the dead and those on board",
        "Four people died when the ferry sank off Torvale on Friday, the coast guard said.",
        "The ferry that sank off Torvale on Friday had 140 people on board.",
    ),
    (
        "people named one by one and their number",
        "A mother and her two sons were killed in a house in Torvale on Friday, police said.",
        "Three people were killed in a house in Torvale on Friday, the mayor said.",
    ),
    (
        "some of the dead by name",
        "A mother and her son were killed in a blast in Torvale on Friday, police said.",
        "Nine people were killed in a blast in Torvale on Friday, the mayor said.",
    ),
    (
        "a report that gives both figures",
        "Five people were shot at a club in Torvale on Friday. Inside it three people were shot.",
        "Three people were shot inside a club in Torvale on Friday, police said.",
    ),
    (
        "a statistic over a longer time",
        "Two people were killed in a shooting in Torvale on Friday, police said.",
        "So far this year 41 people were killed in shootings in Torvale, police said.",
    ),
    (
        "one distance in two units",
        "Homes within 3.2 kilometres of the warehouse were cleared.",
        "Homes within two miles of the warehouse were cleared.",
    ),
    (
        "a bound and a figure",
        "At least 12 people were killed in the crash at Torvale station.",
        "The crash at Torvale station killed 14 people.",
    ),
    (
        "the ages of two people",
        "Six-year-old Ada Brook was shot in a car on Lamar Street on Wednesday.",
        "Kenya Sands, 38, was shot in a car on Lamar Street on Wednesday.",
    ),
    (
        "the ages of people without names",
        "A 6-year-old was shot in a car on Lamar Street on Wednesday, police said.",
        "A 15-year-old was shot in a car on Lamar Street on Wednesday, police said.",
    ),
    (
        "a denial of something else that has a word in common",
        "No mother should have to go through this, Ada Brook said.",
        "The mother of the boy works hard, neighbours said.",
    ),
    (
        "somebody else was not charged",
        "Prosecutors charged the shipping firm Halden with fraud on Friday.",
        "The owner of the shipping firm Halden was not charged with fraud on Friday.",
    ),
    (
        "the other way round",
        "The guards attacked the strikers on the quay on Friday.",
        "The strikers did not attack the guards on the quay on Friday.",
    ),
    (
        "nothing of the kind at another event",
        "An attack with a truck on the harbour fair killed many people on Friday.",
        "No attacks occurred on Friday during the regatta.",
    ),
    (
        "what is only asked",
        "The consulate asked whether any tourists were injured in the crash.",
        "Tourists were not injured in the crash, the mayor said.",
    ),
    (
        "others were charged",
        "The charges against the firm came as Ivo Marr left the port on Friday.",
        "Ivo Marr himself was not charged on Friday, his lawyer said.",
    ),
    (
        "what is only feared",
        "The head of Halden dismissed concerns about safety issues at the port.",
        "There are no safety issues at the port, the head of Halden said.",
    ),
    (
        "not at once",
        "The Free Harbour group claimed responsibility for the attack on the port.",
        "There was no immediate claim of responsibility for the attack on the port.",
    ),
    (
        "figures of two hours",
        "Halden shares fell 1.5 percent to 65 dollars at 9:34 a.m. on Monday.",
        "Halden shares fell 6.6 percent to 61 dollars on Monday.",
    ),
    (
        "not the first",
        "The police responded to disturbances at the hotel 63 times in six months.",
        "The shooting was not the first time the police responded to the hotel.",
    ),
    (
        "what has yet to happen",
        "No charges have been filed in the case, police said.",
        "Charges have yet to be filed in the case, police said.",
    ),
    (
        "a bound that begins with no",
        "The warehouse was allowed to hold no more than 800 tonnes of chlorate.",
        "The warehouse was allowed to hold 800 tonnes of chlorate.",
    ),
    (
        "an accident that was no crime",
        "A boy was accidentally shot and killed on Lamar Street on Friday.",
        "The shooting on Lamar Street was not a homicide, police said.",
    ),
    (
        "two addresses",
        "Ada Brook, who lived in the 6100 block of Moody Street, died on Friday.",
        "Kenya Sands, who lived in the 700 block of Moody Street, died on Friday.",
    ),
    (
        "how many more, and how many",
        "Four more were released from the hospital on Friday.",
        "Two were released from the hospital on Friday.",
    ),
    (
        "what was held to be so at first",
        "Police initially investigated the shooting on Lamar Street as a homicide.",
        "The shooting on Lamar Street was not a homicide, police said.",
    ),
]


def disputes(book: Ledger) -> list[Finding]:
    return [finding for finding in book.findings if finding.status == "disputed"]


@pytest.mark.parametrize(("what", "first", "second"), DISPUTED)
def test_two_accounts_that_exclude_each_other_are_a_dispute(
    what: str, first: str, second: str
) -> None:
    book = ledger(report(first, "The Herald", 2), report(second, "The Courier", 2))
    found = disputes(book)
    assert len(found) == 1, (what, texts(book))
    assert len(found[0].sides) == 2
    assert all(side.claims for side in found[0].sides)


@pytest.mark.parametrize(("what", "first", "second"), NOT_DISPUTED)
def test_what_only_looks_like_a_dispute(what: str, first: str, second: str) -> None:
    book = ledger(report(first, "The Herald", 2), report(second, "The Courier", 2))
    claims = {c.id: c for c in book.claims}
    told = [[words(book, claims[c]) for c in f.claims] for f in disputes(book)]
    assert told == [], what


def test_a_report_that_gives_both_figures_reconciles_those_that_give_one_each() -> None:
    five = "Five people were shot at a club in Torvale on Friday, police said."
    three = "Three people were shot in Torvale on Friday, the hospital said."
    both = "Five people were shot at a club in Torvale on Friday. Inside it three people were shot."
    apart = [report(five, "The Herald", 2), report(three, "The Courier", 2)]
    assert len(disputes(ledger(*apart))) == 1
    assert disputes(ledger(*apart, report(both, "The Post", 2))) == []


def test_two_sources_that_a_report_sets_side_by_side_reconcile_nothing() -> None:
    five = "Five people were shot at a club in Torvale on Friday."
    three = "Three people were shot in Torvale on Friday."
    both = (
        "Five people were shot at a club in Torvale on Friday, police said. "
        "The hospital said that three people were shot."
    )
    reports = [report(five, "The Herald", 2), report(three, "The Courier", 2)]
    assert len(disputes(ledger(*reports, report(both, "The Post", 2)))) == 1


def test_assurances_that_nobody_signs_stand_against_those_who_doubt_them() -> None:
    text = (
        "Despite assurances that the mines sent to Torvale will be harmless after a month, "
        "experts warn that these systems are not foolproof."
    )
    book = ledger(report(text, "The Herald", 2))
    (found,) = disputes(book)
    claims = {c.id: c for c in book.claims}
    told = {words(book, claims[c]) for side in found.sides for c in side.claims}
    assert told == {
        "the mines sent to Torvale will be harmless after a month",
        "these systems are not foolproof",
    }
    assert {side.holder for side in found.sides} == {None, "experts"}


@pytest.mark.parametrize(("told", "denied", "count"), [(2, 5, 1), (5, 2, 0)])
def test_what_has_not_happened_denies_only_what_is_told_before(
    told: float, denied: float, count: int
) -> None:
    book = ledger(
        report("Police questioned the captain of the ferry in Torvale.", "Herald", told),
        report("Police have not questioned the captain of the ferry in Torvale.", "Post", denied),
    )
    assert len(disputes(book)) == count


def test_one_claim_answers_two_questions() -> None:
    both = report(
        "Analysts say the new missiles might not change the course of the war but could widen "
        "the conflict with Velmora.",
        "Post",
        0,
    )
    course = report("Experts say the new missiles could change the course of the war.", "Herald", 1)
    wider = report("Experts say the new missiles may limit the conflict with Velmora.", "Globe", 2)
    book = ledger(both, course, wider)
    held = {c.id: words(book, c) for c in book.claims}
    asked = {
        d.explanation.removeprefix("they differ on "): {held[c] for c in finding.claims}
        for finding in book.findings
        if finding.status == "disputed"
        for d in finding.differences
    }
    answer = (
        "the new missiles might not change the course of the war but could widen the conflict "
        "with Velmora"
    )
    assert asked == {
        "whether it changes the course of events": {
            answer,
            "the new missiles could change the course of the war",
        },
        "whether it widens the conflict": {
            answer,
            "the new missiles may limit the conflict with Velmora",
        },
    }
