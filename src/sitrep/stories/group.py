"""Reports into stories, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitrep.records import Analysis, Problem, Report, Story, content_id
from sitrep.settings import Settings
from sitrep.stories.alike import likeness, neighbours
from sitrep.stories.linkage import average_linkage
from sitrep.stories.outline import outline

__all__ = ["group"]


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
    """Each pair of reports that may tell of one happening, with how alike they are."""
    if not reports:
        return
    near = neighbours([outline(report, settings) for report in reports], settings)
    likely = likeness(near.features)
    some = likely > 0.0
    yield from zip(
        near.one[some].tolist(), near.other[some].tolist(), likely[some].tolist(), strict=True
    )
