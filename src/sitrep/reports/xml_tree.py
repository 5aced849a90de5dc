"""XML in, a tree out: no entity is expanded, nothing outside is opened, faults are repaired."""

from __future__ import annotations

import codecs
import html
import re
from dataclasses import dataclass
from typing import Any

from sitrep.reports.encoding import decode, decode_as, decode_page

__all__ = ["Tree", "local", "read_xml", "text_of"]

_DECLARED = re.compile(rb"\s*<\?xml[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml[^<>]{0,300}\?>")
_SUBSET = re.compile(r"<!DOCTYPE[^<>\[]{0,1000}\[", re.IGNORECASE)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: characters in which a document type may stand
_LOOK = 20_000


@dataclass(frozen=True, slots=True)
class Tree:
    """The root element (lxml), or None with the reason in ``problem``.

    A problem may stand beside a tree that was repaired.
    """

    root: Any
    problem: str | None = None


def read_xml(data: bytes) -> Tree:
    """The tree of an XML document.

    A document that declares entities is not read: they can swell without bound, or open files.
    Names of HTML ("&nbsp;") are taken as their characters. What is not well formed is read as
    far as it can be, with a problem.

    Args:
        data: the document, in the encoding that it declares.
    """
    from lxml import etree

    text, problem = _decoded(data)
    if text is None:
        return Tree(None, problem)
    text = _CONTROL.sub("", _DECLARATION.sub("", text, count=1)).strip()
    if _SUBSET.search(text[:_LOOK]):
        return Tree(None, "XML that declares entities; such is not read")
    text = _NAMED.sub(_character, text)
    root = None
    for recover in (False, True):
        parser = etree.XMLParser(
            recover=recover,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            encoding="utf-8",
        )
        try:
            root = etree.fromstring(text.encode("utf-8"), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            told = " ".join(str(error).split())[:120]
            problem = f"XML that is not well formed ({told}); read as far as it goes"
            continue
        break
    if root is None:
        return Tree(None, (problem or "no XML").replace("; read as far as it goes", ""))
    return Tree(root, problem)


def local(element: Any) -> str:
    """An element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return str(tag).rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: Any) -> str:
    """All text inside an element, white space joined; "" for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _decoded(data: bytes) -> tuple[str | None, str | None]:
    declared = _DECLARED.match(data)
    if declared:
        text = decode_as(data, declared.group(1).decode("ascii"))
        if text is not None:
            return text, None
    found = decode(data)
    if found.text is not None and data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return found.text, None  # UTF-16 with its mark is good XML
    if found.text is None:
        found = decode_page(data)  # a zero byte in markup is dirt, not a binary file
    return found.text, found.problem


def _character(found: re.Match[str]) -> str:
    name = found.group(1)
    if name in _XML_NAMES:
        return found.group()
    character = html.unescape(found.group())
    return "" if character == found.group() else html.escape(character)
