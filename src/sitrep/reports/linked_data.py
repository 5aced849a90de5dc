"""What a page says of itself in JSON-LD (schema.org), the surest of its particulars."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Particulars", "Thing", "articles_in", "particulars_of", "read_linked_data"]

_TYPES = re.compile(r"(?:.*article|.*posting|report|.*review|webpage|newsitem)", re.IGNORECASE)
_STRONG = re.compile(r"(?:.*article|.*posting|report)", re.IGNORECASE)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
#: objects looked at in one page
_MOST = 2000


Thing = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Particulars:
    """Title, publisher and the like as written; "" where nothing is said.

    ``posts`` are the updates of a live blog.
    """

    title: str = ""
    publisher: str = ""
    byline: str = ""
    published: str = ""
    updated: str = ""
    url: str = ""
    text: str = ""
    id: str = ""
    language: str = ""
    posts: tuple[Thing, ...] = ()


def read_linked_data(blocks: Sequence[str]) -> Particulars:
    """The particulars of the article that ``blocks`` describe.

    Args:
        blocks: the contents of a page's ``application/ld+json`` elements.
    """
    articles, named = articles_in([_parse(block) for block in blocks])
    if not articles:
        return Particulars()
    article = max(articles, key=lambda thing: (_is_a(thing, _STRONG), "datePublished" in thing))
    return particulars_of(article, named)


def articles_in(values: Sequence[object]) -> tuple[list[Thing], dict[str, Thing]]:
    """The articles, postings and the like among ``values``, and all that has an id by its id."""
    things = [thing for value in values for thing in _things(value)][:_MOST]
    named = {str(thing["@id"]): thing for thing in things if "@id" in thing}
    return [thing for thing in things if _is_a(thing, _TYPES)], named


def particulars_of(article: Thing, named: Mapping[str, Thing]) -> Particulars:
    """What one article says of itself.

    Args:
        article: an object of schema.org.
        named: objects that it may refer to, by id.
    """
    updates = article.get("liveBlogUpdate")
    listed = updates if isinstance(updates, list) else [updates]
    return Particulars(
        title=_words(article.get("headline") or article.get("name")),
        publisher=_name(article.get("publisher") or article.get("sourceOrganization"), named),
        byline=_name(article.get("author") or article.get("creator"), named),
        published=_words(article.get("datePublished") or article.get("dateCreated")),
        updated=_words(article.get("dateModified")),
        url=_address(article),
        text=_words(article.get("articleBody") or article.get("text"), lines=True),
        id=_words(article.get("@id") or article.get("identifier")),
        language=_words(article.get("inLanguage")),
        posts=tuple(one for one in listed if isinstance(one, Mapping)),
    )


def _parse(block: str) -> object:
    begin = re.search(r"[{\[]", block)
    end = max(block.rfind("}"), block.rfind("]"))
    if not begin or end < begin.start():
        return None
    try:
        return json.loads(block[begin.start() : end + 1], strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: object, depth: int = 0) -> Iterator[Mapping[str, object]]:
    """Top objects, the nodes of their graphs and what they are mainly about."""
    if depth > 4:
        return
    if isinstance(value, list):
        for one in value[:_MOST]:
            yield from _things(one, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for key in ("@graph", "mainEntity"):
            yield from _things(value.get(key), depth + 1)


def _is_a(thing: Mapping[str, object], types: re.Pattern[str]) -> bool:
    kinds = thing.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and bool(types.fullmatch(kind[:80])) for kind in listed)


def _words(value: object, *, lines: bool = False) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if not isinstance(value, str):
        return ""
    plain = _LONE_SURROGATE.sub("\ufffd", html.unescape(html.unescape(value)))
    return plain.strip() if lines else " ".join(plain.split())


def _name(value: object, named: Mapping[str, Mapping[str, object]], depth: int = 0) -> str:
    """Names of persons and bodies, joined; references are followed."""
    if depth > 3:
        return ""
    if isinstance(value, list):
        names = [_name(one, named, depth + 1) for one in value[:20]]
        return ", ".join(dict.fromkeys(name for name in names if name))
    if isinstance(value, Mapping):
        if "name" in value:
            return _name(value["name"], named, depth + 1)
        reference = str(value.get("@id"))
        return _name(named[reference], named, depth + 1) if reference in named else ""
    words = _words(value)
    return "" if words.startswith(("http://", "https://")) else words


def _address(article: Mapping[str, object]) -> str:
    for key in ("url", "mainEntityOfPage", "@id"):
        value = article.get(key)
        if isinstance(value, Mapping):
            value = value.get("@id") or value.get("url")
        words = _words(value)
        if words.startswith(("http://", "https://")):
            return words
    return ""
