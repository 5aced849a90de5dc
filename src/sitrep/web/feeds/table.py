"""Where the feeds are: four operations of the interface."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from sitrep.protocols import Keeper
from sitrep.web.api.answers import Answer, dump
from sitrep.web.api.asking import Asking, Operation
from sitrep.web.feeds.atom import to_atom
from sitrep.web.feeds.entries import Feed, news_feed, stories_feed
from sitrep.web.feeds.jsonfeed import VERSION, to_json_feed

__all__ = ["OPERATIONS"]

_ATOM, _JSON_FEED = "application/atom+xml", "application/feed+json"
_TEXT = {"type": "string"}
_INSTANT = {"type": "string", "format": "date-time"}
_ITEM = {
    "id": _TEXT,
    "url": _TEXT,
    "title": _TEXT,
    "content_html": _TEXT,
    "content_text": _TEXT,
    "date_published": _INSTANT,
    "date_modified": _INSTANT,
}
#: what the format asks for (JSON Feed 1.1, "Items" and "Top-level")
JSON_FEED: dict[str, Any] = {
    "type": "object",
    "properties": {
        "version": {"const": VERSION},
        "title": _TEXT,
        "home_page_url": _TEXT,
        "feed_url": _TEXT,
        "language": _TEXT,
        "authors": {
            "type": "array",
            "items": {"type": "object", "properties": {"name": _TEXT}, "required": ["name"]},
        },
        "items": {
            "type": "array",
            "items": {"type": "object", "properties": _ITEM, "required": list(_ITEM)},
        },
    },
    "required": ["version", "title", "items"],
}


def _atom(make: Callable[[Keeper], Feed], asking: Asking) -> Answer:
    return Answer(to_atom(make(asking.keeper), asking.base), _ATOM)


def _json(make: Callable[[Keeper], Feed], asking: Asking) -> Answer:
    return Answer(dump(to_json_feed(make(asking.keeper), asking.base)), _JSON_FEED)


def _both(name: str, summary: str, make: Callable[[Keeper], Feed]) -> tuple[Operation, Operation]:
    path = f"/feeds/{name}"
    return (
        Operation(
            f"feed_{name}_atom",
            f"{path}.atom",
            f"{summary}, as Atom",
            partial(_atom, make),
            {_ATOM: None},
        ),
        Operation(
            f"feed_{name}_json",
            f"{path}.json",
            f"{summary}, as JSON Feed",
            partial(_json, make),
            {_JSON_FEED: JSON_FEED},
        ),
    )


OPERATIONS: tuple[Operation, ...] = (
    *_both("stories", "The newest stories with their briefs in short", stories_feed),
    *_both("new", "What changed last", news_feed),
)
