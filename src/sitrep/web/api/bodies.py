"""Whether JSON fits a schema: the few words of JSON Schema that bodies are described with.

The schema that is published is so the one that is held to; no second list of rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["fault_of"]

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "null": (type(None),),
}


def fault_of(value: Any, schema: Mapping[str, Any], place: str = "it") -> str | None:
    """The first thing in which ``value`` breaks ``schema``; None when it fits.

    Knows ``type``, ``properties``, ``required``, ``additionalProperties`` (false), ``items``,
    ``minItems``, ``maxItems``, ``enum``, ``minLength``, ``maxLength`` and ``pattern``.
    """
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, _TYPES[kind]) for kind in kinds):
        return f"{place} must be {' or '.join(kinds)}"
    if isinstance(value, dict):
        return _in_object(value, schema, place)
    if isinstance(value, list):
        return _in_list(value, schema, place)
    return _in_text(value, schema, place) if isinstance(value, str) else None


def _in_object(value: dict[str, Any], schema: Mapping[str, Any], place: str) -> str | None:
    known = schema["properties"]
    for name in schema["required"]:
        if name not in value:
            return f"{place} lacks {name}"
    for name, inner in value.items():
        if name not in known:
            return f"{place} has {name[:40]!r}; known are {', '.join(known)}"
        fault = fault_of(inner, known[name], name)
        if fault:
            return fault
    return None


def _in_list(value: list[Any], schema: Mapping[str, Any], place: str) -> str | None:
    if not schema["minItems"] <= len(value) <= schema["maxItems"]:
        return f"{place} has {len(value)} items; {schema['minItems']} to {schema['maxItems']} go"
    for at, inner in enumerate(value):
        fault = fault_of(inner, schema["items"], f"{place}[{at}]")
        if fault:
            return fault
    return None


def _in_text(value: str, schema: Mapping[str, Any], place: str) -> str | None:
    if value not in schema.get("enum", (value,)):
        return f"{place} is {value[:40]!r}; it is one of {', '.join(schema['enum'])}"
    least, most = schema.get("minLength", 0), schema.get("maxLength", len(value))
    if not least <= len(value) <= most:
        return f"{place} has {len(value)} characters; {least} to {most} go"
    # "$" of the schema's patterns is the very end, which Python writes "\Z"
    if "pattern" in schema and not re.search(schema["pattern"][:-1] + r"\Z", value):
        return f"{place} is {value[:40]!r}, which has a character that is not allowed"
    return None
