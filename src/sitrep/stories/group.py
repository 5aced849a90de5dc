"""Reports into stories, all at once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from sitrep.records import Analysis, Problem, Report, Story, content_id
from sitrep.settings import Settings
from sitrep.stories.linkage import average_linkage
from sitrep.stories.vectors import word_matrix

__all__ = ["group"]

#: rows of the likeness table made at a time; keeps memory flat for many thousand reports
_BLOCK = 512


def group(
    reports: Sequence[Report],
    analyses: Sequence[Analysis],  # noqa: ARG001  (the contract of a stage; whole texts decide)
    settings: Settings,
) -> tuple[tuple[Story, ...], tuple[Problem, ...]]:
    """The stories that the reports tell: sorted by id, every report in exactly one.

    Args:
        reports: reports in any order, ids unique.
        analyses: what was found in them.
        settings: ``story_*``.

    Returns:
        Stories and problems. A story's title is that of its earliest report that has one.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    groups = average_linkage(
        [report.id for report in ordered],
        _alike(ordered, settings),
        settings.story_similarity,
    )
    stories = [_story([ordered[at] for at in members]) for members in groups]
    return tuple(sorted(stories, key=lambda story: story.id)), ()


def _story(members: Sequence[Report]) -> Story:
    ids = tuple(sorted(report.id for report in members))
    titled = sorted(
        (report.published is None, report.published or 0, report.id, report.title)
        for report in members
        if report.title
    )
    return Story(content_id("s", *ids), str(titled[0][3]) if titled else "", ids)


def _alike(reports: Sequence[Report], settings: Settings) -> Iterator[tuple[int, int, float]]:
    """Each pair of reports with its likeness, pairs with next to none left out."""
    if not reports:
        return
    matrix: Any = word_matrix(reports, settings)
    days = [
        report.published.timestamp() / 86400 if report.published else None for report in reports
    ]
    for start in range(0, len(reports), _BLOCK):
        block = (matrix[start : start + _BLOCK] @ matrix.T).tocoo()
        for row, other, cosine in zip(
            block.row.tolist(), block.col.tolist(), block.data.tolist(), strict=True
        ):
            one = start + row
            if one < other and cosine >= settings.story_least_cosine:
                yield one, other, cosine * _nearness(days[one], days[other], settings)


def _nearness(one: float | None, other: float | None, settings: Settings) -> float:
    """1 for reports of one day, falling with the days between; 1 when a date is missing."""
    if one is None or other is None:
        return 1.0
    apart = (one - other) / settings.story_days
    floor = settings.story_far_factor
    return floor + (1.0 - floor) * math.exp(-0.5 * apart * apart)
