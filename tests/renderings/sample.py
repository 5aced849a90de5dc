"""A ledger made by hand for the tests: an invented cracked dam, four invented reports.

Places in the texts are given by quoting them, so that a reader can check them by eye.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sitrep.records import (
    Analysis,
    Attribution,
    Brief,
    Cite,
    Claim,
    ClaimEvent,
    Copy,
    Count,
    Difference,
    Entity,
    Finding,
    Flag,
    Forecast,
    Interval,
    Ledger,
    Line,
    Match,
    Mention,
    Name,
    Origin,
    Problem,
    Quantity,
    Quote,
    Report,
    Section,
    Sentence,
    Side,
    Span,
    Story,
    TimeExpression,
    content_id,
)

WIRE = Report(
    id="r1",
    publisher="Tessel Wire",
    title="Crack in Morvale dam drives 2,400 from homes",
    byline="Ida Fenn",
    path="reports/wire.txt",
    url="https://wire.example/morvale",
    published=datetime(2031, 5, 4, 6, 30, tzinfo=UTC),
    text=(
        "MORVALE, May 4 (Tessel Wire) - A crack opened in the Morvale dam on Sunday and "
        "2,400 people were told to leave their homes.\n\n"
        "“The wall is holding and we expect it to hold,” said Chief Engineer Pell Arrow. "
        "She said the gates were opened at 3 a.m.\n\n"
        "The reservoir will be drained by Friday, Arrow said."
    ),
)
COPY = Report(
    id="r2",
    publisher="Vale Courier",
    title="2,400 flee as dam cracks",
    path="reports/courier.html",
    url="https://courier.example/dam?x=1&y=2",
    published=datetime(2031, 5, 4, 9, 5, tzinfo=UTC),
    text=(
        "A crack opened in the Morvale dam on Sunday and 2,400 people were told to leave "
        "their homes.\n\n"
        "“The wall is holding and we expect it to hold,” said Chief Engineer Pell Arrow.\n\n"
        "More: Weather | Traffic | Horoscope"
    ),
)
OWN = Report(
    id="r3",
    publisher="Lower Vale Gazette",
    title="We heard nothing, say mill families",
    path="reports/gazette.txt",
    published=datetime(2031, 5, 4, 15, 0, tzinfo=UTC),
    text=(
        "Water was running through a crack in the Morvale dam on Sunday, a reporter saw.\n\n"
        "“Nobody opened a gate before six,” said miller Osric Tane, who lives below the wall.\n\n"
        "About 2,600 people had left by noon, the parish council said."
    ),
)
LATER = Report(
    id="r4",
    path="reports/monday.txt",
    text=(
        "Geologist Wen Halloran warned that the wall could fail within a week if rain returns.\n\n"
        "By Monday evening 3,100 people had been moved out.\n\n"
        "Minister Sorrel Quay called the repair programme “a scandal of the last ten years”."
    ),
)
REPORTS = (WIRE, COPY, OWN, LATER)


def place(report: Report, words: str) -> tuple[int, int]:
    """Where ``words`` stand in a report's text, which holds them exactly once."""
    assert report.text.count(words) == 1, words
    start = report.text.index(words)
    return start, start + len(words)


def claim(report: Report, words: str, **fields: object) -> Claim:
    """An asserted statement at ``words``; ``fields`` change what is otherwise."""
    start, end = place(report, words)
    given: dict[str, object] = {
        "id": content_id("c", report.id, start, end),
        "report": report.id,
        "start": start,
        "end": end,
        "kind": "statement",
        "attribution": None,
        "certainty": "asserted",
        "polarity": "positive",
    }
    return Claim(**{**given, **fields})  # type: ignore[arg-type]


def cite(claim: Claim) -> Cite:
    """The whole of a claim as a citation."""
    return Cite(claim=claim.id, report=claim.report, start=claim.start, end=claim.end)


CRACK = "A crack opened in the Morvale dam on Sunday"
LEAVE = "2,400 people were told to leave their homes"
HOLDING = "“The wall is holding and we expect it to hold,” said Chief Engineer Pell Arrow."

ARROW = Entity(
    id="e1",
    name="Pell Arrow",
    type="person",
    roles=("Chief Engineer",),
    mentions=(Mention("r1", *place(WIRE, "Chief Engineer Pell Arrow")),),
)
DAM = Entity(
    id="e2",
    name="Morvale dam",
    type="place",
    aliases=("the wall",),
    mentions=(Mention("r1", *place(WIRE, "the Morvale dam")),),
)
PEOPLE = Quantity(
    id="q1",
    report="r1",
    start=place(WIRE, "2,400")[0],
    end=place(WIRE, "2,400 people")[1],
    low=2400.0,
    high=2400.0,
    unit="person",
    measures="people",
)
SUNDAY = TimeExpression(
    id="t1",
    report="r1",
    start=place(WIRE, "on Sunday")[0] + 3,
    end=place(WIRE, "on Sunday")[1],
    type="DATE",
    value="2031-05-04",
    earliest=datetime(2031, 5, 4, tzinfo=UTC),
    latest=datetime(2031, 5, 4, 23, 59, 59, tzinfo=UTC),
)
THREE_AM = TimeExpression(
    id="t2",
    report="r1",
    start=place(WIRE, "3 a.m.")[0],
    end=place(WIRE, "3 a.m.")[1],
    type="TIME",
    value="2031-05-04T03:00",
    earliest=datetime(2031, 5, 4, 3, 0, tzinfo=UTC),
    latest=datetime(2031, 5, 4, 3, 0, tzinfo=UTC),
)
MONDAY = TimeExpression(
    id="t3",
    report="r4",
    start=place(LATER, "Monday evening")[0],
    end=place(LATER, "Monday evening")[1],
    type="TIME",
    value="2031-05-05TEV",
    earliest=datetime(2031, 5, 5, 18, 0, tzinfo=UTC),
    latest=datetime(2031, 5, 5, 23, 59, tzinfo=UTC),
)
ARROW_SAID = Attribution(
    id="a1",
    report="r1",
    start=place(WIRE, "“The wall is holding and we expect it to hold,”")[0],
    end=place(WIRE, "“The wall is holding and we expect it to hold,”")[1],
    source="Pell Arrow",
    source_kind="person",
    source_span=Span(*place(WIRE, "Chief Engineer Pell Arrow")),
    cue_span=Span(place(WIRE, "said Chief")[0], place(WIRE, "said Chief")[0] + 4),
)

WIRE_CRACK = claim(WIRE, CRACK, times=("t1",), entities=("e2",), event=ClaimEvent("OTHER", "open"))
COPY_CRACK = claim(COPY, CRACK)
OWN_CRACK = claim(OWN, "Water was running through a crack in the Morvale dam on Sunday")
WIRE_LEAVE = claim(WIRE, LEAVE, quantities=("q1",))
COPY_LEAVE = claim(COPY, LEAVE)
OWN_LEAVE = claim(OWN, "About 2,600 people had left by noon", certainty="reported")
LATER_LEAVE = claim(LATER, "By Monday evening 3,100 people had been moved out.", times=("t3",))
WIRE_QUOTE = claim(WIRE, HOLDING, kind="quote", attribution="a1", entities=("e1",))
COPY_QUOTE = claim(COPY, HOLDING, kind="quote")
WIRE_GATES = claim(WIRE, "the gates were opened at 3 a.m.", times=("t2",), attribution="a1")
OWN_GATES = claim(OWN, "“Nobody opened a gate before six,” said miller Osric Tane", kind="quote")
WIRE_DRAIN = claim(WIRE, "The reservoir will be drained by Friday, Arrow said.", kind="forecast")
LATER_FAIL = claim(
    LATER,
    "Geologist Wen Halloran warned that the wall could fail within a week if rain returns.",
    kind="forecast",
    certainty="possible",
)
LATER_SCANDAL = claim(
    LATER,
    "Minister Sorrel Quay called the repair programme “a scandal of the last ten years”.",
    kind="quote",
)
CLAIMS = (
    WIRE_CRACK,
    WIRE_LEAVE,
    WIRE_QUOTE,
    WIRE_GATES,
    WIRE_DRAIN,
    COPY_CRACK,
    COPY_LEAVE,
    COPY_QUOTE,
    OWN_CRACK,
    OWN_GATES,
    OWN_LEAVE,
    LATER_FAIL,
    LATER_LEAVE,
    LATER_SCANDAL,
)

FINDING_CRACK = Finding(
    id="f1",
    story="s1",
    text=CRACK,
    status="corroborated",
    importance=0.9,
    claims=(WIRE_CRACK.id, COPY_CRACK.id, OWN_CRACK.id),
    representative=WIRE_CRACK.id,
    k_report=Count(2, 2),
    k_origin=Count(2, 3),
)
FINDING_LEAVE = Finding(
    id="f2",
    story="s1",
    text=LEAVE,
    status="updated",
    importance=0.8,
    claims=(WIRE_LEAVE.id, COPY_LEAVE.id, OWN_LEAVE.id, LATER_LEAVE.id),
    representative=LATER_LEAVE.id,
    k_report=Count(2, 3),
    k_origin=Count(2, 3),
    sides=(
        Side((WIRE_LEAVE.id, COPY_LEAVE.id), Count(1, 1)),
        Side((OWN_LEAVE.id,), Count(1, 1)),
        Side((LATER_LEAVE.id,), Count(1, 1)),
    ),
    differences=(
        Difference(
            "figure",
            "The figure rises from 2,400 to 3,100.",
            (WIRE_LEAVE.id, OWN_LEAVE.id, LATER_LEAVE.id),
        ),
    ),
)
FINDING_GATES = Finding(
    id="f3",
    story="s1",
    text="the gates were opened at 3 a.m.",
    status="disputed",
    importance=0.7,
    claims=(WIRE_GATES.id, OWN_GATES.id),
    representative=WIRE_GATES.id,
    k_report=Count(2, 2),
    k_origin=Count(2, 2),
    sides=(
        Side((WIRE_GATES.id,), Count(1, 1), "Pell Arrow"),
        Side((OWN_GATES.id,), Count(1, 2), "Osric Tane"),
    ),
    differences=(
        Difference("time", "The times exclude each other.", (WIRE_GATES.id, OWN_GATES.id)),
    ),
)
FINDING_QUOTE = Finding(
    id="f4",
    story="s1",
    text=HOLDING,
    status="single-source",
    importance=0.5,
    claims=(WIRE_QUOTE.id, COPY_QUOTE.id),
    representative=WIRE_QUOTE.id,
    k_report=Count(1, 2),
    k_origin=Count(1, 1),
)
FINDING_FAIL = Finding(
    id="f5",
    story="s1",
    text="the wall could fail within a week if rain returns",
    status="single-source",
    importance=0.6,
    claims=(LATER_FAIL.id,),
    representative=LATER_FAIL.id,
    k_report=Count(1, 1),
    k_origin=Count(1, 1),
)
FINDINGS = (FINDING_CRACK, FINDING_LEAVE, FINDING_GATES, FINDING_QUOTE, FINDING_FAIL)


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

LEDGER = Ledger(
    version="0.1.0",
    created=datetime(2031, 5, 6, 8, 0, tzinfo=UTC),
    reports=REPORTS,
    analyses=(
        Analysis(
            report="r1",
            sentences=(Sentence(*place(WIRE, HOLDING), paragraph=1),),
            names=(Name(*place(WIRE, "Pell Arrow"), "PER", 0.5),),
            entities=(ARROW, DAM),
            quotes=(
                Quote(
                    id="qt1",
                    report="r1",
                    start=place(WIRE, "The wall is holding and we expect it to hold,")[0],
                    end=place(WIRE, "The wall is holding and we expect it to hold,")[1],
                    speaker="Pell Arrow",
                    speaker_span=Span(*place(WIRE, "Pell Arrow")),
                ),
            ),
            attributions=(ARROW_SAID,),
            quantities=(PEOPLE,),
            times=(SUNDAY, THREE_AM),
        ),
        Analysis(
            report="r2",
            flags=(
                Flag(
                    "r2",
                    *place(COPY, "More: Weather | Traffic | Horoscope"),
                    "debris",
                    "a list of links",
                ),
            ),
        ),
        Analysis(report="r3"),
        Analysis(report="r4", times=(MONDAY,)),
    ),
    stories=(Story("s1", BRIEF.title, ("r1", "r2", "r3", "r4")),),
    entities=(ARROW, DAM),
    claims=CLAIMS,
    forecasts=(
        Forecast(
            id="fc1",
            claim=WIRE_DRAIN.id,
            holder="Pell Arrow",
            certainty="expected",
            cue_span=Span(*place(WIRE, "will be drained")),
            horizon=Interval(None, datetime(2031, 5, 9, 23, 59, 59, tzinfo=UTC)),
            kind="promise",
        ),
        Forecast(
            id="fc2",
            claim=LATER_FAIL.id,
            holder="Wen Halloran",
            certainty="possible",
            cue_span=Span(*place(LATER, "could fail")),
            condition_span=Span(*place(LATER, "if rain returns")),
            kind="warning",
        ),
    ),
    copies=(
        Copy(
            by="r2",
            of="r1",
            kind="trimmed",
            probability=0.98,
            share=0.9,
            matches=(
                Match(
                    Span(COPY_CRACK.start, COPY_LEAVE.end),
                    Span(WIRE_CRACK.start, WIRE_LEAVE.end),
                ),
                Match(COPY_QUOTE.span, WIRE_QUOTE.span),
            ),
            reasons=("90 in 100 of its words stand in Tessel Wire",),
        ),
    ),
    origins=(
        Origin("o1", "s1", ("r1", "r2")),
        Origin("o2", "s1", ("r3",)),
        Origin("o3", "s1", ("r4",)),
    ),
    findings=FINDINGS,
    briefs=(BRIEF,),
    problems=(
        Problem("reading", "the file is empty", path="reports/empty.txt"),
        Problem("quotes", "a quotation mark is never closed", report="r3", start=80, end=81),
    ),
)
