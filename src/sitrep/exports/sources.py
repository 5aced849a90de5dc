"""The reports as sources to be cited: what BibTeX, RIS and CSL-JSON have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from sitrep.records import Ledger, Report
from sitrep.renderings.addresses import web_address
from sitrep.renderings.lookup import Lookup
from sitrep.renderings.visible import one_line

__all__ = ["Source", "sources"]

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Source:
    """One report as a list of references has it; every text is one line and safe to show.

    ``author`` is the byline as written: it is not taken apart into names, since bylines name
    places, desks and agencies too.
    """

    key: str
    report: str
    title: str
    author: str | None
    publisher: str | None
    published: datetime | None
    seen: datetime | None
    address: str | None
    language: str | None


def sources(ledger: Ledger) -> Iterator[Source]:
    """Every report of the ledger, by time of publication; keys differ and stay the same."""
    lookup = Lookup(ledger)
    taken: dict[str, int] = {}
    for report in lookup.in_order:
        key = _key(report)
        taken[key] = taken.get(key, 0) + 1
        yield Source(
            key=key if taken[key] == 1 else f"{key}-{taken[key]}",
            report=one_line(report.id),
            title=_text(report.title) or f"Report of {lookup.plain_name[report.id]}",
            author=_text(report.byline),
            publisher=_text(report.publisher),
            published=report.published.astimezone(UTC) if report.published else None,
            seen=report.retrieved.astimezone(UTC) if report.retrieved else None,
            address=web_address(report.url),
            language=report.language if _LANGUAGE.fullmatch(report.language) else None,
        )


def _text(words: str | None) -> str | None:
    return (one_line(words) or None) if words else None


def _key(report: Report) -> str:
    """A citation key that a person can type: "halyard-20240312"."""
    name = unicodedata.normalize("NFKD", report.publisher or report.title or "report")
    slug = re.sub(r"[^a-z0-9]+", "-", name.encode("ascii", "ignore").decode().lower())
    day = f"{report.published.astimezone(UTC):%Y%m%d}" if report.published else "undated"
    return f"{slug.strip('-')[:24].strip('-') or 'report'}-{day}"
