"""What is foreseen, by whom, how firmly, until when, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup

from sitrep.records import Claim, Forecast, Story
from sitrep.renderings import pictures
from sitrep.renderings.lookup import Lookup
from sitrep.web.desk import day
from sitrep.web.views.agreement import clipped

__all__ = ["STATES", "Expected", "Told", "foreseen", "holder"]

#: headings by state, in the order they are read
STATES = {
    "due": "Its time has come",
    "confirmed": "Came true",
    "refuted": "Did not come true",
    "open": "Open",
    "unresolvable": "Cannot be told",
}
_REPORT = "The report itself"
_PRONOUNS = frozenset({"he", "she", "they", "it", "his", "her", "their", "its"})


@dataclass(frozen=True, slots=True)
class Told:
    """A passage that bears a forecast out or denies it."""

    name: str
    report: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Expected:
    """A forecast in its own words."""

    forecast: Forecast
    holder: str
    text: str
    name: str
    report: str
    start: int
    end: int
    ladder: Markup
    condition: str
    until: str
    latest: datetime | None
    evidence: tuple[Told, ...]


def foreseen(lookup: Lookup, story: Story) -> dict[str, tuple[Expected, ...]]:
    """Forecasts of a story by heading (``STATES``), those due first in each first."""
    members = set(story.reports)
    groups: dict[str, list[Expected]] = {state: [] for state in STATES}
    told: set[tuple[str, str]] = set()
    for forecast in lookup.ledger.forecasts:
        claim = lookup.claim.get(forecast.claim)
        if claim is None or claim.report not in members:
            continue
        one = _expected(lookup, forecast, claim)
        if (one.holder, one.text) in told:
            continue
        told.add((one.holder, one.text))
        groups[_heading(forecast, lookup.ledger.created)].append(one)
    return {state: tuple(sorted(own, key=_order)) for state, own in groups.items() if own}


def _heading(forecast: Forecast, now: datetime) -> str:
    if forecast.state == "expired":
        return "due"
    latest = forecast.horizon.latest if forecast.horizon else None
    return (
        "due"
        if forecast.state == "open" and latest is not None and latest < now
        else forecast.state
    )


def _order(one: Expected) -> tuple[bool, datetime, str, str]:
    never = datetime.max.replace(tzinfo=UTC)
    return (one.latest is None, one.latest or never, one.holder, one.forecast.id)


def _expected(lookup: Lookup, forecast: Forecast, claim: Claim) -> Expected:
    text = lookup.report[claim.report].text
    latest = forecast.horizon.latest if forecast.horizon else None
    condition = forecast.condition_span
    return Expected(
        forecast=forecast,
        holder=holder(forecast.holder),
        text=clipped(claim.span.of(text)),
        name=lookup.name[claim.report],
        report=claim.report,
        start=claim.start,
        end=claim.end,
        ladder=pictures.ladder(forecast.certainty),
        condition=clipped(condition.of(text)) if condition else "",
        until=day(latest) if latest else "",
        latest=latest,
        evidence=tuple(_told(lookup, forecast.evidence)),
    )


def holder(name: str) -> str:
    """Who holds a forecast, in words: a report that names nobody holds it itself."""
    if name in ("", "report"):
        return _REPORT
    return "Not named" if name.casefold() in _PRONOUNS else name


def _told(lookup: Lookup, claims: Iterable[str]) -> Iterable[Told]:
    for claim in (lookup.claim[c] for c in claims if c in lookup.claim):
        if claim.report in lookup.report:
            words = clipped(claim.span.of(lookup.report[claim.report].text))
            yield Told(lookup.name[claim.report], claim.report, claim.start, claim.end, words)
