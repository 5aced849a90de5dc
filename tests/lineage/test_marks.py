"""Marks of one producer: only unsigned reports, only for doubt."""

from __future__ import annotations

from dataclasses import replace

from sitrep.lineage.marks import marks_of, one_hand
from sitrep.lineage.pages import Page, page_of
from sitrep.records import Report
from sitrep.settings import DEFAULT

BODY = (
    "The dam on the Ister has a crack near its crest. Engineers lowered the lake by two metres "
    "and drove steel rods into the rock. The town below was told to be ready. Nobody has left. "
)
POINTS = "\n".join(f"The dam may fail in way number {n} before the winter." for n in range(6))
PARAGRAPHS = "\n\n".join(BODY * 2 for _ in range(4))
MIXED = "The lake's level fell. The lake’s shore is dry. " + BODY * 6


def page(name: str, text: str, publisher: str | None = None) -> Page:
    return page_of(Report(name, text, publisher=publisher), None, DEFAULT)


def test_one_word_with_two_kinds_of_apostrophe_is_a_mark() -> None:
    assert marks_of(page("a", MIXED)) == {"apostrophes"}


def test_apostrophes_of_one_kind_and_those_inside_quotations_are_none() -> None:
    assert not marks_of(page("a", MIXED.replace("’", "'")))
    assert not marks_of(page("a", "“The lake's level fell,” she said. The lake’s dry. " + BODY * 6))


def test_summary_points_without_bullets_are_a_mark() -> None:
    assert marks_of(page("a", f"{POINTS}\n{PARAGRAPHS}")) == {"openings"}
    assert not marks_of(page("a", PARAGRAPHS))


def test_a_short_text_has_no_marks() -> None:
    assert not marks_of(page("a", "The lake's level fell. The lake’s shore is dry."))


def test_two_unsigned_reports_with_one_mark_may_be_of_one_hand_but_never_surely() -> None:
    (copy,) = one_hand([page("a", MIXED), page("b", MIXED[::1] + BODY)])
    assert (copy.kind, copy.directed, copy.matches) == ("common_upstream", False, ())
    assert DEFAULT.cautious_edge <= copy.probability < DEFAULT.bold_edge


def test_a_signed_report_is_left_out() -> None:
    assert not one_hand([page("a", MIXED), page("b", MIXED, publisher="Ister Post")])
    signed = replace(page("b", MIXED), report=Report("b", MIXED, byline="Ana Roth"))
    assert not one_hand([page("a", MIXED), signed])
