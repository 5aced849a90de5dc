"""Rows of a set as analysed reports: what most adapters need."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from bench.rows import Row
from sitrep.analysis.analyse import analyse
from sitrep.pipeline import default_tagger
from sitrep.protocols import Tagger
from sitrep.records import Analysis, Report, content_id
from sitrep.settings import DEFAULT

__all__ = ["analysed", "report_of", "tagger"]

#: names under which sets give the day of publication
DAYS = ("dct", "created", "reference", "date", "published")


@cache
def tagger() -> Tagger:
    """The packaged language model, loaded once."""
    return default_tagger(DEFAULT)


def report_of(row: Row) -> Report:
    """A row as a report: its text, title, publisher and day; no gold label is looked at."""
    return Report(
        id=content_id("r", row["id"]),
        text=row["text"],
        publisher=row.get("publisher"),
        title=row.get("title"),
        byline=row.get("byline"),
        url=row.get("url"),
        published=_day(row),
    )


def analysed(row: Row) -> tuple[Report, Analysis]:
    """A row as a report with its analysis."""
    report = report_of(row)
    return report, analyse(report, DEFAULT, tagger=tagger())[0]


def _day(row: Row) -> datetime | None:
    for name in DAYS:
        value = row.get(name)
        if isinstance(value, str) and len(value) >= 10:
            try:
                day = datetime.fromisoformat(value)
            except ValueError:
                continue
            return day if day.tzinfo else day.replace(tzinfo=UTC)
    return None
