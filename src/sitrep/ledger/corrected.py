"""What users corrected, put into effect: the records as they are after each decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from sitrep.kept import Correction
from sitrep.records import (
    Analysis,
    Copy,
    Difference,
    Finding,
    Forecast,
    ForecastState,
    Span,
    Status,
)

__all__ = ["same_sources", "with_outcomes", "with_speakers", "without_disputes"]

#: what a corrected record says of itself
REASON = "a reader's correction"
OUTCOMES: dict[str, ForecastState] = {
    "confirmed": "confirmed",
    "refuted": "refuted",
    "unresolvable": "unresolvable",
}


def with_speakers(
    analyses: Sequence[Analysis], corrections: Iterable[Correction]
) -> tuple[Analysis, ...]:
    """The analyses with the speakers that were set right; the later correction holds.

    A corrected quotation corrects the attribution whose content it stands in, and a corrected
    attribution the quotations inside it.
    """
    said = {c.of[0]: c.to for c in corrections if c.kind == "speaker" and c.of and c.to}
    return tuple(_spoken(one, said) if said else one for one in analyses)


def _spoken(analysis: Analysis, said: dict[str, str]) -> Analysis:
    quotes = {q.id: said[q.id] for q in analysis.quotes if q.id in said}
    spoken = {a.id: said[a.id] for a in analysis.attributions if a.id in said}
    if not quotes and not spoken:
        return analysis
    for quote in analysis.quotes:
        for attribution in analysis.attributions:
            parts = attribution.parts or (attribution.span,)
            if not any(_inside(quote.span, part) for part in parts):
                continue
            if quote.id in quotes and attribution.id not in said:
                spoken[attribution.id] = quotes[quote.id]
            elif attribution.id in spoken and quote.id not in said:
                quotes[quote.id] = spoken[attribution.id]
    return replace(
        analysis,
        quotes=tuple(
            replace(q, speaker=quotes[q.id], kind="speech") if q.id in quotes else q
            for q in analysis.quotes
        ),
        attributions=tuple(
            replace(a, source=spoken[a.id], source_kind="person", resolved=True)
            if a.id in spoken
            else a
            for a in analysis.attributions
        ),
    )


def _inside(quote: Span, content: Span) -> bool:
    """True when most of a quotation stands in a content; marks may lie outside."""
    shared = min(quote.end, content.end) - max(quote.start, content.start)
    return 2 * shared >= len(quote)


def same_sources(reports: Iterable[str], corrections: Iterable[Correction]) -> tuple[Copy, ...]:
    """A certain link, without passages, between each two reports that are one voice."""
    members = set(reports)
    pairs = {
        pair
        for c in corrections
        if c.kind == "same-source"
        for pair in combinations(sorted(set(c.of) & members), 2)
    }
    return tuple(
        Copy(by, of, "common_upstream", 1.0, 0.0, reasons=(REASON,), directed=False)
        for by, of in sorted(pairs)
    )


def without_disputes(
    findings: Iterable[Finding], corrections: Iterable[Correction]
) -> tuple[Finding, ...]:
    """The findings, those disputes settled whose claims a user found not to conflict.

    A settled finding rests on its strongest side alone: a decision that two statements do not
    conflict does not make them one statement, so it raises no count.
    """
    agreed = [frozenset(c.of) for c in corrections if c.kind == "not-a-dispute" and c.of]
    return tuple(_settled(finding, agreed) for finding in findings)


def _settled(finding: Finding, agreed: Sequence[frozenset[str]]) -> Finding:
    if finding.status != "disputed" or not finding.sides:
        return finding
    for claims in agreed:
        met = [side for side in finding.sides if claims & set(side.claims)]
        if len(met) < 2:
            continue
        best = max(met, key=lambda side: (side.k.low, side.k.high, side.claims))
        status: Status = "corroborated" if best.k.low >= 2 else "single-source"
        return replace(
            finding,
            status=status,
            sides=(),
            k_report=best.k,
            k_origin=best.k,
            differences=(
                Difference("corrected", f"not a dispute: {REASON}", tuple(sorted(claims))),
            ),
        )
    return finding


def with_outcomes(
    forecasts: Iterable[Forecast], corrections: Iterable[Correction]
) -> tuple[Forecast, ...]:
    """The forecasts with the outcomes that users settled; the later correction holds."""
    settled = {c.of[0]: c.to for c in corrections if c.kind == "outcome" and c.of}
    return tuple(
        replace(card, state=OUTCOMES[outcome])
        if (outcome := settled.get(card.id)) in OUTCOMES
        else card
        for card in forecasts
    )
