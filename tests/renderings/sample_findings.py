"""What the reports of the dam agree on, what has changed, and what is disputed."""

from __future__ import annotations

from sitrep.records import Count, Difference, Finding, Side
from tests.renderings.sample_claims import (
    COPY_CRACK,
    COPY_LEAVE,
    COPY_QUOTE,
    CRACK,
    HOLDING,
    LATER_FAIL,
    LATER_LEAVE,
    LEAVE,
    OWN_CRACK,
    OWN_GATES,
    OWN_LEAVE,
    WIRE_CRACK,
    WIRE_GATES,
    WIRE_LEAVE,
    WIRE_QUOTE,
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
