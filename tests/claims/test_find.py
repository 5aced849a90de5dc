"""What a sentence claims: the spans, the source, how firmly, what ties it to others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.claims import find_claims
from sitrep.records import (
    Analysis,
    Entity,
    Flag,
    Mention,
    Quote,
    Report,
    Sentence,
    SentenceKind,
    Token,
)
from sitrep.settings import DEFAULT

from .parsed import read, said_by, sentence, span, texts


def test_the_content_of_an_attribution_is_the_claim_and_not_the_words_around_it() -> None:
    text = "The minister said the dam had held."
    claims, _ = read(text, [said_by(text, "The minister", "said", "the dam had held")])
    assert texts(text, claims) == ["the dam had held"]
    assert [(c.attribution, c.certainty, c.polarity) for c in claims] == [
        ("a1", "reported", "positive")
    ]


def test_without_an_attribution_the_sentence_is_claimed_by_the_report() -> None:
    text = "The minister said the dam had held."
    claims, _ = read(text)
    assert texts(text, claims) == ["The minister said the dam had held"]
    assert claims[0].attribution is None


def test_words_inside_quotation_marks_are_a_quote() -> None:
    text = "The minister said the dam had held."
    marks = span(text, "the dam had held")
    claims, _ = read(
        text,
        [said_by(text, "The minister", "said", "the dam had held")],
        [Quote("q1", "r1", marks.start, marks.end)],
    )
    assert [claim.kind for claim in claims] == ["quote"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Crews sealed the pipe and engineers tested the valve.",
            ["Crews sealed the pipe", "engineers tested the valve"],
        ),
        # a choice, a condition, an opening that holds for both, a pronoun: one claim
        (
            "Crews sealed the pipe or engineers tested the valve.",
            ["Crews sealed the pipe or engineers tested the valve"],
        ),
        (
            "If the wind drops, ferries will sail and schools will open.",
            ["If the wind drops, ferries will sail and schools will open"],
        ),
        (
            "Under the plan, Alder Bay keeps its port and Port Ellis gets a hospital.",
            ["Under the plan, Alder Bay keeps its port and Port Ellis gets a hospital"],
        ),
        (
            "Crews sealed the pipe and they tested the valve.",
            ["Crews sealed the pipe and they tested the valve"],
        ),
        # an opener is stepped over, a final stop left out
        (
            "However, the harbour stayed open all night.",
            ["the harbour stayed open all night"],
        ),
        # nothing is claimed
        ("Officials declined to comment.", []),
        ("The captain would not say when they could return.", []),
        ("Open the valve slowly.", []),
    ],
)
def test_clauses_are_cut_only_where_each_stands_alone(text: str, expected: list[str]) -> None:
    claims, _ = read(text)
    assert texts(text, claims) == expected


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("It sank within minutes.", "pronoun it"),
        ("This decision angered fishermen in Port Ellis.", "demonstrative this decision"),
        ("The decision angered fishermen.", "definite the decision"),
        ("Osei also criticised the harbour board.", "additive also"),
        ("By cutting the cable, they stopped the ferry.", "pronoun they"),
        ("The policy shift alarmed fishermen.", "definite the shift"),
        ("Both sides prepared their fleets.", "definite both side"),
        (
            "Their boats land fish at Port Ellis, where the cold stores stand.",
            "pronoun their",
        ),
        ("The decision of the harbour board angered fishermen.", None),
        ("The Kremlin rejected the offer.", None),
        ("The Russian army left the town.", None),
        ("Lena Brandt lost her boat in the storm.", None),
        ("Those who fled the valley slept in schools.", None),
        ("Alder Bay sent 40 doctors to Port Ellis.", None),
    ],
)
def test_what_leans_on_another_sentence_is_marked(text: str, leans: str | None) -> None:
    claims, _ = read(text)
    assert [claim.leans for claim in claims] == [leans]


def test_what_a_source_calls_he_may_stand_before_its_words() -> None:
    text = "The ministry said it would close the port."
    (own,), _ = read(text, [said_by(text, "The ministry", "said", "it would close the port")])
    assert (own.leans, own.certainty) == (None, "planned")


def test_a_subject_may_follow_its_pronoun() -> None:
    claims, _ = read("In his speech, Osei praised the crew.")
    assert [claim.leans for claim in claims] == [None]


def test_she_may_be_named_in_the_sentence_that_quotes_her_but_no_town_is_she() -> None:
    text = "Lena Brandt lost her boat in the storm."
    name = span(text, "Lena Brandt")
    for kind, leans in (("person", None), ("place", "pronoun her")):
        mention = Mention("r1", name.start, name.end)
        entity = Entity("e1", "Lena Brandt", kind, mentions=(mention,))  # type: ignore[arg-type]
        claims, _ = read(text, entities=[entity])
        assert [claim.leans for claim in claims] == [leans]


@pytest.mark.parametrize(("kind", "flagged"), [("filler", "filler"), ("typo", None)])
def test_a_claim_repeats_the_flag_on_its_words(kind: str, flagged: str | None) -> None:
    text = "The Kremlin rejected the offer."
    analysis = Analysis("r1", (sentence(text),), flags=(Flag("r1", 0, len(text), kind, "a test"),))
    claims, _, _ = find_claims(Report("r1", text), analysis, DEFAULT)
    assert [claim.flagged for claim in claims] == [flagged]


@pytest.mark.parametrize("kind", ["heading", "debris"])
def test_headings_and_debris_claim_nothing(kind: SentenceKind) -> None:
    analysis = Analysis("r1", (Sentence(0, 15, kind=kind),))
    assert find_claims(Report("r1", "Home News Sport"), analysis, DEFAULT) == ((), (), ())


def test_a_sentence_without_words_is_a_problem_and_no_crash() -> None:
    analysis = Analysis("r1", (Sentence(0, 4),))
    claims, forecasts, problems = find_claims(Report("r1", "Home"), analysis, DEFAULT)
    assert (claims, forecasts) == ((), ())
    assert [problem.stage for problem in problems] == ["claims"]


def test_a_question_claims_nothing() -> None:
    text = "Crews sealed the pipe and engineers tested the valve."
    asked = text[:-1] + "?"
    tokens = sentence(text).tokens
    analysis = Analysis("r1", (Sentence(0, len(asked), tokens=tokens),))
    assert find_claims(Report("r1", asked), analysis, DEFAULT)[0] == ()


RELATIONS = ["root", "nsubj", "obj", "conj", "cc", "advcl", "ccomp", "xcomp", "acl:relcl", "punct"]
TAGS = [("VERB", "VBD"), ("NOUN", "NN"), ("PROPN", "NNP"), ("AUX", "MD"), ("CCONJ", "CC")]
WORDS = ["said", "“", "will", "and", "not", "fire", "🙂", "שלום", ",", "risk", "if"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(WORDS),
            st.sampled_from(TAGS),
            st.sampled_from(RELATIONS),
            st.integers(-3, 14),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_no_parse_however_broken_gives_a_span_outside_the_text(
    raw: list[tuple[str, tuple[str, str], str, int]],
) -> None:
    tokens = []
    text = ""
    for word, (upos, xpos), relation, head in raw:
        start = len(text)
        tokens.append(Token(start, start + len(word), upos, xpos, word, head, relation))
        text += word + " "
    report = Report("r1", text)
    analysis = Analysis("r1", (Sentence(0, len(text), tokens=tuple(tokens)),))
    claims, forecasts, _ = find_claims(report, analysis, DEFAULT)
    for claim in claims:
        assert 0 <= claim.start < claim.end <= len(text)
        assert not text[claim.start].isspace()
    known = {claim.id for claim in claims}
    for forecast in forecasts:
        assert forecast.claim in known
        assert 0 <= forecast.cue_span.start < forecast.cue_span.end <= len(text)
