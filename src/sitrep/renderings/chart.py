"""A figure over time: when it was told, how high it was, and which of them held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sitrep.renderings.axis import Axis
from sitrep.renderings.strokes import anchor, line, svg, text

__all__ = ["Dot", "chart"]

_HEIGHT = 150
_TOP = 26
#: letters of a figure stand this far above its dot, pixels
_ABOVE = 11
#: and this far beside it, per cent
_BESIDE = 1.6
#: where the line of the last figure ends, per cent
_END = 99.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One state of a figure: per cent across, its value, its words, and the place it opens."""

    at: float
    value: float
    words: str
    place: str


def chart(scale: Axis, dots: Sequence[Dot], *, follow: bool = True) -> Markup:
    """The states of a figure: as steps, or side by side where none follows from another.

    Args:
        scale: of time.
        dots: in order of time.
        follow: each state holds until the next is told; otherwise all hold on.
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
        parts.append(text("date", tick.at, base + 21, tick.label, anchor(tick.at, len(tick.label))))
    for dot, after in zip(dots, [*dots[1:], None], strict=True):
        held = after.at if after and follow else _END
        parts.append(line("step", dot.at, down(dot.value), held, down(dot.value)))
        if after and follow:
            parts.append(line("step", after.at, down(dot.value), after.at, down(after.value)))
    before = [None, *dots[:-1]] if follow else [None] * len(dots)
    parts.extend(
        Markup('<a href="{}" tabindex="-1">').format(dot.place)
        + Markup('<circle class="spot" cx="{:.2f}%" cy="{:.1f}" r="5"/>').format(
            dot.at, down(dot.value)
        )
        + _label(dot, down(dot.value), falls=earlier is not None and earlier.value > dot.value)
        + Markup("</a>")
        for earlier, dot in zip(before, dots, strict=True)
    )
    return svg("axis chart", "100%", base + 28, Markup("").join(parts))


def _label(dot: Dot, down: float, *, falls: bool) -> Markup:
    """The figure above its dot; left of it where a step comes down from above."""
    if falls:
        return text("value", dot.at - _BESIDE, down + 5, dot.words, "end")
    return text("value", dot.at, down - _ABOVE, dot.words, anchor(dot.at))
