"""The indexes of the brief: the timeline and the numbers."""

from __future__ import annotations

from sitrep.brief.desk import Desk
from sitrep.brief.line import cites_for, finish, wording
from sitrep.records import Cite, Claim, Line, Quantity, Section, Sentence, Span, TimeExpression

__all__ = ["numbers", "timeline"]

MOST_DATES, MOST_NUMBERS = 12, 14


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
    """What is counted: each figure once, in the words around it."""
    lines: list[Line] = []
    seen: set[tuple[str, float | None, str]] = set()
    for finding in desk.findings:
        for claim in (desk.claims[c] for c in finding.claims if c in desk.claims):
            if claim.flagged or claim.kind == "forecast":
                continue
            for quantity in (desk.quantities[q] for q in claim.quantities if q in desk.quantities):
                key = (quantity.measures, quantity.low, quantity.unit)
                if key in seen or len(lines) >= MOST_NUMBERS or not _counts(quantity):
                    continue
                seen.add(key)
                lines.append(_number_line(desk, claim, quantity))
    return Section("numbers", "Numbers", tuple(lines))


def _counts(quantity: Quantity) -> bool:
    """True for figures with a unit or a counted thing."""
    return bool(quantity.measures or quantity.unit)


def _number_line(desk: Desk, claim: Claim, quantity: Quantity) -> Line:
    text = desk.text(claim.report)
    span = _phrase(desk.sentence(claim), quantity)
    span = Span(max(span.start, claim.start), min(span.end, claim.end))
    if not span.contains(quantity.span):
        span = quantity.span
    finding = desk.finding_of.get(claim.id)
    return Line(
        text=" ".join(span.of(text).split()),
        cites=(Cite(claim.id, claim.report, claim.start, claim.end),),
        label=quantity.measures or quantity.unit,
        status=finding.status if finding else None,
        k=finding.k if finding else None,
        finding=finding.id if finding else None,
    )


def _phrase(sentence: Sentence, quantity: Quantity) -> Span:
    """The noun phrase around a figure: what it counts with its modifiers."""
    tokens = sentence.tokens
    inside = {i for i, t in enumerate(tokens) if quantity.start <= t.start < quantity.end}
    heads = {tokens[i].head for i in inside if tokens[i].head not in inside and tokens[i].head >= 0}
    top = next((h for h in sorted(heads) if tokens[h].upos in {"NOUN", "PROPN", "ADJ"}), None)
    if top is None:
        return quantity.span
    members = set(inside) | {top}
    allowed = {"amod", "compound", "nummod", "nmod", "case", "advmod", "flat", "det", "fixed"}
    grown = True
    while grown:
        more = {
            i
            for i, t in enumerate(tokens)
            if t.head in members and t.relation.split(":")[0] in allowed
        }
        grown = not more <= members
        members |= more
    return Span(min(tokens[i].start for i in members), max(tokens[i].end for i in members))
