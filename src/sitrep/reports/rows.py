"""Rows of JSON: one item a line (``.jsonl``), or one object or list of them (``.json``)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sitrep.reports.dialects import TEXTS, read_row
from sitrep.reports.draft import Reading
from sitrep.reports.posts import read_linked_row
from sitrep.reports.wires import is_ninjs, read_ninjs

__all__ = ["read_json", "read_json_lines"]

#: broken lines that get a problem of their own; the rest is counted in one
_MOST_TOLD = 20


def read_json_lines(text: str, path: str) -> Reading:
    """What each line that is an object with text holds; its path is ``FILE#LINE``.

    Args:
        text: the file's content.
        path: the file's name.
    """
    reading = Reading()
    broken = 0
    if not text.strip():  # a byte order mark alone
        reading.trouble(path, "empty")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        value, fault = _parse(line)
        if fault is None:
            fault = _add(value, f"{path}#{number}", reading)
        if fault is not None:
            broken += 1
            if broken <= _MOST_TOLD:
                reading.trouble(path, f"line {number}: {fault}")
    if broken > _MOST_TOLD:
        reading.trouble(path, f"{broken - _MOST_TOLD} more lines cannot be used")
    return reading


def read_json(text: str, path: str) -> Reading:
    """What one object holds, or each object of a list (paths ``FILE#N``)."""
    reading = Reading()
    value, fault = _parse(text)
    if fault is not None:
        reading.trouble(path, fault)
        return reading
    several = isinstance(value, list)
    rows: Sequence[object] = value if isinstance(value, list) else [value]
    if not rows:
        reading.trouble(path, "an empty list")
    for number, row in enumerate(rows, 1):
        wrong = _add(row, f"{path}#{number}" if several else path, reading)
        if wrong is not None:
            reading.trouble(path, f"item {number}: {wrong}" if several else wrong)
    return reading


def _parse(text: str) -> tuple[object, str | None]:
    try:
        return json.loads(text, strict=False), None
    except json.JSONDecodeError as error:
        return None, f"no valid JSON ({error.msg.lower()}: character {error.pos + 1})"
    except (RecursionError, ValueError) as error:
        return None, f"JSON that cannot be read ({type(error).__name__})"


def _add(value: object, path: str, reading: Reading) -> str | None:
    """Adds what one row holds; gives what is wrong with it, if anything is."""
    if not isinstance(value, Mapping):
        return "not a JSON object"
    if "@type" in value or "@graph" in value:
        fault = read_linked_row(value, path, reading)
    elif is_ninjs(value):
        fault = read_ninjs(value, path, reading)
    else:
        fault = read_row(value, path, reading)
    return f"no text in any of the fields {', '.join(TEXTS)}" if fault else None
