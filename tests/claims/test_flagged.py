"""What the story shows as damaged marks the claims it touches."""

from __future__ import annotations

from sitrep.claims import with_flags
from sitrep.records import Claim, Flag


def claim(name: str, report: str, start: int, end: int, flagged: str | None = None) -> Claim:
    return Claim(
        name, report, start, end, "statement", None, "asserted", "positive", flagged=flagged
    )


def test_claims_that_a_flag_touches_are_marked_and_no_others() -> None:
    claims = [
        claim("c1", "r1", 0, 20),
        claim("c2", "r1", 20, 40),
        claim("c3", "r2", 0, 20),
        claim("c4", "r1", 10, 20, flagged="filler"),
    ]
    marked = with_flags(claims, [Flag("r1", 12, 18, "spun", "put in place of other words")])
    assert [one.flagged for one in marked] == ["spun", None, None, "filler"]


def test_without_flags_nothing_changes() -> None:
    claims = (claim("c1", "r1", 0, 20),)
    assert with_flags(claims, ()) == claims
