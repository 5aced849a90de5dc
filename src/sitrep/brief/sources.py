"""Every report: what it copies, what only it says, and what was done with it."""

from __future__ import annotations

from collections import Counter

from sitrep.brief.desk import Desk, report_name
from sitrep.brief.finish import finish
from sitrep.brief.line import wording
from sitrep.records import Analysis, Cite, Claim, Copy, Line, Report, Section

__all__ = ["coverage", "sources"]

#: characters of a report's first claim shown in the coverage
OPENING = 90
KINDS = {
    "verbatim": "the same text as",
    "trimmed": "a shortened text of",
    "rewrite": "a rewrite of",
    "common_upstream": "drawn from the same original as",
}

#: what is kept out of a brief, one and many, by the kind of its flag
WORDS = {
    "debris": ("line that is no part of the report", "lines that are no part of the report"),
    "cut_off": ("end of an excerpt", "ends of excerpts"),
    "filler": ("stock phrase", "stock phrases"),
    "garbled": ("garbled phrase", "garbled phrases"),
    "spun": ("spun phrase", "spun phrases"),
    "typo": ("typing error", "typing errors"),
    "unsupported_number": ("figure without support", "figures without support"),
}


def sources(desk: Desk) -> Section:
    """A line a report: a claim that only it makes, and whose text it took."""
    lines = []
    for report in _in_order(desk):
        claim, alone = _own_claim(desk, report)
        if claim is None:
            continue
        chosen = wording(desk, claim)
        span = chosen.span if chosen else claim.span
        remarks = [_copy_remark(desk, c) for c in desk.copies_by(report.id)]
        remarks += [] if alone else ["nothing that another report does not say"]
        lines.append(
            Line(
                text=finish(span.of(report.text)),
                cites=(Cite(claim.id, report.id, span.start, span.end),),
                label=_label(report),
                note="; ".join(["only here" if alone else "", *remarks]).strip("; ") or None,
            )
        )
    return Section("sources", "Sources", tuple(lines))


def _in_order(desk: Desk) -> list[Report]:
    return sorted(
        desk.reports.values(),
        key=lambda r: (
            r.published.isoformat() if r.published else "9999",
            report_name(r),
            r.path or "",
            r.id,
        ),
    )


def _label(report: Report) -> str:
    when = f", {report.published:%d %B %Y %H:%M} UTC" if report.published else ", no date given"
    return report_name(report) + when


def _copy_remark(desk: Desk, copy: Copy) -> str:
    """Whose text a report took, how much of it, and how sure that is."""
    of = report_name(desk.reports[copy.of]) if copy.of in desk.reports else copy.of
    sure = f"probability {copy.probability:.2f}"
    if not copy.matches:
        return f"perhaps made by the same hand as {of} ({sure})"
    return f"{KINDS[copy.kind]} {of} ({copy.share:.0%} of it, {sure})"


def _own_claim(desk: Desk, report: Report) -> tuple[Claim | None, bool]:
    """The most important fact that only this report tells; else its first claim."""
    mine = desk.claims_in(report.id)
    alone = [
        (f.tells, f.importance, c.id, c)
        for c in mine
        if (f := desk.finding_of.get(c.id))
        and {desk.claims[x].report for x in f.claims} == {report.id}
        and c.kind == "statement"
        and wording(desk, c)
    ]
    if alone:
        return max(alone, key=lambda x: x[:3])[3], True
    told = sorted((c for c in mine if wording(desk, c)), key=lambda c: (c.start, c.id))
    return (told[0] if told else min(mine, key=lambda c: c.start, default=None)), False


def _opening(words: str) -> str:
    """The first words of a report, to know it by."""
    joined = " ".join(words.split())
    if len(joined) <= OPENING:
        return finish(joined)
    return finish(joined[:OPENING].rsplit(" ", 1)[0].rstrip(" ,;:") + "…")


def coverage(desk: Desk) -> Section:
    """A line a report: how much of it was read, and what was left out and why."""
    lines = []
    for report in _in_order(desk):
        analysis = desk.analyses[report.id]
        mine = sorted(
            desk.claims_in(report.id),
            key=lambda c: (c.start, c.id),
        )
        if not mine:
            continue
        note = f"{len(analysis.sentences)} sentences, {len(mine)} claims"
        counted = _kept_out(analysis)
        lines.append(
            Line(
                text=_opening(mine[0].span.of(report.text)),
                cites=(Cite(mine[0].id, report.id, mine[0].start, mine[0].end),),
                label=report.path or report.url or report_name(report),
                note=note + (f"; kept out: {counted}" if counted else ""),
            )
        )
    return Section("coverage", "Coverage", tuple(lines))


def _kept_out(analysis: Analysis) -> str:
    """What of a report is shown nowhere, counted by kind: "2 stock phrases, 1 garbled phrase"."""
    kinds = Counter(flag.kind for flag in analysis.flags)
    told = ((n, *WORDS.get(kind, (kind, kind))) for kind, n in sorted(kinds.items()))
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in told)
