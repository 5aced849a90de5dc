"""Words for comparison: places, stems, numbers, rarity."""

from __future__ import annotations

import pytest

from sitrep.words import rarity, stem_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1,900 tonnes", "1900 tonnes"),
        ("04:32", "4.32"),
        ("five", "5"),
        ("twenty-two", "22"),
        ("Missiles", "missile"),
        ("Zelensky’s", "zelensky"),
        ("authorised", "authorises"),
        ("cities", "city"),
    ],
)
def test_two_ways_to_write_a_word_have_one_stem(one: str, other: str) -> None:
    assert [word.stem for word in words_of(one)] == [word.stem for word in words_of(other)]


def test_words_stand_where_they_say() -> None:
    text = "“Café” at 4:10, said Kovač… 🚢 twenty-two ’til 1,200."
    for word in words_of(text):
        assert text[word.start : word.end].strip() == text[word.start : word.end] != ""
    assert [text[w.start : w.end] for w in words_of(text)][-3:] == ["twenty-two", "til", "1,200"]


def test_a_capital_that_opens_a_sentence_is_no_name() -> None:
    words = words_of("Smoke rose. In Vissnes the Harbour Master slept.")
    assert [word.form for word in words if word.capital] == ["vissnes", "harbour", "master"]


def test_rare_words_say_more() -> None:
    assert rarity("the") == 0.0
    assert rarity(stem_of("police")) < rarity(stem_of("warehouse")) < rarity(stem_of("atacms"))
    assert rarity("7") < rarity("1900")
