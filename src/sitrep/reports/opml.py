"""An OPML list in, the feeds that it names out."""

from __future__ import annotations

from typing import Any

from sitrep.arrivals import Feed
from sitrep.reports.draft import Reading
from sitrep.reports.guard import without_secrets
from sitrep.reports.xml_tree import local
from sitrep.settings import Settings

__all__ = ["read_opml"]


def read_opml(root: Any, path: str, settings: Settings) -> Reading:
    """The feeds of a list, each address once, in the list's order; folders are looked into.

    Args:
        root: the root element.
        path: the file or address, for problems.
        settings: the limits.
    """
    reading = Reading()
    feeds: dict[str, Feed] = {}
    for outline in root.iter():
        if local(outline).lower() != "outline":
            continue
        named = {str(name).lower(): str(value).strip() for name, value in outline.items()}
        address = named.get("xmlurl", "")
        if not address:
            continue
        if not address.lower().startswith(("http://", "https://")):
            reading.trouble(path, f"{without_secrets(address)[:200]!r} is no address of a feed")
        elif len(feeds) >= settings.max_records:
            reading.trouble(path, f"more than {settings.max_records} feeds; the rest is not read")
            break
        else:
            title = named.get("title") or named.get("text") or None
            feeds.setdefault(address, Feed(address, title=title))
    reading.feeds.extend(feeds.values())
    if not feeds:
        reading.trouble(path, "a list that names no feed")
    return reading
