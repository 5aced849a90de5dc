"""Damaged text. Sentences are written with their parses where a rule needs one."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.analysis.damage import find_flags
from sitrep.analysis.damage_words import is_broken
from sitrep.records import Flag, Report, Sentence, SentenceKind, Token


def sentence(text: str, parse: str = "", kind: SentenceKind = "prose", at: int = 0) -> Sentence:
    """A sentence at an offset; ``parse`` has form/UPOS/head/relation/lemma for each word."""
    tokens = []
    here = 0
    for word in parse.split():
        form, upos, head, relation, lemma = word.split("/")
        here = text.index(form, here)
        start, here = here, here + len(form)
        tokens.append(Token(at + start, at + here, upos, "", lemma, int(head) - 1, relation))
    return Sentence(at, at + len(text), kind, tokens=tuple(tokens))


def flags_in(text: str, parse: str = "") -> tuple[Flag, ...]:
    return find_flags(Report("r1", text), (sentence(text, parse),), ())


def found(text: str, parse: str = "") -> list[tuple[str, str]]:
    return [(flag.kind, text[flag.start : flag.end]) for flag in flags_in(text, parse)]


BROKEN = ["aggravanding", "negotiamening", "investigulling"]

SOUND = [
    # rare, new, British, American, compound
    *("exacerbating", "disproportionately", "prioritising", "reimbursement", "politicking"),
    *("shipbuilding", "demilitarisation", "intensifying", "enfranchisement", "amplifying"),
    *("interpellation", "asymptomatic", "loadshedding", "hydroponically", "beautifying"),
    # foreign, from news of other countries
    *("jallikattu", "guerrilleros", "carrotanques", "ubuntuning", "paramountcies", "panchayats"),
    # plain misspellings, left to the editor
    *("goverment", "succesfully", "accomodation", "irregualrities", "developement"),
    # names of things
    *("Aggravanding", "aggravanding-x", "cat" * 20),
]


@pytest.mark.parametrize("word", BROKEN)
def test_a_known_stem_with_an_impossible_ending_is_broken(word: str) -> None:
    assert is_broken(word)
    assert found(f"The outage is {word} the water shortage.") == [("garbled", word)]


@pytest.mark.parametrize("word", SOUND)
def test_rare_foreign_and_misspelt_words_are_left_alone(word: str) -> None:
    assert not is_broken(word)


def test_a_strange_word_used_twice_is_a_term() -> None:
    assert found("They call it aggravanding. Not all aggravanding is bad.") == []


def test_fixed_terms_in_spun_words() -> None:
    text = "Troops of the Joined States met the remote priest for harmony talks."
    assert found(text) == [
        ("garbled", "Joined States"),
        ("garbled", "remote priest"),
        ("garbled", "harmony talks"),
    ]


def test_one_thing_said_twice() -> None:
    text = "The move has consequences repercussions abroad."
    parse = (
        "The/DET/2/det/the move/NOUN/3/nsubj/move has/VERB/0/root/have "
        "consequences/NOUN/5/compound/consequence repercussions/NOUN/3/obj/repercussion "
        "abroad/ADV/3/advmod/abroad ././3/punct/."
    )
    assert found(text, parse) == [("garbled", "consequences repercussions")]


def test_a_slip_of_the_pen_is_only_a_typo() -> None:
    assert found("He went to to the harbour.") == [("typo", "to to")]
    assert found("He had had enough that that day.") == []


def test_wrong_encoding() -> None:
    assert found("The mayorâ€™s office said no.")[0][0] == "garbled"


def test_debris_is_flagged_whole() -> None:
    text = "Read more: Harbour fire out"
    flags = find_flags(Report("r1", text), (sentence(text, kind="debris"),), ())
    assert [(flag.kind, text[flag.start : flag.end]) for flag in flags] == [("debris", text)]


FLUID = (
    "The/DET/2/det/the situation/NOUN/3/nsubj/situation remains/VERB/0/root/remain "
    "fluid/ADJ/3/xcomp/fluid"
)


def test_filler_is_the_sentence_when_it_says_nothing_else() -> None:
    text = "The situation remains fluid."
    assert found(text, FLUID) == [("filler", text)]


def test_filler_leaves_the_clause_that_says_something() -> None:
    text = "The situation remains fluid, and the mayor has closed the port."
    parse = FLUID + (
        " ,/PUNCT/10/punct/, and/CCONJ/10/cc/and the/DET/8/det/the mayor/NOUN/10/nsubj/mayor "
        "has/AUX/10/aux/have closed/VERB/3/conj/close the/DET/12/det/the port/NOUN/10/obj/port"
    )
    assert found(text, parse) == [("filler", "The situation remains fluid")]


def test_a_stock_phrase_about_somebody_is_no_filler() -> None:
    text = "The situation remains fluid for Oslo."
    assert found(text, FLUID + " for/ADP/6/case/for Oslo/PROPN/4/obl/Oslo") == []


def test_filler_in_quotation_marks_is_somebodys_word() -> None:
    assert found("“The situation remains fluid.”", FLUID) == []


def headline(head: str, *body: str) -> list[str]:
    text = head
    sentences = [sentence(head, kind="heading")]
    for line in body:
        sentences.append(sentence(line, at=len(text) + 1))
        text += "\n" + line
    flags = find_flags(Report("r1", text), tuple(sentences), ())
    return [text[flag.start : flag.end] for flag in flags if flag.kind == "unsupported_number"]


def test_a_headline_number_that_the_text_never_gives() -> None:
    body = ("The quay burned.", "Twelve sheds fell.", "Police counted 38 boats.")
    assert headline("Fire sinks 90 boats", *body) == ["90"]
    assert headline("Fire sinks nearly 40 boats", *body) == []
    assert headline("Fire at quay, worst since 1987", *body) == []
    assert headline("Fire sinks 90 boats", *body[:2]) == []
    assert headline("Oslo, 12 March 2024, 21:35", *body) == []


@given(st.text(max_size=200))
def test_no_flag_leaves_the_text(text: str) -> None:
    for flag in flags_in(text):
        assert 0 <= flag.start < flag.end <= len(text)


@pytest.mark.parametrize("piece", ["a", "the ", "aggravanding", "â€™", "“", "\u202e", "9,"])
def test_a_long_line_takes_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    start = time.process_time()
    flags_in(text)
    assert time.process_time() - start < 10


CUT_OFF = [
    ("The bill will need 60 votes to...", "to..."),
    ("Crews searched the harbour for the…", "the…"),
    ("“It is about all of us,” he said,...", ",..."),
    ("The minister told reporters on Monday … [+1243 chars]", "Monday … [+1243 chars]"),
]
WHOLE = [
    "The bill will need 60 votes.",
    # a speaker who breaks off
    "“I thought we were going to...”",
    # an ellipsis inside
    "The bill ... will need 60 votes.",
    "...",
    "",
]


def worded(text: str, at: int = 0, kind: SentenceKind = "prose") -> Sentence:
    """A sentence with a token for every word and every comma."""
    tokens = tuple(
        Token(at + word.start(), at + word.end(), "X", "", word[0], -1, "dep")
        for word in re.finditer(r"\w+|,", text)
    )
    return Sentence(at, at + len(text), kind, tokens=tokens)


@pytest.mark.parametrize(("text", "cut"), CUT_OFF)
def test_the_end_of_an_excerpt_is_flagged(text: str, cut: str) -> None:
    flags = find_flags(Report("r1", text), (worded(text),), ())
    assert [(f.kind, text[f.start : f.end]) for f in flags] == [("cut_off", cut)]


@pytest.mark.parametrize("text", WHOLE)
def test_a_sentence_that_ends_is_not_cut_off(text: str) -> None:
    assert find_flags(Report("r1", text), (worded(text),), ()) == ()


def test_only_the_last_sentence_can_be_cut_off() -> None:
    first, last = "It was meant for...", "Then the lights went out."
    text = f"{first} {last}"
    sentences = (worded(first), worded(last, len(first) + 1))
    assert find_flags(Report("r1", text), sentences, ()) == ()


def test_the_page_below_an_excerpt_does_not_hide_its_end() -> None:
    first, below = "The bill will need 60 votes to...", "Read more"
    text = f"{first}\n{below}"
    sentences = (worded(first), worded(below, len(first) + 1, "debris"))
    flags = find_flags(Report("r1", text), sentences, ())
    assert [(f.kind, text[f.start : f.end]) for f in flags] == [
        ("cut_off", "to..."),
        ("debris", below),
    ]
