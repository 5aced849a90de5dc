"""NewsML-G2 (IPTC) in: news items as reports, corrections and kills; messages of many items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sitrep.arrivals import Withdrawal
from sitrep.reports.draft import Draft, Reading
from sitrep.reports.feeds import markup_text
from sitrep.reports.page_source import BLOCKS
from sitrep.reports.wires import status_of
from sitrep.reports.xml_tree import local, text_of
from sitrep.settings import Settings

__all__ = ["ROOTS", "read_newsml"]

#: root elements in small letters
ROOTS = frozenset(("newsitem", "newsmessage"))
_NO_TEXT = frozenset(("media", "figure", "script", "style"))
#: elements whose text stands on lines of its own: those of HTML, and NITF's
_LINES = BLOCKS | {"block", "hl1", "hl2", "nitf-table"}
_SPACE = re.compile(r"\s+")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(root: Any, path: str, settings: Settings) -> Reading:
    """The reports and withdrawals of a news item or a news message.

    Args:
        root: the root element.
        path: the file, for problems; items of a message are ``FILE#N``.
        settings: the limits.
    """
    reading = Reading()
    items = [one for one in root.iter() if local(one) == "newsItem"]
    others = sum(
        local(one) in ("packageItem", "conceptItem", "knowledgeItem") for one in root.iter()
    )
    single = local(root) == "newsItem"
    for number, item in enumerate(items[: settings.max_records], 1):
        _take(item, path if single else f"{path}#{number}", reading)
    if len(items) > settings.max_records:
        left = len(items) - settings.max_records
        reading.trouble(path, f"{left} more items; at most {settings.max_records} are read")
    if others:
        reading.trouble(path, f"{others} items that are packages or concepts are not read")
    elif not items:
        reading.trouble(path, "a message without news items")
    return reading


def _take(item: Any, path: str, reading: Reading) -> None:
    meta, content = _child(item, "itemMeta"), _child(item, "contentMeta")
    guid = (item.get("guid") or "").strip() or None
    note = text_of(_child(meta, "edNote"))
    publisher = _name(_child(meta, "provider")) or _name(_child(content, "infoSource")) or None
    version = reading.date(path, "versionCreated", text_of(_child(meta, "versionCreated")))
    status = status_of(_attribute(_child(meta, "pubStatus"), "qcode"))
    if status == "canceled" and guid:
        reading.withdrawals.append(
            Withdrawal(note or "canceled", guid=guid, publisher=publisher, at=version, path=path)
        )
        return
    if status in ("withheld", "canceled"):
        reading.trouble(path, f"{status} by its publisher ({note or 'no reason given'})")
        return
    text = _text(item)
    if not text:
        reading.trouble(path, "a news item without text inside")
        return
    first = text_of(_child(meta, "firstCreated")) or text_of(_child(content, "contentCreated"))
    published = reading.date(path, "firstCreated", first)
    if published is None and (item.get("version") or "1").strip() == "1":
        published = version
    creators = [_name(one) for one in _children(content, "creator")]
    byline = text_of(_child(content, "by")) or ", ".join(name for name in creators if name)
    reading.drafts.append(
        Draft(
            text=text,
            path=path,
            extractor="newsml",
            title=text_of(_child(content, "headline")) or text_of(_child(meta, "title")) or None,
            publisher=publisher,
            byline=byline or None,
            published=published,
            updated=version if published is None or (version and version > published) else None,
            language=_attribute(_child(content, "language"), "tag") or item.get(_LANGUAGE),
            guid=guid,
        )
    )


def _children(element: Any, name: str) -> Iterator[Any]:
    return (one for one in (() if element is None else element) if local(one) == name)


def _child(element: Any, name: str) -> Any:
    return next(_children(element, name), None)


def _attribute(element: Any, name: str) -> str:
    return "" if element is None else (element.get(name) or "").strip()


def _name(element: Any) -> str:
    """Who a party is: its name, its literal, or its code without the scheme."""
    found = text_of(_child(element, "name")) or _attribute(element, "literal")
    return found or _attribute(element, "qcode").rpartition(":")[2]


def _text(item: Any) -> str:
    """The text of the first content that is given inside, XML before plain."""
    for contents in _children(item, "contentSet"):
        for inline in _children(contents, "inlineXML"):
            found = _markup(inline)
            if found:
                return found
        for inline in _children(contents, "inlineData"):
            written = "".join(inline.itertext()).strip()
            if written:
                kind = _attribute(inline, "contenttype")
                return markup_text(written) if "html" in kind else written
    return ""


def _markup(inline: Any) -> str:
    """The text of XHTML or NITF: its body without headline block and pictures."""
    from lxml import etree

    named = {name: one for one in inline.iter() if (name := local(one)) in ("body.content", "body")}
    body = named.get("body.content", named.get("body", inline))
    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(body, events=("start", "end")):
        name = local(element)
        skipped = name in _NO_TEXT
        ending = event == "end"
        hidden += skipped and not ending
        if name in _LINES:
            pieces.append("\n")
        if not hidden and not ending:
            pieces.append(_SPACE.sub(" ", element.text or ""))
        hidden -= skipped and ending
        if not hidden and ending and element is not body:
            pieces.append(_SPACE.sub(" ", element.tail or ""))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
