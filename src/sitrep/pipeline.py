"""The order of the stages: the only file that knows it.

``run`` takes reports that were read and gives the ledger with its brief. Every stage is a
pure function; what they need from outside (the clock, the language model, a mapper, a
progress callback) is handed in here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from sitrep import __version__
from sitrep.analysis.analyse import analyse
from sitrep.brief import write
from sitrep.claims import find_claims, with_flags
from sitrep.kept import Correction
from sitrep.ledger.case import Case
from sitrep.ledger.corrected import (
    same_sources,
    with_outcomes,
    with_speakers,
    without_disputes,
)
from sitrep.ledger.entities import join
from sitrep.ledger.findings import find_findings
from sitrep.ledger.forecasts import resolve_forecasts
from sitrep.ledger.leaning import settle
from sitrep.ledger.parts import by_story
from sitrep.ledger.score import compared
from sitrep.lineage import find_spun, trace
from sitrep.protocols import Mapper, Progress, Tagger
from sitrep.records import (
    Analysis,
    Brief,
    Claim,
    Flag,
    Forecast,
    Ledger,
    Problem,
    Report,
    Story,
)
from sitrep.settings import Settings
from sitrep.stories import group

__all__ = ["InOrder", "Reading", "conclude", "default_tagger", "read_one", "run"]

Item = TypeVar("Item")
Result = TypeVar("Result")


class InOrder:
    """The default mapper: one item after the other, in this process."""

    def map(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results in the order of ``items``."""
        return map(work, items)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one report alone."""

    analysis: Analysis
    claims: tuple[Claim, ...]
    forecasts: tuple[Forecast, ...]
    problems: tuple[Problem, ...]


def default_tagger(settings: Settings) -> Tagger:
    """The packaged language model, loaded.

    Raises:
        ModelError: when a model file is missing or altered.
    """
    from sitrep.analysis.model import LanguageModel

    return LanguageModel(threads=settings.threads)


def run(
    reports: Sequence[Report],
    problems: Sequence[Problem],
    settings: Settings,
    *,
    now: datetime,
    tagger: Tagger,
    title: str | None = None,
    mapper: Mapper | None = None,
    progress: Progress | None = None,
) -> Ledger:
    """The ledger of a body of reports, with one brief for each story.

    Args:
        reports: in any order; the result does not depend on it.
        problems: met while reading; they are kept in the ledger.
        settings: limits and thresholds.
        now: the moment of asking (aware, UTC); forecasts are judged against it.
        tagger: the language model.
        title: of the brief, when there is one story.
        mapper: applies the per-report stages; one after the other by default.
        progress: told after each report and each story.

    Returns:
        The ledger. Reports in = reports in the ledger + problems: nothing vanishes.
    """
    reports = sorted(reports, key=lambda r: r.id)
    readings: list[Reading] = []
    work = partial(read_one, settings=settings, tagger=tagger)
    for one in (mapper or InOrder()).map(work, reports):
        readings.append(one)
        if progress:
            progress("reading", len(readings), len(reports))
    stories, more = group(reports, [one.analysis for one in readings], settings)
    return conclude(
        stories,
        reports,
        readings,
        (*problems, *more),
        settings,
        now=now,
        title=title,
        progress=progress,
    )


def read_one(report: Report, *, settings: Settings, tagger: Tagger) -> Reading:
    """What is found in one report alone."""
    analysis, problems = analyse(report, settings, tagger=tagger)
    claims, forecasts, more = find_claims(report, analysis, settings)
    return Reading(analysis, claims, forecasts, (*problems, *more))


def conclude(
    stories: Sequence[Story],
    reports: Sequence[Report],
    readings: Sequence[Reading],
    problems: Sequence[Problem],
    settings: Settings,
    *,
    now: datetime,
    title: str | None = None,
    corrections: Sequence[Correction] = (),
    progress: Progress | None = None,
) -> Ledger:
    """The ledger of reports that were read and grouped, with one brief for each story.

    Args:
        stories: every report stands in one of them.
        reports: in any order.
        readings: one for each report.
        problems: met before.
        settings: limits and thresholds.
        now: the moment of asking (aware, UTC).
        title: of the brief, when there is one story.
        corrections: users' decisions that hold, oldest first; see
            :mod:`sitrep.ledger.corrected` for what each one changes.
        progress: told after each story.
    """
    reports = sorted(reports, key=lambda r: r.id)
    readings = sorted(readings, key=lambda one: one.analysis.report)
    found = [*problems, *(problem for one in readings for problem in one.problems)]
    analyses = with_speakers([one.analysis for one in readings], corrections)
    entities, joined = join(analyses, reports, stories)
    whole = Ledger(
        version=__version__,
        created=now,
        reports=tuple(reports),
        analyses=analyses,
        entities=entities,
        claims=tuple(c for one in readings for c in one.claims),
        forecasts=tuple(f for one in readings for f in one.forecasts),
    )
    parts: list[Ledger] = []
    for number, own in enumerate(by_story(whole, stories), 1):
        (story,) = own.stories
        known = same_sources(story.reports, corrections)
        copies, origins, more = trace(story, own.reports, own.analyses, settings, known)
        flags = find_spun(story, own.reports, own.analyses, copies, settings)
        told = settle(story, own.analyses, with_flags(own.claims, flags), copies)
        case = Case.of(
            story, own.reports, own.analyses, told, copies, own.entities, _of(joined, own.analyses)
        )
        alike = compared(case)
        cards = resolve_forecasts(case, alike, own.forecasts, now)
        parts.append(
            replace(
                own,
                copies=copies,
                origins=origins,
                claims=case.claims,
                findings=without_disputes(find_findings(case, alike, settings), corrections),
                forecasts=with_outcomes(cards, corrections),
                problems=tuple(more),
                analyses=_flagged(own.analyses, flags),
            )
        )
        if progress:
            progress("stories", number, len(stories))
    return _with_briefs(_gathered(whole, parts, found), parts, title, settings)


def _of(joined: Mapping[str, str], analyses: Sequence[Analysis]) -> dict[str, str]:
    """The joined entities of some reports."""
    ids = (entity.id for analysis in analyses for entity in analysis.entities)
    return {one: joined[one] for one in ids if one in joined}


def _gathered(whole: Ledger, parts: Sequence[Ledger], found: Sequence[Problem]) -> Ledger:
    """The ledger with the stories' parts, sorted."""
    problems = {*found, *(p for part in parts for p in part.problems)}
    told = {analysis.report: analysis for part in parts for analysis in part.analyses}
    return replace(
        whole,
        analyses=tuple(told.get(a.report, a) for a in whole.analyses),
        stories=tuple(story for part in parts for story in part.stories),
        copies=tuple(copy for part in parts for copy in part.copies),
        origins=tuple(origin for part in parts for origin in part.origins),
        claims=tuple(
            sorted(
                (claim for part in parts for claim in part.claims),
                key=lambda c: (c.report, c.start, c.end, c.id),
            )
        ),
        findings=tuple(finding for part in parts for finding in part.findings),
        forecasts=tuple(card for part in parts for card in part.forecasts),
        problems=tuple(sorted(problems, key=_place)),
    )


def _flagged(analyses: Sequence[Analysis], flags: Sequence[Flag]) -> tuple[Analysis, ...]:
    """The analyses with the flags that only the story could show."""
    more: dict[str, list[Flag]] = {}
    for flag in flags:
        more.setdefault(flag.report, []).append(flag)
    return tuple(
        replace(one, flags=tuple(sorted({*one.flags, *more[one.report]}, key=_span_of)))
        if one.report in more
        else one
        for one in analyses
    )


def _span_of(flag: Flag) -> tuple[int, int, str]:
    return (flag.start, flag.end, flag.kind)


def _place(problem: Problem) -> tuple[str, ...]:
    return (
        problem.stage,
        problem.path or "",
        problem.report or "",
        f"{problem.start or 0:012d}",
        problem.message,
    )


def _with_briefs(
    ledger: Ledger, parts: Sequence[Ledger], title: str | None, settings: Settings
) -> Ledger:
    """The ledger with a checked brief for each story that has claims, largest story first."""
    briefs: list[Brief] = []
    problems = list(ledger.problems)
    titled: dict[str, str] = {}
    for part in sorted(parts, key=lambda p: (-len(p.stories[0].reports), p.stories[0].id)):
        (story,) = part.stories
        brief, more = write(part, story, settings, title=title if len(parts) == 1 else None)
        problems.extend(more)
        briefs.append(brief)
        titled[story.id] = brief.title
    return replace(
        ledger,
        stories=tuple(replace(s, title=titled.get(s.id) or s.title) for s in ledger.stories),
        briefs=tuple(briefs),
        problems=tuple(sorted(set(problems), key=_place)),
    )
