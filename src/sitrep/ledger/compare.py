"""Whether figures for one measure agree, were updated, or conflict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise, permutations
from typing import Literal

from sitrep.ledger.intervals import Figure, agree, say
from sitrep.ledger.readings import Reading
from sitrep.records import ComparedFigure, Difference, Report

__all__ = ["Verdict", "compare"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a set of figures comes to.

    ``sides`` holds the readings that agree with one another, in order of time where there
    are times (the last side is then the current one), else of size.
    """

    kind: Literal["agreement", "update", "dispute", "undecided"]
    sides: tuple[tuple[Reading, ...], ...]
    differences: tuple[Difference, ...]


def compare(readings: Sequence[Reading], reports: Mapping[str, Report]) -> Verdict:
    """The verdict on figures for one measure, unit and scope.

    Rules (methods, part 5, recipes 4, 5 and 8): figures agree when their intervals, widened
    by the precision of their wording, share a value. Of figures that cannot both be right,
    a later and higher one of a measure that only grows is an update; figures of other
    measures are an update when another day brought them. What is left conflicts, unless
    times are missing, or a measure that also falls has figures of two hours: then it cannot be
    told, and nothing is called disputed.
    A verdict of agreement has several sides when one report gives the figures of both.
    """
    best = _one_each(readings)
    agreeing = sides = _sides(best, lambda a, b: agree(a.figure, b.figure))
    if len(sides) > 1 and not _may_follow(sides):
        given = _given(readings)
        sides = _sides(best, lambda a, b: _reconciled(a, b, given))
    converted = len({r.quantity.unit for r in readings}) > 1
    say_side = partial(_written, reports=reports, converted=converted)
    name = readings[0].measure.name
    if len(sides) == 1:
        told = ((side, say_side(side)) for side in agreeing)
        differences = tuple(
            Difference(
                "agreement",
                f"{_list(written)}: the figures agree",
                _claims(side),
                name,
                _figures([side]),
            )
            for side, written in told
            if len(written) > 1
        )
        return Verdict("agreement", agreeing, differences)
    claims = tuple(c for side in sides for c in _claims(side))
    written = [say_side([_chief(side)])[0] for side in sides]
    firsts = [_first(side) for side in sides]
    if all(first is not None for first in firsts):
        sides = tuple(sorted(sides, key=lambda side: (_moment(side), _low(side))))
        written = [say_side([_chief(side)])[0] for side in sides]
        figures = _figures(sides)
        if _is_update(sides):
            text = f"{name}: {', then '.join(written)}; the later figure replaces the earlier"
            return Verdict("update", sides, (Difference("update", text, claims, name, figures),))
        hours = {r.clock for side in sides for r in side}
        if readings[0].measure.grows or len(hours) == 1:
            text = f"{name}: {_list(written)} cannot both be right"
            return Verdict("dispute", sides, (Difference("number", text, claims, name, figures),))
    text = f"{name}: {_list(written)}; no times tell whether one is later"
    return Verdict("undecided", sides, (Difference("number", text, claims, name, _figures(sides)),))


def _one_each(readings: Sequence[Reading]) -> list[Reading]:
    """One reading for each report and holder: the highest, which a report ends on."""
    best: dict[tuple[str, str], Reading] = {}
    for reading in readings:
        key = (reading.claim.report, reading.holder)
        if key not in best or reading.figure.low > best[key].figure.low:
            best[key] = reading
    return sorted(best.values(), key=lambda r: (r.figure.low, r.figure.high, r.claim.id))


def _given(readings: Sequence[Reading]) -> list[list[Reading]]:
    """The readings that differ in figure or holder of each report, in the order of reports."""
    given: dict[str, dict[tuple[Figure, str], Reading]] = defaultdict(dict)
    for reading in sorted(readings, key=lambda r: (r.claim.report, r.claim.sentence, r.claim.id)):
        given[reading.claim.report].setdefault((reading.figure, reading.holder), reading)
    return [list(held.values()) for held in given.values() if len(held) > 1]


def _reconciled(a: Reading, b: Reading, given: Sequence[Sequence[Reading]]) -> bool:
    """True when two readings agree, or when some report gives both figures in one voice.

    A report that tells of "five shot" and "three shot" counts a whole and a part, or two
    happenings, and contradicts neither another one's five nor its three; nor then do a second
    report with the five and a third with the three contradict each other. Inside one report
    only two sources that are set side by side do.
    """
    if agree(a.figure, b.figure):
        return True
    if a.claim.report == b.claim.report:
        return not _set_against(a, b)
    return any(
        agree(a.figure, one.figure)
        and agree(b.figure, other.figure)
        and not _set_against(one, other)
        for held in given
        for one, other in permutations(held, 2)
    )


def _set_against(a: Reading, b: Reading) -> bool:
    """True for figures of two sources that a report sets side by side."""
    near = abs(a.claim.sentence - b.claim.sentence) <= 1
    return near and bool(a.holder) and bool(b.holder) and a.holder != b.holder


def _may_follow(sides: Sequence[Sequence[Reading]]) -> bool:
    """True when all sides have times and are an update."""
    if any(_first(side) is None for side in sides):
        return False
    return _is_update(sorted(sides, key=lambda side: (_moment(side), _low(side))))


def _sides(
    readings: Sequence[Reading], alike: Callable[[Reading, Reading], bool]
) -> tuple[tuple[Reading, ...], ...]:
    """Readings in groups whose members all agree with one another."""
    sides: list[list[Reading]] = []
    for reading in readings:
        for side in sides:
            if all(alike(reading, other) for other in side):
                side.append(reading)
                break
        else:
            sides.append([reading])
    return tuple(tuple(side) for side in sides)


def _is_update(sides: Sequence[Sequence[Reading]]) -> bool:
    """True when every later side may follow the one before it.

    A count that only grows follows a lower one. Any other figure follows one of an earlier
    day that nobody has given since.
    """
    for earlier, later in pairwise(sides):
        if _moment(earlier) >= _moment(later):
            return False
        if later[0].measure.grows:
            if _low(later) < _low(earlier):
                return False
            continue
        last = max(r.asof for r in earlier if r.asof)
        if last.date() >= _moment(later).date():
            return False
    return True


def _low(side: Sequence[Reading]) -> float:
    """The least value that all figures of a side allow: 84 for "at least two" and 84."""
    return max(reading.figure.low for reading in side)


def _chief(side: Sequence[Reading]) -> Reading:
    """The reading with the most exact figure of a side, the highest of several."""
    return min(side, key=lambda r: (r.figure.high - r.figure.low, -r.figure.low, r.claim.id))


def _first(side: Sequence[Reading]) -> datetime | None:
    """When the side's figure was first given; None when no report of it has a time."""
    return min((r.asof for r in side if r.asof), default=None)


def _moment(side: Sequence[Reading]) -> datetime:
    first = _first(side)
    if first is None:
        raise ValueError("a side without any time cannot be ordered")
    return first


def _claims(side: Sequence[Reading]) -> tuple[str, ...]:
    return tuple(sorted({r.claim.id for r in side}))


def _figures(sides: Sequence[Sequence[Reading]]) -> tuple[ComparedFigure, ...]:
    return tuple(
        ComparedFigure(
            claim=reading.claim.id,
            start=reading.quantity.start,
            end=reading.quantity.end,
            low=reading.quantity.low,
            high=reading.quantity.high,
            unit=reading.quantity.unit,
            side=number,
            quantity=reading.quantity.id
            if reading.quantity.id in reading.claim.quantities
            else None,
        )
        for number, side in enumerate(sides)
        for reading in side
    )


def _written(
    side: Sequence[Reading], reports: Mapping[str, Report], *, converted: bool
) -> list[str]:
    """The side's figures as written, each wording once, in order of size."""
    return list(
        dict.fromkeys(
            say(r.quantity, reports[r.claim.report].text, converted=converted) for r in side
        )
    )


def _list(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
