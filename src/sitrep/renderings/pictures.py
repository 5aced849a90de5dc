"""Small pictures drawn as inline SVG. Each stands beside words that say the same.

Places across are per cent of the picture's width and places down are pixels, so a picture
fits a phone and a wide screen without its letters growing or shrinking. Nothing here is read
from a report but names and dates, and those are escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from markupsafe import Markup

from sitrep.records import Certainty, Count
from sitrep.renderings.axis import Axis, Point
from sitrep.renderings.descent import Branch
from sitrep.renderings.strokes import anchor, line, svg, text

__all__ = ["axis", "dots", "ladder", "share_bar", "tree"]

#: dots that are still counted at a glance; more are left to the figure beside them
_MOST_DOTS = 8
#: the scale of commitment, weakest first (design: certainty of a claim)
LADDER: tuple[Certainty, ...] = (
    "possible",
    "likely",
    "expected",
    "planned",
    "alleged",
    "reported",
    "asserted",
)
_LANE = 24
_ROW = 46


def dots(count: Count) -> Markup:
    """A dot for each independent line: filled when it is certain, hollow when it is not."""
    if count.high > _MOST_DOTS:
        return Markup("")
    step, radius = 11, 4
    shapes = Markup("").join(
        Markup('<circle class="{}" cx="{}" cy="6" r="{}"/>').format(
            "full" if at < count.low else "hollow", 5 + at * step, radius
        )
        for at in range(count.high)
    )
    width = max(1, count.high) * step
    return svg("dots", str(width), 12, shapes, f"0 0 {width} 12")


def ladder(certainty: Certainty) -> Markup:
    """The scale of certainty with the step that a statement stands on."""
    at = LADDER.index(certainty) if certainty in LADDER else -1
    step = 9
    shapes = Markup("").join(
        Markup('<rect class="{}" x="{}" y="{}" width="6" height="{}"/>').format(
            "full" if place <= at else "hollow", 1 + place * step, 14 - height, height
        )
        for place, height in enumerate(range(3, 3 + 2 * len(LADDER), 2))
    )
    width = len(LADDER) * step
    return svg("ladder", str(width), 17, shapes, f"0 -2 {width} 17")


def share_bar(share: float) -> Markup:
    """A bar filled to the share (0 to 1) of a report that is taken from another."""
    filled = round(100 * min(1.0, max(0.0, share)))
    shapes = Markup(
        '<rect class="hollow" x="0" y="1" width="100" height="6"/>'
        '<rect class="full" x="0" y="1" width="{}" height="6"/>'
    ).format(filled)
    return svg("share", "100", 8, shapes, "0 0 100 8")


def axis(scale: Axis, points: Sequence[Point]) -> Markup:
    """A time line: numbered points and stretches over an axis with dates."""
    lanes = max((point.lane for point in points), default=0) + 1
    base = lanes * _LANE + 8
    parts = [line("rule", start, base, end, base) for start, end in scale.stretches]
    parts.extend(_axis_breaks(scale, base))
    for tick in scale.ticks:
        parts.append(line("tick", tick.at, base, tick.at, base + 6))
        parts.append(text("date", tick.at, base + 21, tick.label, anchor(tick.at, len(tick.label))))
    for point in points:
        spot, down = point.spot, base - 14 - point.lane * _LANE
        parts.append(line("stem", spot.at, down, spot.at, base))
        if spot.until > spot.at:
            parts.append(line("stretch", spot.at, down, spot.until, down))
    for point in points:
        spot, down = point.spot, base - 14 - point.lane * _LANE
        parts.append(
            Markup('<a href="#{}" tabindex="-1">').format(spot.anchor)
            + Markup('<circle class="spot" cx="{:.2f}%" cy="{}" r="10"/>').format(spot.at, down)
            + text("count", spot.at, down + 4, str(spot.number), "middle")
            + Markup("</a>")
        )
    return svg("axis", "100%", base + 28, Markup("").join(parts))


def tree(branches: Sequence[Branch], scale: Axis | None) -> Markup:
    """Reports in rows along a time line, each copy hanging from what it was taken from.

    Where no report has a time there is no line: a copy stands right of what it hangs from.
    """
    parts: list[Markup] = []
    foot = len(branches) * _ROW + (12 if scale else -20)
    for tick in scale.ticks if scale else ():
        parts.append(line("grid", tick.at, 0, tick.at, foot))
        parts.append(text("date", tick.at, foot + 16, tick.label, anchor(tick.at, len(tick.label))))
    rows = {branch.report: at for at, branch in enumerate(branches)}
    for branch in branches:
        if branch.parent in rows:
            parts.extend(_hang(branches[rows[branch.parent]], branch, rows))
    for branch in branches:
        parts.extend(_report(branch, rows[branch.report]))
    return svg("tree", "100%", foot + 24, Markup("").join(parts))


def _hang(parent: Branch, branch: Branch, rows: dict[str, int]) -> Iterable[Markup]:
    """An elbow: down from the parent's spot, then across to the copy's."""
    top = rows[parent.report] * _ROW + _ROW - 12
    down = rows[branch.report] * _ROW + _ROW - 12
    kind = "bough" if branch.directed else "bough unsure"
    yield line(kind, parent.at, top, parent.at, down)
    yield line(kind, parent.at, down, branch.at, down)


def _report(branch: Branch, row: int) -> Iterable[Markup]:
    down = row * _ROW + _ROW - 12
    shape = "own" if branch.parent is None else "copy"
    yield Markup('<a href="{}" tabindex="-1">').format(branch.place)
    yield Markup('<circle class="{}" cx="{:.2f}%" cy="{}" r="6"/>').format(shape, branch.at, down)
    yield text("name", branch.at, down - 12, branch.name, anchor(branch.at, edge=40))
    yield Markup("</a>")


def _axis_breaks(scale: Axis, base: int) -> Iterable[Markup]:
    """Where years without an event are left out: two short strokes in the gap."""
    for (_, before), (after, _) in pairwise(scale.stretches):
        middle = (before + after) / 2
        for shift in (-0.6, 0.6):
            yield line("break", middle + shift, base - 6, middle + shift, base + 6)
