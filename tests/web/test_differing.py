"""Two texts compared word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.web.views.differing import alike, compared, words_of

CASES = [
    ("a dam broke", "a dam broke", "a dam broke"),
    ("four people died", "three people died", "[four|three] people died"),
    ("we cannot yet rule it out", "we cannot rule it out", "we cannot[ yet|] rule it out"),
    ("out", "rule it out", "[|rule it ]out"),
    ("don't go", "don’t go", "don’t go"),
    ("1,900 tonnes", "1,800 tonnes", "[1,900|1,800] tonnes"),
    ("a second explosion now", "more explosions now", "[a second explosion|more explosions] now"),
    ("", "new", "[|new]"),
    ("gone", "", "[gone|]"),
]


def written(first: str, second: str) -> str:
    """The comparison in one line: [gone|new]."""
    found = ""
    for one in compared(first, second):
        found += {"same": one.text, "gone": f"[{one.text}|]", "new": f"[|{one.text}]"}[one.kind]
    return found.replace("|][|", "|")


@pytest.mark.parametrize(("first", "second", "told"), CASES)
def test_what_went_and_what_came(first: str, second: str, told: str) -> None:
    assert written(first, second) == told


@given(st.text(alphabet="ab .,\n’", max_size=40), st.text(alphabet="ab .,\n’", max_size=40))
def test_same_and_new_are_the_second_text(first: str, second: str) -> None:
    found = compared(first, second)
    assert "".join(one.text for one in found if one.kind != "gone") == second


@pytest.mark.parametrize(
    ("first", "second", "one_quotation"),
    [
        ("We cannot yet rule out a second explosion", "We cannot rule out more explosions", True),
        ("No alarm sounded before the blast.", "No alarm sounded before the blast", True),
        ("The whole country stands with us", "The entire nation remains with them", False),
    ],
)
def test_how_alike_two_quotations_are(first: str, second: str, one_quotation: bool) -> None:
    assert (alike(words_of(first), words_of(second)) >= 0.6) == one_quotation
