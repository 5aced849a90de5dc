"""What lists of a kept ledger look like on a terminal: plain lines, or JSON for programs."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sitrep.codec import encode
from sitrep.commands.problems import plain
from sitrep.records import Count

__all__ = ["as_json", "count", "day", "paragraph", "say"]

_WIDTH = 88


def say(lines: Iterable[str]) -> None:
    """Writes lines to standard output, with nothing in them that acts on a terminal."""
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        sys.stdout.write(indent + plain(line) + "\n")


def as_json(value: Any) -> None:
    """Writes records as JSON: the grammar is that of the data contract."""
    sys.stdout.write(json.dumps(encode(value), indent=2, ensure_ascii=False) + "\n")


def day(moment: datetime | None) -> str:
    """A moment to the minute in UTC, or that there is none."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M") if moment else "no date"


def count(lines: Count | None) -> str:
    """A number of independent origins in words."""
    if lines is None:
        return "not analysed yet"
    if lines.low == lines.high:
        return f"{lines.low} independent origin{'' if lines.low == 1 else 's'}"
    return f"{lines.low}–{lines.high} independent origins"


def paragraph(text: str, indent: str = "  ") -> list[str]:
    """A text broken into lines, each indented."""
    words = " ".join(text.split())
    return textwrap.wrap(words, _WIDTH, initial_indent=indent, subsequent_indent=indent)
