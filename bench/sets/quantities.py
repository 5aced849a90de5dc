"""Predictions for the set ``quantities``.

Its rows come from tests of single recognisers (currency, dimension, number, ...), named at the
head of the row's ``id``: each row gets what that recogniser is asked for, in its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sitrep.analysis.numbers import numbers
from sitrep.analysis.numbers_lexing import Lexeme
from sitrep.analysis.quantities import find_quantities
from sitrep.analysis.times import find_times
from sitrep.records import Quantity, Report, Sentence

__all__ = ["predict"]

_DURATIONS = {"Y": "year", "M": "month", "W": "week", "D": "day", "H": "hour", "S": "second"}
_AGES = ("year", "month", "week", "day")


def predict(rows: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
    """One prediction row for each gold row, from its id and text alone."""
    for row in rows:
        text = str(row["text"])
        report = Report(id=str(row["id"]), text=text)
        model = report.id.partition("-")[0].removesuffix("Model")
        sentences = (Sentence(start=0, end=len(text)),)
        if model in ("Number", "Ordinal"):
            found = _bare(text, model)
        else:
            times = find_times(report, sentences)
            quantities = find_quantities(report, sentences, times)
            found = [x for q in quantities if (x := _predicted(text, model, q))]
            if model == "quantulum3":
                found += [
                    {"start": t.start, "end": t.end, "value": _length(t.value or ""), "unit": unit}
                    for t in times
                    if t.type == "DURATION" and (unit := _DURATIONS.get((t.value or " ")[-1]))
                ]
        yield {"id": row["id"], "quantities": found}


def _length(value: str) -> float | None:
    digits = value.lstrip("PT")[:-1]
    return float(digits) if digits.replace(".", "").isdigit() else None


def _predicted(text: str, model: str, quantity: Quantity) -> dict[str, object] | None:
    """The quantity in the form of its suite; ``None`` when the recogniser is not asked for it."""
    if not _asked(model, quantity):
        return None
    start = _start_of_number(text, quantity)
    value: object = _middle(text, quantity)
    if model == "NumberRange":
        start, value = quantity.start, _bounds(text, quantity)
    if model == "Percent":
        value = f"{_middle(text, quantity):g}%"
    return {
        "start": start,
        "end": quantity.end,
        "value": value,
        "unit": quantity.unit or ("dimensionless" if model == "quantulum3" else ""),
    }


def _asked(model: str, quantity: Quantity) -> bool:
    money = (quantity.unit_si or "").partition("/")[0].isupper() and len(
        (quantity.unit_si or "").partition("/")[0]
    ) == 3
    heat = quantity.unit_si == "K" or quantity.unit in ("degree", "°")
    age = quantity.measures == "age"
    share = quantity.unit_si == "%"
    if model == "Currency":
        return money
    if model == "Dimension":
        return bool(quantity.unit) and not (money or heat or age or share)
    if model == "Age":
        return age
    if model == "Temperature":
        return heat
    if model == "Percent":
        return share
    if model == "NumberRange":
        return quantity.approximation not in ("exact", "about")
    return True


_CLOSED = re.compile(r"equal|at (?:least|most)|no (?:less|more|fewer)|not (?:less|more)|=|[≤≥]")


def _bounds(text: str, quantity: Quantity) -> str:
    """The interval in the suite's notation; two bounds joined by "and" close each for itself."""
    low = "" if quantity.low is None else f"{quantity.low:.15g}"
    high = "" if quantity.high is None else f"{quantity.high:.15g}"
    left, right = "(", ")"
    if quantity.approximation == "range":
        halves = text[quantity.start : quantity.end].partition(" and ")
        worded = re.search(r"than|most|least", halves[0] + halves[2])
        left = "[" if not worded or _CLOSED.search(halves[0]) else "("
        right = "]" if worded and _CLOSED.search(halves[2]) else ")"
        return f"{left}{low},{high}{right}"
    if quantity.approximation == "at_least":
        left = "["
    if quantity.approximation == "at_most":
        right = "]"
    return f"{left}{low},{high}{right}"


def _numbers(text: str, quantity: Quantity) -> list[Lexeme]:
    return [x for x in numbers(text, quantity.start, quantity.end) if x.kind in "NFVO"]


def _middle(text: str, quantity: Quantity) -> float:
    """The number as written, without what "about" adds; the middle of a range."""
    if quantity.approximation in ("range", "exact") and quantity.low is not None:
        return (quantity.low + (quantity.high or quantity.low)) / 2
    ends = _numbers(text, quantity)
    if quantity.low is None or quantity.high is None:
        return quantity.low if quantity.low is not None else quantity.high or 0.0
    return ends[0].low if ends else quantity.low


def _start_of_number(text: str, quantity: Quantity) -> int:
    """Where the number or its currency sign begins, after "about" and the like."""
    ends = _numbers(text, quantity)
    if not ends or quantity.approximation == "range":
        return quantity.start
    head = text[quantity.start : ends[0].start]
    cut = max(head.rstrip().rfind(" ") + 1, 0) if head.strip() and not head.endswith(" ") else 0
    if quantity.approximation == "exact":
        return quantity.start
    return quantity.start + (cut or len(head) if head.endswith(" ") else cut)


def _bare(text: str, model: str) -> list[dict[str, object]]:
    """Numbers or ordinals alone, as the number and ordinal recognisers give them."""
    kinds = "O" if model == "Ordinal" else "NF"
    items = numbers(text, 0, len(text))
    out: list[dict[str, object]] = []
    for at, item in enumerate(items):
        if item.kind not in kinds:
            continue
        before = items[at - 1] if at else None
        after = items[at + 1] if at + 1 < len(items) else None
        if (before and before.kind == "w") or (after and after.kind == "w"):
            continue
        low, start = item.low, item.start
        sign = items[at - 2] if at > 1 and before and before.kind == "s" else before
        spaced = sign is not before
        if sign and (sign.word == "minus" or (sign.word == "-" and _opens(items, at, spaced))):
            low, start = -low, sign.start
        if item.word == "one" and before and at > 1 and items[at - 2].kind == "w":
            continue
        out.append({"start": start, "end": item.end, "value": low, "unit": ""})
    return out


def _opens(items: list[Lexeme], at: int, spaced: bool) -> bool:
    """True for a minus sign: at the head of the text, or after a space and touching the digits."""
    if spaced:
        return all(item.kind == "s" for item in items[: at - 2])
    return at == 1 or items[at - 2].kind == "s"
