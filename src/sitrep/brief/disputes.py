"""Where the reports conflict: both sides, in their own words."""

from __future__ import annotations

import math

from sitrep.brief.desk import Desk
from sitrep.brief.finish import finish
from sitrep.brief.line import Wording, cites_for, unsaid, wording
from sitrep.records import Cite, Claim, Finding, Line, Section, Side

__all__ = ["disputed"]

NONE_FOUND = "No dispute was found among these reports."


def disputed(desk: Desk) -> Section:
    """One line for each side of each dispute; the section says so when there is none."""
    lines: list[Line] = []
    for finding in desk.findings:
        if finding.status != "disputed":
            continue
        places = [{_place(desk, c) for c in side.claims} for side in finding.sides]
        shared = set.intersection(*places) if places else set()
        whole = _whole_line(desk, finding, shared)
        if whole:
            lines.append(whole)
            continue
        sides = _side_lines(desk, finding, shared)
        # a dispute with one side that cannot be told alone would mislead: both or none
        if len(sides) == len(finding.sides):
            lines.extend(sides)
    note = None if lines else NONE_FOUND
    return Section("disputed", "In dispute", tuple(lines), note)


def _whole_line(desk: Desk, finding: Finding, shared: set[tuple[str, int]]) -> Line | None:
    """The sentence in which a report sets both sides against each other, as it stands.

    Cut in two, neither half tells what the other speaks of.
    """
    claims = [desk.claims[c] for side in finding.sides for c in side.claims if c in desk.claims]
    if len({_place(desk, c.id) for c in claims}) != 1 or not shared:
        return None
    first = claims[0]
    sentence = desk.sentence(first)
    text = finish(sentence.span.of(desk.text(first.report)))
    if len(text) > desk.settings.max_line_chars:
        return None
    desk.take(first, desk.words(first.report, sentence.span))
    return Line(
        text=text,
        cites=(
            Cite(first.id, first.report, sentence.start, sentence.end),
            *(Cite(c.id, c.report, c.start, c.end) for c in claims[1:2]),
        ),
        status="disputed",
        k=finding.k,
        note="; ".join(d.explanation for d in finding.differences) or None,
        finding=finding.id,
    )


def _said_by(desk: Desk, claim: Claim) -> str | None:
    """Who says the claim, as far as the report names somebody."""
    attribution = desk.attributions.get(claim.attribution or "")
    if attribution is None or attribution.source_kind == "unattributed":
        return None
    return attribution.source


def _place(desk: Desk, claim: str) -> tuple[str, int]:
    found = desk.claims[claim]
    return (found.report, found.sentence)


def _most_exact(finding: Finding, side: Side) -> frozenset[str]:
    """The claims of a side with its most exact figure: 84, not "dozens"; empty without figures."""
    held = [
        ((math.inf if f.low is None or f.high is None else f.high - f.low, -(f.low or 0)), f.claim)
        for difference in finding.differences
        for f in difference.figures
        if f.claim in side.claims
    ]
    best = min((rank for rank, _ in held), default=None)
    return frozenset(claim for rank, claim in held if rank == best)


#: how a wording ranks among those of its side, lowest first; a claim; the wording
_Option = tuple[tuple[bool, bool, int, str], Claim, Wording]


def _side_lines(desk: Desk, finding: Finding, shared: set[tuple[str, int]]) -> list[Line]:
    """The best line of each side that can be told.

    A report is not set against what it was copied from where a side has another voice, unless
    the two name two sources: the side with the fewest reports chooses first.
    """
    options = [_options(desk, finding, side, shared) for side in finding.sides]
    spread = [len({claim.report for _, claim, _ in held}) for held in options]
    told: dict[int, _Option] = {}
    for at in sorted(range(len(options)), key=lambda at: (spread[at], at)):
        heard = [claim for _, claim, _ in told.values()]
        if options[at]:
            told[at] = min(
                options[at],
                key=lambda o: (o[0][0], any(_echo(desk, o[1], c) for c in heard), o[0]),
            )
    return [
        _line(desk, finding, finding.sides[at], claim, words)
        for at, (_, claim, words) in sorted(told.items())
    ]


def _echo(desk: Desk, one: Claim, other: Claim) -> bool:
    """True when two claims count as one voice; one wire may well tell what two people say."""
    sources = {_said_by(desk, one), _said_by(desk, other)}
    if len(sources) > 1 and None not in sources:
        return False
    return len(desk.independent((one.id, other.id))) == 1


def _options(
    desk: Desk, finding: Finding, side: Side, shared: set[tuple[str, int]]
) -> list[_Option]:
    """A side's claims that can be told; of a sentence that both sides share, only its own words.

    Where figures conflict, a claim with the most exact one of its side comes first; then who
    says it, then the length.
    """
    exact = _most_exact(finding, side)
    found = []
    for claim in (desk.claims[c] for c in side.claims if c in desk.claims):
        words = wording(desk, claim, alone=_place(desk, claim.id) in shared, leaning=True)
        if words:
            vague = bool(exact) and claim.id not in exact
            rank = (vague, claim.attribution is None, abs(len(words.span) - 140), claim.id)
            found.append((rank, claim, words))
    return found


def _line(desk: Desk, finding: Finding, side: Side, claim: Claim, words: Wording) -> Line:
    desk.take(claim, desk.words(claim.report, words.span))
    text = finish(words.span.of(desk.text(claim.report)))
    return Line(
        text=text,
        cites=cites_for(desk, claim, words.span, side.claims),
        status="disputed",
        k=side.k,
        label=unsaid(words.label or _said_by(desk, claim), text),
        note="; ".join(d.explanation for d in finding.differences) or None,
        finding=finding.id,
    )
