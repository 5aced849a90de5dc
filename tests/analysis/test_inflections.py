"""Lemmas of inflected words, known and unknown."""

from __future__ import annotations

import pytest

from sitrep.analysis.inflections import mended

FORMS = [
    ("reaches", "VBZ", "reache", "reach"),
    ("underscores", "VBZ", "underscor", "underscore"),
    ("complexities", "NNS", "complexitie", "complexity"),
    ("denounced", "VBD", "denounc", "denounce"),
    ("expelled", "VBN", "expelle", "expel"),
    ("rising", "VBG", "ris", "rise"),
    ("bigger", "JJR", "bigg", "big"),
    ("men", "NNS", "man", "man"),
    ("lives", "NNS", "live", "life"),
    # in no table: the ending decides
    ("greenlights", "VBZ", "greenlight", "greenlight"),
    ("weaponized", "VBD", "weaponiz", "weaponize"),
]
KEPT = [
    ("need", "NN", "need"),
    ("killing", "NN", "killing"),
    ("ss", "NNS", "ss"),
    ("covid-19s", "NNS", "covid-19"),
]


@pytest.mark.parametrize(("word", "tag", "guess", "lemma"), FORMS)
def test_an_inflected_word_has_its_lemma(word: str, tag: str, guess: str, lemma: str) -> None:
    assert mended(word, tag, guess) == lemma


@pytest.mark.parametrize(("word", "tag", "guess"), KEPT)
def test_what_is_not_a_regular_form_keeps_the_guess(word: str, tag: str, guess: str) -> None:
    assert mended(word, tag, guess) == guess
