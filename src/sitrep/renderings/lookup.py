"""What every rendering looks up in a ledger: records by id, names of reports, citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import PurePath

from sitrep.records import (
    Brief,
    Cite,
    Claim,
    Copy,
    Count,
    Finding,
    Forecast,
    Ledger,
    Line,
    Report,
    Story,
    TimeExpression,
)
from sitrep.renderings.visible import one_line
from sitrep.settings import DEFAULT
from sitrep.voices import voices

__all__ = ["Lookup", "Note", "lines_of", "moment", "plain_name"]

_NEVER = datetime.max.replace(tzinfo=UTC)
#: characters of a report's title that stand for its name when it has no publisher
_NAME_CHARS = 60


def moment(instant: datetime) -> str:
    """An instant as readers write it: "12 March 2024, 13:10 UTC"."""
    at = instant.astimezone(UTC)
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered citation: one span of one report, cited once or many times."""

    number: int
    report: str
    start: int
    end: int


@dataclass(frozen=True)
class Lookup:
    """A ledger with its records by id, its reports by name and its citations by number."""

    ledger: Ledger

    @cached_property
    def report(self) -> dict[str, Report]:
        """Reports by id."""
        return {report.id: report for report in self.ledger.reports}

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.ledger.claims}

    @cached_property
    def finding(self) -> dict[str, Finding]:
        """Findings by id."""
        return {finding.id: finding for finding in self.ledger.findings}

    @cached_property
    def forecasts(self) -> dict[str, list[Forecast]]:
        """Forecasts by the id of their claim."""
        found: dict[str, list[Forecast]] = {}
        for forecast in self.ledger.forecasts:
            found.setdefault(forecast.claim, []).append(forecast)
        return found

    @cached_property
    def copies_of(self) -> dict[str, list[Copy]]:
        """Copies by either of their reports, the surest and largest first."""
        found: dict[str, list[Copy]] = {}
        for copy in sorted(self.ledger.copies, key=lambda c: (not c.directed, -c.share, c.of)):
            found.setdefault(copy.by, []).append(copy)
            found.setdefault(copy.of, []).append(copy)
        return found

    @cached_property
    def time(self) -> dict[str, TimeExpression]:
        """Time expressions by id."""
        return {t.id: t for analysis in self.ledger.analyses for t in analysis.times}

    @cached_property
    def in_order(self) -> tuple[Report, ...]:
        """Reports as they came out: by time of publication, those without one last."""
        return tuple(
            sorted(
                self.ledger.reports,
                key=lambda r: (r.published or _NEVER, r.publisher or "", r.path or "", r.id),
            )
        )

    @cached_property
    def plain_name(self) -> dict[str, str]:
        """The name of each report without what tells it from others of that name."""
        return {report.id: plain_name(report) for report in self.in_order}

    @cached_property
    def name(self) -> dict[str, str]:
        """The name that readers know each report by; no two reports have the same."""
        groups: dict[str, list[Report]] = {}
        for report in self.in_order:
            groups.setdefault(self.plain_name[report.id], []).append(report)
        names: dict[str, str] = {}
        for plain, reports in groups.items():
            for told in (_dayless, _day, _minute):
                found = [f"{plain}{told(report)}" for report in reports]
                if len(set(found)) == len(found):
                    break
            again: Counter[str] = Counter()
            for report, name in zip(reports, found, strict=True):
                again[name] += 1
                names[report.id] = name if again[name] == 1 else f"{name} ({again[name]})"
        return names

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """The citations of all briefs, numbered from 1 in the order they are first read."""
        return tuple(self._numbers.values())

    @cached_property
    def _numbers(self) -> dict[tuple[str, int, int], Note]:
        numbers: dict[tuple[str, int, int], Note] = {}
        for brief in self.ledger.briefs:
            for line in lines_of(brief):
                for cite in line.cites:
                    key = (cite.report, cite.start, cite.end)
                    if cite.report in self.report and key not in numbers:
                        numbers[key] = Note(len(numbers) + 1, *key)
        return numbers

    def numbered(self, cites: Iterable[Cite]) -> tuple[Note, ...]:
        """The notes of some citations, each once, in the order of their numbers."""
        keys = {(cite.report, cite.start, cite.end) for cite in cites}
        found = [self._numbers[key] for key in keys if key in self._numbers]
        return tuple(sorted(found, key=lambda note: note.number))

    def at_claims(self, claims: Iterable[str]) -> tuple[Note, ...]:
        """The notes that cite any of some claims, each once, in the order of their numbers."""
        wanted = set(claims)
        return self.numbered(
            cite
            for brief in self.ledger.briefs
            for line in lines_of(brief)
            for cite in line.cites
            if cite.claim in wanted
        )

    def anchor(self, report: str) -> str:
        """The name of a report's place in a page: safe whatever the id holds."""
        return self._anchors[report]

    @cached_property
    def _anchors(self) -> dict[str, str]:
        return {report.id: f"report-{at}" for at, report in enumerate(self.in_order, 1)}

    def quoted(self, note: Note) -> str:
        """The exact characters that a note points to."""
        return self.report[note.report].text[note.start : note.end]

    def voices(self, reports: Iterable[str]) -> Count:
        """How many independent gatherers stand behind some reports, given who copied whom."""
        ids = tuple(reports)
        cautious = voices(ids, self.ledger.copies, DEFAULT.cautious_edge)
        bold = voices(ids, self.ledger.copies, DEFAULT.bold_edge)
        return Count(min(len(cautious), len(bold)), max(len(cautious), len(bold)))

    def story(self, brief: Brief) -> Story | None:
        """The story that a brief tells: the one that the first report it cites belongs to."""
        cited = (cite.report for line in lines_of(brief) for cite in line.cites)
        first = next(cited, None)
        return next((story for story in self.ledger.stories if first in story.reports), None)


def lines_of(brief: Brief) -> Iterable[Line]:
    """Every line of a brief in the order it is read."""
    if brief.standfirst:
        yield brief.standfirst
    for section in brief.sections:
        yield from section.lines


def _dayless(_: Report) -> str:
    return ""


def _day(report: Report) -> str:
    at = report.published.astimezone(UTC) if report.published else None
    return f", {at.day} {at:%b}" if at else ", no date"


def _minute(report: Report) -> str:
    at = report.published.astimezone(UTC) if report.published else None
    return f", {at.day} {at:%b %H:%M}" if at else ", no date"


def plain_name(report: Report) -> str:
    """What a report is called: by its publisher, else its title, file or address."""
    for name in (report.publisher, report.title):
        if name and one_line(name):
            return _short(one_line(name))
    if report.path:
        return _short(one_line(PurePath(report.path).name)) or report.id
    if report.url:
        return _short(one_line(report.url))
    return report.id


def _short(name: str) -> str:
    return name if len(name) <= _NAME_CHARS else name[: _NAME_CHARS - 1].rstrip() + "…"
