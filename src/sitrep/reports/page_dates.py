"""A page's own marks in, the dates that it shows out, as written."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from sitrep.reports.dates import read_date

__all__ = ["published_on", "updated_on"]

#: marks of elements that show a date, and of those that show another than publication
_DATED = re.compile(r"date|time|publish|posted|datum|fecha", re.IGNORECASE)
_OTHER_DATE = re.compile(r"updat|modif|expire|event|relat|comment|timeline|timezone", re.IGNORECASE)
_LONGEST_DATE = 60
#: words before a date that say that it is the one of publication, marked as a date or not
_ANNOUNCED = re.compile(
    r"\s*(?:first )?(?:published|posted|written)(?: on| at)?[\s:]", re.IGNORECASE
)
#: a date at the beginning of a line, a weekday before it or not
_BEGINS = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.?,? )?(?:\d{1,2}(?:st|nd|rd|th)?\.? [A-Z][a-z]{2,8}\.?,? \d{4}"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})\b"
)
#: lines looked at below the headline: byline, place, section and the like stand there too
_LINES_BELOW = 6
_MOST_TEXTS = 20_000
#: marked elements looked at, so that the walk over nested ones stays short
_MOST_MARKED = 3000


def _time(tree: Any, kind: str) -> str:
    """The page's own ``time`` elements: those marked, then for publication the first one."""
    other = "modified" if kind == "published" else "published"
    first = ""
    for element in tree.xpath("//time[@datetime] | //*[@itemprop][@datetime]")[:50]:
        written = element.get("datetime")
        marks = " ".join(
            element.get(name) or "" for name in ("itemprop", "class", "data-testid")
        ).lower()
        if read_date(written) is None:
            continue
        if kind[:6] in marks or (kind == "modified" and "update" in marks):
            return str(written)
        if not first and other[:6] not in marks and "update" not in marks:
            first = str(written)
    return first if kind == "published" else ""


def published_on(tree: Any) -> str:
    """The date of publication that a page shows, as written; "" when it shows none.

    In this order: a ``time`` element, a date with the words "published on" and the like, a date
    in an element marked as one, a date that begins a line just below the headline.

    Args:
        tree: the page (lxml).
    """
    return _time(tree, "published") or _announced(tree) or _marked(tree) or _dateline(tree)


def updated_on(tree: Any) -> str:
    """The date of the last change that a page shows, as written; "" when it shows none."""
    return _time(tree, "modified")


def _announced(tree: Any) -> str:
    """The first date with words before it that say that it is the one of publication."""
    for text in tree.xpath("//text()")[:_MOST_TEXTS]:
        announced = _ANNOUNCED.match(text)
        if announced:
            words = " ".join(text[announced.end() :].split()[:12])
            shown = _OTHER_DATE.split(words, maxsplit=1)[0].strip()
            if len(shown) <= _LONGEST_DATE and _BEGINS.match(shown) and read_date(shown):
                return shown
    return ""


def _dateline(tree: Any) -> str:
    """The date that begins one of the first lines below the headline."""
    title = " ".join("".join(tree.xpath("string(//title)")).split())
    for heading in tree.xpath("//h1 | //h2")[:20]:
        words = " ".join("".join(heading.itertext()).split())
        if not words or words not in title:
            continue
        before = ""
        for text in heading.xpath("following::text()[normalize-space()]")[:_LINES_BELOW]:
            line = " ".join(text.split())
            found = _BEGINS.match(line)
            if found and read_date(found[0]) and not _OTHER_DATE.search(before):
                return found[0]
            before = line
        break
    return ""


def _marked(tree: Any) -> str:
    for element in tree.xpath("//*[@class or @id or @itemprop]")[:_MOST_MARKED]:
        marks = " ".join(element.get(name) or "" for name in ("class", "id", "itemprop"))
        if not _DATED.search(marks) or _OTHER_DATE.search(marks):
            continue
        shown = " ".join(" ".join(islice(element.itertext(), 40)).split()[:12])
        if 7 < len(shown) <= _LONGEST_DATE and read_date(shown) and not _OTHER_DATE.search(shown):
            return shown
    return ""
