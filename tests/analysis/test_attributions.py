"""Who said what. In the tables {} marks the source, <> the cue, [] the content (and its parts)."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from functools import cache

import pytest

from sitrep.analysis.attributions import find_attributions
from sitrep.analysis.attributions_contents import content_of
from sitrep.analysis.attributions_cues import load_cues
from sitrep.analysis.attributions_trees import Tree
from sitrep.analysis.model import LanguageModel
from sitrep.analysis.names import find_entities
from sitrep.analysis.quotes import find_quotes
from sitrep.analysis.sentences import split
from sitrep.analysis.tokens import words
from sitrep.records import Attribution, Quote, Report, Sentence, Span, Token


@cache
def model() -> LanguageModel:
    return LanguageModel()


def read(text: str) -> tuple[tuple[Attribution, ...], tuple[Quote, ...]]:
    report = Report("r1", text)
    plain = split(text)
    tagged = model().tag(text, [words(text, one.start, one.end) for one in plain])
    sentences = tuple(
        replace(one, tokens=more.tokens) for one, more in zip(plain, tagged, strict=True)
    )
    names = tuple(name for one in tagged for name in one.names)
    entities = find_entities(report, sentences, names)
    return find_attributions(report, sentences, entities, find_quotes(report, sentences))


def unmarked(marked: str) -> tuple[str, dict[str, list[Span]]]:
    """The text without its marks, and where the marked stretches lie in it."""
    text = ""
    opened: list[tuple[str, int]] = []
    spans: dict[str, list[Span]] = {"{": [], "<": [], "[": []}
    for char in marked:
        if char in "{<[":
            opened.append((char, len(text)))
        elif char in "}>]":
            kind, start = opened.pop()
            spans[kind].append(Span(start, len(text)))
        else:
            text += char
    return text, spans


MARKED = [
    # indirect speech
    "{Park} <said> [that the port would close].",
    "{Park} <said> on Monday [the port would close].",
    "{The ministry} <told> reporters [that two ships had sunk].",
    "[The port will close], {Park} <said>.",
    "[The port], {Park} <said>, [will close].",
    "<According to> {the ministry}, [two ships sank].",
    "[Two ships sank], <according to> {police}.",
    "{Analysts} <suggest> [that the strikes could slow the army].",
    "{Officials} <have warned> [that the bridge may fall].",
    "{Haddad} <declined to say> [when the talks would start].",
    "{Haddad} <did not say> [how many soldiers died].",
    "{Ruiz} <asked> [whether the bridge was safe].",
    # direct and mixed speech
    "[“The port will close,”] {Park} <said>.",
    "[“The port will close,”] <said> {Park}.",
    "[“The port will close,”] {Ana Ruiz, the harbour master}, <said>.",
    "[“The port,”] {Park} <said>, [“will close.”]",
    "[“The port will close,”] {Park} <said>. [“All of it.”]",
    "{Park} <said>: [“The port will close.”]",
    "{Park} <said> [the port was “closed for good” on Monday].",
    "[“The port will close”] <–> {Foreign Minister Ana Ruiz}",
    "{Park} <says>, [“We are ready,”] when she is asked.",
    "[The port is “wide open” to smugglers], in {Park's} <view>.",
    # a second verb of the same speaker is no part of what the first tells
    "This mood comes from the <belief>{} [heavy raids might not change the war].",
    "{Park} <said> [the port was “not ready”] and warned that ships would wait.",
    "{Park} said the port was “not ready” and <warned> [that ships would wait].",
    # what follows the verb of saying is the speaker's
    "“We are not leaving,” said {the mayor, Tomas Vik}, <adding> [that buses would run].",
    "The port will close, {Vik} said, <adding> [that ships would wait].",
    "[The port will close], {Vik} <said>, adding that ships would wait.",
    # a clause belongs to the cue right before it
    "Despite <assurances>{} [that the mines were safe], experts warn that they are not.",
    "Despite assurances that the mines were safe, {experts} <warn> [that they are not].",
    "{President Park} responded with threats, <asserting> [such raids would mean war].",
    "{Ministry officials} <have contended> [this move adds “fuel to the fire”].",
    # what is wanted, believed and judged
    "{The union} <pledged> Saturday [to rid the port of “this band of thieves”].",
    "{Ruiz} <called> [the statement “offensive and wild.”]",
    "{The union} <exhorted> [members to “vote with their feet”].",
    "{Ruiz} <believes> [that the army will withdraw].",
    "{The government} <plans> [to close the port].",
    "{Ruiz} <called> [the strike a mistake].",
    "{Critics} <have described> [the plan as a gift to smugglers].",
    "{The mayor} <voiced concerns about> [the cost of the bridge].",
    "[The plan] has <drawn criticism> from {aid groups}.",
    "[The new mines], <confirmed> by {two officials}, were sent on Monday.",
    # what follows "and", "while", "describing" after the marks is no part of the quotation's clause
    "{Lund} <called> [Berg a “blowhard,”] and said his remarks were false.",
    "{Lund} called Berg a “blowhard,” and <said> [his remarks were false].",
    "{Berg} <refers> to [the mayor as “Tomas,”] while Ruiz refers to Berg as “Jan.”",
    "{Ruiz} <said> [that is a “distortion,”] describing the crews as able.",
    # a name in marks, far from the verb that gives it
    "{The former governor} <calls> [the issue of security “a priority”] for women.",
    "{Ola Berg (R-Oslo), also a candidate}, <called> [the strike “abhorrent”] on Sunday.",
    # chants and cries
    "{Berg's supporters} responded with <chants of> [“I’m with her”] until he spoke.",
    "There were near-constant <calls of>{} [“Feel the wind”] as he passed by.",
    "As {Ruiz} <put> it, [“The port is all we have.”]",
    # a bracket opens a quotation of its own
    "The plan was met with anger ([“I want my dues back,”] <wrote> {Jan Berg}).",
    # whoever sends out a statement says what it says
    "{The mayor} put out a statement <saying> [the port “does not have the crews.”]",
    "{Park} praised the crews for what they did, <calling> [it “a feat.”]",
    # what else the same verb tells
    "{Park} <said> [the videos were “unclear” and that the crew did not show a permit].",
    "{Park} <says> [the port is “shut,” and ships would need to “turn back”].",
    # a name in marks before the speaker is no part of what is said
    "On the breakfast show “Harbour Light,” {Jan Berg} <said> [the port would close].",
    "In a talk with “The Pilot,” {Jan Berg} <asked> Park [how he would clear the mines].",
    # a headline
    "{Ruiz}<:> [The port will stay open for a year]",
]


@pytest.mark.parametrize("marked", MARKED)
def test_source_cue_and_content(marked: str) -> None:
    text, spans = unmarked(marked)
    found = [
        (
            one.source_span,
            one.cue_span,
            list(one.parts) or [one.span],
        )
        for one in read(text)[0]
    ]
    # an empty {} is a source that is not told
    assert (spans["{"][0] or None, spans["<"][0], spans["["]) in found


def only(text: str) -> Attribution:
    """The one attribution of speech whose content is the longest."""
    return max(read(text)[0], key=lambda one: one.end - one.start)


SOURCES = [
    ("“We will not go,” Ana Ruiz said. “We stay,” she added.", "she", "Ana Ruiz", "person"),
    (
        "Foreign Minister Ana Ruiz left. Ruiz said the talks had failed.",
        "Ruiz",
        "Ana Ruiz",
        "person",
    ),
    ("Analysts suggest that the talks will fail.", "Analysts", "Analysts", "unnamed experts"),
    (
        "A source familiar with the talks said that they had failed.",
        "A source",
        "A source familiar with the talks",
        "anonymous officials",
    ),
    ("Reuters reported that two ships sank.", "Reuters", "Reuters", "outlet"),
]


@pytest.mark.parametrize(("text", "begins", "name", "kind"), SOURCES)
def test_the_source_is_resolved_inside_the_report(
    text: str, begins: str, name: str, kind: str
) -> None:
    said = [
        one
        for one in read(text)[0]
        if one.source_span and one.source_span.of(text).startswith(begins)
    ]
    assert (said[-1].source, said[-1].source_kind) == (name, kind)


def test_what_is_reportedly_so_has_no_source() -> None:
    one = only("The army reportedly lost two ships.")
    assert (one.source, one.source_kind, one.resolved) == ("unattributed", "unattributed", False)


def test_two_outlets_are_two_sources() -> None:
    text = "The army lost two ships, as reported by The New York Times and The Washington Post."
    sources = {one.source for one in read(text)[0]}
    assert {"New York Times", "Washington Post"} <= sources


def test_whom_the_agency_cites_is_the_source_and_the_agency_passed_it_on() -> None:
    one = only("Interfax reported that two ships had sunk, citing the defence ministry.")
    assert (one.source, one.via) == ("the defence ministry", "Interfax")


STATES = [
    ("Haddad did not say that the talks had failed.", "negated"),
    ("Haddad declined to say when the talks would start.", "negated"),
    ("Haddad would say that the talks had failed.", "hypothetical"),
    ("Haddad said that the talks had failed.", "asserted"),
]


@pytest.mark.parametrize(("text", "state"), STATES)
def test_whether_it_was_said_at_all(text: str, state: str) -> None:
    assert only(text).cue_state == state


QUOTED = [
    ("“We stay,” Ana Ruiz said.", "We stay,", "Ana Ruiz", "speech"),
    ("Ana Ruiz said: “We stay.”", "We stay.", "Ana Ruiz", "speech"),
    ("“We stay” – Foreign Minister Ana Ruiz", "We stay", "Ana Ruiz", "speech"),
    ("“We stay. Nobody will move us from here.”", "We stay.", None, "speech"),
    ("The ‘non-lethal’ mines were sent by ship.", "non-lethal", None, "term"),
]


@pytest.mark.parametrize(("text", "begins", "speaker", "kind"), QUOTED)
def test_the_speaker_of_a_quotation(text: str, begins: str, speaker: str | None, kind: str) -> None:
    quotes = [one for one in read(text)[1] if one.span.of(text).startswith(begins)]
    assert [(one.speaker, one.kind) for one in quotes] == [(speaker, kind)]


def test_all_paragraphs_of_a_quotation_have_its_speaker() -> None:
    text = "“We begin here,” Ana Ruiz said. “We go on.\n\n“And we end here.”\n\nShe sat down."
    quotes = read(text)[1]
    assert len(quotes) == 3
    assert {one.speaker for one in quotes} == {"Ana Ruiz"}


def test_a_quotation_after_two_people_acted_is_left_without_a_speaker() -> None:
    text = "“Tell her we will come,” Ruiz said, and her husband cut in. “Do not forget the boat.”"
    assert [quote.speaker for quote in read(text)[1]] == ["Ruiz", None]


MUST_NOT_FIND = [
    "The loss of the bridge raises the price of bread.",
    "Troops crossed the river to defend the town.",
    "Bridge repair: what comes next for the town",
    "The bridge fell into the river on Monday.",
    "Two ships left the port at noon.",
    "The film “The Long Night” opens on Friday.",
]


@pytest.mark.parametrize("text", MUST_NOT_FIND)
def test_plain_reporting_is_attributed_to_nobody(text: str) -> None:
    assert read(text)[0] == ()


_WORD = re.compile(r"\w+|\S")
HOSTILE = ["“" * 10_000, "said “x” " * 3_000, "\u202e“שלום” 👩‍👩‍👧 said “\x00”", "« ' \" “ ” ‘"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_linear_and_inside_its_bounds(text: str) -> None:
    report = Report("r1", text)
    sentences = tuple(
        replace(
            one,
            tokens=tuple(
                Token(m.start(), m.end(), "VERB", "VBD", m[0], -1 if not number else 0, "root")
                for number, m in enumerate(_WORD.finditer(text, one.start, one.end))
            ),
        )
        for one in split(text)
    )
    begun = time.process_time()
    attributions, _ = find_attributions(report, sentences, (), find_quotes(report, sentences))
    assert time.process_time() - begun < 5.0
    assert all(0 <= one.start < one.end <= len(text) for one in attributions)


def test_a_parse_that_loops_is_read_all_the_same() -> None:
    text = "Park said it closed"
    tokens = (
        Token(0, 4, "PROPN", "NNP", "Park", 1, "nsubj"),
        Token(5, 9, "VERB", "VBD", "say", 3, "root"),
        Token(10, 12, "PRON", "PRP", "it", 3, "nsubj"),
        Token(13, 19, "VERB", "VBD", "close", 1, "ccomp"),
    )
    attributions, _ = find_attributions(
        Report("r1", text), (Sentence(0, len(text), tokens=tokens),), (), ()
    )
    assert all(0 <= one.start < one.end <= len(text) for one in attributions)


def test_a_clause_of_nothing_but_a_mark_is_survived() -> None:
    """A parser may take a stray quotation mark for the clause that is said."""
    text = "I say , ‘ !"
    parse = [("PRON", 1, "nsubj"), ("VERB", -1, "root"), ("PUNCT", 3, "punct")]
    parse += [("PUNCT", 1, "ccomp"), ("PUNCT", 1, "punct")]
    tokens, start = [], 0
    for word, (upos, head, relation) in zip(text.split(), parse, strict=True):
        start = text.index(word, start)
        tokens.append(Token(start, start + len(word), upos, "", word.lower(), head, relation))
    tree = Tree(Sentence(0, len(text), tokens=tuple(tokens)), text)
    cues = load_cues()
    content_of(tree, 1, cues.frames("say"), cues)
    assert tree.subtree(3) == [2, 3], "and the parse is as it was"


def test_shouts_that_do_the_thing_themselves_have_no_speaker() -> None:
    attributions, quotes = read("They were met by chants of “No more guns” in the square.")
    assert [q.speaker for q in quotes] == [None]
    assert all(a.source_span is None for a in attributions)
