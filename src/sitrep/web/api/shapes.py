"""JSON Schemas of what is given and taken: from the record types, and from the contract.

The grammar is that of :mod:`sitrep.codec`, which writes the records. Records of the contract
``sitrep.ledger/1`` take the schema that is published for it; those of a kept ledger are read
from their type hints, so that a field added to a record is described by itself.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from sitrep import kept, records

__all__ = ["LEDGER_SCHEMA", "components", "contract", "named", "of", "page", "ref"]

Schema = dict[str, Any]
LEDGER_SCHEMA = "sitrep.ledger.1.schema.json"
#: what the interface gives of a kept ledger
KEPT = (
    kept.StoryCard,
    kept.Version,
    kept.Hit,
    kept.Correction,
    kept.Change,
    kept.Due,
)
#: records that the contract describes, by the name it has for them
CONTRACT = {
    records.Cite: "cite",
    records.Count: "count",
    records.Span: "span",
    records.Report: "report",
    records.Problem: "problem",
    records.Brief: "brief",
}
_PLAIN: dict[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean"}


def ref(name: str) -> Schema:
    """A pointer to a named schema."""
    return {"$ref": f"#/components/schemas/{name}"}


def named(kind: type) -> str:
    """The name of a record's schema."""
    return CONTRACT.get(kind) or kind.__name__


@cache
def contract() -> Schema:
    """The published JSON Schema of ``sitrep.ledger/1``."""
    found: Schema = json.loads((files("sitrep.data") / LEDGER_SCHEMA).read_text(encoding="utf-8"))
    return found


def components() -> dict[str, Schema]:
    """All named schemas: the contract's, those of the kept records, and the problem's."""
    whole = _moved(contract())
    parts = whole.pop("$defs")
    for key in ("$schema", "$id"):
        whole.pop(key)
    return {
        **{kind.__name__: _record(kind) for kind in KEPT},
        "ledger": whole,
        **parts,
        "fault": _FAULT,
    }


def of(hint: Any) -> Schema:
    """The schema of a value with the type hint ``hint``."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return {"anyOf": [of(one) for one in get_args(hint)]}
    if origin is tuple:
        return {"type": "array", "items": of(get_args(hint)[0])}
    if origin is Literal:
        return {"type": "string", "enum": list(get_args(hint))}
    if hint is NoneType:
        return {"type": "null"}
    if hint is datetime:
        return ref("instant")
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    if hint in CONTRACT or is_dataclass(hint):
        return ref(named(hint))
    raise TypeError(f"{hint!r} has no place in the contract's grammar")


def page(items: Schema, *, counted: bool = True) -> Schema:
    """The schema of one page of a list."""
    end = (
        {"total": {"type": "integer", "minimum": 0, "description": "items in all"}}
        if counted
        else {"more": {"type": "boolean", "description": "a further page has something"}}
    )
    return {
        "type": "object",
        "properties": {
            "limit": {"type": "integer", "minimum": 1},
            "offset": {"type": "integer", "minimum": 0},
            **end,
            "items": {"type": "array", "items": items},
        },
        "required": ["limit", "offset", *end, "items"],
        "additionalProperties": False,
    }


def _record(kind: Any) -> Schema:
    hints = get_type_hints(kind)
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split("\n\n")[0].split()),
        "properties": {field.name: _field(field, hints[field.name]) for field in fields(kind)},
        "required": [field.name for field in fields(kind)],
        "additionalProperties": False,
    }


def _field(field: Field[Any], hint: Any) -> Schema:
    found = of(hint)
    if field.default is not MISSING and isinstance(field.default, str | int | bool):
        found["default"] = field.default
    return found


def _moved(schema: Any) -> Any:
    """A copy whose pointers lead to the document's components."""
    if isinstance(schema, dict):
        return {
            key: f"#/components/schemas/{value.rpartition('/')[2]}"
            if key == "$ref"
            else _moved(value)
            for key, value in schema.items()
        }
    if isinstance(schema, list):
        return [_moved(item) for item in schema]
    return schema


_FAULT: Schema = {
    "type": "object",
    "description": "Why a request was turned away (RFC 9457).",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "what is wrong, in one sentence"},
        "parameter": {"type": "string", "description": "what was given wrongly"},
        "value": {"type": "string", "description": "what was given, cut when long"},
        "limit": {"type": "string", "description": "what is allowed"},
        "remedy": {"type": "string", "description": "what to do instead"},
    },
    "required": ["type", "title", "status", "detail"],
    "additionalProperties": False,
}
