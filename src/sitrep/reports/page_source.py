"""A page's source made safe to parse: no scripts, no endless tags, its size and depth known.

Everything here walks the source once, so a page made to choke a parser costs no more than
its length.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

__all__ = ["BLOCKS", "Source", "plain_text", "survey"]

#: elements whose content is no text; a missing end tag swallows the rest, as in a browser
_HIDDEN = re.compile(r"<(script|style|svg|template|!--)", re.IGNORECASE)
_ENDS = {
    name: re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE)
    for name in ("script", "style", "svg", "template")
} | {"!--": re.compile(r"--!?>")}
_LINKED_DATA = re.compile(r"[^<>]{0,300}?application/ld\+json[^<>]{0,300}?>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
#: the rest of a tag, quoted values skipped; possessive, so that it never backtracks
_REST = re.compile(r"[^\"'>]*+(?:\"[^\"]*+\"[^\"'>]*+|'[^']*+'[^\"'>]*+)*+>")
_NOT_NESTED_WORDS = (
    "p li td tr th dt dd option br img input meta link hr source wbr col area base embed "
    "track param thead tbody tfoot colgroup optgroup"
)
_NOT_NESTED = frozenset(_NOT_NESTED_WORDS.split())
_BLOCK_WORDS = (
    "p div br li ul ol tr table h1 h2 h3 h4 h5 h6 article section header footer nav aside "
    "blockquote pre figure figcaption dt dd main hr td"
)
BLOCKS = frozenset(_BLOCK_WORDS.split())
#: a tag longer than this (data in attributes) loses its attributes, characters
_LONGEST_TAG = 20_000
#: linked data longer than this is not read, characters
_LONGEST_DATA = 2_000_000
#: a date of publication in the data that a page hands to its scripts
_DATA_DATE = re.compile(
    r"\"(?:datePublished|publishedDate|publishDate|publishedAt|published_at|firstPublished|"
    r"publicationDate)\\?\"\s?:\s?\\?\"([0-9][0-9T:.Z+ -]{9,34})"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"[ \t\r\n\f]+")
#: references to control characters, which no text holds and no parser can move
_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[1-24-9]|2\d|3[01]|12[7-9]|1[34]\d|15\d)|"
    r"[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]|[89][0-9a-fA-F]))(?![0-9a-fA-F]);?"
)
_DECLARATION = re.compile(r"\s*<\?xml[^<>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Source:
    """The source without scripts, its JSON-LD blocks, its number of tags and its depth.

    ``published`` is the one date of publication that the data of its scripts give, "" when they
    give none or several.
    """

    text: str
    linked_data: tuple[str, ...]
    published: str
    tags: int
    depth: int


def survey(source: str) -> Source:
    """What a parser may be given of ``source``."""
    source = _CONTROL.sub("", _REFERENCE.sub("", source.replace("\f", " ")))
    source = _DECLARATION.sub("", source, count=1)
    seen, data, published = _without_hidden(source)
    out: list[str] = []
    tags = depth = deepest = last = 0
    at = 0
    while found := _TAG.search(seen, at):
        tags += 1
        rest = _REST.match(seen, found.end())
        if rest is None:
            break
        at = rest.end()
        name = found.group(2).lower()
        if name not in _NOT_NESTED and seen[at - 2] != "/":
            depth = max(0, depth - 1) if found.group(1) else depth + 1
            deepest = max(deepest, depth)
        if at - found.start() > _LONGEST_TAG:
            out += [seen[last : found.end()], ">"]
            last = at
    out.append(seen[last:])
    return Source("".join(out), data, published, tags, deepest)


def plain_text(source: str) -> str:
    """The text between the tags of ``source``, blocks on lines of their own.

    For pages that no parser should be given, and for parts of a page; menus and articles are
    not told apart. Line ends of the source are white space, as in a browser.
    """
    source = _SPACE.sub(" ", source)
    pieces: list[str] = []
    last = 0
    while found := _TAG.search(source, last):
        pieces.append(source[last : found.start()])
        end = source.find(">", found.end())
        if end < 0:
            last = len(source)
            break
        pieces.append("\n" if found.group(2).lower() in BLOCKS else "")
        last = end + 1
    pieces.append(source[last:])
    lines = (" ".join(line.split()) for line in html.unescape("".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line)


def _without_hidden(source: str) -> tuple[str, tuple[str, ...], str]:
    dates: set[str] = set()
    kept: list[str] = []
    data: list[str] = []
    at = 0
    while found := _HIDDEN.search(source, at):
        kept.append(source[at : found.start()])
        name = found.group(1).lower()
        end = _ENDS[name].search(source, found.end())
        linked = _LINKED_DATA.match(source, found.end()) if name == "script" else None
        stop = end.start() if end else len(source)
        if linked and stop - linked.end() <= _LONGEST_DATA:
            data.append(source[linked.end() : stop])
        elif name == "script" and len(dates) < 2:
            dates.update(found_date[1] for found_date in _DATA_DATE.finditer(source, at, stop))
        at = end.end() if end else len(source)
    kept.append(source[at:])
    return "".join(kept), tuple(data), dates.pop() if len(dates) == 1 else ""
