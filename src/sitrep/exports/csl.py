"""The sources as CSL-JSON: what reference managers and citation processors exchange.

Names of variables and types are those of the Citation Style Language 1.0.2. A byline is a
literal name: it is not taken apart.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sitrep.exports.facts import as_json
from sitrep.exports.sources import Source, sources
from sitrep.records import Ledger

__all__ = ["to_csl"]


def to_csl(ledger: Ledger) -> bytes:
    """A list of items, one a report."""
    return as_json([_item(source) for source in sources(ledger)])


def _item(source: Source) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": source.key,
        "type": "article-newspaper",
        "title": source.title,
        "author": [{"literal": source.author}] if source.author else None,
        "container-title": source.publisher,
        "publisher": source.publisher,
        "issued": _date(source.published),
        "accessed": _date(source.seen),
        "URL": source.address,
        "language": source.language,
        "note": f"Sitrep report {source.report}",
    }
    return {key: value for key, value in item.items() if value}


def _date(moment: datetime | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[moment.year, moment.month, moment.day]]} if moment else None
