"""A stretch of a report as a line of its own."""

from __future__ import annotations

import pytest

from sitrep.brief.finish import finish
from sitrep.brief.line import unsaid

LINES = [
    ("the pier fell", "The pier fell."),
    ("the pier fell!", "The pier fell!"),
    # the sentence stood in the middle of a speech, or at its end, or at its beginning
    ("We will stay,” Holt said", "“We will stay,” Holt said."),
    ('we will stay," Holt said.', '"We will stay," Holt said.'),
    ("Holt said: “We will stay.", "Holt said: “We will stay.”"),
    ('Holt said: "We will stay', 'Holt said: "We will stay."'),
    # nothing is missing
    ("“We will stay,” Holt said.", "“We will stay,” Holt said."),
    ('Holt called it "rotten".', 'Holt called it "rotten".'),
    ('a plank of 6" fell', 'A plank of 6" fell.'),
    ("", ""),
]


@pytest.mark.parametrize(("words", "line"), LINES)
def test_words_become_a_line(words: str, line: str) -> None:
    assert finish(words) == line


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        ("analysts", "Analysts suggest that the pier will fall.", None),
        ("New Vela Democrat", "The New Vela Democrat said the pier would fall.", None),
        ("the council", "The council will vote on Monday.", None),
        ("Ana Ruiz", "The mayor said the pier would fall.", "Ana Ruiz"),
        (None, "The pier will fall.", None),
    ],
)
def test_who_speaks_is_not_told_twice(label: str | None, text: str, said: str | None) -> None:
    assert unsaid(label, text) == said
