"""The ledger as JSON Lines: one record a line, each naming what it is.

Every line is an object of the data contract (docs/contract.md) with two more keys: ``record``,
the kind of record, and for what stands at a place, ``text``, the exact characters there. The
first line holds the contract's own name, the version and the moment. Format: jsonlines.org,
UTF-8, one newline after each line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sitrep.records import Ledger
from sitrep.renderings.serial import to_dict

__all__ = ["RECORDS", "to_jsonl"]

#: the contract's lists, in its order, and what one item of each is called
RECORDS: Mapping[str, str] = {
    "reports": "report",
    "stories": "story",
    "sentences": "sentence",
    "entities": "entity",
    "quotes": "quote",
    "attributions": "attribution",
    "quantities": "quantity",
    "times": "time",
    "claims": "claim",
    "forecasts": "forecast",
    "copies": "copy",
    "origins": "origin",
    "findings": "finding",
    "flags": "flag",
    "problems": "problem",
    "names": "name",
    "report_entities": "report_entity",
}


def to_jsonl(ledger: Ledger) -> bytes:
    """Every record of the ledger, one a line; the briefs come last."""
    return b"".join(_line(record) for record in _records(ledger))


def _records(ledger: Ledger) -> Iterator[dict[str, Any]]:
    data = to_dict(ledger)
    texts = {report["id"]: report["text"] for report in data["reports"]}
    yield {"record": "ledger", **{key: data[key] for key in ("schema", "sitrep", "created")}}
    for key, kind in RECORDS.items():
        for item in data[key]:
            yield {"record": kind, **item, **_text(item, texts)}
    for brief in (data["brief"], *data["further_briefs"]):
        if brief is not None:
            yield {"record": "brief", **brief}


def _text(item: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, str]:
    """The characters that the item's span holds; nothing for what has no span."""
    report, start, end = item.get("report") or "", item.get("start"), item.get("end")
    if report not in texts or start is None or end is None or "message" in item:
        return {}
    return {"text": texts[report][start:end]}


def _line(record: Mapping[str, Any]) -> bytes:
    import orjson

    try:
        return orjson.dumps(record) + b"\n"
    except orjson.JSONEncodeError:
        # half a surrogate pair: only the slower writer can escape it
        return json.dumps(record, separators=(",", ":")).encode("ascii") + b"\n"
