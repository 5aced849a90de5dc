"""The events that claims tell of as PLOVER records (JSON).

The keys are those of PLOVER's gold standard records, version 0.5b1 (openeventdata/PLOVER):
``source`` and ``target`` hold the actors, ``event`` one of the sixteen types. ``mode`` and
``context`` are empty, since no rule here decides them. What PLOVER has no key for stands
beside it: ``place``, how firmly it is told, whose words it rests on, and the evidence with its
characters. A claim whose event has no type or no party is no record. ``dateSource`` says where
the date comes from; a date of publication is never passed off as the date of the event.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sitrep.exports.facts import Facts, as_json, instant
from sitrep.records import Claim, ClaimEvent, Ledger, TimeExpression
from sitrep.renderings.addresses import web_address

__all__ = ["CODEBOOK", "to_events"]

#: the version of the codebook whose types and keys are used
CODEBOOK = "0.5b1"


def to_events(ledger: Ledger) -> bytes:
    """A list of event records, one for each claim that tells of a typed event with a party."""
    facts = Facts(ledger)
    return as_json(
        [
            _record(facts, claim, claim.event)
            for claim in ledger.claims
            if claim.event is not None
            and claim.event.type
            and (claim.event.actor or claim.event.recipient)
        ]
    )


def _record(facts: Facts, claim: Claim, event: ClaimEvent) -> dict[str, Any]:
    at = facts.place(claim.report, claim.span)
    source = facts.source(claim)
    finding = facts.finding_of.get(claim.id)
    return {
        "id": claim.id,
        **_date(facts, claim),
        "source": list(_actors(facts, event.actor)),
        "target": list(_actors(facts, event.recipient)),
        "event": event.type,
        "eventText": event.predicate,
        "mode": "",
        "context": "",
        "place": next(facts.names([event.place]), ""),
        "text": at.text,
        "language": at.report.language,
        "publication": at.report.publisher or "",
        "coder": f"Sitrep {facts.ledger.version}",
        "version": CODEBOOK,
        "dateCoded": _day(facts.ledger.created),
        "comment": "",
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "saidBy": source.source if source else None,
        "finding": finding.id if finding else None,
        "status": finding.status if finding else None,
        "lines": [finding.k.low, finding.k.high] if finding else None,
        "evidence": {
            "report": at.report.id,
            "title": at.report.title,
            "url": web_address(at.report.url),
            "published": instant(at.report.published),
            "start": at.start,
            "end": at.end,
        },
    }


def _date(facts: Facts, claim: Claim) -> dict[str, Any]:
    """When it happened: the first dated time in the claim, else nothing but the publication."""
    for time in (facts.time[t] for t in claim.times if t in facts.time):
        if _dated(time):
            assert time.earliest is not None
            last = time.latest or time.earliest
            return {
                "date": _day(time.earliest),
                "dateEnd": _day(last),
                "dateSource": "a time in the claim",
            }
    published = facts.report[claim.report].published
    return {
        "date": _day(published) if published else "",
        "dateEnd": _day(published) if published else "",
        "dateSource": "publication" if published else "none",
    }


def _dated(time: TimeExpression) -> bool:
    return time.type in ("DATE", "TIME") and time.earliest is not None


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()


def _actors(facts: Facts, party: str | None) -> Iterator[dict[str, str]]:
    """The party as PLOVER names an actor: text, country, sector where it is plain."""
    entity = facts.entity.get(party or "")
    if entity is None:
        return
    yield {
        "actorText": entity.name,
        **({"code": entity.country} if entity.country else {}),
        **({"sector": "GOV"} if entity.type == "government" else {}),
        "entity": entity.id,
    }
