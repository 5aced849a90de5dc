"""A feed as JSON Feed 1.1."""

from __future__ import annotations

from typing import Any

from sitrep.codec import encode
from sitrep.web.feeds.entries import Feed

__all__ = ["VERSION", "to_json_feed"]

VERSION = "https://jsonfeed.org/version/1.1"


def to_json_feed(feed: Feed, base: str) -> dict[str, Any]:
    """The feed as the format's object.

    Args:
        feed: what stands in it.
        base: scheme and host that addresses begin with.
    """
    return {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": f"{base}{feed.home}",
        "feed_url": f"{base}{feed.path}.json",
        "language": "en",
        "authors": [{"name": "Sitrep"}],
        "items": [
            {
                "id": entry.id,
                "url": f"{base}{entry.url}",
                "title": entry.title,
                "content_html": entry.html,
                "content_text": entry.text,
                "date_published": encode(entry.published),
                "date_modified": encode(entry.updated),
            }
            for entry in feed.entries
        ],
    }
