"""Which claims come into one group."""

from __future__ import annotations

import pytest

from sitrep.ledger.align import group_claims
from sitrep.ledger.pairs import Pairs
from sitrep.records import Claim, content_id


def claim(name: str) -> Claim:
    return Claim(
        id=name,
        report=content_id("r", name),
        start=0,
        end=1,
        kind="statement",
        attribution=None,
        certainty="asserted",
        polarity="positive",
    )


def grouped(names: str, pairs: dict[str, float], same_point: float = 0.5) -> list[str]:
    """The groups, each as the letters of its claims."""
    scored = Pairs.of(
        len(names),
        ((names.index(ab[0]), names.index(ab[1]), value) for ab, value in pairs.items()),
    )
    found = group_claims([claim(name) for name in names], scored, same_point)
    return ["".join(group) for group in found]


@pytest.mark.parametrize(
    ("names", "pairs", "expected"),
    [
        ("ab", {"ab": 0.9}, ["ab"]),
        ("ab", {"ab": 0.4}, ["a", "b"]),
        ("ab", {}, ["a", "b"]),
        # nine in ten each way, but a and c have nothing in common: no chain
        ("abc", {"ab": 0.9, "bc": 0.8}, ["ab", "c"]),
        # c resembles a and b well enough on average
        ("abc", {"ab": 0.9, "bc": 0.8, "ac": 0.3}, ["abc"]),
        # the likest are joined first, so b is a's and not c's
        ("abcd", {"ab": 0.9, "bc": 0.6, "cd": 0.7}, ["ab", "cd"]),
        # two groups of two meet on the mean of four pairs
        ("abcd", {"ab": 0.9, "cd": 0.9, "ac": 0.6, "ad": 0.6, "bc": 0.5, "bd": 0.4}, ["abcd"]),
        ("abcd", {"ab": 0.9, "cd": 0.9, "ac": 0.9, "ad": 0.6, "bc": 0.4}, ["ab", "cd"]),
    ],
)
def test_claims_that_resemble_each_other_on_average(
    names: str, pairs: dict[str, float], expected: list[str]
) -> None:
    assert grouped(names, pairs) == expected


def test_every_claim_stands_in_exactly_one_group() -> None:
    names = "abcdefgh"
    pairs = {a + b: (ord(a) * ord(b) % 97) / 97 for a in names for b in names if a < b}
    assert sorted("".join(grouped(names, pairs, 0.45))) == sorted(names)
