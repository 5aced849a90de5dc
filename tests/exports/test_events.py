"""PLOVER records: the keys of the gold standard records, and an honest date."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from sitrep.exports import export
from sitrep.records import Claim, ClaimEvent, Ledger
from tests.renderings.sample import LEDGER
from tests.renderings.sample_claims import WIRE_CRACK, WIRE_GATES, WIRE_LEAVE

#: keys of each of PLOVER's own gold standard records
GOLD = {
    "id",
    "date",
    "source",
    "event",
    "eventText",
    "context",
    "mode",
    "text",
    "language",
    "publication",
    "coder",
    "version",
    "dateCoded",
    "comment",
}
TYPES = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "COOPERATE",
        "AID",
        "CONCEDE",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ]
)


def with_event(claim: Claim, event: ClaimEvent) -> Ledger:
    told = tuple(replace(c, event=event if c == claim else None) for c in LEDGER.claims)
    return replace(LEDGER, claims=told)


def records(ledger: Ledger) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(export(ledger, "plover"))
    return found


def test_a_record_has_the_keys_of_the_gold_standard_and_its_evidence() -> None:
    (record,) = records(with_event(WIRE_CRACK, ClaimEvent("ASSAULT", "open", "e1", "e2", "e2")))
    assert set(record) >= GOLD
    assert record["event"] in TYPES
    assert record["source"] == [{"actorText": "Pell Arrow", "entity": "e1"}]
    assert record["target"] == [{"actorText": "Morvale dam", "entity": "e2"}]
    assert record["place"] == "Morvale dam"
    text = LEDGER.reports[0].text
    evidence = record["evidence"]
    assert text[evidence["start"] : evidence["end"]] == record["text"]
    assert evidence["url"] == "https://wire.example/morvale"
    assert (record["status"], record["lines"]) == ("corroborated", [2, 2])


@pytest.mark.parametrize(
    ("claim", "date", "source"),
    [
        (WIRE_CRACK, "2031-05-04", "a time in the claim"),  # "on Sunday"
        (WIRE_GATES, "2031-05-04", "a time in the claim"),  # "at 3 a.m."
        (WIRE_LEAVE, "2031-05-04", "publication"),  # the claim names no time
    ],
)
def test_a_date_of_publication_is_not_passed_off_as_the_date_of_the_event(
    claim: Claim, date: str, source: str
) -> None:
    (record,) = records(with_event(claim, ClaimEvent("AID", "send", "e1")))
    assert (record["date"], record["dateSource"]) == (date, source)


def test_a_claim_without_a_date_anywhere_has_none() -> None:
    undated = replace(
        with_event(WIRE_LEAVE, ClaimEvent("AID", "send", "e1")),
        reports=tuple(replace(r, published=None) for r in LEDGER.reports),
    )
    assert (records(undated)[0]["date"], records(undated)[0]["dateSource"]) == ("", "none")


@pytest.mark.parametrize(
    "event", [ClaimEvent("", "open", "e1"), ClaimEvent("ASSAULT", "kill"), None]
)
def test_without_a_type_or_a_party_there_is_no_record(event: ClaimEvent | None) -> None:
    told = tuple(replace(claim, event=event) for claim in LEDGER.claims)
    assert records(replace(LEDGER, claims=told)) == []


def test_country_and_sector_are_named_where_they_are_known() -> None:
    ministry = replace(LEDGER.entities[0], type="government", country="NOR")
    ledger = replace(
        with_event(WIRE_CRACK, ClaimEvent("REJECT", "refuse", ministry.id)),
        entities=(ministry, *LEDGER.entities[1:]),
    )
    (actor,) = records(ledger)[0]["source"]
    assert (actor["code"], actor["sector"]) == ("NOR", "GOV")
