"""Records as plain dictionaries, and back: the grammar of the data contract.

One rule for each kind of value, whatever record it stands in: a span is ``[start, end]``, a
count ``[low, high]``, an instant ISO 8601 in UTC with "Z", bytes base64, a tuple a list, a record
an object with its fields as keys. A field that is added to a record so appears in the contract by
itself.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

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
Reader = Callable[[object], object]

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
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
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
    try:
        reader: Reader = _reader(cast(Any, kind))
        made = reader(value)
    except _FaultError as fault:
        raise UsageError(f"{kind.__name__}{fault.place}: {fault.why}") from fault
    if not isinstance(made, kind):
        raise UsageError(f"{kind.__name__}: not a record")
    return made


class _FaultError(Exception):
    """What is wrong with a value, and where; the place grows on the way out."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
        self.place = ""


@cache
def _keys(kind: Any) -> tuple[str, ...]:
    names = [field.name for field in fields(kind)]
    first: tuple[str, ...] = _ORDER.get(kind, ())
    return (*first, *(name for name in names if name not in first))


@cache
def _reader(kind: Any) -> Reader:
    """What turns a plain value into one of the type hint ``kind``; made once for each type."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _optional(kind)
    if origin is tuple:
        return _sequence(_reader(get_args(kind)[0]))
    if origin is Literal:
        return _choice(get_args(kind))
    if kind in _PAIRS:
        return _pair(kind)
    if kind is datetime:
        return _instant
    if kind is bytes:
        return _bytes
    return _record(kind) if is_dataclass(kind) else _plain(kind)


def _optional(kind: Any) -> Reader:
    (inner,) = (option for option in get_args(kind) if option is not NoneType)
    read = _reader(inner)
    empty = NoneType in get_args(kind)

    def reader(value: object) -> object:
        return None if value is None and empty else read(value)

    return reader


def _sequence(read: Reader) -> Reader:
    def reader(value: object) -> object:
        made = []
        for item in _list(value):
            try:
                made.append(read(item))
            except _FaultError as fault:
                fault.place = f"[{len(made)}]{fault.place}"
                raise
        return tuple(made)

    return reader


def _choice(options: tuple[object, ...]) -> Reader:
    def reader(value: object) -> object:
        if value not in options:
            raise _FaultError(f"{value!r} is not one of {', '.join(map(str, options))}")
        return value

    return reader


def _pair(kind: Any) -> Reader:
    def reader(value: object) -> object:
        pair = _list(value)
        if len(pair) != 2 or not all(type(number) is int for number in pair):
            raise _FaultError(f"two whole numbers are needed, not {value!r}")
        return kind(*pair)

    return reader


def _record(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    needed = {f.name for f in fields(kind) if f.default is f.default_factory is MISSING}
    known = [(field.name, _reader(hints[field.name])) for field in fields(kind)]

    def reader(value: object) -> object:
        if not isinstance(value, Mapping):
            raise _FaultError(f"an object is needed, not {type(value).__name__}")
        given: dict[str, object] = {}
        for name, read in known:
            if name in value:
                try:
                    given[name] = read(value[name])
                except _FaultError as fault:
                    fault.place = f".{name}{fault.place}"
                    raise
            elif name in needed:
                raise _FaultError(f"the key {name!r} is missing")
        return kind(**given)

    return reader


def _plain(kind: Any) -> Reader:
    def reader(value: object) -> object:
        if type(value) is kind:
            return value
        if kind is float and type(value) is int:
            return float(value)
        raise _FaultError(f"{kind.__name__} is needed, not {type(value).__name__}")

    return reader


def _list(value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise _FaultError(f"a list is needed, not {type(value).__name__}")
    return value


def _bytes(value: object) -> object:
    if not isinstance(value, str):
        raise _FaultError(f"base64 text is needed, not {type(value).__name__}")
    try:
        return b64decode(value, validate=True)
    except ValueError as wrong:
        raise _FaultError("no base64 text") from wrong


def _instant(value: object) -> object:
    if not isinstance(value, str):
        raise _FaultError(f"a time in ISO 8601 is needed, not {type(value).__name__}")
    try:
        instant = datetime.fromisoformat(value)
    except ValueError as wrong:
        raise _FaultError(f"{value!r} is no time in ISO 8601") from wrong
    if instant.tzinfo is None:
        raise _FaultError(f"{value!r} names no time zone; write UTC as 'Z'")
    return instant.astimezone(UTC)
