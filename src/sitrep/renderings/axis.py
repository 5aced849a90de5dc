"""Places on a time line: instants as per cent of its width, with dates to read them by.

A story of three days may recall a year long past. Drawn to one scale the three days would be
a single spot, so empty time that takes up most of the line is left out and marked as a break.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

__all__ = ["Axis", "Point", "Spot", "Tick", "scale", "stacked"]

#: per cent kept free at either edge, so that spots and letters are not cut
_EDGE = 3.0
#: per cent that a break takes
_BREAK = 8.0
#: empty time is left out when it is this part of the whole, 0 to 1
_EMPTY = 0.6
#: and at least this long: a day of a story is not cut
_SHORTEST_GAP = timedelta(days=3)
#: per cent between two dates under the axis, so that they stay apart on a phone
_TICK_GAP = 17.0
#: and after a clock time with its day
_DAY_GAP = 28.0
#: per cent between the middles of two spots in a lane: 22 pixels of a phone's 340
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
    instant: datetime


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


def scale(starts: Iterable[datetime], ends: Iterable[datetime] = ()) -> Axis:
    """The axis that shows all of some instants.

    Args:
        starts: when things begin, aware; at least one. Breaks fall between these.
        ends: when they end; the axis reaches as far.

    Returns:
        The axis from 0 to 100 per cent. With breaks, a part is as wide as it has starts, so
        that a crowded day has room; without, the whole axis has one scale.
    """
    ordered = sorted(instant.astimezone(UTC) for instant in starts)
    runs = _runs(ordered)
    bounds = _bounds(runs, sorted(instant.astimezone(UTC) for instant in ends))
    free = 100 - 2 * _EDGE - _BREAK * (len(bounds) - 1)
    left = _EDGE
    stretches = []
    for run in runs:
        width = free * len(run) / len(ordered)
        stretches.append((left, left + width))
        left += width + _BREAK
    drawn = Axis(bounds, tuple(stretches), ())
    return Axis(bounds, tuple(stretches), _ticks(drawn))


def _bounds(
    runs: Sequence[Sequence[datetime]], ends: Sequence[datetime]
) -> tuple[tuple[datetime, datetime], ...]:
    """First and last instant of each run; ends that fall before the next run stretch it."""
    found = []
    for run, after in zip(runs, [*runs[1:], None], strict=True):
        reached = [end for end in ends if end >= run[0] and (after is None or end < after[0])]
        found.append((run[0], max([run[-1], *reached[-1:]])))
    return tuple(found)


def stacked(spots: Sequence[Spot]) -> tuple[Point, ...]:
    """Spots put in lanes, so that none hides another; lane 0 lies next to the axis."""
    last: list[float] = []
    points: list[Point] = []
    for spot in sorted(spots, key=lambda spot: (spot.at, spot.number)):
        end = max(spot.at + _SPOT_GAP, spot.until + _SPOT_GAP / 2)
        lane = next((row for row, free in enumerate(last) if spot.at >= free), len(last))
        lane = min(lane, _MOST_LANES - 1)
        last[lane : lane + 1] = [end]
        points.append(Point(spot, lane))
    return tuple(points)


def _runs(ordered: Sequence[datetime]) -> list[Sequence[datetime]]:
    """Instants between breaks: cut where one gap is most of the whole, then again inside."""
    runs: list[Sequence[datetime]] = []
    waiting = [ordered]
    while waiting:
        run = waiting.pop()
        gaps = [(after - before, at) for at, (before, after) in enumerate(pairwise(run), 1)]
        widest, at = max(gaps, default=(timedelta(), 0))
        if len(run) > 2 and widest > max(_EMPTY * (run[-1] - run[0]), _SHORTEST_GAP):
            waiting.extend((run[at:], run[:at]))
        else:
            runs.append(run)
    return runs


def _ticks(drawn: Axis) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    for (start, end), (left, right) in zip(drawn.bounds, drawn.stretches, strict=True):
        most = max(1, int((right - left) / _TICK_GAP))
        step = next((s for s in _STEPS if (end - start) / s <= most), _STEPS[-1])
        found = list(_instants(start, end, step)) or [start]
        for instant in found:
            at = drawn.at(instant)
            if not ticks or at - ticks[-1].at >= _TICK_GAP * 0.8:
                ticks.append(Tick(at, _label(instant, step, alone=start == end), instant))
    return tuple(_with_days(ticks))


def _with_days(ticks: Sequence[Tick]) -> Sequence[Tick]:
    """Ticks of which no clock time stands before a day: it would not say of which it is.

    Where all are clock times of one day the first names it, and has room for that.
    """
    named = next((at for at, tick in enumerate(ticks) if ":" not in tick.label), None)
    if named is not None or not ticks:
        return ticks[named or 0 :]
    first, *others = ticks
    day = f"{first.instant.day} {first.instant:%b}, {first.label}"
    roomy = [tick for tick in others if tick.at - first.at >= _DAY_GAP]
    return [replace(first, label=day), *roomy]


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
