"""A figure over time: when it was told, how high it was, and which of them held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from sitrep.renderings.axis import Axis
from sitrep.renderings.strokes import anchor, line, svg, text

__all__ = ["Dot", "chart"]

_HEIGHT = 150
_TOP = 26
#: letters of a figure stand this far above its dot, pixels
_ABOVE = 11


@dataclass(frozen=True, slots=True)
class Dot:
    """One state of a figure: per cent across, its value, its words, and the place it opens."""

    at: float
    value: float
    words: str
    place: str


def chart(scale: Axis, dots: Sequence[Dot]) -> Markup:
    """The states of a figure as steps: each holds until the next is told.

    Args:
        scale: of time.
        dots: in order of time.
    """
    values = [dot.value for dot in dots]
    low, high = min(values), max(values)
    low = min(low, 0.0) if low >= 0 and low <= 0.75 * high else low
    reach = (high - low) or 1.0
    base = _TOP + _HEIGHT

    def down(value: float) -> float:
        return base - 10 - (_HEIGHT - 24) * ((value - low) / reach)

    parts = [line("rule", start, base, end, base) for start, end in scale.stretches]
    for tick in scale.ticks:
        parts.append(line("tick", tick.at, base, tick.at, base + 6))
        parts.append(text("date", tick.at, base + 21, tick.label, anchor(tick.at)))
    for before, after in pairwise(dots):
        parts.append(line("step", before.at, down(before.value), after.at, down(before.value)))
        parts.append(line("step", after.at, down(before.value), after.at, down(after.value)))
    if dots:
        last = dots[-1]
        parts.append(line("step", last.at, down(last.value), 99.0, down(last.value)))
    parts.extend(
        Markup('<a href="{}" tabindex="-1">').format(dot.place)
        + Markup('<circle class="spot" cx="{:.2f}%" cy="{:.1f}" r="5"/>').format(
            dot.at, down(dot.value)
        )
        + text("value", dot.at, down(dot.value) - _ABOVE, dot.words, anchor(dot.at))
        + Markup("</a>")
        for dot in dots
    )
    return svg("axis chart", "100%", base + 28, Markup("").join(parts))
