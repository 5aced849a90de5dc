"""The brief of the dam: the lines that tell its findings and claims, by section."""

from __future__ import annotations

from sitrep.records import Brief, Claim, Count, Finding, Line, Section
from tests.renderings.sample_claims import (
    COPY_CRACK,
    COPY_QUOTE,
    LATER_FAIL,
    LATER_LEAVE,
    LATER_SCANDAL,
    OWN_CRACK,
    OWN_GATES,
    WIRE_CRACK,
    WIRE_DRAIN,
    WIRE_GATES,
    WIRE_LEAVE,
    WIRE_QUOTE,
    cite,
)
from tests.renderings.sample_findings import FINDING_CRACK, FINDING_LEAVE, FINDING_QUOTE
from tests.renderings.sample_reports import LATER, REPORTS


def told(finding: Finding, *claims: Claim, **fields: object) -> Line:
    """A line with a finding's text and counts, citing ``claims``."""
    given: dict[str, object] = {
        "text": finding.text,
        "cites": tuple(cite(one) for one in claims),
        "status": finding.status,
        "k": finding.k,
        "finding": finding.id,
    }
    return Line(**{**given, **fields})  # type: ignore[arg-type]


def said(claim: Claim, label: str | None, **fields: object) -> Line:
    """A line with the words of one claim under a caption."""
    report = next(report for report in REPORTS if report.id == claim.report)
    given: dict[str, object] = {
        "text": claim.span.of(report.text),
        "cites": (cite(claim),),
        "label": label,
    }
    return Line(**{**given, **fields})  # type: ignore[arg-type]


BRIEF = Brief(
    title="Crack in Morvale dam drives thousands from homes",
    standfirst=said(WIRE_CRACK, None),
    sections=(
        Section(
            "glance",
            "At a glance",
            (
                said(WIRE_CRACK, "What", status="corroborated", k=Count(2, 2)),
                said(WIRE_LEAVE, "Who"),
                said(LATER_LEAVE, "Scale", status="updated", k=Count(1, 1)),
            ),
        ),
        Section(
            "takeaways",
            "Takeaways",
            (
                told(FINDING_CRACK, WIRE_CRACK, OWN_CRACK),
                told(FINDING_LEAVE, LATER_LEAVE, text=LATER_LEAVE.span.of(LATER.text)),
                told(FINDING_QUOTE, WIRE_QUOTE, COPY_QUOTE),
            ),
        ),
        Section(
            "narrative",
            "The crack",
            (
                told(FINDING_CRACK, WIRE_CRACK, COPY_CRACK, OWN_CRACK),
                said(OWN_CRACK, None),
            ),
        ),
        Section(
            "disputed",
            "What is disputed",
            (
                said(
                    WIRE_GATES,
                    "Pell Arrow",
                    status="disputed",
                    k=Count(1, 1),
                    finding="f3",
                    note="The times exclude each other.",
                ),
                said(OWN_GATES, "Osric Tane", status="disputed", k=Count(1, 2), finding="f3"),
            ),
        ),
        Section("reactions", "Reactions", (said(LATER_SCANDAL, "Sorrel Quay"),)),
        Section(
            "quotes",
            "In their own words",
            (
                Line(
                    text="“The wall is holding and we expect it to hold,”",
                    cites=(cite(WIRE_QUOTE), cite(COPY_QUOTE)),
                    label="Chief Engineer Pell Arrow",
                    status="single-source",
                    k=Count(1, 1),
                ),
            ),
        ),
        Section(
            "timeline",
            "Timeline",
            (
                said(WIRE_GATES, "3 a.m."),
                said(WIRE_CRACK, "Sunday"),
                said(LATER_LEAVE, "Monday evening"),
            ),
        ),
        Section(
            "numbers",
            "Numbers",
            (
                said(WIRE_LEAVE, "people told to leave", status="updated", k=Count(1, 1)),
                said(LATER_LEAVE, "people moved out", status="updated", k=Count(1, 1)),
            ),
        ),
        Section(
            "outlook",
            "Outlook",
            (said(WIRE_DRAIN, "Pell Arrow"), said(LATER_FAIL, "Wen Halloran")),
        ),
        Section(
            "sources",
            "Sources",
            (
                Line("Tessel Wire", (cite(WIRE_CRACK),), label="Tessel Wire", note="Own report."),
                Line(
                    "Vale Courier",
                    (cite(COPY_CRACK),),
                    label="Vale Courier",
                    note="Trimmed copy of Tessel Wire.",
                ),
            ),
        ),
        Section(
            "coverage",
            "Coverage",
            (Line("read in full", (cite(LATER_FAIL),), label="monday.txt", note="3 claims."),),
            note="Four reports were read.",
        ),
    ),
)
