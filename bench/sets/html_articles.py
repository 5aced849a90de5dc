"""Predictions for ``html-articles``: an article and its particulars from the bytes of its page."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.rows import Row
from sitrep.reports.html import extract

__all__ = ["predict"]


def predict(rows: Iterable[Row], folder: Path) -> Iterator[Row]:
    """One prediction a page, from its bytes and its address alone.

    Args:
        rows: ``id``, ``file`` (a page, gzipped or not, from ``folder``) and ``url``.
        folder: where the rows came from.

    Returns:
        Rows with ``id``, ``text`` (one paragraph a line), ``title``, ``author``, ``publisher``,
        ``date`` (the day of publication in the page's own zone, ``YYYY-MM-DD``) and ``published``
        (the moment, UTC); None for what the page does not say.
    """
    for row in rows:
        path = folder / row["file"]
        page = path.read_bytes()
        if path.suffix == ".gz":
            page = gzip.decompress(page)
        found = extract(page, _address(row.get("url")))
        yield {
            "id": row["id"],
            "text": found.text,
            "title": found.title,
            "author": found.byline,
            "publisher": found.publisher,
            "date": found.day.isoformat() if found.day else None,
            "published": found.published.isoformat() if found.published else None,
        }


def _address(written: str | None) -> str | None:
    """The address of a page, if the set gives one; some names only look like it."""
    return written if written and written.startswith(("http://", "https://")) else None
