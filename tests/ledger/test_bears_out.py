"""Which claims of a finding count for the words that stand for it."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from sitrep.ledger.findings import _bears_out
from sitrep.records import Claim, Quantity
from tests.pipeline import finding_with, ledger, report


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


def test_the_words_that_others_bear_out_stand_for_a_finding() -> None:
    book = ledger(
        report(
            "President Vance signed an order Wednesday boosting Velmora's sea defences, following "
            "a raid on a firm whose pipeline brings nearly half of the fuel for the coast. Divers "
            "looked for a leak near the lighthouse.",
            "Post",
            0,
        ),
        report(
            "President Vance on Wednesday signed an order meant to improve the security of "
            "Velmora's harbours after the raid on Colmar Pipeline emptied petrol stations. A queue "
            "of lorries stood outside the depot in Sund.",
            "Herald",
            1,
        ),
        report(
            "President Vance signed an order Wednesday aimed at shoring up Velmora's sea defences, "
            "as her cabinet grapples with raids. Bread was short in the north.",
            "Globe",
            2,
        ),
    )
    signed = finding_with(book, "nearly half of the fuel")
    assert "nearly half" not in signed.text
    assert signed.status == "corroborated"
