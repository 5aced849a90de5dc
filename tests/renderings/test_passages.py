"""A report's text cut for the page: [..] marks a citation, {..} a flag."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.records import Flag
from sitrep.renderings.passages import Mark, Piece, pieces

spans = st.tuples(st.integers(-3, 30), st.integers(-3, 30))


def shown(found: tuple[Piece, ...]) -> str:
    """Pieces as "words(keys)", flagged ones with an exclamation mark."""
    return "|".join(
        piece.text + (f"({','.join(piece.keys)})" if piece.keys else "") + "!" * piece.flagged
        for piece in found
    )


@pytest.mark.parametrize(
    ("marks", "flags", "expected"),
    [
        pytest.param([], [], "The gates were opened.", id="nothing cited"),
        pytest.param([(4, 9)], [], "The |gates(1)| were opened.", id="one"),
        pytest.param([(0, 9), (4, 14)], [], "The (1)|gates(1,2)| were(2)| opened.", id="overlap"),
        pytest.param([(0, 14), (4, 9)], [], "The (1)|gates(1,2)| were(1)| opened.", id="nested"),
        pytest.param([(4, 9), (4, 9)], [], "The |gates(1,2)| were opened.", id="the same twice"),
        pytest.param([(0, 9)], [(4, 14)], "The (1)|gates(1)!| were!| opened.", id="flagged"),
        pytest.param([], [(0, 9), (4, 14)], "The !|gates!| were!| opened.", id="flags overlap"),
        pytest.param([(0, 99)], [], "The gates were opened.(1)", id="beyond the end"),
        pytest.param([(22, 22)], [], "The gates were opened|.(1)", id="empty, at the end"),
    ],
)
def test_the_text_is_cut_where_something_begins_or_ends(
    marks: list[tuple[int, int]], flags: list[tuple[int, int]], expected: str
) -> None:
    found = pieces(
        "The gates were opened.",
        [Mark(str(at), "r", *span) for at, span in enumerate(marks, 1)],
        [Flag("r", *span, "debris", "") for span in flags],
    )
    assert shown(found) == expected


@given(st.text(max_size=25), st.lists(spans, max_size=6), st.lists(spans, max_size=4))
def test_the_pieces_are_the_text_and_every_mark_opens_once(
    text: str, marks: list[tuple[int, int]], flags: list[tuple[int, int]]
) -> None:
    found = pieces(
        text,
        [Mark(str(at), "r", *span) for at, span in enumerate(marks)],
        [Flag("r", *span, "garbled", "why") for span in flags],
    )
    assert "".join(piece.text for piece in found) == text
    if text:
        opened = [key for piece in found for key in piece.opening]
        assert sorted(opened, key=int) == [str(at) for at in range(len(marks))]
        for piece in found:
            assert set(piece.opening) <= set(piece.keys)


def test_a_flag_says_why() -> None:
    (_, flagged) = pieces("Sound. Garbled", [], [Flag("r", 7, 14, "garbled", "no verb")])
    assert flagged.warnings == ("garbled: no verb",)
    assert re.fullmatch("Garbled", flagged.text)
