"""One report with all that was found in it, each kind a layer over the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from sitrep.records import Analysis, Report, Span
from sitrep.renderings.lookup import Lookup
from sitrep.renderings.passages import Mark, pieces
from sitrep.renderings.visible import one_line, visible
from sitrep.web.views.agreement import clipped

__all__ = [
    "LAYERS",
    "Found",
    "Layer",
    "Part",
    "Run",
    "chosen",
    "found_in",
    "layers",
    "parts",
    "runs",
]

#: layers in the order they are offered: name, heading, what a mark of it is
LAYERS = (
    ("claims", "Claims", "one checkable saying each"),
    ("quotes", "Quotations", "words inside quotation marks"),
    ("attributions", "Attributions", "what is said to be said, thought or planned"),
    ("entities", "Names", "persons, bodies and places"),
    ("quantities", "Numbers", "figures with what they count"),
    ("times", "Times", "dates and clock times"),
    ("forecasts", "Forecasts", "what is said of the future"),
    ("copies", "Shared passages", "text that another report has too"),
    ("sentences", "Sentences", "where each begins and ends"),
    ("flags", "Not to be trusted", "garbled or no part of the report"),
)
#: characters of a report that one page shows; longer ones are cut where a paragraph ends
PART = 16_000


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: its place, its words, and what is known of it."""

    layer: str
    id: str
    start: int
    end: int
    words: str
    told: str


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of thing found in a report."""

    name: str
    heading: str
    meaning: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a report that one page shows."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that lie in the same layers from end to end."""

    text: Markup
    classes: str
    here: bool
    opens: bool
    warnings: tuple[str, ...]


def parts(text: str) -> tuple[Part, ...]:
    """A text cut into parts of at most ``PART`` characters, at ends of lines where it has any."""
    found: list[Part] = []
    start = 0
    while start < len(text) or not found:
        end = min(len(text), start + PART)
        if end < len(text):
            line_end = text.rfind("\n", start + PART // 2, end)
            end = line_end + 1 if line_end >= 0 else end
        found.append(Part(len(found) + 1, start, end))
        start = end
        if not text:
            break
    return tuple(found)


def runs(
    text: str, part: Part, found: Iterable[Found], asked: Span | None, analysis: Analysis | None
) -> tuple[Run, ...]:
    """A part of a text in runs.

    Args:
        text: of the report.
        part: that is shown.
        found: things in it, of any layer.
        asked: the words that a citation points to.
        analysis: whose flags are told in words where they begin.
    """
    inside = [
        Mark(f"{one.layer}-{at}", "", max(one.start, part.start) - part.start, one.end - part.start)
        for at, one in enumerate(found)
        if one.start < part.end and one.end > part.start
    ]
    if asked is not None and asked.start < part.end and asked.end > part.start:
        start = max(asked.start, part.start) - part.start
        inside.append(Mark("here-0", "", start, asked.end - part.start))
    told = {
        flag.start - part.start: f"{flag.kind}: {flag.reason}"
        for flag in (analysis.flags if analysis else ())
    }
    made: list[Run] = []
    place = 0
    for piece in pieces(text[part.start : part.end], inside, ()):
        kinds = dict.fromkeys(key.rpartition("-")[0] for key in piece.keys)
        opened = {key.rpartition("-")[0] for key in piece.opening}
        made.append(
            Run(
                text=Markup.escape(visible(piece.text)),
                classes=" ".join(f"l-{kind}" for kind in kinds if kind != "here")
                + "".join(f" o-{kind}" for kind in sorted(opened & {"sentences", "claims"})),
                here="here" in kinds,
                opens="here" in opened,
                warnings=(told[place],) if place in told else (),
            )
        )
        place += len(piece.text)
    return tuple(made)


def layers(lookup: Lookup, report: Report) -> tuple[Layer, ...]:
    """Every layer of a report with what was found, in order of place."""
    found = list(found_in(lookup, report))
    return tuple(
        Layer(
            name,
            heading,
            meaning,
            tuple(
                sorted((one for one in found if one.layer == name), key=lambda f: (f.start, f.end))
            ),
        )
        for name, heading, meaning in LAYERS
    )


def found_in(lookup: Lookup, report: Report) -> Iterator[Found]:
    """All that was found in a report."""
    analysis = next((a for a in lookup.ledger.analyses if a.report == report.id), None)
    if analysis is not None:
        yield from _read(analysis, report.text)
    for claim in lookup.ledger.claims:
        if claim.report != report.id:
            continue
        told = f"{claim.kind}, {claim.certainty}"
        if claim.polarity == "negative":
            told += ", negated"
        yield _found("claims", claim.id, claim.span, report.text, told)
        for forecast in lookup.forecasts.get(claim.id, ()):
            told = f"{forecast.kind} of {forecast.holder}, {forecast.certainty}, {forecast.state}"
            yield _found("forecasts", forecast.id, claim.span, report.text, told)
    for copy in lookup.copies_of.get(report.id, ()):
        by = copy.by == report.id
        other = lookup.name.get(copy.of if by else copy.by, "another report")
        for at, match in enumerate(copy.matches):
            span = match.by if by else match.of
            told = f"taken from {other}" if by and copy.directed else f"also in {other}"
            yield _found("copies", f"{copy.by}-{copy.of}-{at}", span, report.text, told)


def _read(analysis: Analysis, text: str) -> Iterator[Found]:
    for at, sentence in enumerate(analysis.sentences, 1):
        yield _found("sentences", f"s{at}", sentence.span, text, sentence.kind)
    for entity in analysis.entities:
        told = f"{entity.name}, {entity.type}" + (f", {entity.roles[0]}" if entity.roles else "")
        for mention in entity.mentions:
            if mention.report == analysis.report:
                yield _found("entities", entity.id, mention.span, text, told)
    for quote in analysis.quotes:
        said = f"said by {quote.speaker}" if quote.speaker else "speaker not named"
        yield _found(
            "quotes", quote.id, quote.span, text, said if quote.kind == "speech" else "a term"
        )
    for one in analysis.attributions:
        told = f"{one.source}, {one.source_kind}" + (f", by way of {one.via}" if one.via else "")
        yield _found("attributions", one.id, one.span, text, told)
    for quantity in analysis.quantities:
        told = " ".join(
            filter(None, (_bounds(quantity.low, quantity.high), quantity.unit, quantity.measures))
        )
        yield _found("quantities", quantity.id, quantity.span, text, told)
    for time in analysis.times:
        yield _found("times", time.id, time.span, text, time.value or "not placed on the calendar")
    for at, flag in enumerate(analysis.flags, 1):
        yield _found("flags", f"flag{at}", flag.span, text, f"{flag.kind}: {flag.reason}")


def _bounds(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"{low:,g}" if low == high else f"{low:,g} to {high:,g}"
    if low is not None:
        return f"{low:,g} or more"
    return f"{high:,g} or fewer" if high is not None else ""


def _found(layer: str, identity: str, span: Span, text: str, told: str) -> Found:
    return Found(layer, identity, span.start, span.end, clipped(span.of(text)), one_line(told))


def chosen(names: Sequence[str]) -> tuple[str, ...]:
    """The names of layers among some words, in the order of ``LAYERS``."""
    return tuple(name for name, _, _ in LAYERS if name in names)
