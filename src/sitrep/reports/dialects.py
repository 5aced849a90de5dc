"""One row of JSON in, a draft out: the names that common exports give to one thing.

news-please, Fundus, trafilatura, NGEC, GDELT, schema.org and plain exports are understood.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sitrep.reports.draft import Draft, Reading

__all__ = ["TEXTS", "read_row", "words"]

#: first one that holds something wins
TEXTS = ("text", "maintext", "body", "event_text", "articleBody", "plaintext", "content")
_TITLES = ("title", "headline", "event_title", "title_page", "title_rss")
#: trafilatura's "source" is an address, others' a name; "hostname" is the last resort
_PUBLISHERS = (
    *("publisher", "source", "source-hostname", "source_domain", "site_name"),
    *("sitename", "outlet", "hostname"),
)
_BYLINES = ("byline", "author", "authors")
_PUBLISHED = (
    *("published", "date_publish", "publishing_date", "datePublished", "published_at"),
    "date",
)
_UPDATED = ("updated", "date_modify", "dateModified", "updated_at", "modified")
_RETRIEVED = ("retrieved", "date_download", "crawl_date", "filedate")
_URLS = ("url", "link", "canonical_url", "responded_url", "requested_url", "source")
_LANGUAGES = ("language", "lang")
_GUIDS = ("guid",)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MOST_PARTS = 2000


def read_row(row: Mapping[str, object], path: str, reading: Reading) -> bool:
    """Adds the draft of one row; True when it has no text.

    Args:
        row: an object with at least a text; its dates may be ISO 8601, RFC 2822 or seconds.
        path: the file and place of the row.
        reading: what the draft and unreadable dates are added to.
    """
    text = next((found for name in TEXTS if (found := _text(row.get(name)))), "")
    text = text or words(row.get("raw_text"))
    if not text:
        return True
    inside = row.get("html")  # Fundus keeps what it fetched there
    rows = [row, inside] if isinstance(inside, Mapping) else [row]
    reading.drafts.append(
        Draft(
            text=text,
            path=path,
            extractor="jsonl",
            title=_line(row, _TITLES),
            publisher=_publisher(row),
            byline=_line(row, _BYLINES),
            published=reading.date(path, "published", _given([row], _PUBLISHED)),
            updated=reading.date(path, "updated", _given([row], _UPDATED)),
            retrieved=reading.date(path, "retrieved", _given(rows, _RETRIEVED)),
            url=next((url for one in rows if (url := _url(one))), None),
            language=_line(row, _LANGUAGES),
            guid=_line(row, _GUIDS),
        )
    )
    return False


def _given(rows: list[Mapping[str, object]], names: tuple[str, ...]) -> object:
    """The first value that is there; exports write "None" for nothing."""
    values = (row.get(name) for row in rows for name in names)
    return next((value for value in values if value and value != "None"), None)


def _line(row: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    for name in names:
        found = words(row.get(name))
        if found and found != "None":
            return " ".join(found.split())
    return None


def _publisher(row: Mapping[str, object]) -> str | None:
    named = (_line(row, (name,)) for name in _PUBLISHERS)
    return next((name for name in named if name and not _is_url(name)), None)


def _url(row: Mapping[str, object]) -> str | None:
    named = (_line(row, (name,)) for name in _URLS)
    return next((url for url in named if url and _is_url(url)), None)


def _is_url(written: str) -> bool:
    return written.startswith(("http://", "https://"))


def _text(value: object) -> str:
    """The text of a field: a string, a list of paragraphs, or Fundus's body of sections."""
    if isinstance(value, Mapping):
        parts: list[str] = _paragraphs(value.get("summary"))
        sections = value.get("sections")
        for section in sections[:_MOST_PARTS] if isinstance(sections, list) else ():
            if isinstance(section, Mapping):
                parts += _paragraphs(section.get("headline"))
                parts += _paragraphs(section.get("paragraphs"))
        return "\n".join(parts)
    if isinstance(value, list):
        return "\n".join(_paragraphs(value))
    return words(value)


def _paragraphs(value: object) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [" ".join(one.split()) for part in listed[:_MOST_PARTS] if (one := words(part))]


def words(value: object) -> str:
    """A string, a list of them joined, or the ``name`` of an object; "" for anything else."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value) if value.strip() else ""
    if isinstance(value, Mapping):
        inside = value.get("name")
        return words(inside) if isinstance(inside, str) else ""
    if isinstance(value, list):
        return ", ".join(
            found for one in value[:50] if not isinstance(one, list) and (found := words(one))
        )
    return ""
