"""What leans on the sentence before it, through the whole line."""

from __future__ import annotations

import pytest

from tests.pipeline import ledger, report


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("All of whom had signed the bill are looking at reform.", "pronoun whom"),
        ("Which means that the port stays shut.", "pronoun which"),
        ("Which ship sank first is not known.", None),
        ("Who set the fire is not known.", None),
        ("Two men, both of whom had left the port, died.", None),
    ],
)
def test_a_relative_pronoun_without_its_noun_leans(text: str, leans: str | None) -> None:
    (claim,) = ledger(report(text, "Post", 0)).claims
    assert claim.leans == leans
