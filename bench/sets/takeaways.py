"""The first lines of a story's brief, which should hold what its reports' titles tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from bench.analysed import report_of, tagger
from bench.rows import Row
from sitrep.pipeline import conclude, read_one
from sitrep.records import Story, content_id
from sitrep.settings import DEFAULT

__all__ = ["predict"]

#: lines that are kept of each brief
LINES = 5
#: forecasts are settled by what was known at a moment; it changes none of these lines
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """The standfirst and the first takeaways of the brief of each document's story.

    Which documents belong together is given; their titles are taken away first.

    Args:
        rows: documents with ``id``, ``story`` and ``text``.

    Returns:
        Rows ``{"id", "lines": [text]}``, most important first, at most ``LINES`` of them.
    """
    stories: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        stories[row["story"]].append(row)
    for members in stories.values():
        lines = _lines(members)
        for row in members:
            yield {"id": row["id"], "lines": lines}


def _lines(rows: list[Row]) -> list[str]:
    by_id = {one.id: replace(one, title=None) for one in map(report_of, rows)}
    reports = tuple(by_id[key] for key in sorted(by_id))
    readings = [read_one(one, settings=DEFAULT, tagger=tagger()) for one in reports]
    story = Story(content_id("s", *sorted(by_id)), "", tuple(sorted(by_id)))
    ledger = conclude([story], reports, readings, (), DEFAULT, now=NOW)
    (brief,) = ledger.briefs
    told = [brief.standfirst] if brief.standfirst else []
    told += [line for one in brief.sections if one.kind == "takeaways" for line in one.lines]
    return [line.text for line in told[:LINES]]
