"""Any text or brief with citations in; what is borne out, what is not, what cannot be told out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sitrep.codec import decode
from sitrep.errors import UsageError
from sitrep.evidence.bearing import Bearing
from sitrep.evidence.opening import json_of
from sitrep.evidence.places import Cited, Places
from sitrep.evidence.soundness import line_faults_of
from sitrep.evidence.statements import LARGEST, Statement, document
from sitrep.records import Brief, Ledger
from sitrep.renderings.lookup import Lookup, lines_of
from sitrep.renderings.visible import one_line
from sitrep.renderings.wording import masthead, problem_line, remark

__all__ = ["Examination", "Examined", "Verdict", "check_brief", "check_text"]

Verdict = Literal["borne out", "not borne out", "cannot tell"]


@dataclass(frozen=True, slots=True)
class Examined:
    """One statement, where it stands (the line of the text, or of the brief), and the verdict."""

    line: int
    text: str
    verdict: Verdict
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Examination:
    """Every statement of a text with its verdict, in order."""

    statements: tuple[Examined, ...]

    def count(self, verdict: Verdict) -> int:
        """How many statements have a verdict."""
        return sum(1 for one in self.statements if one.verdict == verdict)

    @property
    def sound(self) -> bool:
        """True when every statement is borne out."""
        return self.count("borne out") == len(self.statements)


def check_text(text: str, ledger: Ledger) -> Examination:
    """A text or Markdown document with citations, checked against a ledger.

    Args:
        text: with marks such as ``[1]`` and a list that says what each means: as Sitrep's own
            renderings have it, or a report's id, address, title or publisher.
        ledger: what the citations lead to.

    Returns:
        A verdict for each statement, the entries of the list included where their words are
        not at their place. Nothing is called borne out because it could not be read.

    Raises:
        UsageError: when the text is longer than 5,000,000 characters.
    """
    if len(text) > LARGEST:
        raise UsageError(f"{len(text):,} characters; at most {LARGEST:,} are checked")
    taken = document(text)
    places = Places(ledger)
    found = {number: places.find(entry) for number, entry in taken.entries.items()}
    bearing = Bearing(ledger)
    notes = _notes(ledger)
    statements = [
        _statement(one, found, bearing)
        for one in taken.statements
        if one.cites or one.text not in notes
    ]
    wrong = [
        Examined(0, f"citation {number}", "not borne out", (cited.wrong,))
        for number, cited in sorted(found.items())
        if cited.wrong
    ]
    return Examination((*statements, *wrong))


def _statement(one: Statement, found: dict[int, Cited], bearing: Bearing) -> Examined:
    if not one.cites:
        return Examined(one.line, one.text, "cannot tell", ("it cites nothing",))
    unknown: list[str] = []
    places = []
    for number in one.cites:
        cited = found.get(number)
        if cited is None:
            unknown.append(f"citation {number} is not in the list")
        elif cited.report is None:
            unknown.append(f"citation {number}: {cited.unknown or cited.wrong}")
        else:
            places.append((cited.report, cited.span))
    if not places:
        return Examined(one.line, one.text, "cannot tell", tuple(unknown))
    reasons = bearing.reasons(one.text, one.badge, places)
    if reasons.against and not unknown:
        return Examined(one.line, one.text, "not borne out", reasons.against)
    # what is missing may stand behind a citation that could not be followed
    doubts = (*unknown, *reasons.against, *reasons.open)
    return Examined(one.line, one.text, "cannot tell" if doubts else "borne out", doubts)


def _notes(ledger: Ledger) -> set[str]:
    """What Sitrep's renderings say from fields of the ledger, citing nothing."""
    lookup = Lookup(ledger)
    told = [problem_line(lookup, problem) for problem in ledger.problems]
    for brief in ledger.briefs:
        told.append(masthead(lookup, brief))
        told += [section.note or "" for section in brief.sections]
        for line in lines_of(brief):
            told += [remark(line), f"({remark(line)})"]
            told += [f"— {line.label} · {remark(line)}", f"— {line.label}"]
    return {one_line(words).strip(" .;,") for words in told}


def check_brief(data: bytes, ledger: Ledger) -> Examination:
    """A brief as JSON, checked against a ledger: that of the contract, or one brief alone.

    Raises:
        UsageError: when it is no JSON, or no brief.
    """
    try:
        found = json_of(data)
    except ValueError as wrong:
        raise UsageError(f"the brief is no JSON: {wrong}") from wrong
    reports = {report.id: report for report in ledger.reports}
    claims = {claim.id: claim for claim in ledger.claims}
    findings = {finding.id: finding for finding in ledger.findings}
    lines = [line for brief in _briefs(found) for line in lines_of(brief)]
    examined = []
    for at, line in enumerate(lines, 1):
        faults = tuple(line_faults_of(line, reports, claims, findings))
        verdict: Verdict = "not borne out" if faults else "borne out"
        examined.append(Examined(at, line.text, verdict, faults))
    return Examination(tuple(examined))


def _briefs(found: Any) -> list[Brief]:
    if not isinstance(found, dict):
        raise UsageError("the brief is no object")
    if "sections" in found:
        return [decode(Brief, found)]
    further = found.get("further_briefs")
    both = [found.get("brief"), *(further if isinstance(further, list) else [])]
    briefs = [decode(Brief, one) for one in both if one is not None]
    if not briefs:
        raise UsageError("it holds no brief: neither 'sections' nor 'brief' is there")
    return briefs
