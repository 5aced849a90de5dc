"""A ledger made by hand for the tests: an invented cracked dam, four invented reports."""

from __future__ import annotations

from datetime import UTC, datetime

from sitrep.records import (
    Analysis,
    Copy,
    Flag,
    Forecast,
    Interval,
    Ledger,
    Match,
    Name,
    Origin,
    Problem,
    Quote,
    Sentence,
    Span,
    Story,
)
from tests.renderings.sample_brief import BRIEF
from tests.renderings.sample_claims import (
    ARROW,
    ARROW_SAID,
    CLAIMS,
    COPY_CRACK,
    COPY_LEAVE,
    COPY_QUOTE,
    DAM,
    HOLDING,
    LATER_FAIL,
    MONDAY,
    PEOPLE,
    SUNDAY,
    THREE_AM,
    WIRE_CRACK,
    WIRE_DRAIN,
    WIRE_LEAVE,
    WIRE_QUOTE,
)
from tests.renderings.sample_findings import FINDINGS
from tests.renderings.sample_reports import COPY, LATER, REPORTS, WIRE, place

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
