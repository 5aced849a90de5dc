"""What the page shows of a brief's lines and sections, ready to be set in type."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby

from markupsafe import Markup

from sitrep.records import Brief, Count, Finding, Forecast, Line, Section, TimeExpression
from sitrep.renderings import pictures
from sitrep.renderings.axis import Spot, scale, stacked
from sitrep.renderings.lookup import Lookup, Note
from sitrep.renderings.wording import carried, lines_of_reporting, remark, state

__all__ = ["NARRATIVE", "Dispute", "LineView", "Outlook", "SectionView", "sections"]

#: the heading over the sections of the narrative
NARRATIVE = "What is known"


@dataclass(frozen=True, slots=True)
class LineView:
    """A line with its caption, badge, picture of the badge, and notes."""

    text: str
    label: str
    remark: str
    status: str
    state: str
    carried: str
    dots: Markup
    notes: tuple[Note, ...]
    outlook: Outlook | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Outlook:
    """How firmly a forecast is held, until when, and what became of it."""

    certainty: str
    ladder: Markup
    kind: str
    until: str
    state: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """The sides of one disputed point, and in what they differ."""

    explanation: str
    sides: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with the name of its place in the page, and its picture if it has one.

    ``parts`` are the sections of the narrative, which stand under a common heading.
    """

    anchor: str
    kind: str
    heading: str
    remark: str
    lines: tuple[LineView, ...]
    disputes: tuple[Dispute, ...]
    actors: tuple[tuple[str, tuple[LineView, ...]], ...]
    parts: tuple[SectionView, ...]
    picture: Markup


def sections(lookup: Lookup, brief: Brief, prefix: str) -> tuple[SectionView, ...]:
    """The views of a brief's sections; ``prefix`` keeps the anchors of two briefs apart.

    Sections of the narrative that follow one another stand under one heading.
    """
    found: list[SectionView] = []
    for at, section in enumerate(brief.sections, 1):
        one = _section(lookup, section, f"{prefix}-{section.kind}-{at}")
        if section.kind != "narrative":
            found.append(one)
        elif found and found[-1].kind == "narrative":
            found[-1] = replace(found[-1], parts=(*found[-1].parts, one))
        else:
            whole = replace(one, anchor=f"{one.anchor}-all", heading=NARRATIVE, remark="")
            found.append(replace(whole, parts=(one,)))
    return tuple(found)


def _section(lookup: Lookup, section: Section, anchor: str) -> SectionView:
    kind = section.kind
    lines = tuple(
        view(lookup, line, number, caption=kind != "sources")
        for number, line in enumerate(section.lines, 1)
    )
    return SectionView(
        anchor=anchor,
        kind=kind,
        heading=section.heading,
        remark=section.note or "",
        lines=lines,
        disputes=_disputes(lookup, section) if kind == "disputed" else (),
        actors=_actors(lines) if kind == "reactions" else (),
        parts=(),
        picture=_timeline(lookup, section, anchor) if kind == "timeline" else Markup(""),
    )


def view(lookup: Lookup, line: Line, number: int = 0, *, caption: bool = True) -> LineView:
    """One line's view. A text that only repeats its caption is left out (``caption`` False)."""
    text = line.text if caption or line.text != line.label else ""
    return LineView(
        text=text,
        label=line.label or "",
        remark=_remark(lookup, line),
        status=line.status or "",
        state=state(line),
        carried=carried(line),
        dots=pictures.dots(line.k) if line.k else Markup(""),
        notes=lookup.numbered(line.cites),
        outlook=_outlook(lookup, line),
        number=number,
    )


def _actors(lines: Iterable[LineView]) -> tuple[tuple[str, tuple[LineView, ...]], ...]:
    """Lines under the name of who speaks, names in the order they come up."""
    said: dict[str, list[LineView]] = {}
    for line in lines:
        said.setdefault(line.label, []).append(line)
    return tuple((actor, tuple(told)) for actor, told in said.items())


def _foreseen(lookup: Lookup, line: Line) -> Forecast | None:
    """The forecast that a line tells; of two in one claim, the one that its note names."""
    found = [f for cite in line.cites for f in lookup.forecasts.get(cite.claim, ())]
    named = [f for f in found if (line.note or "").startswith(f"{f.kind}, {f.certainty}")]
    return next(iter([*named, *found]), None)


def _remark(lookup: Lookup, line: Line) -> str:
    """The line's remark without what the picture of a forecast says already."""
    forecast = _foreseen(lookup, line)
    said = remark(line)
    if forecast:
        said = said.removeprefix(f"{forecast.kind}, {forecast.certainty}").removeprefix("; ")
    return said


def _outlook(lookup: Lookup, line: Line) -> Outlook | None:
    forecast = _foreseen(lookup, line)
    if forecast is None:
        return None
    return Outlook(
        certainty=forecast.certainty,
        ladder=pictures.ladder(forecast.certainty),
        kind=forecast.kind,
        until=_until(forecast),
        state="" if forecast.state == "open" or _remark(lookup, line) else forecast.state,
    )


def _until(forecast: Forecast) -> str:
    latest = forecast.horizon.latest if forecast.horizon else None
    if latest is None:
        return ""
    at = latest.astimezone(UTC)
    return f"by {at.day} {at:%B %Y}"


def _disputes(lookup: Lookup, section: Section) -> tuple[Dispute, ...]:
    """Lines of one finding side by side; a finding told in one line shows its sides itself."""
    found: list[Dispute] = []
    for finding_id, run in groupby(section.lines, key=lambda line: line.finding):
        lines = list(run)
        finding = lookup.finding.get(finding_id or "")
        sides = [view(lookup, line) for line in lines]
        explanation = ""
        if finding:
            explanation = " ".join(difference.explanation for difference in finding.differences)
            if len(lines) == 1 and len(finding.sides) > 1:
                sides = list(_sides(lookup, finding))
        shared = {side.remark for side in sides}
        if len(shared) == 1:
            # said of all sides alike: said once, above them
            explanation = shared.pop() or explanation
            sides = [replace(side, remark="") for side in sides]
        sides = [replace(side, label=side.label or _where(lookup, side)) for side in sides]
        found.append(Dispute(explanation, tuple(sides)))
    return tuple(found)


def _where(lookup: Lookup, side: LineView) -> str:
    """The report that a side stands in, for a side that nobody is named for."""
    return lookup.name[side.notes[0].report] if side.notes else "Another account"


def _sides(lookup: Lookup, finding: Finding) -> Iterable[LineView]:
    for side in finding.sides:
        claim = next((lookup.claim[c] for c in side.claims if c in lookup.claim), None)
        if claim is None or claim.report not in lookup.report:
            continue
        yield LineView(
            text=claim.span.of(lookup.report[claim.report].text),
            label=side.holder or lookup.name[claim.report],
            remark="",
            status="disputed",
            state="disputed",
            carried=lines_of_reporting(side.k),
            dots=pictures.dots(Count(side.k.low, side.k.high)),
            notes=lookup.at_claims(side.claims),
        )


def _timeline(lookup: Lookup, section: Section, anchor: str) -> Markup:
    """The picture of the lines whose times are known, numbered as the lines are."""
    timed = [
        (number, *_bounds(time))
        for number, line in enumerate(section.lines, 1)
        if (time := _time(lookup, line)) is not None
    ]
    if len(timed) < 2:
        return Markup("")
    drawn = scale([start for _, start, _ in timed], [end for _, _, end in timed])
    spots = [
        Spot(number, drawn.at(start), drawn.at(end), f"{anchor}-{number}")
        for number, start, end in timed
    ]
    return pictures.axis(drawn, stacked(spots))


def _time(lookup: Lookup, line: Line) -> TimeExpression | None:
    """The time that a line is dated by: the one written in its caption, or its first."""
    found = [
        time
        for cite in line.cites
        for identity in (lookup.claim[cite.claim].times if cite.claim in lookup.claim else ())
        if (time := lookup.time.get(identity)) is not None
        and time.earliest is not None
        and time.type in ("DATE", "TIME")
        and time.report in lookup.report
    ]
    written = [
        time
        for time in found
        if line.label
        and lookup.report[time.report].text[time.start : time.end].lower() in line.label.lower()
    ]
    return next(iter([*written, *found]), None)


def _bounds(time: TimeExpression) -> tuple[datetime, datetime]:
    start = time.earliest or datetime.min.replace(tzinfo=UTC)
    return start, max(start, time.latest or start)
