"""The bytes of one document in, what it holds out, whatever its kind."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sitrep.reports.draft import Draft, Reading, trouble
from sitrep.reports.encoding import decode, decode_page
from sitrep.reports.feeds import FEEDS, read_feed, take_unfetched
from sitrep.reports.front_matter import read_front_matter
from sitrep.reports.linked_data import Particulars
from sitrep.reports.mail import read_mail
from sitrep.reports.newsml import ROOTS as NEWSML
from sitrep.reports.newsml import read_newsml
from sitrep.reports.opml import read_opml
from sitrep.reports.pdf import read_pdf
from sitrep.reports.posts import take_posts
from sitrep.reports.rows import read_json, read_json_lines
from sitrep.reports.xml_tree import Tree, local, read_xml
from sitrep.settings import Settings

__all__ = ["NO_ARTICLE", "Origin", "kind_of", "read_document", "read_tree"]

NO_ARTICLE = "no article text was found in the page"
#: content types, in small letters, with the reader of each
_TYPES = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "text/plain": "text",
    "text/markdown": "markdown",
    "application/json": "json",
    "application/ld+json": "json",
    "application/pdf": "pdf",
    "message/rfc822": "mail",
    "application/x-ndjson": "rows",
    "application/jsonl": "rows",
}
_XML_TYPE = re.compile(r"(?:application|text)/(?:[\w.-]+\+)?xml|text/x-opml")
_XML_ROOT = re.compile(
    rb"(?:<\?xml[^<>]{0,300}>|<!--.{0,2000}?-->|<!DOCTYPE[^<>]{0,300}>|\s)*"
    rb"<(?:\w{1,20}:)?(?:rss|feed|rdf|opml|newsitem|newsmessage)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOOK = 4096


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from: the name it is told by, its address, when it was fetched."""

    name: str
    url: str | None = None
    retrieved: datetime | None = None


def kind_of(content_type: str, data: bytes) -> str:
    """The reader for a document that a server sent; "" when there is none.

    Servers call feeds "text/html" and pages "text/plain"; the first bytes know better.
    """
    head = data[:_LOOK].removeprefix(codecs.BOM_UTF8).lstrip()
    if head.startswith(b"%PDF-"):
        return "pdf"
    if _XML_ROOT.match(head):
        return "xml"
    if content_type in ("", "text/plain", "application/octet-stream"):
        if head[:200].lower().startswith((b"<!doctype html", b"<html")):
            return "page"
        if head[:1] in (b"{", b"[") and content_type != "text/plain":
            return "json"
    return _TYPES.get(content_type) or ("xml" if _XML_TYPE.fullmatch(content_type) else "")


def read_document(data: bytes, kind: str, origin: Origin, settings: Settings) -> Reading:
    """What one document holds; every fault is a problem.

    Args:
        data: its bytes.
        kind: its reader, as ``walk.KINDS`` and :func:`kind_of` name them.
        origin: where it came from.
        settings: the limits.
    """
    if not data.strip():
        return Reading(problems=[trouble(origin.name, "empty")])
    if kind in _BINARY:
        return _BINARY[kind](data, origin, settings)
    decoded = decode(data)
    if decoded.text is None:
        return Reading(problems=[trouble(origin.name, decoded.problem or "not text")])
    reading = _TEXTUAL[kind](decoded.text, origin)
    if decoded.problem:
        reading.trouble(origin.name, decoded.problem)
    return reading


def read_tree(tree: Tree, origin: Origin, settings: Settings) -> Reading:
    """What an XML document holds, by its root element; pages of feeds are not fetched."""
    reading = Reading()
    if tree.problem:
        reading.trouble(origin.name, tree.problem)
    if tree.root is None:
        return reading
    root = local(tree.root).lower()
    if root in FEEDS:
        document = read_feed(tree.root, origin.name, origin.url, settings)
        reading.extend(document.reading)
        reading.withdrawals.extend(document.withdrawals)
        for item in document.items:
            take_unfetched(item, settings, reading)
        if not document.items and not document.withdrawals:
            reading.trouble(origin.name, "a feed without items")
    elif root == "opml":
        reading.extend(read_opml(tree.root, origin.name, settings))
    elif root in NEWSML:
        reading.extend(read_newsml(tree.root, origin.name, settings))
    else:
        reading.trouble(origin.name, f"XML of a kind that is not read ({root or 'no element'})")
    return reading


def _xml(data: bytes, origin: Origin, settings: Settings) -> Reading:
    tree = read_xml(data)
    if tree.root is not None and local(tree.root).lower() == "html":
        return _page(data, origin, settings)
    return read_tree(tree, origin, settings)


def _page(data: bytes, origin: Origin, _: Settings) -> Reading:
    from sitrep.reports.html import extract

    reading = Reading()
    decoded = decode_page(data)
    if decoded.text is None:
        reading.trouble(origin.name, decoded.problem or "not text")
        return reading
    page = extract(data, origin.url)
    for what, written in page.unread:
        reading.trouble(origin.name, f"{what}: {written[:60]!r} is no date that can be read")
    if page.posts:
        blog = Particulars(
            publisher=page.publisher or "",
            byline=page.byline or "",
            url=page.url or "",
            language=page.language or "",
        )
        told = Reading()
        if take_posts(page.posts, blog, origin.name, {}, told):
            told.drafts = [replace(one, retrieved=origin.retrieved) for one in told.drafts]
            reading.extend(told)
            return reading
    if not page.text:
        reading.trouble(origin.name, NO_ARTICLE)
        return reading
    reading.drafts.append(
        Draft(
            text=page.text,
            path=origin.name,
            extractor="html",
            title=page.title,
            publisher=page.publisher,
            byline=page.byline,
            published=page.published,
            updated=page.updated,
            url=page.url,
            language=page.language,
            retrieved=origin.retrieved,
        )
    )
    return reading


def _text(text: str, origin: Origin) -> Reading:
    return Reading([Draft(text, origin.name, "text", url=origin.url, retrieved=origin.retrieved)])


def _markdown(text: str, origin: Origin) -> Reading:
    page = read_front_matter(text)
    reading = Reading()
    if not page.closed:
        reading.trouble(origin.name, "the header that begins with three dashes is not closed")
    values = page.values
    reading.drafts.append(
        Draft(
            text=page.body,
            path=origin.name,
            extractor="markdown",
            title=values.get("title"),
            publisher=values.get("publisher") or values.get("source"),
            byline=values.get("byline") or values.get("author") or values.get("authors"),
            published=reading.date(
                origin.name, "published", values.get("published") or values.get("date")
            ),
            updated=reading.date(
                origin.name, "updated", values.get("updated") or values.get("modified")
            ),
            url=values.get("url") or origin.url,
            language=values.get("language") or values.get("lang"),
            retrieved=reading.date(origin.name, "retrieved", values.get("retrieved"))
            or origin.retrieved,
        )
    )
    return reading


def _rows(text: str, origin: Origin) -> Reading:
    return read_json_lines(text, origin.name)


def _json(text: str, origin: Origin) -> Reading:
    return read_json(text, origin.name)


def _mail(data: bytes, origin: Origin, _: Settings) -> Reading:
    return read_mail(data, origin.name)


def _pdf(data: bytes, origin: Origin, settings: Settings) -> Reading:
    reading = read_pdf(data, origin.name, settings)
    reading.drafts = [
        replace(draft, url=origin.url, retrieved=origin.retrieved) for draft in reading.drafts
    ]
    return reading


_BINARY: dict[str, Callable[[bytes, Origin, Settings], Reading]] = {
    "page": _page,
    "xml": _xml,
    "mail": _mail,
    "pdf": _pdf,
}
_TEXTUAL: dict[str, Callable[[str, Origin], Reading]] = {
    "text": _text,
    "markdown": _markdown,
    "rows": _rows,
    "json": _json,
}
