"""Records as plain dictionaries, and back: the grammar of the data contract.

One rule for each kind of value, whatever record it stands in: a span is ``[start, end]``, a
count ``[low, high]``, an instant ISO 8601 in UTC with "Z", a tuple a list, a record an object
with its fields as keys. A field that is added to a record so appears in the contract by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from sitrep.errors import UsageError
from sitrep.records import (
    Claim,
    ClaimEvent,
    Count,
    Finding,
    Line,
    Problem,
    Report,
    Section,
    Span,
)

__all__ = ["decode", "encode"]

Record = TypeVar("Record")

#: where the contract names its keys in another order than the record has its fields; fields
#: that are not named follow in the record's order
_ORDER: Mapping[type, tuple[str, ...]] = {
    Report: (
        "id",
        "path",
        "url",
        "publisher",
        "title",
        "byline",
        "published",
        "updated",
        "retrieved",
        "language",
        "text",
        "extractor",
    ),
    Claim: ("id", "report", "start", "end", "kind", "attribution", "certainty", "polarity"),
    ClaimEvent: ("type", "actor", "recipient", "place"),
    Finding: (
        "id",
        "story",
        "text",
        "status",
        "importance",
        "claims",
        "k_report",
        "k_origin",
        "sides",
        "differences",
    ),
    Section: ("kind", "heading", "lines"),
    Line: ("text", "cites", "status", "k"),
    Problem: ("stage", "report", "path", "start", "end", "message"),
}
#: pairs of numbers that the contract writes as a list of two
_PAIRS: Mapping[type, tuple[str, str]] = {Span: ("start", "end"), Count: ("low", "high")}


def encode(value: Any, *, without: frozenset[str] = frozenset()) -> Any:
    """A value as JSON has it: objects, lists, text, numbers, true, false and null.

    Args:
        value: a record, a tuple of records, an instant or a plain value.
        without: fields of the record itself (not of records in it) that are left out.

    Returns:
        Fresh dictionaries and lists; nothing is shared with ``value``.
    """
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    pair = _PAIRS.get(type(value))
    if pair:
        return [getattr(value, pair[0]), getattr(value, pair[1])]
    kind: Any = type(value)
    return {name: encode(getattr(value, name)) for name in _keys(kind) if name not in without}


def decode(kind: type[Record], value: object) -> Record:
    """The record that :func:`encode` wrote as ``value``.

    Args:
        kind: the record's class.
        value: an object with the record's keys; unknown keys are passed over.

    Returns:
        The record. A missing key takes the field's default.

    Raises:
        UsageError: when a key without default is missing or a value is of another type.
    """
    made = _record(kind, value, kind.__name__)
    if not isinstance(made, kind):
        raise UsageError(f"{kind.__name__}: not a record")
    return made


@cache
def _keys(kind: Any) -> tuple[str, ...]:
    names = [field.name for field in fields(kind)]
    first: tuple[str, ...] = _ORDER.get(kind, ())
    return (*first, *(name for name in names if name not in first))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _record(kind: Any, value: object, where: str) -> object:
    if not isinstance(value, Mapping):
        raise UsageError(f"{where}: an object is needed, not {type(value).__name__}")
    hints = _hints(kind)
    given: dict[str, object] = {}
    for field in fields(kind):
        if field.name in value:
            place = f"{where}.{field.name}"
            given[field.name] = _value(hints[field.name], value[field.name], place)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise UsageError(f"{where}: the key {field.name!r} is missing")
    return kind(**given)


def _value(kind: Any, value: object, where: str) -> object:
    """``value`` as the type hint ``kind`` has it."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        if value is None and NoneType in get_args(kind):
            return None
        (inner,) = (option for option in get_args(kind) if option is not NoneType)
        return _value(inner, value, where)
    if origin is tuple:
        return tuple(
            _value(get_args(kind)[0], item, f"{where}[{at}]")
            for at, item in enumerate(_list(value, where))
        )
    if origin is Literal:
        if value not in get_args(kind):
            raise UsageError(f"{where}: {value!r} is not one of {', '.join(get_args(kind))}")
        return value
    if kind in _PAIRS:
        pair = _list(value, where)
        if len(pair) != 2 or not all(type(number) is int for number in pair):
            raise UsageError(f"{where}: two whole numbers are needed, not {value!r}")
        return kind(*pair)
    if kind is datetime:
        return _instant(value, where)
    if is_dataclass(kind):
        return _record(kind, value, where)
    return _plain(kind, value, where)


def _plain(kind: Any, value: object, where: str) -> object:
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise UsageError(f"{where}: {kind.__name__} is needed, not {type(value).__name__}")
    return value


def _list(value: object, where: str) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise UsageError(f"{where}: a list is needed, not {type(value).__name__}")
    return value


def _instant(value: object, where: str) -> datetime:
    if not isinstance(value, str):
        raise UsageError(f"{where}: a time in ISO 8601 is needed, not {type(value).__name__}")
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as fault:
        raise UsageError(f"{where}: {value!r} is no time in ISO 8601") from fault
    if instant.tzinfo is None:
        raise UsageError(f"{where}: {value!r} names no time zone; write UTC as 'Z'")
    return instant.astimezone(UTC)
