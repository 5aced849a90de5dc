"""The timeline of the brief: what happened when."""

from __future__ import annotations

from sitrep.brief.desk import Desk
from sitrep.brief.finish import finish
from sitrep.brief.line import cites_for, wording
from sitrep.brief.moments import moments
from sitrep.records import Claim, Line, Section, TimeExpression

__all__ = ["timeline"]

#: points in time: one alone makes no line through time
LEAST_DATES, MOST_DATES = 2, 12


def timeline(desk: Desk) -> Section:
    """What happened when: one line a point in time, the best-carried claim of each.

    Empty below ``LEAST_DATES`` lines.
    """
    best: dict[str, tuple[tuple[float, str], Claim, TimeExpression]] = {}
    for claim in desk.claims.values():
        if claim.kind != "statement" or claim.certainty not in {"asserted", "reported"}:
            continue
        finding = desk.finding_of.get(claim.id)
        for time in moments(desk, claim):
            if wording(desk, claim) is None:
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
    return Section("timeline", "Timeline", tuple(lines) if len(lines) >= LEAST_DATES else ())
