"""Whether a brief's lines are borne out by what they cite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from sitrep.records import Brief, Claim, Ledger, Line, Problem, Report
from sitrep.text import fold

__all__ = ["check", "faults"]

#: a number with what is written on to it ("60s", "12th"), or a word with a capital: what a line
#: may not invent
SLOT = re.compile(r"\d(?:[\d.,]*\d)?\w*|\b[A-Z][\w’'-]*")
QUOTED = re.compile(r"“([^”]+)”")


def check(brief: Brief, ledger: Ledger) -> tuple[Brief, tuple[Problem, ...]]:
    """The brief without the lines that what they cite does not bear out, and why.

    Every line is checked, whoever wrote it. A line taken out becomes a Problem.
    """
    reports = {r.id: r for r in ledger.reports}
    claims = {c.id: c for c in ledger.claims}
    problems: list[Problem] = []

    def sound(line: Line) -> bool:
        reasons = faults(line, reports, claims)
        problems.extend(
            Problem("brief", f"line left out: {reason}: {line.text[:80]!r}") for reason in reasons
        )
        return not reasons

    sections = tuple(
        type(s)(s.kind, s.heading, tuple(line for line in s.lines if sound(line)), s.note)
        for s in brief.sections
    )
    first = brief.standfirst if brief.standfirst and sound(brief.standfirst) else None
    kept = tuple(s for s in sections if s.lines or s.note)
    return Brief(brief.title, kept, first), tuple(problems)


def faults(line: Line, reports: Mapping[str, Report], claims: Mapping[str, Claim]) -> list[str]:
    """The reasons why a line's citations do not bear it out; none when they do.

    Rules (design, invariants 5 and 6): it cites at least one claim; every citation points
    into its report; the text stands in what is cited, or at least each of its numbers, names
    and quotations does; what it quotes is verbatim.
    """
    if not line.cites:
        return ["it cites nothing"]
    cited = []
    for cite in line.cites:
        report = reports.get(cite.report)
        if report is None or cite.claim not in claims:
            return [f"it cites {cite.claim!r} of {cite.report!r}, which is not in the ledger"]
        if not 0 <= cite.start < cite.end <= len(report.text):
            return [f"[{cite.start}, {cite.end}) lies outside its report"]
        cited.append(_folded(report.text[cite.start : cite.end]))
    found: list[str] = []
    told = _folded(line.text)
    if not any(_stands(told.rstrip(" ."), words) for words in cited):
        found.extend(
            f"{slot!r} stands in no cited span"
            for slot in SLOT.findall(line.text)
            if not any(_stands(_folded(slot), words) for words in cited)
        )
    found.extend(
        f"the quotation {quoted[:40]!r} is not verbatim"
        for quoted in QUOTED.findall(line.text)
        if not any(_folded(quoted).strip(" .,") in words for words in cited)
    )
    return found


#: the same few claims are cited by many lines of a brief
@lru_cache(maxsize=2048)
def _folded(text: str) -> str:
    return fold(text).text


def _stands(told: str, words: str) -> bool:
    """True when it stands there between word ends: "400" does not stand in "2,400"."""
    return (
        told in words
        and re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(told)}(?!\w)(?![.,]\d)", words) is not None
    )
