"""Places on a time line: instants as per cent of its width, with dates to read them by.

A story of three days may recall a year long past. Drawn to one scale the three days would be
a single spot, so empty time that takes up most of the line is left out and marked as a break.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

__all__ = ["Axis", "Point", "Spot", "Tick", "scale", "stacked"]

#: per cent kept free at either edge, so that spots and letters are not cut
_EDGE = 3.0
#: per cent that a break takes
_BREAK = 8.0
#: empty time is left out when it is this part of the whole, 0 to 1
_EMPTY = 0.6
#: per cent between two dates under the axis, so that they stay apart on a phone
_TICK_GAP = 17.0
#: per cent between two spots of a lane: 20 pixels of a phone's 340
_SPOT_GAP = 6.5
_MOST_LANES = 8
_STEPS = (
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(days=1),
    timedelta(days=2),
    timedelta(days=7),
    timedelta(days=30),
    timedelta(days=91),
    timedelta(days=365),
    timedelta(days=3652),
    timedelta(days=36525),
)


@dataclass(frozen=True, slots=True)
class Tick:
    """A date under the axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Something at a time, or over a time: its number, its places in per cent, its anchor."""

    number: int
    at: float
    until: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Point:
    """A spot in its lane above the axis."""

    spot: Spot
    lane: int


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale from instants to per cent; ``stretches`` are its parts between breaks."""

    bounds: tuple[tuple[datetime, datetime], ...]
    stretches: tuple[tuple[float, float], ...]
    ticks: tuple[Tick, ...]

    def at(self, instant: datetime) -> float:
        """The place of an instant, per cent; instants outside the axis stand at its edge."""
        part = bisect_right([start for start, _ in self.bounds], instant) - 1
        if part < 0:
            return self.stretches[0][0]
        (start, end), (left, right) = self.bounds[part], self.stretches[part]
        if end <= start or instant >= end:
            return right if instant > start or end > start else left
        return left + (right - left) * ((instant - start) / (end - start))


def scale(instants: Iterable[datetime]) -> Axis:
    """The axis that shows all of some instants.

    Args:
        instants: aware; at least one.

    Returns:
        The axis from 0 to 100 per cent.
    """
    ordered = sorted({instant.astimezone(UTC) for instant in instants})
    bounds = _parts(ordered)
    free = 100 - 2 * _EDGE - _BREAK * (len(bounds) - 1)
    lengths = [(end - start).total_seconds() for start, end in bounds]
    floor = 0.12 * free if len(bounds) > 1 else 0.0
    spare = free - floor * len(bounds)
    whole = sum(lengths) or 1.0
    left = _EDGE
    stretches = []
    for length in lengths:
        width = floor + spare * (length / whole)
        stretches.append((left, left + width))
        left += width + _BREAK
    drawn = Axis(bounds, tuple(stretches), ())
    return Axis(bounds, tuple(stretches), _ticks(drawn))


def stacked(spots: Sequence[Spot]) -> tuple[Point, ...]:
    """Spots put in lanes, so that none hides another; lane 0 lies next to the axis."""
    last: list[float] = []
    points: list[Point] = []
    for spot in sorted(spots, key=lambda spot: (spot.at, spot.number)):
        lane = next((row for row, end in enumerate(last) if spot.at - end >= _SPOT_GAP), len(last))
        lane = min(lane, _MOST_LANES - 1)
        if lane < len(last):
            last[lane] = spot.at
        else:
            last.append(spot.at)
        points.append(Point(spot, lane))
    return tuple(points)


def _parts(ordered: Sequence[datetime]) -> tuple[tuple[datetime, datetime], ...]:
    """Runs of instants between breaks, as (first, last)."""
    runs: list[list[datetime]] = [[ordered[0]]]
    whole = max((ordered[-1] - ordered[0]).total_seconds(), 1.0)
    for before, after in pairwise(ordered):
        if (after - before).total_seconds() > _EMPTY * whole and len(ordered) > 2:
            # what is left after one break is judged on its own scale
            whole = max((ordered[-1] - after).total_seconds(), 1.0)
            runs.append([after])
        else:
            runs[-1].append(after)
    return tuple((run[0], run[-1]) for run in runs)


def _ticks(drawn: Axis) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    for (start, end), (left, right) in zip(drawn.bounds, drawn.stretches, strict=True):
        most = max(1, int((right - left) / _TICK_GAP))
        step = next((s for s in _STEPS if (end - start) / s <= most), _STEPS[-1])
        found = list(_instants(start, end, step)) or [start]
        for instant in found:
            at = drawn.at(instant)
            if not ticks or at - ticks[-1].at >= _TICK_GAP * 0.8:
                ticks.append(Tick(at, _label(instant, step, alone=start == end)))
    return tuple(ticks)


def _instants(start: datetime, end: datetime, step: timedelta) -> Iterable[datetime]:
    """Round instants of a step inside the bounds."""
    if step >= timedelta(days=365):
        years = max(1, step.days // 365)
        for year in range(-(-start.year // years) * years, end.year + 1, years):
            if year >= 1 and start <= datetime(year, 1, 1, tzinfo=UTC) <= end:
                yield datetime(year, 1, 1, tzinfo=UTC)
        return
    if step >= timedelta(days=30):
        months = 1 if step.days == 30 else 3
        for month in range(start.year * 12, end.year * 12 + 12, months):
            at = datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)
            if start <= at <= end:
                yield at
        return
    day = start.replace(hour=0, minute=0, second=0, microsecond=0)
    count = int((end - day) / step)
    for number in range(count + 1):
        at = day + number * step
        if at >= start:
            yield at


def _label(instant: datetime, step: timedelta, *, alone: bool) -> str:
    if step >= timedelta(days=365) or (alone and (instant.month, instant.day) == (1, 1)):
        return str(instant.year)
    if step >= timedelta(days=30):
        return f"{instant:%b} {instant.year}"
    if step >= timedelta(days=1) or instant.hour == instant.minute == 0:
        return f"{instant.day} {instant:%b}"
    return f"{instant:%H:%M}"
