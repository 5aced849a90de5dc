"""Counting voices: copies join, passages join claims, doubt joins only when cautious."""

from __future__ import annotations

from sitrep.records import Claim, Copy, CopyKind, Match, Span
from sitrep.voices import claim_voices, voices


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
