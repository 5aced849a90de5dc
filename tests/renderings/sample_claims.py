"""What the reports of the dam say: its entities, figures and times, and the claims of each.

Places in the texts are given by quoting them, so that a reader can check them by eye.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sitrep.records import (
    Attribution,
    Cite,
    Claim,
    ClaimEvent,
    Entity,
    Mention,
    Quantity,
    Report,
    Span,
    TimeExpression,
    content_id,
)
from tests.renderings.sample_reports import COPY, LATER, OWN, WIRE, place


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
