"""Who a pronoun that speaks stands for."""

from __future__ import annotations

import pytest
from tests.pipeline import ledger, report

SPOKEN = [
    (
        "Ann Holt and Ben Ruiz met crews on Monday. They said the port was shut.",
        "Ann Holt and Ben Ruiz",
    ),
    (
        "Sen. Ann Holt, D-W.Va., and Sen. Ben Ruiz, R-Alaska, wrote: “Keep it open,” they said.",
        "Ann Holt and Ben Ruiz",
    ),
    # one met the other: they are no subject
    ("Ann Holt met Ben Ruiz on Monday. They said the port was shut.", "They"),
    # the body that spoke last comes first
    (
        "Ann Holt and Ben Ruiz met. The port authority said it would help. They said it was shut.",
        "The port authority",
    ),
]


@pytest.mark.parametrize(("text", "speaker"), SPOKEN)
def test_they_are_who_was_named_together(text: str, speaker: str) -> None:
    assert ledger(report(text, "Post", 0)).analyses[0].attributions[-1].source == speaker


def test_a_party_with_a_state_is_no_name() -> None:
    text = "Sen. Ann Holt, D-W.Va., and Sen. Ben Ruiz, R-Alaska, wrote a letter on Monday."
    names = {entity.name for entity in ledger(report(text, "Post", 0)).analyses[0].entities}
    assert names == {"Ann Holt", "Ben Ruiz"}
