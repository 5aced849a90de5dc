"""Who did what to whom, and the PLOVER type of what was done."""

from __future__ import annotations

import pytest

from sitrep.claims.event import roles
from sitrep.claims.plover import plover_type, type_between
from sitrep.claims.realis import realis

from .parsed import at, tree


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The navy shelled the island on Friday.", "ASSAULT"),
        ("The island was shelled by the navy on Friday.", "ASSAULT"),
        ("Rebels carried out an attack on the depot.", "ASSAULT"),
        ("The government lifted the curfew in Port Ellis.", "RETREAT"),
        ("The government imposed a curfew in Port Ellis.", "COERCE"),
        ("The two countries signed a trade agreement.", "SUPPORT"),
        ("Alder Bay expelled three diplomats.", "SANCTION"),
        ("The court jailed the editor for two years.", "COERCE"),
        ("Workers staged a strike at the port.", "PROTEST"),
        ("The president will visit Port Ellis in June.", "AGREE"),
        ("The government refused to release the prisoners.", "REJECT"),
        ("Port Ellis demanded the withdrawal of the fleet.", "REQUEST"),
        ("The general threatened to shell the town.", "THREATEN"),
        ("The mayor denounced the harbour board.", "ACCUSE"),
        ("The prime minister met the fishermen in Port Ellis.", "CONSULT"),
        ("The army deployed 500 soldiers along the border.", "MOBILIZE"),
        ("Rebels freed four hostages on Sunday.", "RETREAT"),
        # outside the codebook: no type rather than a wrong one
        ("The water level fell this week.", ""),
        ("It sank within minutes.", ""),
        ("The crew reportedly left at dawn.", ""),
    ],
)
def test_the_type_of_an_event(text: str, kind: str) -> None:
    parse = tree(text)
    assert plover_type(parse, parse.root) == kind


@pytest.mark.parametrize(
    ("text", "predicate", "actor", "recipient"),
    [
        ("The navy shelled the island on Friday.", "shell", "navy", "island"),
        ("The island was shelled by the navy on Friday.", "shell", "navy", "island"),
        ("Rebels carried out an attack on the depot.", "attack", "Rebels", "depot"),
        ("Osei plans to reopen the harbour in May.", "plan", "Osei", None),
    ],
)
def test_the_passive_is_turned_and_light_verbs_give_way(
    text: str, predicate: str, actor: str, recipient: str | None
) -> None:
    parse = tree(text)
    found = roles(parse, parse.root)
    assert found.predicate == predicate
    assert found.actor == at(text, actor)
    assert found.recipient == (None if recipient is None else at(text, recipient))


def test_the_event_between_two_parties_is_the_one_that_joins_them() -> None:
    text = "Port Ellis demanded the withdrawal of the fleet."
    parse = tree(text)
    assert type_between(parse, range(2), range(6, 8)) == "REQUEST"


@pytest.mark.parametrize(
    ("text", "word", "future", "certainty"),
    [
        ("Osei plans to reopen the harbour in May.", "reopen", True, "planned"),
        ("The council closed the bridge on Monday.", "closed", False, "asserted"),
        ("The closure raises fears of a fuel shortage.", "shortage", True, "possible"),
        ("The two ships may have collided in fog.", "collided", False, "possible"),
        ("The government refused to release the prisoners.", "release", True, "asserted"),
    ],
)
def test_the_standing_of_any_word(text: str, word: str, future: bool, certainty: str) -> None:
    found = realis(tree(text), at(text, word))
    assert (found.future, found.certainty) == (future, certainty)
