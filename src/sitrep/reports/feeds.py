"""An RSS or Atom feed in, its items out, and what it takes back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urljoin

from sitrep.arrivals import Withdrawal
from sitrep.reports.dates import read_date
from sitrep.reports.draft import Draft, Reading
from sitrep.reports.page_source import plain_text, survey
from sitrep.reports.xml_tree import local, text_of
from sitrep.settings import Settings

__all__ = ["FEEDS", "Document", "Item", "in_full", "markup_text", "read_feed", "take_unfetched"]

#: root elements of feeds: RSS 0.9x and 2.0, RSS 1.0, Atom
FEEDS = frozenset(("rss", "rdf", "feed"))
#: RFC 6721
_DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
_TAG = re.compile(r"<[a-zA-Z/!]")
_PARSER_FAULTS = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
_LONGEST_FIELD = 2000


@dataclass(frozen=True, slots=True)
class Item:
    """One item as the feed gives it; "" where it says nothing.

    ``content`` is what the feed calls the content, ``summary`` what it calls the description or
    summary, both as text. ``key`` tells items apart, ``mark`` the states of one item.
    """

    key: str
    mark: str
    place: str
    title: str = ""
    url: str = ""
    guid: str = ""
    content: str = ""
    summary: str = ""
    byline: str = ""
    publisher: str = ""
    language: str = ""
    published: str = ""
    updated: str = ""

    def draft(self, text: str, reading: Reading) -> Draft:
        """The item as a report with this ``text``; unreadable dates are told to ``reading``."""
        published = reading.date(self.place, "published", self.published)
        updated = reading.date(self.place, "updated", self.updated)
        return Draft(
            text=text,
            path=self.place,
            extractor="feed",
            title=self.title or None,
            publisher=self.publisher or None,
            byline=self.byline or None,
            published=published,
            updated=updated if not published or not updated or updated > published else None,
            url=self.url or None,
            language=self.language or None,
            guid=self.guid or None,
        )


@dataclass(frozen=True, slots=True)
class Document:
    """A feed's title, how long it asks to be left alone (seconds), and what it holds."""

    title: str = ""
    pause: float = 0.0
    items: tuple[Item, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    reading: Reading = field(default_factory=Reading)


def read_feed(root: Any, path: str, address: str | None, settings: Settings) -> Document:
    """What a feed holds, items in its order, each key once.

    Args:
        root: the root element, as :func:`sitrep.reports.xml_tree.read_xml` gives it.
        path: the file or address, for problems.
        address: where it was fetched, so that relative addresses can be completed.
        settings: the limits.
    """
    import feedparser
    from lxml import etree

    reading = Reading()
    try:
        found = feedparser.parse(
            io.BytesIO(etree.tostring(root, encoding="utf-8")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except _PARSER_FAULTS as error:  # feeds made to choke it get through to us
        reading.trouble(path, f"a feed that cannot be read ({type(error).__name__})")
        return Document(reading=reading)
    base = address or str(found.feed.get("link") or "")
    title = _line(found.feed.get("title"))
    language = _line(found.feed.get("language"))
    rss = str(found.get("version") or "").startswith("rss")
    items: dict[str, Item] = {}
    for number, entry in enumerate(found.entries[: settings.max_records], 1):
        item = _item(entry, f"{path}#{number}", base, title, language, rss=rss)
        if item.key in items:
            reading.trouble(item.place, f"given twice; the same item as {items[item.key].place}")
            continue
        items[item.key] = item
    if len(found.entries) > settings.max_records:
        left = len(found.entries) - settings.max_records
        reading.trouble(path, f"{left} more items; at most {settings.max_records} are read")
    return Document(
        title=title,
        pause=_pause(root),
        items=tuple(items.values()),
        withdrawals=tuple(_withdrawals(root, path, title)),
        reading=reading,
    )


def in_full(item: Item, settings: Settings) -> str:
    """The item's text when the feed gives the report itself, "" when it only hints at it.

    It is the report when it is long (``min_summary_chars``), or when the item has no page.
    """
    best = max(item.content, item.summary, key=len)
    return best if len(best) >= settings.min_summary_chars or not item.url else ""


def markup_text(written: str) -> str:
    """The text of a piece of HTML, blocks on lines of their own; plain text as it stands."""
    if not _TAG.search(written):
        return plain_text(written) if "&" in written else written.strip()
    return plain_text(survey(written).text)


def _item(entry: Any, place: str, base: str, title: str, language: str, *, rss: bool) -> Item:
    contents = [str(one.get("value") or "") for one in entry.get("content", ())]
    content = markup_text(max(contents, key=len)) if contents else ""
    summary = markup_text(str(entry.get("summary") or ""))
    guid = _line(entry.get("id"))
    url = _joined(base, _line(entry.get("link")))
    published = _line(entry.get("published"))
    updated = _line(dict.get(entry, "updated"))  # its own "get" gives "published" instead
    if rss and not published:  # the parser calls Dublin Core's date "updated"
        published, updated = updated, ""
    names = [_line(one.get("name")) for one in entry.get("authors", ()) if one.get("name")]
    headline = _line(markup_text(str(entry.get("title") or "")))
    key = guid or url or headline
    words = "\x1f".join((headline, url, published, updated, content, summary))
    mark = sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Item(
        key=key or mark,
        mark=mark,
        place=place,
        title=headline,
        url=url,
        guid=guid,
        content=content,
        summary=summary if summary != content else "",
        byline=", ".join(dict.fromkeys(names)) or _line(entry.get("author")),
        publisher=_line(entry.get("publisher")) or _source(entry) or title,
        language=language,
        published=published,
        updated=updated,
    )


def _source(entry: Any) -> str:
    source = entry.get("source")
    return _line(source.get("title")) if isinstance(source, dict) else ""


def _line(value: object) -> str:
    return " ".join(value.split())[:_LONGEST_FIELD] if isinstance(value, str) else ""


def _joined(base: str, written: str) -> str:
    try:
        joined = urljoin(base, written) if written else ""
    except ValueError:
        return ""
    return joined if joined.startswith(("http://", "https://")) else ""


def _withdrawals(root: Any, path: str, title: str) -> Iterator[Withdrawal]:
    for element in root.iter(_DELETED):
        reference = " ".join((element.get("ref") or "").split())
        if not reference:
            continue
        comment = next((text_of(one) for one in element if local(one) == "comment"), "")
        yield Withdrawal(
            reason=comment[:_LONGEST_FIELD] or "deleted from the feed",
            guid=reference,
            publisher=title or None,
            at=read_date(element.get("when")),
            path=path,
        )


def _pause(root: Any) -> float:
    """Seconds from RSS "ttl" (minutes); 0 when it is not given."""
    for element in root.iter("ttl"):
        written = text_of(element)
        return float(written) * 60 if written.isdecimal() and len(written) < 6 else 0.0
    return 0.0


def take_unfetched(item: Item, settings: Settings, reading: Reading) -> None:
    """Adds an item whose page is not fetched: a report, or the problem that it is a teaser.

    What the feed calls the content is taken for the report, however short; a summary is not.
    """
    text = in_full(item, settings) or item.content
    if text:
        reading.drafts.append(item.draft(text, reading))
    elif item.url:
        reading.trouble(item.place, f"only a teaser; its page {item.url} was not fetched")
    else:
        reading.trouble(item.place, "an item without text and without an address")
