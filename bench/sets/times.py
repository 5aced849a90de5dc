"""Predictions for the sets ``times`` and ``meantime`` (layers ``timex`` and ``values``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from sitrep.analysis.quantities import find_quantities
from sitrep.analysis.times import find_times
from sitrep.records import Quantity, Report, Sentence

__all__ = ["predict"]


def predict(rows: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
    """One prediction row for each gold row, from its text and reference day alone."""
    for row in rows:
        text = str(row["text"])
        report = Report(id=str(row["id"]), text=text, published=_day(row))
        sentences = _sentences(row, text)
        times = find_times(report, sentences)
        found: list[dict[str, object]] = [
            {"start": x.start, "end": x.end, "type": x.type, "value": x.value} for x in times
        ]
        if row.get("created"):
            found = [y for x in found if (y := _on_calendar(x))]
        made: dict[str, object] = {"id": row["id"], "timex": found}
        if row.get("topic"):  # MEANTIME has sums, shares and counts beside its times
            quantities = find_quantities(report, sentences, times)
            made["values"] = [
                {"start": x.start, "end": x.end, "type": _kind(x)} for x in quantities
            ]
        yield made


def _kind(quantity: Quantity) -> str:
    """MEANTIME's type of a value."""
    unit = (quantity.unit_si or "").partition("/")[0]
    if unit == "%":
        return "PERCENT"
    return "MONEY" if len(unit) == 3 and unit.isupper() else "QUANTITY"


def _on_calendar(found: dict[str, object]) -> dict[str, object] | None:
    """The time as GUM has it (rows with ``created``): only what can be put on a calendar.

    Durations, sets and vague times are left out; decades, centuries and seasons are spans of
    days, clock times stand without their day.
    """
    value = str(found["value"])
    if found["type"] not in ("DATE", "TIME") or value.endswith("_REF") or "XX-XX" in value:
        return None
    if match := re.fullmatch(r"(\d\d\d?)", value):
        rest = 4 - len(match[1])
        value = f"{value}{'0' * rest}/{value}{'9' * rest}"
    elif match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        first, last = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 12)}[match[2]]
        value = f"{match[1]}-{first:02}/{match[1]}-{last:02}"
    elif match := re.fullmatch(r".*T(\d\d:\d\d)(:\d\d)?Z?", value):
        value = match[1] + (match[2] or ":00")
    elif match := re.fullmatch(r"XXXX(-\d\d(?:-\d\d)?)", value):
        value = f"-{match[1]}"
    return {**found, "value": value}


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
