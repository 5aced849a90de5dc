"""A kept story in, its ledger out: read what was not read, conclude, keep the conclusion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from sitrep.kept import Correction
from sitrep.pipeline import Reading, conclude, read_one
from sitrep.protocols import Progress
from sitrep.records import Ledger, Report, Story, content_id
from sitrep.renderings.serial import from_dict, to_dict
from sitrep.store.judged import Conclusion, get_conclusion, keep_conclusion
from sitrep.store.log import add_problems, get_corrections
from sitrep.store.readings import get_readings, keep_reading, read_by
from sitrep.store.reports import get_reports, members
from sitrep.store.stories import follow, is_followed, present_id, retitle
from sitrep.upkeep.sayings import sayings_of
from sitrep.upkeep.workshop import Workshop

__all__ = ["Inputs", "concluded", "inputs_of", "ledger_at", "read_reports"]

#: kinds of correction that change what is concluded; the others move reports
_CONCLUDING = frozenset({"same-source", "not-a-dispute", "speaker", "outcome"})
#: raised when what is concluded from the same readings changes, so that conclusions that were
#: kept before are made anew when they are next asked for; 2: differences carry their figures
_REVISION = "2"
#: reports read between two commits: as much work as an interruption may lose
_PORTION = 16


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a conclusion is made from: reports and corrections, and the stamp of both."""

    story: str
    reports: tuple[str, ...]
    corrections: tuple[Correction, ...]
    stamp: str


def inputs_of(
    work: Workshop, connection: Connection, story: str, at: datetime | None = None
) -> Inputs:
    """What the conclusion on a story is made from: now, or as it was at a moment."""
    reports = tuple(members(connection, story, at))
    held = tuple(
        c
        for c in get_corrections(connection)
        if c.kind in _CONCLUDING and not c.undone and (at is None or (c.at and c.at <= at))
    )
    own = [c.number for c in held if _concerns(connection, c, story, reports)]
    stamp = content_id("j", work.engine, _REVISION, story, *reports, "corrected", *own)
    return Inputs(story, reports, held, stamp)


def _concerns(connection: Connection, made: Correction, story: str, reports: Sequence[str]) -> bool:
    if made.kind == "same-source":
        return len(set(made.of) & set(reports)) > 1
    return made.story is not None and _is(connection, made.story, story)


def _is(connection: Connection, name: str, story: str) -> bool:
    from sitrep.errors import UnknownError

    try:
        return present_id(connection, name) == story
    except UnknownError:  # the story is gone; its corrections touch no other
        return False


def concluded(
    work: Workshop,
    name: str,
    *,
    now: datetime | None = None,
    asked: bool = True,
    progress: Progress | None = None,
) -> Ledger:
    """The ledger of a story with its brief; kept, and taken from what was kept when it holds.

    Args:
        work: the tools.
        name: the story's id.
        now: the moment of asking; another than the clock's is answered, but not kept.
        asked: somebody asked for this story, so that it is followed from now on.
        progress: told how many reports were read.
    """
    moment = now or work.clock()
    with work.base.reading() as connection:
        story = present_id(connection, name)
        inputs = inputs_of(work, connection, story)
        kept = get_conclusion(connection, story, inputs.stamp)
        followed = is_followed(connection, story)
    if kept is not None:
        ledger = from_dict(kept.ledger)
        if asked and now is None and not followed:
            with work.base.writing() as connection:
                follow(connection, story)
        if not _came_due(ledger, kept.at, moment):
            return ledger if now is None else replace(ledger, created=now)
    with work.busy:
        ledger, readings = _made(work, inputs, moment, progress)
        if now is None:
            _keep(work, inputs, ledger, readings, moment, asked=asked)
    return ledger


def ledger_at(
    work: Workshop, story: str, at: datetime, *, progress: Progress | None = None
) -> Ledger | None:
    """The ledger of a story as it would have been concluded at a moment; None before it began."""
    with work.base.reading() as connection:
        inputs = inputs_of(work, connection, story, at)
    if not inputs.reports:
        return None
    with work.busy:
        return _made(work, inputs, at, progress)[0]


def _came_due(ledger: Ledger, then: datetime, now: datetime) -> bool:
    """True when the time of an open forecast ran out since the conclusion."""
    ends = [f.horizon.latest for f in ledger.forecasts if f.state == "open" and f.horizon]
    return any(end is not None and then <= end < now for end in ends)


def _made(
    work: Workshop, inputs: Inputs, now: datetime, progress: Progress | None
) -> tuple[Ledger, list[Reading]]:
    with work.base.reading() as connection:
        reports = get_reports(connection, inputs.reports)
    readings = read_reports(work, list(reports.values()), progress)
    story = Story(inputs.story, "", inputs.reports)
    ledger = conclude(
        [story] if reports else [],
        list(reports.values()),
        readings,
        (),
        work.settings,
        now=now,
        corrections=inputs.corrections,
    )
    return ledger, readings


def read_reports(
    work: Workshop, reports: Iterable[Report], progress: Progress | None = None
) -> list[Reading]:
    """What is found in each report, from the ledger where it was found before.

    New readings are kept some at a time, so that an interruption loses little.
    """
    wanted = sorted(reports, key=lambda r: r.id)
    with work.base.reading() as connection:
        done = read_by(connection, work.engine, [r.id for r in wanted])
    left = [r for r in wanted if r.id not in done]
    if left:
        task = partial(read_one, settings=work.settings, tagger=work.tagger)
        portion: list[Reading] = []
        for number, reading in enumerate(work.mapper.map(task, left), 1):
            portion.append(reading)
            if len(portion) >= _PORTION or number == len(left):
                _keep_readings(work, portion)
                portion = []
            if progress:
                progress("reading", number, len(left))
    with work.base.reading() as connection:
        found = get_readings(connection, work.engine, [r.id for r in wanted])
    return [Reading(*found[r.id]) for r in wanted if r.id in found]


def _keep_readings(work: Workshop, readings: Sequence[Reading]) -> None:
    with work.base.writing() as connection:
        for one in readings:
            found = (one.analysis, one.claims, one.forecasts, one.problems)
            keep_reading(connection, work.engine, found)


def _keep(
    work: Workshop,
    inputs: Inputs,
    ledger: Ledger,
    readings: Sequence[Reading],
    at: datetime,
    *,
    asked: bool,
) -> None:
    counts = {"disputed": 0, "corroborated": 0}
    for finding in ledger.findings:
        if finding.status in counts:
            counts[finding.status] += 1
    voices = _origins(ledger, work)
    conclusion = Conclusion(
        story=inputs.story,
        stamp=inputs.stamp,
        at=at,
        low=voices[0],
        high=voices[1],
        disputed=counts["disputed"],
        corroborated=counts["corroborated"],
        ledger=to_dict(ledger),
    )
    with work.base.writing() as connection:
        if inputs_of(work, connection, inputs.story).stamp != inputs.stamp:
            return  # reports or corrections came meanwhile; the next conclusion has them
        keep_conclusion(connection, work.base, conclusion, sayings_of(ledger, readings))
        if asked:
            follow(connection, inputs.story)
        if ledger.briefs and ledger.briefs[0].title:
            retitle(connection, inputs.story, ledger.briefs[0].title)
        add_problems(connection, (p for p in ledger.problems if p.stage != "reports"), at)


def _origins(ledger: Ledger, work: Workshop) -> tuple[int, int]:
    """How many voices a story has, at least and at most."""
    from sitrep.voices import voices

    ids = [report.id for report in ledger.reports]
    low = len(voices(ids, ledger.copies, work.settings.cautious_edge))
    return low, max(low, len(voices(ids, ledger.copies, work.settings.bold_edge)))
