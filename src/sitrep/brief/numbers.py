"""The numbers of the brief: what is counted, in the noun phrase that counts it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitrep.brief.desk import Desk
from sitrep.brief.noun_phrase import noun_phrase
from sitrep.records import (
    Cite,
    Claim,
    ComparedFigure,
    Difference,
    Finding,
    Line,
    Quantity,
    Section,
    Span,
    Status,
    Token,
)

__all__ = ["Tally", "numbers", "phrase_of", "tallies", "tells"]

MOST_NUMBERS = 12
#: words within which a figure is followed by what it counts
LONGEST_PHRASE = 8
#: nouns that count nothing by themselves: a count of people means nothing without what
#: happened to them, "three other ones" nothing at all
EMPTY = frozenset(
    {
        "people",
        "person",
        "persons",
        "individuals",
        "residents",
        "number",
        "ones",
        "things",
        "others",
    }
    | {"times"}
)
#: words before a small figure by which it tells who is meant, not how many there are
MEANT = ("the", "its", "their", "his", "her", "our", "my", "these", "those", "all")
#: figures up to this one are small
SMALL = 10
#: kinds of difference that compare figures
COMPARED = frozenset({"agreement", "update", "number"})
#: parts of speech that may stand between a figure and what it counts, and before the figure
PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "ADP", "DET", "NUM", "CCONJ", "PUNCT"})
LEADING = frozenset({"ADJ", "ADV", "DET", "NUM"})
#: forms of a verb that stands without a helper
FINITE = frozenset({"VBD", "VBZ", "VBP"})
#: "where 1,900 tonnes": begins a clause, not a phrase
ASKING = "WRB"


@dataclass(frozen=True, slots=True)
class Tally:
    """A figure that was held against others: what it counts, who gives it, what came of it."""

    measure: str
    claim: Claim
    figure: ComparedFigure
    finding: Finding
    difference: Difference

    @property
    def status(self) -> Status | None:
        """The finding's status, where this comparison bears on it."""
        stands = {"update": {"updated"}, "number": {"disputed"}}
        agreed = {"corroborated", "single-source"}
        known = self.finding.status in stands.get(self.difference.kind, agreed)
        return self.finding.status if known else None


def numbers(desk: Desk) -> Section:
    """What is counted: compared figures first, then every other telling figure once."""
    lines: list[Line] = []
    seen: set[tuple[str, str]] = set()
    for tally in tallies(desk):
        key = _key(desk, tally.claim, tally.figure, tally.measure)
        if key not in seen:
            seen.add(key)
            lines.append(_compared_line(desk, tally))
    for finding in desk.findings:
        for claim in (desk.claims[c] for c in finding.claims if c in desk.claims):
            if claim.kind == "forecast" or claim.id in desk.taken:
                continue
            for quantity in _quantities(desk, claim):
                if claim.flagged and not _beside_filler(desk, claim, quantity):
                    continue
                key = _key(desk, claim, quantity, quantity.measures.lower())
                if key in seen or len(lines) >= MOST_NUMBERS or not tells(desk, claim, quantity):
                    continue
                seen.add(key)
                text = phrase_of(desk, claim, quantity)
                lines.append(
                    Line(
                        text=text,
                        cites=(Cite(claim.id, claim.report, claim.start, claim.end),),
                        label=_label(desk, claim, quantity, text),
                    )
                )
    return Section("numbers", "Numbers", tuple(lines))


def _beside_filler(desk: Desk, claim: Claim, quantity: Quantity) -> bool:
    """True for a figure beside a stock phrase ("The stakes are high, with 50,000 soldiers …")."""
    flags = [f for f in desk.analyses[claim.report].flags if f.span.overlaps(claim.span)]
    return bool(flags) and all(
        f.kind == "filler" and not f.span.overlaps(quantity.span) for f in flags
    )


def tallies(desk: Desk) -> Iterator[Tally]:
    """The figures that were compared, one for each comparison, by importance of the finding.

    Of the side that stands (the last: the latest, else the highest) the narrowest figure of
    a sound claim speaks.
    """
    stale = desk.taken | desk.superseded
    for finding in desk.findings:
        for difference in finding.differences:
            if difference.kind not in COMPARED:
                continue
            rows = [
                (-figure.side, _width(figure), claim.id, claim, figure)
                for figure in difference.figures
                if (claim := desk.claims.get(figure.claim))
                and not claim.flagged
                and claim.id not in stale
            ]
            if rows:
                *_, claim, figure = min(rows, key=lambda row: row[:3])
                yield Tally(difference.measure or figure.unit, claim, figure, finding, difference)


def tells(desk: Desk, claim: Claim, quantity: Quantity) -> bool:
    """True for a figure that a reader would note: how many of what, how much, how far.

    Ages, ordinals, numbers of houses and streets, figures inside names or of a kind of thing
    ("a 140-ton rocket"), "one thing" and "the two countries" count nothing.
    """
    noun = quantity.measures.lower()
    text = desk.text(quantity.report)
    tokens = desk.sentence(claim).tokens
    named = any(t.upos == "PROPN" and _surface(desk, quantity, t) == noun for t in tokens)
    if len(noun) < 2 or named or noun in EMPTY or noun == "age":
        return False
    if text[quantity.end : quantity.end + 1] == "-":
        return False
    inside = [t for t in tokens if quantity.start <= t.start < quantity.end]
    if all(t.upos == "ADJ" for t in inside) or "-" in text[inside[0].start : inside[-1].end]:
        return False
    if quantity.unit:
        return True
    before = text[max(0, quantity.start - 8) : quantity.start].lower().split()
    small = quantity.high is not None and quantity.high <= SMALL
    if small and (before[-1:] and before[-1] in MEANT):
        return False
    return (quantity.high is None or quantity.high > 1) and any(
        t.xpos == "NNS" and t.end > quantity.end and _surface(desk, quantity, t) == noun
        for t in tokens
    )


def _surface(desk: Desk, quantity: Quantity, token: Token) -> str:
    return desk.text(quantity.report)[token.start : token.end].lower()


def _width(figure: ComparedFigure) -> float:
    if figure.low is None or figure.high is None:
        return float("inf")
    return figure.high - figure.low


def _quantities(desk: Desk, claim: Claim) -> list[Quantity]:
    return [desk.quantities[q] for q in claim.quantities if q in desk.quantities]


def _compared_line(desk: Desk, tally: Tally) -> Line:
    claim, status = tally.claim, tally.status
    quantity = desk.quantities.get(tally.figure.quantity or "")
    words = tally.figure.span.of(desk.text(claim.report))
    text = phrase_of(desk, claim, quantity) if quantity else words
    label: str | None = tally.measure
    if quantity and quantity.measures.lower() == tally.measure.lower():
        label = _label(desk, claim, quantity, text)
    return Line(
        text=text,
        cites=(Cite(claim.id, claim.report, claim.start, claim.end),),
        label=label,
        status=status,
        k=tally.finding.k if status else None,
        note=tally.difference.explanation,
        finding=tally.finding.id,
    )


def _label(desk: Desk, claim: Claim, quantity: Quantity, phrase: str) -> str | None:
    """What the figure counts; None when its phrase says so ("two ferries")."""
    if quantity.measures.lower() in phrase.lower():
        return None
    text = desk.text(claim.report)
    span = noun_phrase(desk.sentence(claim).tokens, quantity, text)
    return " ".join(span.of(text).split()) if span else quantity.measures


def _key(
    desk: Desk, claim: Claim, figure: ComparedFigure | Quantity, counted: str
) -> tuple[str, str]:
    """The figure without its hedges, by which it is known to be listed already.

    Six hundred tons are the same six hundred tons of oil, fuel or petroleum; six ships are
    not six men.
    """
    words = figure.span.of(desk.text(claim.report))
    digits = "".join(c for c in words if c.isdigit()) or words.casefold()
    number = figure if isinstance(figure, Quantity) else desk.quantities.get(figure.quantity or "")
    return (digits, (number and number.unit_si) or figure.unit or counted)


def phrase_of(desk: Desk, claim: Claim, quantity: Quantity) -> str:
    """The words of a figure with what it counts, as its report has them."""
    text = desk.text(claim.report)
    span = _phrase(desk.sentence(claim).tokens, quantity, text)
    span = Span(max(span.start, claim.start), min(span.end, claim.end))
    return " ".join((span if span.contains(quantity.span) else quantity.span).of(text).split())


def _phrase(tokens: Sequence[Token], quantity: Quantity, text: str) -> Span:
    """The figure with the words before it that belong to its phrase, up to what it counts.

    "an additional 1,600 officers", "600 tons of refined petroleum". A figure that follows its
    noun ("a range of 190 miles") stands for itself, and the noun is the label, unless they
    are a clause ("Food prices rose by 3 %").
    """
    inside = [i for i, t in enumerate(tokens) if quantity.start <= t.start < quantity.end]
    last = next(
        (
            i
            for i in range(inside[-1] + 1, min(len(tokens), inside[-1] + 1 + LONGEST_PHRASE))
            if tokens[i].start >= quantity.end
            and text[tokens[i].start : tokens[i].end].lower() == quantity.measures.lower()
        ),
        None,
    )
    if last is None or any(tokens[i].upos not in PHRASE for i in range(inside[-1] + 1, last)):
        return _told_of(tokens, inside[0], quantity, text)
    first = inside[0]
    while first > 0 and tokens[first - 1].upos in LEADING and _belongs(tokens, first - 1, last):
        first -= 1
    return Span(min(tokens[first].start, quantity.start), tokens[last].end)


def _told_of(tokens: Sequence[Token], first: int, quantity: Quantity, text: str) -> Span:
    """The figure; with its noun where only a verb stands between ("Food prices rose by 3 %")."""
    at = first - 1
    while at >= 0 and tokens[at].upos in {"ADP", "ADV"}:
        at -= 1
    noun = noun_phrase(tokens, quantity, text)
    if noun is None or at < 1 or tokens[at].xpos not in FINITE:
        return quantity.span
    between = text[noun.end : tokens[at].start]
    return Span(noun.start, quantity.end) if between.isspace() else quantity.span


def _belongs(tokens: Sequence[Token], at: int, last: int) -> bool:
    """True for a word whose head stands between it and the end of the phrase."""
    return tokens[at].xpos != ASKING and at < tokens[at].head <= last
