"""Records as compressed bytes, and back: what columns need not show."""

from __future__ import annotations

import json
import re
import zlib
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import orjson

from sitrep.codec import decode, encode
from sitrep.errors import StoreError

__all__ = ["as_micros", "as_moment", "pack", "pack_plain", "storable", "unpack", "unpack_plain"]

Record = TypeVar("Record")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: what no database takes as text: NUL and halves of surrogate pairs
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
#: fast, and within some per cent of the best for records of a few kilobytes
_LEVEL = 6


def pack(record: object) -> bytes:
    """A record of :mod:`sitrep.records` or :mod:`sitrep.kept` as compressed JSON."""
    return pack_plain(encode(record))


def unpack(kind: type[Record], data: bytes) -> Record:
    """The record that :func:`pack` wrote.

    Raises:
        StoreError: when the bytes are damaged.
    """
    return decode(kind, unpack_plain(data))


def pack_plain(value: Any) -> bytes:
    """A value of JSON's kinds as compressed bytes; any text will do, half surrogates too."""
    try:
        written = orjson.dumps(value)
    except orjson.JSONEncodeError:
        written = json.dumps(value, separators=(",", ":")).encode("ascii")
    return zlib.compress(written, _LEVEL)


def unpack_plain(data: bytes) -> Any:
    """The value that :func:`pack_plain` wrote.

    Raises:
        StoreError: when the bytes are damaged.
    """
    try:
        written = zlib.decompress(data)
    except zlib.error as error:
        raise StoreError(f"a record of the ledger is damaged ({error})") from error
    try:
        return orjson.loads(written)
    except orjson.JSONDecodeError:
        return json.loads(written)


def storable(text: str) -> str:
    """Text as every database takes it; what cannot be stored becomes U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def as_micros(moment: datetime) -> int:
    """Whole microseconds since 1970."""
    return (moment - _EPOCH) // timedelta(microseconds=1)


def as_moment(micros: int) -> datetime:
    """The moment, in UTC."""
    return _EPOCH + timedelta(microseconds=micros)
