"""Story labels for documents, from their text, title and date; gold labels are not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sitrep.records import Report
from sitrep.settings import DEFAULT
from sitrep.stories import group

__all__ = ["story_labels"]


def story_labels(rows: Iterable[dict[str, Any]], *, dates: bool) -> Iterator[dict[str, Any]]:
    """One row ``{"id", "story"}`` a document; the label is the story's id.

    Args:
        rows: documents with ``id`` and ``text``, and ``title`` and ``date`` where there are.
        dates: whether the date is the report's own and may be used.
    """
    reports = [_report(row, dates=dates) for row in rows]
    stories, _ = group(reports, (), DEFAULT)
    label = {report: story.id for story in stories for report in story.reports}
    for report in reports:
        yield {"id": report.id, "story": label[report.id]}


def _report(row: dict[str, Any], *, dates: bool) -> Report:
    published = None
    if dates and row.get("date"):
        published = datetime.fromisoformat(str(row["date"]))
        if published.tzinfo is None:
            published = published.replace(tzinfo=UTC)
    return Report(row["id"], row["text"], title=row.get("title") or None, published=published)
