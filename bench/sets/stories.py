"""Story labels for documents, from their text, title and date; gold labels are not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sitrep.records import Report
from sitrep.settings import DEFAULT
from sitrep.stories import Window, group, in_order, outline

__all__ = ["story_labels"]


def story_labels(rows: Iterable[dict[str, Any]], *, dates: bool) -> Iterator[dict[str, Any]]:
    """One row a document: ``id``, ``story``, and the labels of a stream beside it.

    ``story`` is the batch's label, the best honest one for documents that are all at hand.
    ``online`` is what each document was given as it came (by date, then id; nothing put right
    later), ``repaired`` what it has after one repair at the end.

    Args:
        rows: documents with ``id`` and ``text``, and ``title`` and ``date`` where there are.
        dates: whether the date is the report's own and may be used.
    """
    reports = [_report(row, dates=dates) for row in rows]
    stories, _ = group(reports, (), DEFAULT)
    label = {report: story.id for story in stories for report in story.reports}
    window = Window(DEFAULT)
    for one in in_order(outline(report, DEFAULT) for report in reports):
        window.add(one, window.place(one).story)
    online = {report.id: window.story(report.id) for report in reports}
    window.repair()
    for report in reports:
        yield {
            "id": report.id,
            "story": label[report.id],
            "online": online[report.id],
            "repaired": window.story(report.id),
        }


def _report(row: dict[str, Any], *, dates: bool) -> Report:
    published = None
    if dates and row.get("date"):
        published = datetime.fromisoformat(str(row["date"]))
        if published.tzinfo is None:
            published = published.replace(tzinfo=UTC)
    return Report(row["id"], row["text"], title=row.get("title") or None, published=published)
