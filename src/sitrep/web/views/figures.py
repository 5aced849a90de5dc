"""The numbers of a story over time: each state of a figure, as of when, and who gives it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from markupsafe import Markup

from sitrep.records import Claim, Difference, Quantity, Story
from sitrep.renderings.axis import scale
from sitrep.renderings.chart import Dot, chart
from sitrep.renderings.lookup import Lookup, moment
from sitrep.renderings.visible import one_line
from sitrep.web.desk import address
from sitrep.web.views.agreement import clipped

__all__ = ["Counted", "Given", "Series", "counted", "series"]

#: differences that compare figures
_COMPARING = frozenset({"agreement", "update", "number", "figure"})
#: the words of an explanation up to what it concludes: "dead: four, then Seven; the later …"
_TOLD = re.compile(r"^(?:[^:;]*: )?(?P<figures>[^:;]*)")
#: a figure in another unit, set behind the written one: "190 miles (306 km)"
_CONVERTED = re.compile(r" \([^)]*\)")
_SPLIT = re.compile(r", then | and |, ")
#: nouns that say nothing of what happened to those counted (as in the brief)
_PEOPLE = frozenset({"people", "person", "individuals", "residents", "number", "others"})


@dataclass(frozen=True, slots=True)
class Given:
    """One report's figure: as written, as of when, and in which sentence."""

    words: str
    digits: str
    value: float
    report: str
    name: str
    start: int
    end: int
    sentence: str
    asof: str
    at: datetime | None
    dated: bool


@dataclass(frozen=True, slots=True)
class State:
    """A figure that one or more reports give, with the first to give it."""

    words: str
    value: float
    first: Given
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """What is counted, its states in order of time, and the picture of them."""

    measure: str
    status: str
    explanation: str
    states: tuple[State, ...]
    picture: Markup
    anchor: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Something counted that no other report gives another figure for."""

    measure: str
    given: tuple[Given, ...]


def series(lookup: Lookup, story: Story) -> tuple[Series, ...]:
    """The figures that the reports were compared by, those with most states first."""
    quantities = {q.id: q for a in lookup.ledger.analyses for q in a.quantities}
    found: dict[str, tuple[str, list[tuple[bool, str]], dict[tuple[str, int], Given]]] = {}
    findings = [f for f in lookup.ledger.findings if f.story == story.id]
    for finding in sorted(findings, key=lambda f: (-f.importance, f.id)):
        for difference in finding.differences:
            if not difference.measure or difference.kind not in _COMPARING:
                continue
            _, told, given = found.setdefault(difference.measure, (finding.status, [], {}))
            told.append((difference.kind != "update", difference.explanation))
            for one in _given_in(lookup, difference, quantities):
                given.setdefault((one.report, one.start), one)
    made = [
        _one(lookup, measure, status, told, tuple(given.values()), at)
        for at, (measure, (status, told, given)) in enumerate(found.items(), 1)
        if given
    ]
    return tuple(sorted(made, key=lambda s: (-len(s.states), -sum(len(t.given) for t in s.states))))


def _given_in(
    lookup: Lookup, difference: Difference, quantities: dict[str, Quantity]
) -> Iterable[Given]:
    """The figure of each claim of a comparison: the one that the explanation names."""
    match = _TOLD.match(_CONVERTED.sub("", difference.explanation))
    named = {w.casefold().strip() for w in _SPLIT.split(match["figures"])} if match else set()
    for identity in difference.claims:
        claim = lookup.claim.get(identity)
        if claim is None or claim.report not in lookup.report:
            continue
        text = lookup.report[claim.report].text
        own = [quantities[q] for q in claim.quantities if q in quantities]
        told = [q for q in own if _is_named(one_line(q.span.of(text)), named)]
        if told:
            yield _given(lookup, claim, told[0])
        elif not own and named & {"nobody", "none", "no one"}:
            yield replace(_given(lookup, claim, None), words="nobody", value=0.0)


def _is_named(written: str, named: set[str]) -> bool:
    words = written.casefold()
    return any(
        words == one or words.endswith(f" {one}") or one.endswith(f" {words}") for one in named
    )


def _given(lookup: Lookup, claim: Claim, quantity: Quantity | None) -> Given:
    report = lookup.report[claim.report]
    time = next(
        (
            t
            for identity in claim.times
            if (t := lookup.time.get(identity)) is not None
            and t.earliest is not None
            and t.type in ("DATE", "TIME")
            and "as of" in report.text[max(0, t.start - 12) : t.start].casefold()
        ),
        None,
    )
    at = (time.earliest if time else None) or report.published
    asof = one_line(time.span.of(report.text)) if time else ""
    return Given(
        words=one_line(quantity.span.of(report.text)) if quantity else "",
        digits=_digits(quantity) if quantity else "0",
        value=_value(quantity) if quantity else 0.0,
        report=report.id,
        name=lookup.name[report.id],
        start=claim.start,
        end=claim.end,
        sentence=clipped(claim.span.of(report.text)),
        asof=f"as of {asof}"
        if asof
        else moment(report.published)
        if report.published
        else "no date",
        at=at,
        dated=time is not None,
    )


def _digits(quantity: Quantity) -> str:
    """The figure in digits with its unit: "4", "1,900 tonne", "58–60"."""
    bounds = [f"{b:,g}" for b in dict.fromkeys((quantity.low, quantity.high)) if b is not None]
    return " ".join(filter(None, ("–".join(bounds), quantity.unit)))


def _value(quantity: Quantity) -> float:
    """The middle of the figure's bounds, in the common unit where it has one."""
    ends = (quantity.low, quantity.high)
    if quantity.unit_si:
        ends = (quantity.low_si, quantity.high_si)
    bounds = [b for b in ends if b is not None]
    return sum(bounds) / len(bounds) if bounds else 0.0


def _one(
    lookup: Lookup,
    measure: str,
    status: str,
    told: list[tuple[bool, str]],
    given: tuple[Given, ...],
    number: int,
) -> Series:
    order = {report.id: at for at, report in enumerate(lookup.in_order)}
    by_value: dict[float, list[Given]] = defaultdict(list)
    for one in sorted(given, key=lambda g: (g.at is None, g.at or 0, order[g.report])):
        by_value[one.value].append(one)
    states = tuple(
        State(own[0].digits, value, own[0], tuple(own)) for value, own in by_value.items()
    )
    dated = [(s, s.first.at) for s in states if s.first.at is not None]
    picture = Markup("")
    if len(dated) > 1 and len(by_value) > 1:
        drawn = scale([at for _, at in dated])
        dots = [
            Dot(
                drawn.at(at),
                state.value,
                state.words,
                address(
                    "report",
                    state.first.report,
                    at_=f"{state.first.start}-{state.first.end}",
                    at="at",
                ),
            )
            for state, at in dated
        ]
        picture = chart(drawn, dots)
    return Series(measure, status, min(told)[1], states, picture, f"number-{number}")


def counted(lookup: Lookup, story: Story, told: Iterable[Series]) -> tuple[Counted, ...]:
    """What else is counted, by what it is, the most widely given first."""
    taken = {(g.report, g.start) for s in told for state in s.states for g in state.given}
    members = set(story.reports)
    quantities = {q.id: q for a in lookup.ledger.analyses for q in a.quantities}
    found: dict[tuple[str, float], dict[str, Given]] = defaultdict(dict)
    for claim in lookup.ledger.claims:
        if claim.report not in members or claim.flagged or (claim.report, claim.start) in taken:
            continue
        for quantity in (quantities[q] for q in claim.quantities if q in quantities):
            noun = quantity.measures or quantity.unit
            if noun and noun.casefold() not in _PEOPLE:
                key = (noun.casefold(), _value(quantity))
                found[key].setdefault(claim.report, _given(lookup, claim, quantity))
    rows = [Counted(noun, tuple(given.values())) for (noun, _), given in found.items()]
    return tuple(sorted(rows, key=lambda c: (-len(c.given), c.measure, c.given[0].value)))
