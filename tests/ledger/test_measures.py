"""What a figure counts, whatever the words."""

from __future__ import annotations

import pytest

from sitrep.analysis.analyse import analyse
from sitrep.ledger.measures import measure_of, severity
from sitrep.records import Quantity, Sentence
from sitrep.settings import DEFAULT
from tests.pipeline import report, tagger

COUNTS = [
    ("Four people were killed in the fire.", "Four", "dead"),
    ("The blast killed at least four people and injured 31.", "four", "dead"),
    ("The blast killed at least four people and injured 31.", "31", "injured"),
    ("Nine deaths were confirmed by the mayor.", "Nine", "dead"),
    ("The death toll rose to nine on Thursday.", "nine", "dead"),
    ("At least 12 people lost their lives.", "12", "dead"),
    ("Some 58 people were treated at the scene for smoke.", "58", "treated"),
    ("Five port workers were still missing at noon.", "Five", "missing"),
    ("Police arrested 17 people after the march.", "17", "detained"),
    ("Two people were shot in the park.", "Two", "shot"),
    ("The mayor spoke after the killing of the two men.", "two", "dead"),
    ("Two people were shot and killed in the park.", "Two", "dead"),
    ("Two people were shot dead in the park.", "Two", "dead"),
    ("Three men were shot and wounded in the park.", "Three", "injured"),
    ("The country sent 10,000 troops to the border.", "10,000", "troops"),
]
NOTHING = [
    ("About sixty people came to the meeting.", "sixty", "what happened to them is not told"),
    ("Two more people died on Sunday.", "Two", "an addition is not the whole"),
    ("Three of the injured were children.", "Three", "a part is not the whole"),
    ("Three customers were not injured.", "Three", "it is denied"),
    ("Robert Holm 21, was found dead in the yard.", "21", "an age is no count of people"),
    ("Two men, 25 and 30, were shot and wounded.", "30", "an age is no count of people"),
    ("Two men, 25 and 30, were shot and wounded.", "25", "an age is no count of people"),
    ("Ada Holm, 26 was shot in the leg.", "26", "an age is no count of people"),
    ("The three others were killed in the yard.", "three", "others are not the whole"),
    ("Two men killed a third in the street.", "Two", "they did it, it was not done to them"),
    ("The other two men were wounded in the yard.", "two", "a part of them"),
    ("One of the two men in the yard died.", "two", "of whom only one died"),
    ("Image 10 of 12 A woman died in the yard.", "12", "it counts pictures"),
    ("He fired at three men and fatally struck a boy.", "three", "another verb has its own object"),
    ("The ward took 20 people, of whom four were seriously injured.", "four", "a part of them"),
]
NO_MEASURE = [
    ("The shots were fired in the 4500 block of Quay Road.", "4500", "an address"),
    ("Four men stood in the doorway of a shop.", "Four", "nothing happened to them"),
    ("Robert Holm was shot at 921 Vance St., police said.", "921", "the number of a house"),
    ("One man was shot there, and three others were shot in the yard.", "three", "one more was"),
]

HURT = [
    ("Four people are seriously injured.", "Four", "serious"),
    ("Eight people had serious or life-threatening injuries.", "Eight", "serious"),
    ("The blast critically injured two people.", "two", "critical"),
    ("Sixteen people were walking wounded.", "Sixteen", "slight"),
    ("The blast injured 12 people, some seriously.", "12", ""),
    ("The blast injured 12 people.", "12", ""),
    ("Twelve people were injured and four were seriously hurt.", "Twelve", ""),
]


def placed(text: str, figure: str) -> tuple[Quantity, Sentence]:
    """The quantity that holds the figure, and its sentence."""
    analysis, _ = analyse(report(text), DEFAULT, tagger=tagger())
    for quantity in analysis.quantities:
        if figure in quantity.span.of(text):
            return quantity, next(s for s in analysis.sentences if s.span.contains(quantity.span))
    raise AssertionError(f"no quantity {figure!r} in {text!r}")


def measured(text: str, figure: str) -> str:
    return measure_of(*placed(text, figure), text).name


@pytest.mark.parametrize(("text", "figure", "measure"), COUNTS)
def test_a_figure_counts_what_happened(text: str, figure: str, measure: str) -> None:
    assert measured(text, figure) == measure


@pytest.mark.parametrize(("text", "figure", "grade"), HURT)
def test_a_figure_tells_how_badly_people_are_hurt(text: str, figure: str, grade: str) -> None:
    assert severity(*placed(text, figure), text) == grade


@pytest.mark.parametrize(("text", "figure", "why"), NOTHING)
def test_a_figure_that_is_no_toll(text: str, figure: str, why: str) -> None:
    assert measured(text, figure) not in {"dead", "injured", "shot"}, why


@pytest.mark.parametrize(("text", "figure", "why"), NO_MEASURE)
def test_a_number_that_no_other_report_can_contradict(text: str, figure: str, why: str) -> None:
    assert measured(text, figure) == "", why
