"""The numbers of a brief: figures that a reader would note, in the words that count them."""

from __future__ import annotations

import pytest

from sitrep.records import Line
from tests.pipeline import ledger, report


def numbers(*texts: str) -> list[Line]:
    """The lines of the numbers section of one story."""
    names = ("Post", "Herald", "Courier", "Mercury")
    book = ledger(
        *(report(text, name, at) for at, (text, name) in enumerate(zip(texts, names, strict=False)))
    )
    return [line for s in book.briefs[0].sections if s.kind == "numbers" for line in s.lines]


@pytest.mark.parametrize(
    ("sentence", "phrase", "label"),
    [
        (
            "Police sent an additional 1,600 officers to the harbour.",
            "an additional 1,600 officers",
            None,
        ),
        (
            "Orvenia sent approximately 10,000 Kestrian troops.",
            "approximately 10,000 Kestrian troops",
            None,
        ),
        (
            "The ship carried 600 tons of refined petroleum.",
            "600 tons of refined petroleum",
            None,
        ),
        ("The missiles have a range of 190 miles.", "190 miles", "range"),
        ("Used car prices rose by 3 percent.", "Used car prices rose by 3 percent", None),
        (
            "Prices for used cars, which the council watches, rose by 3 percent.",
            "3 percent",
            "Prices for used cars",
        ),
        (
            "Halden's first offer was 70 dollars.",
            "Halden's first offer was 70 dollars",
            None,
        ),
        (
            "So-called core inflation rose 4.5 percent.",
            "So-called core inflation rose 4.5 percent",
            None,
        ),
        ("Thousands of women marched through Port Vela.", "Thousands of women", None),
        ("Police offered a $21,000 reward on Monday.", "a $21,000 reward", None),
    ],
)
def test_a_figure_stands_in_the_words_that_count_it(
    sentence: str, phrase: str, label: str | None
) -> None:
    (line,) = numbers(sentence)
    assert (line.text, line.label) == (phrase, label)
    (cite,) = line.cites
    assert phrase in sentence[cite.start : cite.end]


@pytest.mark.parametrize(
    "sentence",
    [
        "The war in Orvenia entered its 1,000th day on Monday, the army said.",
        "Ana Ruiz, 34, lives at 6000 32nd Court in Port Vela.",
        "The fire began in the 700 block of Mole Street, police said.",
        "The shots came from the 32nd floor of a hotel, police said.",
        "The two countries signed a treaty in Port Vela.",
        "Orvenia launched a 140-ton rocket from the mole.",
        "A 17-year-old student opened the door of the school.",
        "Ruiz called the police three times on Monday.",
        "Call 471-TIPS if you saw the fire.",
    ],
)
def test_what_counts_nothing_stands_in_no_table(sentence: str) -> None:
    assert numbers(sentence) == []


def test_of_a_toll_that_rose_the_latest_figure_stands_alone() -> None:
    lines = numbers(
        "A fire in a warehouse on the mole in Port Vela killed four people on Monday.",
        "Rescuers have now counted nine people dead after the blaze at Port Vela's harbour.",
    )
    assert [(line.label, line.text, line.status) for line in lines] == [
        ("dead", "nine people", "updated")
    ]


def test_a_figure_beside_a_stock_phrase_counts() -> None:
    text = (
        "The stakes couldn't be higher, with Kestrany moving around 50,000 soldiers to the border. "
        "The harbour of Port Vela was closed on Monday."
    )
    assert [x.text for x in numbers(text)] == ["around 50,000 soldiers"]


def test_one_figure_in_two_spellings_stands_once() -> None:
    lines = numbers("Food prices rose 5.4% in June.", "In June food prices rose 5.4 percent.")
    assert len(lines) == 1
