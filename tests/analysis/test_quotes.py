"""Quotations. In the tables, the expected words stand beside the text that holds them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.analysis.quotes import find_quotes
from sitrep.analysis.quotes_pairs import pair_marks
from sitrep.records import Quote, Report, Span


def quotes_in(text: str) -> tuple[Quote, ...]:
    return find_quotes(Report("r1", text), ())


def words_in(text: str) -> list[str]:
    return [quote.span.of(text) for quote in quotes_in(text)]


MUST_FIND = [
    # marks of every style
    ('"We will stay," the mayor said.', ["We will stay,"]),
    ("“We will stay,” the mayor said.", ["We will stay,"]),
    ("‘We will stay,’ the mayor said.", ["We will stay,"]),
    ("'We will stay,' the mayor said.", ["We will stay,"]),
    ("''We will stay,'' the mayor said.", ["We will stay,"]),
    ("``We will stay,'' the mayor said.", ["We will stay,"]),
    ("«We will stay», the mayor said.", ["We will stay"]),
    ("« We will stay », the mayor said.", ["We will stay"]),
    ("»Wir bleiben«, sagte er.", ["Wir bleiben"]),
    ("„Wir bleiben“, sagte er.", ["Wir bleiben"]),
    ("„Wir bleiben”, sagte er.", ["Wir bleiben"]),
    ("”Vi stannar”, sade han.", ["Vi stannar"]),
    ("「行かない」と市長は言った。", ["行かない"]),
    ('“We will stay," the mayor said.', ["We will stay,"]),
    ('"We will stay,” the mayor said.', ["We will stay,"]),
    ('He wrote (“not now”) and "no"—twice.', ["not now", "no"]),
    ('The mayor said:"We will stay."', ["We will stay."]),
    # two in a row, and broken ones
    ("“We stay,” he said. “All of us.”", ["We stay,", "All of us."]),
    ('"Yes." "No."', ["Yes.", "No."]),
    # apostrophes are no marks
    ("“It’s the ’90s, y’all, and ’tis done,” he said.", ["It’s the ’90s, y’all, and ’tis done,"]),
    ("'The workers' rights' bill won't pass,' he said.", ["The workers' rights' bill won't pass,"]),
    ("It 'isn't over', Park's aide said.", ["isn't over"]),
    ("The so-called 'experts' said no.", ["experts"]),
    ("Hawai‘i and the ‘60s", []),
    ("rock 'n' roll, the boys' team and the Joneses' car", []),
    ('He is 6\'2" tall and "strong".', ["strong"]),
    # quotes within quotes: the outer one first
    (
        "“She told me ‘never again’ and left,” he said.",
        ["She told me ‘never again’ and left,", "never again"],
    ),
    ('"She said "no" twice," he said.', ['She said "no" twice,', "no"]),
    # editorial insertions stay
    (
        "“He [the minister] knew (on Sunday) of it,” she said.",
        ["He [the minister] knew (on Sunday) of it,"],
    ),
    # over paragraphs: each re-opens, the last closes
    (
        "“We begin here.\n\n“We go on.\n\n“We end.” He sat down.",
        ["We begin here.", "We go on.", "We end."],
    ),
    ("“We begin here.\nWe end.” He sat down.", ["We begin here.\nWe end."]),
    # never closed: ends with its paragraph
    ("“We begin here, he said.\n\nThe mayor left.", ["We begin here, he said."]),
    ('"We begin here. "And we end," he said.', ["We begin here.", "And we end,"]),
    ("Nothing here.", []),
    ("", []),
    ("“”", []),
]


@pytest.mark.parametrize(("text", "expected"), MUST_FIND)
def test_the_words_inside_the_marks(text: str, expected: list[str]) -> None:
    assert words_in(text) == expected


TERMS = [
    "“non-persistent” mines were sent.",
    "He watched “The Long Night” at home.",
    "She called it a ‘war of nerves’ twice.",
    "She hosts “The Late Show With Jan Berg,” which is seen in Oslo.",
    "He wrote “What the Harbour Masters of Bergen Knew” in a year.",
]

SPEECH = [
    "“We will stay,” he said.",
    "“No.”",
    "“The Mayor. Big Jan.”",
    "“WE WILL NOT GO BACK TO WAR,” the sign said.",
    "They fear “a long war in which nobody has the means to win” there.",
]


@pytest.mark.parametrize("text", TERMS)
def test_a_few_words_without_a_verb_are_a_term(text: str) -> None:
    assert [quote.kind for quote in quotes_in(text)] == ["term"]


@pytest.mark.parametrize("text", SPEECH)
def test_a_sentence_in_marks_is_speech(text: str) -> None:
    assert [quote.kind for quote in quotes_in(text)] == ["speech"]


HOSTILE = [
    "“" * 10_000 + "x",
    '"' * 10_001 + "x",
    "'" * 10_000,
    "‘x" * 10_000,
    "« " * 10_000,
    "“‘" * 5_000 + "x" + "’”" * 5_000,
    '"x ' * 10_000,
    '“\n\n"\n\n' * 5_000,
    "“" + "a " * 200_000,
    "\u202e“שלום” 👩‍👩‍👧 “\x00”",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_marks_take_linear_time_and_stay_inside_the_text(text: str) -> None:
    begun = time.process_time()
    found = quotes_in(text)
    assert time.process_time() - begun < 3.0
    assert all(0 <= quote.start < quote.end <= len(text) for quote in found)


@given(st.text(alphabet="“”‘’\"'«»„ab .,\n", max_size=80))
def test_quotations_lie_inside_the_paragraph_and_never_cross(text: str) -> None:
    found = pair_marks(text, (Span(0, len(text)),))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
    for left, right in pairwise(found):
        assert right.start >= left.end or right.end <= left.end
