"""A page in, the article's text and particulars out."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from sitrep.reports.dates import read_date, read_day
from sitrep.reports.encoding import decode_page
from sitrep.reports.linked_data import Particulars, Thing, read_linked_data
from sitrep.reports.page_dates import published_on, updated_on
from sitrep.reports.page_source import Source, plain_text, survey

__all__ = ["Page", "extract"]

#: pages beyond these are not parsed: a page of 2 MB has some 20,000 tags, 40 deep
_MOST_TAGS, _DEEPEST = 60_000, 240
#: a line longer than this is never taken for a repeated title, characters
_LONGEST_TITLE = 400
#: share of a paragraph's letters inside links from which it is only a link
_ALL_LINK = 0.9
_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "datepublished", "article:published"),
    *("parsely-pub-date", "sailthru.date", "publish-date", "publish_date", "publication_date"),
    *("publicationdate", "pubdate", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date"),
    *("dc.date.created", "dcterms.created", "datecreated", "cxenseparse:recs:publishtime"),
    *("bt:pubdate", "originalpublicationdate", "article_date_original", "date"),
)
_UPDATED = (
    *("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified"),
    *("dc.date.modified", "article:modified", "lastmod", "last-modified", "revised"),
)
_ADDRESS_DATE = re.compile(
    r"[/_-]((?:19|20)\d\d)([/-]?)(\d\d|[a-z]{3})\2(\d\d)(?=[/_.-]|$)", re.IGNORECASE
)
#: what systems write where no author was entered
_NOBODY = frozenset(("", "no author", "admin", "administrator", "unknown", "none", "null"))
_BY = re.compile(r"^(?:by|from|written by|author)\b[:\s]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds.

    ``day`` is that of publication as the page or its address writes it, in the page's own zone;
    ``unread`` lists dates that were given but could not be read; ``posts`` are the updates of a
    live blog, as JSON-LD gives them.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    url: str | None = None
    language: str | None = None
    day: date | None = None
    unread: tuple[tuple[str, str], ...] = ()
    posts: tuple[Thing, ...] = ()


def extract(page: bytes, url: str | None) -> Page:
    """The article's text, one paragraph a line, and who published it when.

    Particulars come from JSON-LD, then from meta elements, then from the page itself.
    Scripts never run; a page too deep or too large to parse gives its bare text.

    Args:
        page: the bytes of an HTML page in any encoding.
        url: where it was found, if known.
    """
    decoded = decode_page(page)
    if decoded.text is None:
        return Page("")
    source = survey(decoded.text)
    data = read_linked_data(source.linked_data)
    if source.tags > _MOST_TAGS or source.depth > _DEEPEST:
        return _assemble(plain_text(source.text), data, Particulars(), None, url)
    tree = _parse(source)
    if tree is None:
        return _assemble(data.text, data, Particulars(), None, url)
    found = _particulars(tree, source)
    language = tree.get("lang")
    text = _article(tree) or data.text
    return _assemble(text, data, found, language, url)


def _parse(source: Source) -> Any:
    from lxml import etree
    from lxml import html as lxml_html

    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return lxml_html.document_fromstring(source.text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _article(tree: Any) -> str:
    import trafilatura

    _drop_bare_links(tree)
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    text = trafilatura.extract(tree, fast=True, include_comments=False, include_tables=True)
    return str(text or "")


def _drop_bare_links(tree: Any) -> None:
    """Takes out paragraphs that are nothing but a link to another page's headline."""
    for element in list(tree.iter("p")):
        words = " ".join("".join(element.itertext()).split())
        if not words or len(words) > _LONGEST_TITLE or words[-1] in '.!?:;,"”’':
            continue
        linked = "".join("".join(link.itertext()) for link in element.iter("a") if link.get("href"))
        if len("".join(linked.split())) >= _ALL_LINK * len("".join(words.split())):
            element.drop_tree()


def _particulars(tree: Any, source: Source) -> Particulars:
    """What meta elements and the page's own marks say."""
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if content:
            meta.setdefault(name.strip().lower()[:80], content)
    return Particulars(
        title=meta.get("og:title") or _heading(tree) or meta.get("twitter:title", ""),
        publisher=meta.get("og:site_name") or meta.get("application-name", ""),
        byline=_byline(tree, meta),
        published=_first(meta, _PUBLISHED) or published_on(tree) or source.published,
        updated=_first(meta, _UPDATED) or updated_on(tree),
        url=_canonical(tree) or meta.get("og:url", ""),
    )


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if read_date(meta.get(name))), "")


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())[:_LONGEST_TITLE]


def _heading(tree: Any) -> str:
    headings = [words for element in tree.iter("h1") if (words := _words(element))]
    if len(headings) == 1:
        return headings[0]
    return next((_words(element) for element in tree.iter("title")), "")


def _byline(tree: Any, meta: dict[str, str]) -> str:
    for name in (
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "byl",
        "dc.creator",
    ):
        value = meta.get(name, "")
        if value and not value.startswith(("http://", "https://", "/")):
            return value
    marked = tree.xpath(
        "//*[@rel='author' or @itemprop='author' or contains(@class, 'byline')"
        " or contains(@class, 'author-name')]"
    )
    for element in marked[:20]:
        words = _words(element)
        if 3 < len(words) <= 120:
            return words
    return ""


def _canonical(tree: Any) -> str:
    for element in tree.iter("link"):
        if (element.get("rel") or "").strip().lower() == "canonical":
            return (element.get("href") or "").strip()
    return ""


def _assemble(
    text: str, data: Particulars, found: Particulars, language: str | None, url: str | None
) -> Page:
    """Joins what JSON-LD says with what the page says, JSON-LD first."""
    base = _address(url or "", None)
    named = (_address(written, base) for written in (data.url, found.url) if written)
    address = next((one for one in named if _same_site(one, base)), base)
    publisher = data.publisher or found.publisher or _host(address)
    title = _without_site(data.title or found.title, publisher)
    dated = _date_of(address)
    unread = []
    times: dict[str, datetime | None] = {}
    for what in ("published", "updated"):
        written = [value for value in (getattr(data, what), getattr(found, what)) if value]
        times[what] = next((time for value in written if (time := read_date(value))), None)
        if written and times[what] is None and not (what == "published" and dated):
            unread.append((what, written[0]))
    published, updated = times["published"] or dated, times["updated"]
    if updated and published and updated <= published:
        updated = None
    byline = _BY.sub(
        "", next((one for one in (data.byline, found.byline) if one.lower() not in _NOBODY), "")
    ).strip()
    return Page(
        text=_body(text, title),
        title=title or None,
        publisher=publisher or None,
        byline=byline or None,
        published=published,
        updated=updated,
        url=address or None,
        language=language,
        day=_day([data.published, found.published], dated),
        unread=tuple(unread),
        posts=data.posts,
    )


def _address(written: str, base: str | None) -> str:
    try:
        joined = urldefrag(urljoin(base or "", written)).url
        return joined if urlsplit(joined).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _day(written: list[str], dated: datetime | None) -> date | None:
    """The day of publication; an address has it right where a time is in another zone."""
    day = next((day for value in written if value and (day := read_day(value))), None)
    if dated and (day is None or abs((dated.date() - day).days) <= 1):
        return dated.date()
    return day


def _same_site(address: str, base: str) -> bool:
    """Whether a page found at ``base`` may call ``address`` its own; anything, if not known."""
    one, other = _host(address), _host(base)
    return bool(one) and (not base or f".{one}".endswith(f".{other}") or other.endswith(f".{one}"))


def _host(address: str | None) -> str:
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _without_site(title: str, publisher: str) -> str:
    """'Ships burn | Example Post' without the site's name."""
    for mark in (" | ", " - ", " – ", " — ", " :: "):
        head, found, tail = title.rpartition(mark)
        if found and head and tail.strip().lower() == publisher.lower():
            return head.strip()
    return title


def _date_of(address: str | None) -> datetime | None:
    """The day that stands in an address, as in /2024/11/17/."""
    found = _ADDRESS_DATE.search(urlsplit(address).path) if address else None
    if not found:
        return None
    year, _, month, day = found.groups()
    return read_date(f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}")


def _body(text: str, title: str) -> str:
    """The text without a first line that only repeats the title."""
    lines = [line.rstrip() for line in text.strip().split("\n")]
    while lines and title and _same(lines[0], title):
        del lines[0]
    return "\n".join(lines).strip()


def _same(line: str, title: str) -> bool:
    return len(line) <= _LONGEST_TITLE and line.split() == title.split()
