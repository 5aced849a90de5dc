"""Any text with citations against a ledger: what is borne out, what is not, what cannot be told.

The ledger is the invented dam of ``tests/renderings/sample.py``; ``sample_reports.py`` quotes it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import sitrep
from sitrep import cli
from sitrep.errors import UsageError
from sitrep.evidence.examine import Examination, check_brief, check_text
from sitrep.evidence.statements import document
from sitrep.records import Ledger
from sitrep.renderings import render
from sitrep.renderings.serial import to_dict
from tests.renderings.hostile import HOSTILE, ledger_of
from tests.renderings.sample import LEDGER
from tests.renderings.sample_claims import LATER_FAIL, OWN_GATES, WIRE_CRACK, WIRE_GATES, WIRE_LEAVE
from tests.renderings.sample_reports import LATER, OWN, WIRE


def listed(number: int, report: str, start: int, end: int) -> str:
    return f"[{number}] {report}, characters {start}–{end}"


MADE_UP = ("sources", "coverage")

#: a list of citations, as a person would write it
LIST = "\n".join(
    (
        listed(1, "Tessel Wire", WIRE_CRACK.start, WIRE_CRACK.end),
        listed(2, "Tessel Wire", WIRE_LEAVE.start, WIRE_LEAVE.end),
        listed(3, "Tessel Wire", WIRE_GATES.start, WIRE_GATES.end),
        listed(4, "Lower Vale Gazette", OWN_GATES.start, OWN_GATES.end),
        listed(5, "monday.txt", LATER_FAIL.start, LATER_FAIL.end),
        "[6] https://wire.example/morvale",
        "[7] Osmere Times, characters 0–10",
    )
)


def examined(text: str, ledger: Ledger = LEDGER) -> tuple[str, str]:
    """The verdict on one statement, and its reasons in one line."""
    (one,) = check_text(f"{text}\n\n{LIST}\n", ledger).statements
    return one.verdict, "; ".join(one.reasons)


BORNE_OUT = [
    "A crack opened in the Morvale dam on Sunday [1].",
    "a crack opened in the Morvale dam on Sunday. [1]",
    "- A crack opened in the Morvale dam [1]",
    "On Sunday the Morvale dam cracked open [1].",  # other order, other forms of the words
    "4 May 2031: a crack opened in the Morvale dam [1].",
    "On 4 May 2031 a crack opened in the Morvale dam [1].",  # the date that "Sunday" stands for
    "2,400 people were told to leave their homes [2].",
    "2400 people were told to leave [2].",
    "“A crack opened in the Morvale dam”, Tessel Wire reported [1].",
    "A crack opened in the Morvale dam on Sunday [1] [corroborated · 2 independent lines]",
    "A crack opened in the Morvale dam on Sunday, on up to 2 independent lines [1]",
    "The wall could fail within a week if rain returns, geologist Wen Halloran warned [5].",
    "Pell Arrow said the gates were opened at 3 a.m. [3].",
    "Nobody opened a gate before six, said Osric Tane [4].",
    "The gates were opened at 3 a.m., Pell Arrow said [6].",  # a report as a whole
]

NOT_BORNE_OUT = [
    ("Two cracks opened in the Morvale dam on Sunday [1].", "the number 'Two'"),
    ("A crack opened in the Morvale dam on Monday [1].", "the name 'Monday'"),
    ("On 5 May 2031 a crack opened in the Morvale dam [1].", "the number '5'"),
    # the day of the month is no count of anything
    ("A crack opened in the Morvale dam on Sunday and 4 people left [1].", "the number '4'"),
    ("A crack opened in the Osmere dam on Sunday [1].", "the name 'Osmere'"),
    ("24 people were told to leave their homes [2].", "the number '24'"),
    ("400 people were told to leave their homes [2].", "the number '400'"),
    ("No crack opened in the Morvale dam on Sunday [1].", "it denies"),
    ("A crack didn't open in the Morvale dam on Sunday [1].", "it denies"),
    ("“A crack tore through the Morvale dam”, Tessel Wire reported [1].", "not verbatim"),
    ("The wall fails within a week [5].", "told as fact; what it cites is only possible"),
    ("At 3 a.m. the gates were opened [3].", "it is 'Pell Arrow' who says it"),
    (
        "A crack opened in the Morvale dam on Sunday [1] [corroborated · 4 independent lines]",
        "'4 independent lines': the ledger has 2 to 2",
    ),
    (
        "A crack opened in the Morvale dam on Sunday, on up to 4 independent lines [1]",
        "'up to 4 independent lines': the ledger has 2 to 2",
    ),
    (
        "As three independent sources say, a crack opened in the Morvale dam [1].",
        "'three independent sources'",
    ),
    (
        "The wall could fail within a week if rain returns [5] [corroborated]",
        "called corroborated; the ledger has: single-source",
    ),
]

CANNOT_TELL = [
    ("A crack opened in the Morvale dam on Sunday.", "it cites nothing"),
    ("A crack opened in the Morvale dam [12].", "citation 12 is not in the list"),
    ("A crack opened in the Morvale dam [7].", "no report is called 'Osmere Times'"),
    ("A crack opened in the Morvale dam and frightened everybody [1].", "frightened"),
    ("the gates were opened at 3 a.m. [3].", "words of 'Pell Arrow'"),
    ("Pell Arrow confirmed the gates were opened at 3 a.m. [3].", "confirmed"),
    # a missing number may stand behind the citation that could not be followed
    ("A crack opened in the Morvale dam, 9 people said [1, 7].", "Osmere Times"),
]


@pytest.mark.parametrize("text", BORNE_OUT)
def test_what_the_cited_words_say_is_borne_out(text: str) -> None:
    assert examined(text) == ("borne out", "")


@pytest.mark.parametrize(("text", "why"), NOT_BORNE_OUT, ids=[text for text, _ in NOT_BORNE_OUT])
def test_what_the_cited_words_do_not_say_is_not(text: str, why: str) -> None:
    verdict, reasons = examined(text)
    assert verdict == "not borne out"
    assert why in reasons


@pytest.mark.parametrize(("text", "why"), CANNOT_TELL, ids=[text for text, _ in CANNOT_TELL])
def test_what_cannot_be_told_is_not_called_borne_out(text: str, why: str) -> None:
    verdict, reasons = examined(text)
    assert verdict == "cannot tell"
    assert why in reasons


def test_each_statement_is_told_with_the_line_it_begins_on() -> None:
    text = f"# Dam\n\nA crack opened [1]. Nine\npeople left [2].\n\n- Nothing\n\n{LIST}\n"
    told = [(one.line, one.text, one.verdict) for one in check_text(text, LEDGER).statements]
    assert told == [
        (3, "A crack opened", "borne out"),
        (3, "Nine people left", "not borne out"),
        (6, "Nothing", "cannot tell"),
    ]


def test_words_beside_a_citation_that_do_not_stand_there_are_a_fault() -> None:
    text = f"A crack opened [1].\n\n{listed(1, 'Tessel Wire', 31, 74)}: A flood came."
    (_, entry) = check_text(text, LEDGER).statements
    assert (entry.text, entry.verdict) == ("citation 1", "not borne out")


@pytest.mark.parametrize(
    ("entry", "report"),
    [
        ("Tessel Wire, 4 May 2031, 06:30 UTC, characters 0–50", "r1"),
        ("Lower Vale Gazette, chars 0-50", "r3"),
        ("Water in the dam. https://courier.example/dam?x=1&y=2", "r2"),
        ("We heard nothing, say mill families", "r3"),
    ],
)
def test_a_report_is_known_by_name_time_title_or_address(entry: str, report: str) -> None:
    from sitrep.evidence.places import Places

    found = Places(LEDGER).find(entry)
    assert found.report is not None
    assert found.report.id == report


#: the sample without its last sections, whose lines were made up to be looked at
SOUND = replace(
    LEDGER,
    briefs=tuple(
        replace(brief, sections=tuple(s for s in brief.sections if s.kind not in MADE_UP))
        for brief in LEDGER.briefs
    ),
)


@pytest.mark.parametrize("form", ["text", "md"])
def test_sitreps_own_renderings_are_borne_out_by_their_ledger(form: str) -> None:
    found = check_text(render(SOUND, form), LEDGER)
    assert found.count("not borne out") == 0, [
        one for one in found.statements if one.verdict == "not borne out"
    ]
    assert found.count("borne out") >= 20


def test_a_changed_number_is_found_in_every_line_that_has_one() -> None:
    text = render(LEDGER, "text")
    body, _, _ = text.partition("CITATIONS")
    changed = 0
    for found in re.finditer(r"(?<=\s)\d,\d{3}(?=\s)", body):
        wrong = text[: found.start()] + "7,777" + text[found.end() :]
        verdicts = check_text(wrong, LEDGER)
        assert any("7,777" in one.text for one in verdicts.statements if one.verdict != "borne out")
        changed += 1
    assert changed > 3


def test_a_brief_as_json_is_checked_line_by_line() -> None:
    whole = to_dict(SOUND)
    assert check_brief(json.dumps(whole).encode(), LEDGER).count("not borne out") == 0
    brief = whole["brief"]
    brief["sections"][0]["lines"][0]["text"] = "9,999 people drowned"
    found = check_brief(json.dumps(brief).encode(), LEDGER)
    assert found.count("not borne out") == 1
    assert "'9,999' stands in no cited span" in found.statements[1].reasons


@pytest.mark.parametrize("data", [b"[1]", b"{", b"{}", b'{"sections": 3, "title": "x"}'])
def test_json_that_is_no_brief_is_misuse(data: bytes) -> None:
    with pytest.raises(UsageError):
        check_brief(data, LEDGER)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_and_ledgers_end_no_check(name: str) -> None:
    words = HOSTILE[name]
    assert isinstance(check_text(f"{words} [1]\n\n[1] {words}", LEDGER), Examination)
    assert isinstance(check_text(render(ledger_of(words), "md"), ledger_of(words)), Examination)


@pytest.mark.parametrize("words", ["[1] ", "[1-999999]", "- ", "“", "*", "[^", "\\", "a: "])
def test_long_texts_take_time_in_proportion(words: str) -> None:
    assert isinstance(document(words * (200_000 // len(words))).statements, tuple)


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(UsageError, match="at most 5,000,000"):
        check_text("a" * 5_000_001, LEDGER)


def test_the_command_tells_each_fault_with_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger, good, bad = (tmp_path / name for name in ("ledger.json", "good.md", "bad.txt"))
    ledger.write_text(render(LEDGER, "json"), encoding="utf-8")
    good.write_text(f"A crack opened in the Morvale dam [1].\n\n{LIST}", encoding="utf-8")
    bad.write_text(f"Ten cracks opened in the Morvale dam [1].\n\n{LIST}", encoding="utf-8")
    assert cli.main(["check", str(good), "--ledger", str(ledger)]) == 0
    assert capsys.readouterr().out == "1 borne out, 0 not borne out, 0 that cannot be told\n"
    assert cli.main(["check", str(bad), "--ledger", str(ledger)]) == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "line 1: not borne out: Ten cracks opened in the Morvale dam",
        "  the number 'Ten' stands in no cited span",
    ]


@pytest.mark.parametrize(
    "words",
    [
        ["check", "gone.md", "--ledger", "{ledger}"],
        ["check", "{ledger}"],
        ["check", "{ledger}", "--ledger", "gone.json"],
        ["check", "{ledger}", "--ledger", "{text}"],
        ["check", "{latin}", "--ledger", "{ledger}"],
    ],
)
def test_misuse_is_2(words: list[str], tmp_path: Path) -> None:
    files = {"ledger": tmp_path / "l.json", "text": tmp_path / "t.txt", "latin": tmp_path / "b.txt"}
    files["ledger"].write_text(render(LEDGER, "json"), encoding="utf-8")
    files["text"].write_text("no ledger", encoding="utf-8")
    files["latin"].write_bytes("Véla [1]".encode("cp1252"))
    assert cli.main([word.format(**files) for word in words]) == 2


def test_the_reports_of_the_sample_are_those_that_the_tables_above_rest_on() -> None:
    assert {WIRE.publisher, OWN.publisher} == {"Tessel Wire", "Lower Vale Gazette"}
    assert LATER.path == "reports/monday.txt"


def planted(text: str, pattern: str, instead: Callable[[re.Match[str]], str]) -> str | None:
    """A statement with one thing changed, None when it has nothing of the kind."""
    changed = re.sub(pattern, instead, text, count=1)
    return None if changed == text else changed


#: what is planted, where, and the least part of it that must be found, 0 to 1
PLANTED: dict[str, tuple[str, Callable[[re.Match[str]], str], float]] = {
    "another number": (
        r"(?<=\s)\d+(?=[\s.,]|$)",
        lambda found: str(int(found.group()) * 3 + 1),
        1.0,
    ),
    "another name": (r"(?<=[a-z] )([A-Z][a-z]{3,})", lambda _: "Zorvan", 1.0),
    # a "not" is missed where another claim of the same line is denied in the report
    "a denial": (r"\b(was|were|is|are|had|will)\b", lambda found: f"{found.group()} not", 0.95),
}


@pytest.mark.slow
def test_what_is_planted_in_the_lines_of_the_examples_is_found() -> None:
    met: dict[str, list[str]] = {name: [] for name in PLANTED}
    for story in ("harbour-fire", "lake-province-count"):
        ledger = sitrep.build([f"examples/{story}"], now=datetime(2024, 10, 10, tzinfo=UTC))
        taken = document(render(ledger, "text"))
        entries = "\n".join(f"[{number}] {entry}" for number, entry in taken.entries.items())
        for statement in (one for one in taken.statements if one.cites):
            cites = ", ".join(map(str, statement.cites))
            for name, (pattern, instead, _) in PLANTED.items():
                text = planted(statement.text, pattern, instead)
                if text:
                    (one, *_) = check_text(f"{text} [{cites}]\n\n{entries}", ledger).statements
                    met[name].append(one.verdict)
    for name, (_, _, least) in PLANTED.items():
        found = sum(verdict != "borne out" for verdict in met[name])
        assert len(met[name]) > 50
        assert found >= least * len(met[name]), f"{name}: {found} of {len(met[name])}"
