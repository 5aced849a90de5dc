"""The indexes of the brief: the timeline and the numbers."""

from __future__ import annotations

from sitrep.brief.desk import Desk
from sitrep.brief.line import cites_for, finish, wording
from sitrep.records import (
    Cite,
    Claim,
    Finding,
    Line,
    Quantity,
    Section,
    Sentence,
    Span,
    TimeExpression,
)

__all__ = ["numbers", "timeline"]

MOST_DATES, MOST_NUMBERS = 12, 14
#: a count of people means nothing without what happened to them
PEOPLE = frozenset({"people", "person", "persons", "workers", "individuals", "residents", "number"})
#: relations of the words that belong to a noun phrase
NOMINAL = frozenset(
    {"amod", "compound", "nummod", "nmod", "case", "advmod", "flat", "det", "fixed"}
)


def timeline(desk: Desk) -> Section:
    """What happened when: one line a point in time, the best-carried claim of each."""
    best: dict[str, tuple[tuple[float, str], Claim, TimeExpression]] = {}
    for claim in desk.claims.values():
        if claim.kind != "statement" or claim.certainty not in {"asserted", "reported"}:
            continue
        finding = desk.finding_of.get(claim.id)
        for time in (desk.times[t] for t in claim.times if t in desk.times):
            if not _is_point(time) or wording(desk, claim) is None:
                continue
            rank = (finding.importance if finding else 0.0, claim.id)
            key = time.value or ""
            if key not in best or rank > best[key][0]:
                best[key] = (rank, claim, time)
    chosen = sorted(best.items(), key=lambda x: (-x[1][0][0], x[0]))[:MOST_DATES]
    lines, seen = [], set()
    for value, (_, claim, time) in sorted(chosen):
        words = wording(desk, claim)
        if words is None or (claim.report, claim.sentence) in seen:
            continue
        seen.add((claim.report, claim.sentence))
        text = desk.text(claim.report)
        lines.append(
            Line(
                text=finish(words.span.of(text)),
                cites=cites_for(desk, claim, words.span),
                label=" ".join(time.span.of(text).split()),
                note=value,
            )
        )
    return Section("timeline", "Timeline", tuple(lines))


def _is_point(time: TimeExpression) -> bool:
    """True for a day, a month, a year or a clock time that stands on the calendar."""
    return (
        time.type in {"DATE", "TIME"}
        and time.earliest is not None
        and time.value is not None
        and time.value[:1].isdigit()
    )


def numbers(desk: Desk) -> Section:
    """What is counted: compared figures first, then every other figure once."""
    lines: list[Line] = []
    seen: set[tuple[str, str, str]] = set()
    for finding in desk.findings:
        for claim, quantity in _compared(desk, finding):
            key = (quantity.measures, _digits(desk, quantity), quantity.unit)
            if key not in seen:
                seen.add(key)
                lines.append(_number_line(desk, claim, quantity, finding))
                break
    for finding in desk.findings:
        for claim in (desk.claims[c] for c in finding.claims if c in desk.claims):
            if claim.flagged or claim.kind == "forecast" or claim.id in desk.taken:
                continue
            for quantity in _quantities(desk, claim):
                key = (quantity.measures, _digits(desk, quantity), quantity.unit)
                plain = quantity.measures and quantity.measures.lower() not in PEOPLE
                if _leans(desk, quantity):
                    continue
                if key not in seen and plain and len(lines) < MOST_NUMBERS:
                    seen.add(key)
                    lines.append(_number_line(desk, claim, quantity, None))
    return Section("numbers", "Numbers", tuple(lines))


def _leans(desk: Desk, quantity: Quantity) -> bool:
    """True for a figure of something named elsewhere ("its 1,000th day")."""
    before = desk.text(quantity.report)[: quantity.start].lower()
    return before.endswith((" its ", " their "))


def _compared(desk: Desk, finding: Finding) -> list[tuple[Claim, Quantity]]:
    """The figures of a finding's comparison, the current side's first."""
    held = {
        claim
        for difference in finding.differences
        if difference.kind in {"agreement", "update", "number"}
        for claim in difference.claims
    }
    current = finding.sides[-1].claims if finding.sides else finding.claims
    order = [c for c in current if c in held]
    return [
        (desk.claims[c], quantity)
        for c in order
        if c in desk.claims and not desk.claims[c].flagged and c not in desk.taken
        for quantity in _quantities(desk, desk.claims[c])
    ]


def _quantities(desk: Desk, claim: Claim) -> list[Quantity]:
    return [desk.quantities[q] for q in claim.quantities if q in desk.quantities]


def _number_line(desk: Desk, claim: Claim, quantity: Quantity, finding: Finding | None) -> Line:
    """A figure in its noun phrase; with the verdict on it when figures were compared."""
    text = desk.text(claim.report)
    span = _phrase(desk.sentence(claim), quantity, text)
    span = Span(max(span.start, claim.start), min(span.end, claim.end))
    if not span.contains(quantity.span):
        span = quantity.span
    return Line(
        text=" ".join(span.of(text).split()),
        cites=(Cite(claim.id, claim.report, claim.start, claim.end),),
        label=_measure(finding, claim) or quantity.measures or quantity.unit,
        status=finding.status if finding else None,
        k=finding.k if finding else None,
        note="; ".join(d.explanation for d in finding.differences) if finding else None,
        finding=finding.id if finding else None,
    )


def _digits(desk: Desk, quantity: Quantity) -> str:
    """The figure without its hedges, by which it is known to be listed already."""
    words = quantity.span.of(desk.text(quantity.report))
    return "".join(c for c in words if c.isdigit()) or words.casefold()


def _measure(finding: Finding | None, claim: Claim) -> str:
    """What the compared figures of a finding count, "" when none were compared."""
    differences = finding.differences if finding else ()
    return next((d.measure for d in differences if d.measure and claim.id in d.claims), "")


def _phrase(sentence: Sentence, quantity: Quantity, text: str) -> Span:
    """The noun phrase around a figure: what it counts with its modifiers, up to a comma."""
    tokens = sentence.tokens
    inside = {i for i, t in enumerate(tokens) if quantity.start <= t.start < quantity.end}
    heads = {tokens[i].head for i in inside if tokens[i].head not in inside and tokens[i].head >= 0}
    top = next((h for h in sorted(heads) if tokens[h].upos in {"NOUN", "PROPN", "ADJ"}), None)
    if top is None:
        return quantity.span
    members = set(inside) | {top}
    grown = True
    while grown:
        more = {
            i
            for i, t in enumerate(tokens)
            if t.head in members and t.relation.split(":")[0] in NOMINAL
        }
        grown = not more <= members
        members |= more
    first = min(members)
    while tokens[first].relation in {"case", "punct", "cc"} and first + 1 in members:
        first += 1
    start = tokens[first].start
    end = max(tokens[i].end for i in members)
    comma = text.find(", ", quantity.end, end)
    return Span(min(start, quantity.start), max(quantity.end, comma if comma >= 0 else end))
