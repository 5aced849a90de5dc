"""What a sentence claims: the spans, the source, how firmly, and what looks ahead."""

from __future__ import annotations

from sitrep.claims import find_claims
from sitrep.records import Analysis, Report, Sentence
from sitrep.settings import DEFAULT

from .parsed import read, said_by, texts

SAID = """
Mayor PROPN NNP Mayor 3 nsubj
Osei PROPN NNP Osei 1 flat
said VERB VBD say 0 root
the DET DT the 5 det
bridge NOUN NN bridge 7 nsubj
might AUX MD might 7 aux
reopen VERB VB reopen 3 ccomp
in ADP IN in 9 case
May PROPN NNP May 7 obl
. PUNCT . . 3 punct
"""


def test_the_content_of_an_attribution_is_the_claim_and_not_the_words_around_it() -> None:
    text = "Mayor Osei said the bridge might reopen in May."
    claims, forecasts = read(
        text, SAID, [said_by(text, "Mayor Osei", "said", "the bridge might reopen in May")]
    )
    assert texts(text, claims) == ["the bridge might reopen in May"]
    (claim,) = claims
    assert (claim.attribution, claim.certainty, claim.polarity) == ("a1", "possible", "positive")
    assert claim.kind == "forecast"
    (forecast,) = forecasts
    assert forecast.holder == "Mayor Osei"
    assert forecast.claim == claim.id
    assert text[forecast.cue_span.start : forecast.cue_span.end] == "might"


JOINED = """
Crews NOUN NNS crew 2 nsubj
sealed VERB VBD seal 0 root
the DET DT the 4 det
pipe NOUN NN pipe 2 obj
and CCONJ CC and 7 cc
engineers NOUN NNS engineer 7 nsubj
tested VERB VBD test 2 conj
the DET DT the 9 det
valve NOUN NN valve 7 obj
. PUNCT . . 2 punct
"""


def test_two_clauses_with_subjects_of_their_own_are_two_claims() -> None:
    text = "Crews sealed the pipe and engineers tested the valve."
    claims, _ = read(text, JOINED)
    assert texts(text, claims) == ["Crews sealed the pipe", "engineers tested the valve"]
    assert {claim.certainty for claim in claims} == {"asserted"}


def test_a_choice_between_two_clauses_is_one_claim() -> None:
    text = "Crews sealed the pipe or engineers tested the valve."
    claims, _ = read(text, JOINED.replace("and CCONJ CC and", "or CCONJ CC or"))
    assert texts(text, claims) == [text[:-1]]


DENIED = """
Police NOUN NNS police 2 nsubj
failed VERB VBD fail 0 root
to PART TO to 4 mark
find VERB VB find 2 xcomp
Lena PROPN NNP Lena 4 obj
Brandt PROPN NNP Brandt 5 flat
. PUNCT . . 2 punct
"""


def test_failed_to_is_negative() -> None:
    text = "Police failed to find Lena Brandt."
    claims, _ = read(text, DENIED)
    assert [claim.polarity for claim in claims] == ["negative"]


def test_a_sentence_that_opens_with_a_pronoun_leans() -> None:
    text = "They failed to find Lena Brandt."
    claims, _ = read(text, DENIED.replace("Police NOUN NNS police", "They PRON PRP they"))
    assert [claim.leans for claim in claims] == ["pronoun they"]


def test_headings_and_debris_claim_nothing() -> None:
    text = "Home News Sport"
    for kind in ("heading", "debris"):
        analysis = Analysis("r1", (Sentence(0, len(text), kind=kind),))
        assert find_claims(Report("r1", text), analysis, DEFAULT) == ((), (), ())


def test_a_sentence_without_words_is_a_problem_and_no_crash() -> None:
    analysis = Analysis("r1", (Sentence(0, 4),))
    claims, forecasts, problems = find_claims(Report("r1", "Home"), analysis, DEFAULT)
    assert (claims, forecasts) == ((), ())
    assert [problem.stage for problem in problems] == ["claims"]
