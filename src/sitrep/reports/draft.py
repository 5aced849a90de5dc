"""What a file says of one report, before the report is given its id."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sitrep.arrivals import Feed, Withdrawal
from sitrep.records import Problem
from sitrep.reports.dates import read_date

__all__ = ["STAGE", "Draft", "Reading", "trouble"]

#: the stage that the problems of this room name
STAGE = "reports"


@dataclass(frozen=True, slots=True)
class Draft:
    """The text and the particulars of one report as one file gives them."""

    text: str
    path: str
    extractor: str
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    url: str | None = None
    language: str | None = None
    guid: str | None = None
    retrieved: datetime | None = None


@dataclass(slots=True)
class Reading:
    """What one file yields."""

    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    withdrawals: list[Withdrawal] = field(default_factory=list)
    feeds: list[Feed] = field(default_factory=list)

    def trouble(self, path: str, message: str) -> None:
        """Notes a problem of this file."""
        self.problems.append(trouble(path, message))

    def date(self, path: str, what: str, written: object) -> datetime | None:
        """The time that ``written`` stands for; a problem when it is there but unreadable."""
        found = read_date(written)
        if found is None and written not in (None, ""):
            self.trouble(path, f"{what}: {str(written)[:60]!r} is no date that can be read")
        return found

    def taken(self) -> Reading:
        """All that was found, which this reading then holds no more."""
        found = Reading(self.drafts, self.problems, self.withdrawals, self.feeds)
        self.drafts, self.problems, self.withdrawals, self.feeds = [], [], [], []
        return found

    def extend(self, other: Reading) -> None:
        """Takes in what another reading found."""
        self.drafts += other.drafts
        self.problems += other.problems
        self.withdrawals += other.withdrawals
        self.feeds += other.feeds


def trouble(path: str, message: str) -> Problem:
    """A problem of reading ``path``."""
    return Problem(STAGE, message.encode("utf-8", "replace").decode("utf-8"), path=path)
