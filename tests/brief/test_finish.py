"""A stretch of a report as a line of its own."""

from __future__ import annotations

import pytest

from sitrep.brief.finish import finish

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
