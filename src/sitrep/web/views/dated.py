"""What happened when: every dated finding on one line of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from sitrep.records import Claim, Finding, Story, TimeExpression
from sitrep.renderings import pictures
from sitrep.renderings.axis import Spot, scale, stacked
from sitrep.renderings.lookup import Lookup
from sitrep.renderings.visible import one_line
from sitrep.renderings.wording import interval
from sitrep.web.desk import day
from sitrep.web.views.agreement import clipped

__all__ = ["Day", "Happening", "days", "drawn"]

#: how well a claim stands for a moment; the least is the best
Rank = tuple[float, bool, int]

#: what stands before the dates of what came before the story
BACKGROUND = "Background"
#: how long before the first report a story may have begun
_BEFORE = timedelta(days=7)
#: spots that a picture holds without hiding one another
_MOST_SPOTS = 24
_GIVEN = frozenset({"asserted", "reported"})


@dataclass(frozen=True, slots=True)
class Happening:
    """A point in time as a report writes it, and the claim it belongs to."""

    number: int
    written: str
    clock: str
    text: str
    claim: Claim
    name: str
    finding: Finding | None
    time: TimeExpression
    at: datetime
    lines: str


@dataclass(frozen=True, slots=True)
class Day:
    """The happenings of one day, month or year."""

    heading: str
    happenings: tuple[Happening, ...]


def days(lookup: Lookup, story: Story) -> tuple[Day, ...]:
    """Dated happenings of a story by day, each finding once at each time; background last."""
    members = set(story.reports)
    finding_of = {
        claim: finding
        for finding in lookup.ledger.findings
        if finding.story == story.id
        for claim in finding.claims
    }
    told: dict[tuple[str, str], list[tuple[Rank, Claim, TimeExpression]]] = {}
    for claim in lookup.ledger.claims:
        stands = claim.kind == "statement" and claim.certainty in _GIVEN and not claim.leans
        if claim.report not in members or claim.flagged or not stands:
            continue
        finding = finding_of.get(claim.id)
        for time in (lookup.time[t] for t in claim.times if t in lookup.time):
            if not time.is_point:
                continue
            # one clock time of one finding is one moment, though a report of a later day that
            # names no day puts it on its own
            when = _clock(time) if finding and _clock(time) else time.value or ""
            key = (finding.id if finding else claim.id, when)
            stands_for = finding is not None and finding.representative == claim.id
            rank = (-(finding.importance if finding else 0.0), not stands_for, len(claim.span))
            told.setdefault(key, []).append((rank, claim, time))
    begin = _begin(lookup)
    ordered = sorted(
        (_best(candidates) for candidates in told.values()),
        key=lambda b: (_start(b[2]) < begin, _start(b[2]), b[2].value or "", b[0], b[1].id),
    )
    found: dict[str, list[Happening]] = {}
    seen: set[tuple[str, int]] = set()
    number = 0
    for _, claim, time in ordered:
        if (claim.report, claim.sentence) in seen:
            continue
        seen.add((claim.report, claim.sentence))
        number += 1
        finding = finding_of.get(claim.id)
        text = lookup.report[claim.report].text
        heading = _heading(time)
        if _start(time) < begin:
            heading = f"{BACKGROUND}: {heading}"
        found.setdefault(heading, []).append(
            Happening(
                number=number,
                written=one_line(time.span.of(text)),
                clock=_clock(time),
                text=clipped(claim.span.of(text)),
                claim=claim,
                name=lookup.name[claim.report],
                finding=finding,
                time=time,
                at=_start(time),
                lines=interval(finding.k) if finding else "1",
            )
        )
    return tuple(Day(heading, tuple(told)) for heading, told in found.items())


def _best(
    candidates: Sequence[tuple[Rank, Claim, TimeExpression]],
) -> tuple[Rank, Claim, TimeExpression]:
    """The best words for a moment, of the day that most reports give, the earlier when tied."""
    given: dict[datetime, set[str]] = defaultdict(set)
    for _, claim, time in candidates:
        given[_start(time)].add(claim.report)
    day_ = min(given, key=lambda at: (-len(given[at]), at))
    return min((c for c in candidates if _start(c[2]) == day_), key=lambda c: (c[0], c[1].id))


def drawn(lookup: Lookup, found: tuple[Day, ...], prefix: str) -> Markup:
    """The picture of the weightiest happenings of the story's own days; none for fewer than two.

    What happened longer before the first report is background: it stands in the list alone.
    """
    begin = _begin(lookup)
    everything = [one for day_ in found for one in day_.happenings if one.at >= begin]
    chosen = sorted(
        everything, key=lambda h: (-(h.finding.importance if h.finding else 0.0), h.number)
    )[:_MOST_SPOTS]
    if len(chosen) < 2:
        return Markup("")
    chosen.sort(key=lambda h: h.number)
    axis = scale([h.at for h in chosen])
    spots = [Spot(h.number, axis.at(h.at), axis.at(h.at), f"{prefix}{h.number}") for h in chosen]
    return pictures.axis(axis, stacked(spots))


def _begin(lookup: Lookup) -> datetime:
    """When the story may have begun; what is earlier is background."""
    published = [report.published for report in lookup.ledger.reports if report.published]
    return min(published) - _BEFORE if published else datetime.min.replace(tzinfo=UTC)


def _start(time: TimeExpression) -> datetime:
    if time.earliest is None:  # `is_point` let only those with a start through
        raise ValueError(time.id)
    return time.earliest


def _heading(time: TimeExpression) -> str:
    value = time.value or ""
    if len(value) == 4:
        return value
    if len(value) == 7 and value[5:].isdigit():
        return f"{_start(time):%B %Y}"
    return day(time.earliest)


def _clock(time: TimeExpression) -> str:
    value = (time.value or "").partition("T")[2]
    return value[:5] if value[:2].isdigit() else ""
