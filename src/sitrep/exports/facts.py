"""What several formats look up: records by id, the finding of a claim, the words of a span."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sitrep.records import (
    Attribution,
    Claim,
    Count,
    Entity,
    Finding,
    Quantity,
    Report,
    Span,
    Story,
    content_id,
)
from sitrep.renderings.lookup import Lookup

__all__ = ["Facts", "Place", "as_json", "instant", "interval", "uri"]

_SPACE = uuid5(NAMESPACE_URL, "sitrep.ledger/1")


@dataclass(frozen=True, slots=True)
class Place:
    """A span of a report with its exact characters."""

    report: Report
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Facts(Lookup):
    """A ledger with its records by id, its reports by name, and the words at any place.

    From :class:`sitrep.renderings.lookup.Lookup` come ``report``, ``claim``, ``finding``,
    ``time``, ``forecasts`` and ``name``.
    """

    @cached_property
    def attribution(self) -> dict[str, Attribution]:
        """Attributions by id."""
        return {a.id: a for analysis in self.ledger.analyses for a in analysis.attributions}

    @cached_property
    def quantity(self) -> dict[str, Quantity]:
        """Quantities by id."""
        return {q.id: q for analysis in self.ledger.analyses for q in analysis.quantities}

    @cached_property
    def entity(self) -> dict[str, Entity]:
        """Entities by id: those of the whole ledger before those of one report."""
        found = {e.id: e for analysis in self.ledger.analyses for e in analysis.entities}
        return {**found, **{entity.id: entity for entity in self.ledger.entities}}

    @cached_property
    def finding_of(self) -> dict[str, Finding]:
        """The finding that each claim belongs to, by the claim's id."""
        return {claim: finding for finding in self.ledger.findings for claim in finding.claims}

    @cached_property
    def story_of(self) -> dict[str, Story]:
        """The story that each report belongs to, by the report's id."""
        return {report: story for story in self.ledger.stories for report in story.reports}

    def place(self, report: str, span: Span) -> Place:
        """The place of a span, cut to the report's text."""
        found = self.report[report]
        end = max(0, min(span.end, len(found.text)))
        start = max(0, min(span.start, end))
        return Place(found, start, end, found.text[start:end])

    def source(self, claim: Claim) -> Attribution | None:
        """Who a claim is attributed to, None when the report says it itself."""
        return self.attribution.get(claim.attribution or "")

    def names(self, ids: Iterable[str | None]) -> Iterator[str]:
        """The names of the entities among some ids."""
        return (self.entity[one].name for one in ids if one in self.entity)


def instant(moment: datetime | None) -> str | None:
    """An instant in ISO 8601, UTC with "Z", or None."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def interval(count: Count) -> str:
    """A count in words for a machine's reader: "2" or "2-3"."""
    return str(count.low) if count.low == count.high else f"{count.low}-{count.high}"


def uri(kind: str, identity: str) -> str:
    """A name for a record that is a URI: the same record has the same name everywhere.

    A version 5 UUID (RFC 9562) of the kind and the record's id; Sitrep owns no address, so
    the name cannot be one.
    """
    return f"urn:uuid:{uuid5(_SPACE, content_id('', kind, identity))}"


def as_json(value: Any) -> bytes:
    """A value as JSON in UTF-8, indented by two, ending in a newline."""
    import orjson

    try:
        written: bytes = orjson.dumps(value, option=orjson.OPT_INDENT_2)
    except orjson.JSONEncodeError:
        # half a surrogate pair: only the slower writer can escape it
        written = json.dumps(value, indent=2).encode("ascii")
    return written + b"\n"
