"""Lines that point at what stands before them: told with what they point at, or not at all."""

from __future__ import annotations

import pytest

from sitrep.brief.context import contexts
from sitrep.brief.desk import Desk
from sitrep.brief.line import wording
from sitrep.records import Claim, Ledger, Line
from sitrep.settings import Settings
from tests.pipeline import ledger, report

#: the pointing sentence, its words that point back, and the start of what they point at
POINTING = [
    (
        (
            "Kestrany lifted its ban on long-range rockets on Monday. "
            "The embassy of Orlen in Port Vela closed its doors in response to this decision."
        ),
        "this decision",
        "Kestrany lifted its ban",
    ),
    (
        (
            "The army received forty rockets from Orlen. Rain fell on the coast. "
            "These rockets struck a depot near Port Vela."
        ),
        "These rockets",
        "The army received forty rockets",
    ),
    (
        "Kestrany lifted its ban on rockets. Officials in Orlen condemned such actions.",
        "such actions",
        "Kestrany lifted its ban on rockets",
    ),
]
#: sentences between the act and the words that point at it, which stand for no act themselves
PASSED_OVER = [
    (
        (
            "Kestrany lifted its ban on long-range rockets. "
            "Critics in Orlen have called the policy a mistake. "
            "Ministers in Port Vela say this move adds fuel to the fire."
        ),
        "this move",
        "Kestrany lifted its ban",
    ),
    (
        (
            "Orlen allowed Kestrany to fire long-range rockets. "
            "The rockets could reshape the war. "
            "The decision angered farmers in the marshes of Tolmin."
        ),
        "The decision",
        "Orlen allowed Kestrany",
    ),
    (
        (
            "Kestrany attacked two depots in the marshes of Tolmin. "
            "The presence of foreign troops in Tolmin has further complicated the situation. "
            "The embassy of Orlen in Port Vela closed in response to these developments."
        ),
        "these developments",
        "Kestrany attacked two depots",
    ),
    (
        (
            "Orlen allowed Kestrany to fire long-range rockets. "
            "Marin has sent 400 troops to the marshes of Tolmin. "
            "President Ana Ruiz of Tolmin said such Orlen actions meant war."
        ),
        "such Orlen actions",
        "Orlen allowed Kestrany",
    ),
    (
        (
            "Orlen allowed Kestrany to fire long-range rockets. "
            "This move marks a turn in the policy of Orlen. "
            "Marin praised its allies at a summit in Port Vela. "
            "The strategic pivot follows a plea of the minister of Kestrany."
        ),
        "The strategic pivot",
        "Orlen allowed Kestrany",
    ),
    (
        (
            "Orlen allowed Kestrany to fire long-range rockets. "
            "The decision marks a turn. "
            "The government of Orlen has reviewed its stance, aiming to support Kestrany. "
            "This policy change angered farmers in the marshes of Tolmin."
        ),
        "This policy change",
        "Orlen allowed Kestrany",
    ),
    (
        (
            "Kestrany fired the rockets at the marshes of Tolmin on Monday. "
            "This follows the earlier use of mines, which killed two farmers in Kell."
        ),
        "This",
        "Kestrany fired the rockets",
    ),
]
#: words whose antecedent nothing tells: the sentence is told nowhere
UNTOLD = [
    "The army received forty rockets from Orlen. These ferries struck a pier near Port Vela.",
    "This decision closed the port of Vela on Monday.",
    "The fire spread quickly on Monday. This is not the first time that Port Vela burned.",
    "Critics in Orlen have called the policy a mistake. The move angered Kestrany on Monday.",
    "The rockets could reshape the war. This escalation angered Kestrany on Monday.",
    "The fire spread quickly on Monday. He told reporters in Port Vela on Monday night.",
]


def last(made: Ledger) -> Claim:
    """The claim that stands last in the only report."""
    return max(made.claims, key=lambda c: (c.sentence, c.end - c.start))


def lines(made: Ledger) -> list[Line]:
    """Every line of the findings of a brief."""
    kinds = {"takeaways", "narrative", "reactions"}
    return [x for s in made.briefs[0].sections if s.kind in kinds for x in s.lines]


@pytest.mark.parametrize(("text", "phrase", "after"), POINTING + PASSED_OVER)
def test_words_that_point_back_are_told_with_what_they_point_at(
    text: str, phrase: str, after: str
) -> None:
    made = ledger(report(text, "Post", 0))
    found = contexts(Desk(made, made.stories[0], Settings()), last(made))
    assert found is not None
    assert [c.phrase.of(text) for c in found] == [phrase]
    assert found[0].after.span.of(text).startswith(after)


@pytest.mark.parametrize("text", UNTOLD)
def test_what_points_at_nothing_that_is_found_has_no_context(text: str) -> None:
    made = ledger(report(text, "Post", 0))
    claim = last(made)
    assert claim.leans
    assert contexts(Desk(made, made.stories[0], Settings()), claim) is None


def test_the_line_cites_what_its_words_point_at() -> None:
    text = POINTING[0][0]
    told = [x for x in lines(ledger(report(text, "Post", 0))) if "this decision" in x.text]
    assert [x.note for x in told] == [
        "“this decision” follows on “Kestrany lifted its ban on long-range rockets on Monday”"
    ]
    assert told[0].cites[-1].start == 0


def test_a_takeaway_does_not_open_with_words_that_point_back() -> None:
    made = ledger(*(report(text, f"Post {at}", at) for at, (text, *_) in enumerate(POINTING)))
    opened = [
        x.text
        for s in made.briefs[0].sections
        if s.kind == "takeaways"
        for x in s.lines
        if x.text.startswith(("This ", "These ", "Such "))
    ]
    assert opened == []


def test_hearsay_that_says_so_itself_is_told_without_the_words_around_it() -> None:
    text = (
        "A fire in Port Vela killed two dockers on Monday. "
        "Orlen promised forty mines to Kestrany. "
        "The decision to send these mines comes as Kestrany has been reported to use mines widely "
        "in the marshes of Tolmin."
    )
    told = [x.text for x in lines(ledger(report(text, "Post", 0)))]
    assert "Kestrany has been reported to use mines widely in the marshes of Tolmin." in told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("This decision signals a turn in the policy of Orlen.", False),
        ("This decision closed the port of Tolmin on Monday.", True),
    ],
)
def test_a_comment_that_points_back_is_not_told(sentence: str, told: bool) -> None:
    made = ledger(report("Orlen allowed Kestrany to fire rockets. " + sentence, "Post", 0))
    desk = Desk(made, made.stories[0], Settings())
    assert (wording(desk, last(made), context=True) is not None) == told


def test_many_words_follow_and_one_follows() -> None:
    text = POINTING[1][0]
    made = ledger(report(text, "Post", 0))
    found = contexts(Desk(made, made.stories[0], Settings()), last(made))
    assert found is not None
    assert found[0].note(text).startswith("“These rockets” follow on “The army received")


def test_who_characterises_a_move_has_not_made_it() -> None:
    text = (
        "Kestrany lifted its ban on long-range rockets on Monday. Critics in Port Vela have "
        "characterized support for Orlen as folly. Orlen said this move would raise tensions."
    )
    made = ledger(report(text, "Post", 0))
    found = contexts(Desk(made, made.stories[0], Settings()), last(made))
    assert found is not None
    assert found[0].after.span.of(text).startswith("Kestrany lifted its ban")
