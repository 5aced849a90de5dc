"""When two figures agree: quantities as intervals with the precision of their wording."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sitrep.records import Quantity

__all__ = ["Figure", "agree", "figure", "say"]

#: a thousand of a unit, as people say it
THOUSAND, THOUSANDS = 1000, {"m": "km", "kg": "t"}
#: "about 50" allows a tenth either way (methods, part 5, recipe 4)
ABOUT = 0.10


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity as the interval ``[low, high]`` that its wording allows, in one unit."""

    low: float
    high: float
    unit: str


def figure(quantity: Quantity) -> Figure:
    """The interval a quantity stands for, in SI units where it has them.

    A converted figure is only as precise as the written one: "190 miles" is anything that
    rounds to 190 in its last non-zero digit, so half a unit of that digit is added on both
    sides before it is converted.
    """
    low, high = quantity.low, quantity.high
    if quantity.approximation == "about":
        low, high = _widened(low, -ABOUT), _widened(high, ABOUT)
    factor = _factor(quantity)
    if factor is None:
        return Figure(_bound(low, -math.inf), _bound(high, math.inf), quantity.unit)
    half = _half_digit(quantity)
    low = low - half if low is not None else None
    high = high + half if high is not None else None
    return Figure(
        _bound(low, -math.inf) * factor, _bound(high, math.inf) * factor, quantity.unit_si or ""
    )


def agree(a: Figure, b: Figure) -> bool:
    """True when one value can satisfy both figures."""
    return a.unit == b.unit and a.low <= b.high and b.low <= a.high


def say(quantity: Quantity, text: str, *, converted: bool) -> str:
    """The quantity as written, with its SI value when units are compared."""
    written = " ".join(quantity.span.of(text).split())
    value = quantity.low_si if quantity.low_si is not None else quantity.high_si
    if not converted or _factor(quantity) in {None, 1.0} or value is None:
        return written
    size, unit = value, quantity.unit_si or ""
    if unit in THOUSANDS and abs(value) >= THOUSAND:
        size, unit = value / THOUSAND, THOUSANDS[unit]
    return f"{written} ({_round(size):,.12g} {unit})"


def _widened(value: float | None, share: float) -> float | None:
    return None if value is None else value + share * abs(value)


def _bound(value: float | None, default: float) -> float:
    return default if value is None else value


def _factor(quantity: Quantity) -> float | None:
    """What one written unit is in SI units, or None where nothing was converted."""
    for written, converted in ((quantity.low, quantity.low_si), (quantity.high, quantity.high_si)):
        if written and converted is not None:
            return converted / written
    return None


def _half_digit(quantity: Quantity) -> float:
    """Half a unit of the last non-zero digit of the written figure; 0 when not converted."""
    if _factor(quantity) == 1.0:
        return 0.0
    value = quantity.low if quantity.low is not None else quantity.high
    if not value:
        return 0.0
    digits = f"{abs(value):.6f}".rstrip("0")
    if digits.endswith("."):
        whole = digits[:-1]
        return 0.5 * float(10 ** (len(whole) - len(whole.rstrip("0"))))
    return 0.5 / float(10 ** len(digits.split(".")[1]))


def _round(value: float) -> float:
    """Three significant digits: more than the written figure bears would mislead."""
    if value == 0:
        return 0.0
    return round(value, 2 - math.floor(math.log10(abs(value))))
