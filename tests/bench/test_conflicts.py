"""Made conflicts tell the truth about themselves, and are judged by it."""

from __future__ import annotations

from bench.conflicts.denials import denied
from bench.conflicts.denials import measure as disputed_words
from bench.conflicts.figures import changed, figures, respelled
from bench.conflicts.make import cases
from bench.conflicts.measure import measure

TEXT = "Three people were killed and two wounded in Torvale on Friday, police said."
ROWS = [
    {"id": "1", "story": "s", "title": "3 dead", "date": "2024-05-06", "text": TEXT},
    {
        "id": "2",
        "story": "s",
        "date": "2024-05-06",
        "text": "A gunman killed three people at a bar in Torvale on Friday, the mayor said.",
    },
]


def test_counts_are_found_by_what_happened() -> None:
    found = {(f.measure, f.who): f.value for f in figures(TEXT)}
    assert found == {("killed", ""): 3, ("injured", ""): 2}


def test_what_is_no_count_of_this_happening() -> None:
    for text in (
        "At least three people were killed.",
        "Another two people were killed.",
        "So far this year 12 people were killed in the city.",
        "Three dead in bar shooting",
        "Three people were killed. The three victims were brothers.",
    ):
        assert figures(text) == (), text


def test_a_changed_figure_keeps_its_notation_and_agrees() -> None:
    text = "One person was killed. 1 person was killed."
    (figure,) = figures(text)
    new, spans = changed(text, dict.fromkeys(figure.spans, 4))
    assert new == "Four people were killed. 4 people were killed."
    assert [new[start:end] for start, end in spans] == ["Four", "4"]
    assert respelled(text, figure) == "1 person was killed. One person was killed.".replace(
        "One", "one"
    )


def test_the_same_seed_gives_the_same_cases() -> None:
    made = list(cases(ROWS, 1))
    assert made == list(cases(ROWS, 1))
    assert {(c["kind"], c["form"]) for c in made} >= {
        ("found", "as found"),
        ("conflict", "copy"),
        ("conflict", "two reports"),
        ("update", "copy"),
        ("update", "two reports"),
        ("same", "two reports"),
    }
    for case in made:
        for start, end in case.get("changed", {"spans": []})["spans"]:
            assert case["reports"][-1]["text"][start:end].isalnum()


def test_conflicts_are_found_and_updates_are_none() -> None:
    found, _ = measure(ROWS, 1)
    assert found["recall"] == found["precision"] == 100.0
    assert found["updates found"] == 100.0
    assert found["updates called disputes"] == 0.0


def test_a_sentence_is_denied_where_that_denies_the_whole() -> None:
    text = (
        "The general alarm on the quay was sounded before the warehouse blew up. "
        "Nobody in the dockers' union was told about the fire on Monday. "
        "The mayor said that he was asked to close the harbour on Monday."
    )
    places = [(text[start:end], text[:at].rsplit(" ", 1)[1]) for start, end, at in denied(text)]
    assert places == [
        ("The general alarm on the quay was sounded before the warehouse blew up.", "was")
    ]


def test_what_is_denied_is_counted_as_a_dispute() -> None:
    text = "Fire broke out. The alarm on the quay was sounded by the port authority. It ended."
    row = {"id": "1", "story": "s", "date": "2024-05-06", "text": text, "publisher": "Herald"}
    assert disputed_words([row], seed=1) == {
        "denied": 1,
        "recall": 100.0,
        "other disputes of words": 0,
        "stories as they are": 0,
        "their disputes of words": 0,
    }
