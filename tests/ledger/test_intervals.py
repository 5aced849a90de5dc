"""When two written figures agree."""

from __future__ import annotations

from itertools import count

import pytest

from sitrep.ledger.intervals import agree, figure
from sitrep.records import Approximation, Quantity

NUMBER = count()


def quantity(
    low: float | None,
    high: float | None,
    unit: str = "",
    *,
    factor: float | None = None,
    approximation: Approximation = "exact",
) -> Quantity:
    return Quantity(
        id=f"q{next(NUMBER)}",
        report="r",
        start=0,
        end=1,
        low=low,
        high=high,
        unit=unit,
        unit_si="m" if factor else None,
        low_si=None if low is None or factor is None else low * factor,
        high_si=None if high is None or factor is None else high * factor,
        approximation=approximation,
    )


AGREE = [
    ("190 miles", quantity(190, 190, "mile", factor=1609.344),
     "over 300 kilometres", quantity(300, None, "kilometre", factor=1000, approximation="over")),
    ("two miles", quantity(2, 2, "mile", factor=1609.344),
     "3.2 kilometres", quantity(3.2, 3.2, "kilometre", factor=1000)),
    ("about 50", quantity(50, 50, approximation="about"), "47", quantity(47, 47)),
    ("at least 12", quantity(12, None, approximation="at_least"), "14", quantity(14, 14)),
    ("dozens", quantity(24, 99, approximation="about"), "31", quantity(31, 31)),
]  # fmt: skip
DISAGREE = [
    ("12", quantity(12, 12), "14", quantity(14, 14)),
    ("at least 12", quantity(12, None, approximation="at_least"), "10", quantity(10, 10)),
    ("190 miles", quantity(190, 190, "mile", factor=1609.344),
     "190 kilometres", quantity(190, 190, "kilometre", factor=1000)),
    ("3 km", quantity(3, 3, "km", factor=1000), "3 people", quantity(3, 3)),
]  # fmt: skip


@pytest.mark.parametrize(("first", "a", "second", "b"), AGREE)
def test_figures_that_one_value_can_satisfy_agree(
    first: str, a: Quantity, second: str, b: Quantity
) -> None:
    assert agree(figure(a), figure(b)), f"{first} and {second}"


@pytest.mark.parametrize(("first", "a", "second", "b"), DISAGREE)
def test_figures_that_no_value_can_satisfy_disagree(
    first: str, a: Quantity, second: str, b: Quantity
) -> None:
    assert not agree(figure(a), figure(b)), f"{first} and {second}"


def test_a_converted_figure_is_as_precise_as_it_was_written() -> None:
    """190 miles is anything that rounds to 190: 298 to 314 km, not 305.775 exactly."""
    spread = figure(quantity(190, 190, "mile", factor=1609.344))
    assert spread.low == pytest.approx(185 * 1609.344)
    assert spread.high == pytest.approx(195 * 1609.344)
