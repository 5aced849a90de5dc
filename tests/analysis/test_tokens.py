"""Words. In the table a space or a bar marks each cut."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.analysis.lemmas import lemma_of, parsed, script
from sitrep.analysis.shapes import FIRST_TITLE, TITLE, UPPER, shapes
from sitrep.analysis.tokens import words
from sitrep.analysis.wordpiece import MOST_PIECES, WordPiece

MARKED = [
    # contractions and possessives, in both kinds of apostrophe
    "They do|n't know|, she said|.",
    "It|’s Iran|’s plan|; we|’ll see|.",
    "They can|not leave and wo|n’t stay|.",
    "The ministers|' cars were O'Rourke|'s|.",
    # abbreviations, initials
    "The U.S. and the U.K. spoke to Mr. Haddad|.",
    "George W. Stone Jr. of Acme Inc. came at 5 p.m. on Nov. 17|.",
    "He moved to Washington|, D.C.|, with a Ph.D.",
    "Was it closed|? No|.",
    # numbers with signs and units
    "It cost $|175 billion or US$|4.5 m|.",
    "The 1,000th day|, 190 miles|, 35|mm and 15|%|.",
    "On 12/31/2024 at 18:30 in the 1990s|.",
    "Call 713-853-3989|.",
    # hyphens and dashes
    "A long|-|range missile|, an anti-war march in mid-August|.",
    "It failed |— again|.",
    "Kyiv|–|Lviv",
    "Yes |-- no|...",
    # quotation marks of several kinds
    "“|We ‘|never|’ left|,|” he said|.",
    '"|Stop|!|" «|Non|» „|Nein|“',
    # addresses
    "See https://example.org/a-b?c=d|, www.example.com|, or a.b@example.org|.",
    "Thanks |@someone for #peace and #|1|.",
    # other scripts
    "Зеленский прибыл в Киев|.",
    "naïve cafe\u0301 Łódź",
]


@pytest.mark.parametrize("marked", MARKED)
def test_words(marked: str) -> None:
    text = marked.replace("|", "")
    cut = [piece for part in marked.split(" ") for piece in part.split("|") if piece]
    assert [span.of(text) for span in words(text, 0, len(text))] == cut


def test_words_of_a_part_have_offsets_of_the_whole() -> None:
    text = "First. Second one. Third."
    assert [span.of(text) for span in words(text, 7, 18)] == ["Second", "one", "."]


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_words_lie_inside_in_order_and_skip_only_space(text: str, start: int, end: int) -> None:
    found = words(text, start, end)
    end = min(end, len(text))
    reached = start
    for span in found:
        assert reached <= span.start < span.end <= end
        assert not text[reached : span.start].strip()
        reached = span.end
    assert not text[reached:end].strip()


@pytest.mark.parametrize(
    "piece", ["a", "a.", "1,111", "n't", "www.", "a@", "“", "anti-", "U.", "e\u0301", "$", "No. "]
)
def test_time_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        words(text, 0, len(text))
        return time.process_time() - start

    short = min(seconds(20_000) for _ in range(3))
    long = min(seconds(200_000) for _ in range(2))
    assert long < 60 * short + 0.2


VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "cafe", "'", "n", "t"]


def test_word_pieces() -> None:
    pieces = WordPiece(VOCABULARY)
    assert pieces.pieces("Unaffable") == (4, 5, 6)
    assert pieces.pieces("Café") == (7,)
    assert pieces.pieces("n't") == (9, 8, 10)
    assert pieces.pieces("xyz") == (1,)
    assert pieces.pieces("\u200b") == (1,)


@given(st.text(max_size=200))
def test_every_word_has_a_few_pieces(word: str) -> None:
    assert 1 <= len(WordPiece(VOCABULARY).pieces(word)) <= MOST_PIECES


LETTERS = st.text(st.characters(categories=["L"]), min_size=1, max_size=20)


@given(LETTERS, LETTERS)
def test_a_lemma_script_gives_the_lemma(word: str, lemma: str) -> None:
    found = lemma_of(word, parsed(script(word, lemma)))
    assert found == lemma


@pytest.mark.parametrize(
    ("word", "lemma", "edit"),
    [
        ("Cities", "city", "l3y"),
        ("Kyiv", "Kyiv", "k0"),
        ("was", "be", "l3be"),
        ("SAID", "say", "l2y"),
    ],
)
def test_lemma_scripts(word: str, lemma: str, edit: str) -> None:
    assert script(word, lemma) == edit


def test_irregular_forms_are_looked_up_under_their_tag() -> None:
    assert lemma_of("Shot", parsed("l1"), "VBN") == "shoot"
    assert lemma_of("shot", parsed("l0"), "NN") == "shot"
    assert lemma_of("gunmen", parsed("l1"), "NNS") == "gunman"


def test_an_edit_longer_than_the_word_leaves_it() -> None:
    assert lemma_of("Go", parsed("l4e")) == "go"


def test_shapes_tell_the_opening_capital_from_others() -> None:
    assert shapes(["“", "Officials", "in", "Kyiv", "NATO"]) == [8, FIRST_TITLE, 1, TITLE, UPPER]
