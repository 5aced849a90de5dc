"""What a file says of one report, before the report is given its id."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sitrep.records import Problem

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


@dataclass(slots=True)
class Reading:
    """What one file yields."""

    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def trouble(self, path: str, message: str) -> None:
        """Notes a problem of this file."""
        self.problems.append(trouble(path, message))


def trouble(path: str, message: str) -> Problem:
    """A problem of reading ``path``."""
    return Problem(STAGE, message, path=path)
