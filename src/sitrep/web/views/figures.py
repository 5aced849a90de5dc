"""The numbers of a story over time: each state of a figure, as of when, and who gives it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from sitrep.records import Claim, ComparedFigure, Difference, Quantity, Story
from sitrep.renderings.axis import scale
from sitrep.renderings.chart import Dot, chart
from sitrep.renderings.lookup import Lookup, moment
from sitrep.renderings.visible import one_line
from sitrep.web.desk import address
from sitrep.web.views.agreement import clipped

__all__ = ["Counted", "Given", "Series", "counted", "series"]

#: nouns that say nothing of what happened to those counted (as in the brief)
_PEOPLE = frozenset({"people", "person", "individuals", "residents", "number", "others"})
#: what a comparison came to, by the kind of the difference
_CAME_TO = {
    "agreement": "The figures agree.",
    "update": "The later figure replaces the earlier.",
}
_CONFLICT = "The figures cannot both be right."
_UNTIMED = "No times tell whether one is later."


@dataclass(frozen=True, slots=True)
class Given:
    """One report's figure: as written, as of when, and in which sentence.

    ``name`` is the publisher's alone where the day stands beside it.
    """

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
    finding: str
    came_to: str
    states: tuple[State, ...]
    picture: Markup
    anchor: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Something counted that no other report gives another figure for."""

    measure: str
    given: tuple[Given, ...]


def series(lookup: Lookup, story: Story) -> tuple[Series, ...]:
    """The figures that the reports were compared by, those with most states first.

    A comparison whose figures all stand in a larger one is not told again.
    """
    quantities = {q.id: q for a in lookup.ledger.analyses for q in a.quantities}
    compared = [
        (finding.id, difference)
        for finding in lookup.ledger.findings
        if finding.story == story.id
        for difference in finding.differences
        if difference.measure and difference.figures
    ]
    compared.sort(key=lambda c: (-len(c[1].figures), c[0]))
    told: dict[str, list[set[tuple[str, int]]]] = defaultdict(list)
    made: list[Series] = []
    for finding, difference in compared:
        figures = {(one.claim, one.start) for one in difference.figures}
        if any(figures <= larger for larger in told[difference.measure or ""]):
            continue
        told[difference.measure or ""].append(figures)
        made.append(_one(lookup, finding, difference, quantities, len(made) + 1))
    return tuple(sorted(made, key=lambda s: (-len(s.states), -sum(len(t.given) for t in s.states))))


def _one(
    lookup: Lookup,
    finding: str,
    difference: Difference,
    quantities: Mapping[str, Quantity],
    number: int,
) -> Series:
    states = _states(lookup, difference.figures, quantities)
    dated = [(state, state.first.at) for state in states if state.first.at is not None]
    picture = Markup("")
    if len(dated) > 1 and difference.kind != "agreement":
        drawn = scale([at for _, at in dated])
        dots = [
            Dot(drawn.at(at), state.value, state.words, _place(state.first)) for state, at in dated
        ]
        picture = chart(drawn, dots, follow=difference.kind == "update")
    untimed = any(all(g.at is None for g in state.given) for state in states)
    came_to = _CAME_TO.get(difference.kind, _UNTIMED if untimed else _CONFLICT)
    measure = difference.measure or ""
    return Series(measure, finding, came_to, states, picture, f"number-{number}")


def _place(given: Given) -> str:
    return address("report", given.report, at_=f"{given.start}-{given.end}", at="at")


def _states(
    lookup: Lookup, figures: Sequence[ComparedFigure], quantities: Mapping[str, Quantity]
) -> tuple[State, ...]:
    """Each value once, side by side as they were compared, with the first to give it."""
    order = {report.id: at for at, report in enumerate(lookup.in_order)}
    by_value: dict[tuple[int, float], list[Given]] = defaultdict(list)
    for figure in figures:
        claim = lookup.claim.get(figure.claim)
        if claim is None or claim.report not in lookup.report:
            continue
        given = _given(lookup, claim, quantities.get(figure.quantity or ""))
        by_value[figure.side, given.value].append(given)
    states = []
    for (_, value), own in sorted(by_value.items(), key=lambda found: found[0]):
        own.sort(key=lambda g: (g.at is None, g.at or 0, order[g.report], g.start))
        once = {one.report: one for one in reversed(own)}
        given_by = tuple(one for one in own if once[one.report] is one)
        # written in digits it stands as the report has it; in words it is told in digits
        in_digits = any(char.isdigit() for char in own[0].words)
        words = own[0].words if in_digits else own[0].digits
        states.append(State(words, value, own[0], given_by))
    return tuple(states)


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
        words=one_line(quantity.span.of(report.text)) if quantity else "nobody",
        digits=_digits(quantity) if quantity else "0",
        value=_value(quantity) if quantity else 0.0,
        report=report.id,
        name=(lookup.plain_name if report.published and not asof else lookup.name)[report.id],
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
