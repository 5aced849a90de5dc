"""Predictions for the sets ``times`` and ``meantime`` (layer ``timex``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from sitrep.analysis.times import find_times
from sitrep.records import Report, Sentence

__all__ = ["predict"]


def predict(rows: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
    """One prediction row for each gold row, from its text and reference day alone."""
    for row in rows:
        text = str(row["text"])
        report = Report(id=str(row["id"]), text=text, published=_day(row))
        times = find_times(report, _sentences(row, text))
        yield {
            "id": row["id"],
            "timex": [
                {"start": x.start, "end": x.end, "type": x.type, "value": x.value} for x in times
            ],
        }


def _day(row: dict[str, object]) -> datetime | None:
    for name in ("dct", "created", "reference"):
        if row.get(name):
            return datetime.fromisoformat(str(row[name])[:10]).replace(tzinfo=UTC)
    return None


def _sentences(row: dict[str, object], text: str) -> tuple[Sentence, ...]:
    """The row's own sentence spans, else the lines of the text."""
    spans = row.get("sentences")
    if isinstance(spans, list):
        return tuple(Sentence(start=int(x[0]), end=int(x[1])) for x in spans)
    return (Sentence(start=0, end=len(text)),)
