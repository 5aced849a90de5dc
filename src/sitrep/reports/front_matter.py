"""The header of a Markdown file: ``key: value`` lines between two lines of three dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

__all__ = ["Page", "read_front_matter"]

#: most lines a header may have; beyond them the dashes were a rule, not a header
_MOST_LINES = 200
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40}?)\s*:(?:\s+(.*))?$")
_ITEM = re.compile(r"\s*-\s+(.*)$")


@dataclass(frozen=True, slots=True)
class Page:
    """The ``body`` and the particulars of its header, keys in small letters.

    ``closed`` is False when the text begins with three dashes that nothing closes; the
    whole is then the body.
    """

    body: str
    values: dict[str, str] = field(default_factory=dict)
    closed: bool = True


def read_front_matter(text: str) -> Page:
    """The header's values and the text below it, white space at its ends taken off.

    Args:
        text: a whole file. Quotes around values are taken off; lists ("[a, b]" or lines
            with dashes) and folded lines are joined.
    """
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != "---":
        return Page(text.strip())
    values: dict[str, str] = {}
    key = ""
    for at, line in enumerate(lines[1:_MOST_LINES], 1):
        if line.strip() in ("---", "..."):
            body = "".join(lines[at + 1 :]).strip()
            return Page(body, {name: value for name, value in values.items() if value})
        key = _take(line, key, values)
    return Page(text.strip(), closed=False)


def _take(line: str, key: str, values: dict[str, str]) -> str:
    """Adds what one line says to ``values``; gives the key that later lines go on with."""
    pair = _PAIR.match(line)
    if pair and not line[0].isspace():
        key = pair.group(1).lower().replace("-", "_").replace(" ", "_")
        value = (pair.group(2) or "").strip()
        values[key] = "" if value in ("|", ">", "|-", ">-") else _plain(value)
        return key
    item = _ITEM.match(line)
    if key and (item or line[:1].isspace()):
        more = _plain((item.group(1) if item else line).strip())
        joint = ", " if item else " "
        values[key] = f"{values[key]}{joint}{more}" if values[key] else more
    return key


def _plain(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        inside = value[1:-1]
        return inside.replace('\\"', '"') if value[0] == '"' else inside.replace("''", "'")
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_plain(part.strip()) for part in value[1:-1].split(",") if part.strip())
    return "" if value in ("null", "~") else value
