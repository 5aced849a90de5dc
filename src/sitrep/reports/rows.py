"""Rows of JSON: one report a line (``.jsonl``), or one object or list of them (``.json``)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from sitrep.reports.dates import read_date
from sitrep.reports.draft import Draft, Reading

__all__ = ["read_json", "read_json_lines"]

#: names that news-please, NGEC, GDELT and plain exports give to one thing, first one wins
_KEYS: dict[str, tuple[str, ...]] = {
    "text": ("text", "maintext", "body", "event_text", "articleBody", "content"),
    "title": ("title", "headline", "event_title"),
    "publisher": ("publisher", "source", "source_domain", "site_name", "sitename", "outlet"),
    "byline": ("byline", "author", "authors"),
    "published": ("published", "date_publish", "datePublished", "published_at", "date"),
    "updated": ("updated", "date_modify", "dateModified", "updated_at", "modified"),
    "url": ("url", "link", "canonical_url"),
    "language": ("language", "lang"),
}
#: broken lines that get a problem of their own; the rest is counted in one
_MOST_TOLD = 20
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def read_json_lines(text: str, path: str) -> Reading:
    """One draft for each line that is an object with text; its path is ``FILE#LINE``.

    Args:
        text: the file's content.
        path: the file's name.
    """
    reading = Reading()
    broken = 0
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
    """The draft of one object, or of each object of a list (paths ``FILE#N``)."""
    reading = Reading()
    value, fault = _parse(text)
    if fault is not None:
        reading.trouble(path, fault)
        return reading
    several = isinstance(value, list)
    rows: Sequence[object] = value if isinstance(value, list) else [value]
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
    """Adds the draft of one row; gives what is wrong with it, if anything is."""
    if not isinstance(value, Mapping):
        return "not a JSON object"
    text = _first(value, "text")
    if text is None:
        return "no text in any of the fields " + ", ".join(_KEYS["text"])
    dates = {}
    for name in ("published", "updated"):
        raw = next((value[key] for key in _KEYS[name] if value.get(key)), None)
        dates[name] = read_date(raw)
        if raw is not None and dates[name] is None:
            reading.trouble(path, f"{name}: {str(raw)[:60]!r} is no date that can be read")
    reading.drafts.append(
        Draft(
            text=text,
            path=path,
            extractor="jsonl",
            title=_first(value, "title"),
            publisher=_first(value, "publisher"),
            byline=_first(value, "byline"),
            published=dates["published"],
            updated=dates["updated"],
            url=_first(value, "url"),
            language=_first(value, "language"),
        )
    )
    return None


def _first(row: Mapping[str, object], name: str) -> str | None:
    for key in _KEYS[name]:
        found = _words(row.get(key))
        if found:
            return found if name == "text" else " ".join(found.split())
    return None


def _words(value: object) -> str:
    """A string, a list of them joined, or the ``name`` of an object; "" for anything else."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value) if value.strip() else ""
    if isinstance(value, Mapping):
        inside = value.get("name")
        return _words(inside) if isinstance(inside, str) else ""
    if isinstance(value, list):
        return ", ".join(
            found for one in value[:50] if not isinstance(one, list) and (found := _words(one))
        )
    return ""
