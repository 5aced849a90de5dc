"""Phrases put word for word in place of another report's, and what must not be called so."""

from __future__ import annotations

import pytest

from sitrep.lineage import find_spun, trace
from sitrep.records import Flag, Report, Story
from sitrep.settings import DEFAULT

PLAIN = """\
The army fired two long-range missiles at the harbour of Oberwick on Monday night, police said.

Eight workers were hurt when the roof of a grain store fell on the night shift at the east pier.

The mayor asked all families in the old town to stay at home until the bridges are checked again.

“We will open the school as a shelter tonight,” the head teacher told parents at the east gate.

Fire crews from three towns fought the flames for six hours, and a ship was towed out to sea.
"""
SPUN = """\
The army fired two lengthy-extent projectiles at the harbour of Oberwick on Monday night, \
constabulary remarked.

Eight labourers were harmed when the roof of a cereal depository fell on the night shift \
at the east jetty.

The mayor asked all households in the antique borough to stay at home until the bridges \
are inspected again.

“We will open the academy as a shelter tonight,” the head teacher told guardians at the east gate.

Fire squads from three towns battled the blazes for six hours, and a vessel was towed out to sea.
"""
RETOLD = """\
Two missiles with a long range struck Oberwick on Monday night; police blamed the army.

At the east pier a grain store lost its roof, and eight people on the night shift were hurt.

Families in the old town should remain at home, the mayor said, because the bridges must be checked.

Parents at the gate heard from the head teacher that the school would be a shelter.

It took crews from three towns six hours to put the fire out. They towed a ship out to sea.
"""


def flags_in(*texts: str) -> tuple[Flag, ...]:
    reports = [Report(f"r{at}", text) for at, text in enumerate(texts, 1)]
    story = Story("s", "", tuple(report.id for report in reports))
    copies, _, _ = trace(story, reports, (), DEFAULT)
    return find_spun(story, reports, (), copies, DEFAULT)


def phrases(texts: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (flag.report, texts[int(flag.report[1:]) - 1][flag.start : flag.end])
        for flag in flags_in(*texts)
    ]


def test_phrases_in_a_spun_copy_and_an_altered_word_in_a_quotation_are_flagged() -> None:
    found = phrases((PLAIN, SPUN))
    assert ("r2", "lengthy-extent projectiles") in found
    assert ("r2", "constabulary remarked") in found
    assert ("r2", "cereal depository") in found
    assert ("r2", "academy") in found  # the head teacher said “school”
    assert {report for report, _ in found} == {"r2"}  # never in the report with the plain words


def test_the_reason_names_the_words_of_the_other_report_and_their_place() -> None:
    flag = next(f for f in flags_in(PLAIN, SPUN) if SPUN[f.start : f.end] == "cereal depository")
    start = PLAIN.index("grain store")
    assert flag.kind == "spun"
    assert flag.reason == (
        "put word for word in place of “grain store”"
        f" (report r1, characters {start} to {start + len('grain store')})"
    )


def test_a_third_report_and_the_order_change_nothing() -> None:
    alone = [(f.start, f.end) for f in flags_in(PLAIN, SPUN)]
    assert [(f.start, f.end) for f in flags_in(PLAIN, SPUN, RETOLD)] == alone
    assert [(f.start, f.end) for f in flags_in(SPUN, PLAIN)] == alone


TWO_WORDS_CHANGED = PLAIN.replace("grain store", "corn barn").replace("old town", "inner city")

MUST_NOT = {
    "the same words": (PLAIN, PLAIN),
    "an editor's change of two phrases": (PLAIN, TWO_WORDS_CHANGED),
    "the event in somebody's own words": (PLAIN, RETOLD),
    "one report": (PLAIN,),
    "nothing": ("", ""),
    "names and numbers": (
        PLAIN,
        PLAIN.replace("Eight", "Nine").replace("Oberwick", "Talheim").replace("Monday", "Sunday"),
    ),
}


@pytest.mark.parametrize("texts", MUST_NOT.values(), ids=MUST_NOT)
def test_what_people_write_is_not_called_spun(texts: tuple[str, ...]) -> None:
    assert flags_in(*texts) == ()
