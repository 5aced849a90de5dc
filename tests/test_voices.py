"""Counting voices: copies join, passages join claims, doubt joins only when cautious."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitrep.records import Claim, Copy, CopyKind, Match, Quantity, Span
from sitrep.voices import claim_voices, reprints, taken, voices


def copy(
    by: str,
    of: str,
    *,
    kind: CopyKind = "rewrite",
    probability: float = 0.95,
    share: float = 0.2,
    passage: tuple[int, int] = (0, 100),
    source: tuple[int, int] = (0, 100),
) -> Copy:
    return Copy(by, of, kind, probability, share, (Match(Span(*passage), Span(*source)),))


def claim(name: str, report: str, start: int, end: int) -> Claim:
    return Claim(name, report, start, end, "statement", None, "asserted", "positive")


def test_a_copy_is_no_second_voice() -> None:
    copies = [copy("b", "a", kind="verbatim", share=1.0)]
    assert voices("abc", copies, 0.9) == (("a", "b"), ("c",))


def test_a_doubtful_copy_joins_only_for_the_cautious() -> None:
    copies = [copy("b", "a", probability=0.4, share=0.7)]
    assert voices("ab", copies, 0.3) == (("a", "b"),)
    assert voices("ab", copies, 0.9) == (("a",), ("b",))


def test_one_copied_paragraph_does_not_make_two_reports_one_voice() -> None:
    assert voices("ab", [copy("b", "a", share=0.2)], 0.3) == (("a",), ("b",))


def test_a_claim_inside_the_copied_passage_is_copied_and_one_outside_is_not() -> None:
    copies = [copy("b", "a", passage=(0, 100), source=(500, 600))]
    inside = [claim("1", "a", 510, 560), claim("2", "b", 10, 60)]
    outside = [claim("1", "a", 510, 560), claim("2", "b", 210, 260)]
    assert claim_voices(inside, copies, 0.9) == (("1", "2"),)
    assert claim_voices(outside, copies, 0.9) == (("1",), ("2",))


def test_two_copies_of_a_third_report_speak_with_its_voice() -> None:
    copies = [copy("b", "a"), copy("c", "a")]
    said = [claim("1", "b", 0, 50), claim("2", "c", 0, 50)]
    assert claim_voices(said, copies, 0.9) == (("1", "2"),)


def test_two_claims_of_one_report_are_one_voice() -> None:
    assert claim_voices([claim("1", "a", 0, 9), claim("2", "a", 20, 29)], [], 0.3) == (("1", "2"),)


def test_when_most_is_copied_the_cautious_hold_all_to_be() -> None:
    copies = [copy("b", "a", share=0.7)]
    said = [claim("1", "a", 700, 750), claim("2", "b", 700, 750)]
    assert claim_voices(said, copies, 0.3) == (("1", "2"),)
    assert claim_voices(said, copies, 0.9) == (("1",), ("2",))


def quantity(name: str, report: str, low: float, unit: str = "", metres: float = 0.0) -> Quantity:
    return Quantity(
        name,
        report,
        0,
        9,
        low=low,
        high=low,
        unit=unit,
        approximation="exact",
        measures="people",
        low_si=metres or None,
        unit_si="m" if metres else None,
    )


@pytest.mark.parametrize(
    ("first", "second", "is_taken"),
    [
        # the wire's figure, and another one
        (quantity("q1", "a", 50), quantity("q2", "b", 50), True),
        (quantity("q1", "a", 50), quantity("q2", "b", 59), False),
        (quantity("q1", "a", 59), quantity("q2", "b", 60), False),
        # the same length in another unit, and another length
        (quantity("q1", "a", 190, "mi", 305_775), quantity("q2", "b", 300, "km", 3e5), True),
        (quantity("q1", "a", 190, "mi", 305_775), quantity("q2", "b", 400, "km", 4e5), False),
    ],
)
def test_copied_words_with_a_new_figure_are_not_taken(
    first: Quantity, second: Quantity, is_taken: bool
) -> None:
    said = replace(claim("c1", "b", 0, 90), quantities=(second.id,))
    known = {first.id: first, second.id: second}
    assert taken([said], [copy("b", "a")], known) == ({"c1"} if is_taken else set())


def test_what_prints_the_same_words_counts_once_where_common_words_are_told() -> None:
    copies = (
        copy("b", "a", kind="verbatim"),
        copy("c", "b", kind="trimmed"),
        copy("d", "a", kind="rewrite", share=0.9),
        copy("e", "a", kind="verbatim", probability=0.4),
        Copy("f", "a", "common_upstream", 0.9, 0.0, reasons=("one hand",)),
    )
    assert reprints("abcdef", copies) == {
        **dict.fromkeys("abc", "a"),
        **{report: report for report in "def"},
    }
