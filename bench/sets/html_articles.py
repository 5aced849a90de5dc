"""Predictions for ``html-articles``: the text of an article from the bytes of its page."""

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
        Rows ``{"id", "text"}``, one paragraph a line.
    """
    for row in rows:
        path = folder / row["file"]
        page = path.read_bytes()
        if path.suffix == ".gz":
            page = gzip.decompress(page)
        yield {"id": row["id"], "text": extract(page, row.get("url")).text}
