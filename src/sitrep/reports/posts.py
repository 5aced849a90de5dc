"""schema.org in, reports out: articles with their text, and live blogs as their timed posts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urljoin

from sitrep.reports.draft import Draft, Reading
from sitrep.reports.feeds import markup_text
from sitrep.reports.linked_data import Particulars, articles_in, particulars_of

__all__ = ["Post", "read_linked_row", "take_posts"]

#: posts of one live blog; the longest have some 2,000
MOST_POSTS = 5000
Post = Mapping[str, object]


def read_linked_row(row: Mapping[str, object], path: str, reading: Reading) -> bool:
    """Adds the articles and posts of an object of schema.org; True when there is no text.

    Args:
        row: an object with ``@type`` or ``@graph``.
        path: the file and place of the object.
        reading: what is found is added to it.
    """
    articles, named = articles_in([row])
    nothing = True
    for thing in articles:
        found = particulars_of(thing, named)
        updates = thing.get("liveBlogUpdate")
        if isinstance(updates, list | Mapping):
            listed = updates if isinstance(updates, list) else [updates]
            nothing = not take_posts(listed, found, path, named, reading) and nothing
        elif found.text:
            reading.drafts.append(_draft(found, found, path, reading))
            nothing = False
    return nothing


def take_posts(
    posts: Sequence[object],
    blog: Particulars,
    path: str,
    named: Mapping[str, Post],
    reading: Reading,
) -> bool:
    """Adds each post of a live blog that has text, with its own time and address.

    Posts without text are counted in one problem.

    Returns:
        Whether there was a post with text.
    """
    told = empty = 0
    for number, post in enumerate(posts[:MOST_POSTS], 1):
        found = particulars_of(post, named) if isinstance(post, Mapping) else Particulars()
        if not found.text:
            empty += 1
            continue
        told += 1
        reading.drafts.append(_draft(found, blog, f"{path}#post-{number}", reading))
    if told and empty:
        reading.trouble(path, f"{empty} posts of the live blog have no text")
    if len(posts) > MOST_POSTS:
        reading.trouble(path, f"{len(posts) - MOST_POSTS} more posts; {MOST_POSTS} are read")
    return told > 0


def _draft(found: Particulars, whole: Particulars, path: str, reading: Reading) -> Draft:
    """A draft of one article or post; what it does not say of itself its blog may say."""
    url = found.url or (urljoin(whole.url, found.id) if whole.url and found.id else "")
    url = url or whole.url
    published = reading.date(path, "published", found.published)
    updated = reading.date(path, "updated", found.updated)
    return Draft(
        text=markup_text(found.text),
        path=path,
        extractor="schema.org",
        title=found.title or None,
        publisher=found.publisher or whole.publisher or None,
        byline=found.byline or whole.byline or None,
        published=published,
        updated=updated if not published or not updated or updated > published else None,
        url=url if url.startswith(("http://", "https://")) else None,
        language=found.language or whole.language or None,
        guid=found.id or None,
    )
