"""Which claims of a finding count for the words that stand for it."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from sitrep.ledger.findings import _bears_out
from sitrep.records import Claim, Quantity


class Figures:
    """The only part of a case that the rule looks at."""

    quantity: ClassVar = {
        "miles": Quantity("miles", "r1", 0, 9, 190, 190, "mile", "metre", 305775, 305775),
        "km": Quantity("km", "r2", 0, 9, 300, None, "kilometer", "metre", 300000, None),
        "dead": Quantity("dead", "r2", 0, 9, 4, 4, "person"),
    }


def claim(kind: Any = "statement", flagged: str | None = None, *figures: str) -> Claim:
    return Claim(
        "c", "r", 0, 9, kind, None, "asserted", "positive", quantities=figures, flagged=flagged
    )


@pytest.mark.parametrize(
    ("other", "best", "counts"),
    [
        (claim(), claim(), True),
        (claim("statement", "filler"), claim(), False),
        (claim("statement", "garbled"), claim(), False),
        (claim("forecast"), claim(), False),
        (claim(), claim("forecast"), False),
        (claim("forecast"), claim("forecast"), True),
        (claim(), claim("statement", None, "miles"), False),
        (claim("statement", None, "km"), claim("statement", None, "miles"), True),
        (claim("statement", None, "dead"), claim("statement", None, "miles"), False),
        (claim("statement", None, "dead"), claim(), True),
    ],
)
def test_a_claim_counts_when_it_commits_to_as_much(other: Claim, best: Claim, counts: bool) -> None:
    assert _bears_out(Figures(), other, best) is counts  # type: ignore[arg-type]
