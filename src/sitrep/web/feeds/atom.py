"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

import re
from datetime import datetime
from xml.etree import ElementTree as ET

from sitrep import __version__
from sitrep.codec import encode
from sitrep.web.feeds.entries import Entry, Feed

__all__ = ["to_atom"]

_NAMESPACE = "http://www.w3.org/2005/Atom"
#: what XML 1.0 cannot hold (section 2.2)
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_atom(feed: Feed, base: str) -> bytes:
    """The feed as an XML document in UTF-8.

    Args:
        feed: what stands in it.
        base: scheme and host that addresses begin with.
    """
    root = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "en"})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.updated))
    _add(_add(root, "author"), "name", "Sitrep")
    _add(root, "generator", "Sitrep", version=__version__)
    address = f"{base}{feed.path}.atom"
    _add(root, "link", rel="self", type="application/atom+xml", href=address)
    _add(root, "link", rel="alternate", type="text/html", href=f"{base}{feed.home}")
    for entry in feed.entries:
        _entry(root, entry, base)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(root: ET.Element, entry: Entry, base: str) -> None:
    made = _add(root, "entry")
    _add(made, "id", entry.id)
    _add(made, "title", entry.title)
    _add(made, "published", _moment(entry.published))
    _add(made, "updated", _moment(entry.updated))
    _add(made, "link", rel="alternate", type="text/html", href=f"{base}{entry.url}")
    _add(made, "content", entry.html, type="html")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, name, {key: _fit(value) for key, value in attributes.items()})
    if text:
        made.text = _fit(text)
    return made


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)


def _moment(instant: datetime) -> str:
    return str(encode(instant))
