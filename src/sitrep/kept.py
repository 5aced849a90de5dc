"""The records of a ledger that is kept: what was added, what changed, what was corrected.

They stand beside :mod:`sitrep.records`, whose conventions they follow: frozen, compared by
value, times aware and in UTC, offsets in code points.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sitrep.records import Cite, Count, Problem, Status

__all__ = [
    "Added",
    "Change",
    "ChangeKind",
    "Correction",
    "CorrectionKind",
    "Due",
    "Hit",
    "HitKind",
    "News",
    "Query",
    "StoryCard",
    "StoryOrder",
    "Version",
]

StoryOrder = Literal["newest", "growing", "disputed", "largest"]
HitKind = Literal["claim", "quote", "report"]
CorrectionKind = Literal[
    "merge", "split", "move", "same-source", "not-a-dispute", "speaker", "outcome"
]
ChangeKind = Literal[
    "story",
    "merged",
    "claim",
    "strengthened",
    "revised",
    "disputed",
    "settled",
    "withdrawn",
    "edited",
    "outcome",
]


@dataclass(frozen=True, slots=True)
class StoryCard:
    """What a list of stories shows of one.

    ``origins``, ``disputed`` and ``corroborated`` (numbers of findings) are those of the last
    analysis, None when the story was never analysed; ``ready`` is False when reports or
    corrections came since. ``grown`` is the number of reports added in the day before asking.
    """

    id: str
    title: str
    reports: int
    added: datetime
    changed: datetime
    first: datetime | None = None
    last: datetime | None = None
    publishers: tuple[str, ...] = ()
    grown: int = 0
    origins: Count | None = None
    disputed: int | None = None
    corroborated: int | None = None
    ready: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One state of an article over time; ``report`` is the id of the report that holds it."""

    article: str
    number: int
    report: str
    seen: datetime
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for. Filters narrow; an empty one lets all through.

    ``words`` are matched as words and, when ``meaning`` is set, by the sentence encoder too.
    ``who`` is a speaker or source, ``about`` a person, body, place or thing that is named.
    """

    words: str = ""
    kind: HitKind | None = None
    who: str | None = None
    about: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    status: Status | None = None
    story: str | None = None
    meaning: bool = True
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: the exact characters ``[start, end)`` of a report, best score first.

    ``id`` is that of the claim, quotation or report; ``score`` is between 0 and 1 and
    comparable within one answer only.
    """

    kind: HitKind
    id: str
    report: str
    start: int
    end: int
    text: str
    score: float
    story: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: datetime | None = None
    url: str | None = None
    who: str | None = None
    finding: str | None = None
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A user's decision, kept for ever and replayed after every re-run.

    What ``of`` and ``to`` hold, by kind:

    - merge: two or more stories; they become the oldest of them.
    - split: reports of ``story``; they become a story of their own.
    - move: reports; ``to`` is the story they go to.
    - same-source: two or more reports that are one voice.
    - not-a-dispute: claims that do not conflict.
    - speaker: a quotation or attribution; ``to`` is who says it.
    - outcome: a forecast; ``to`` is confirmed, refuted or unresolvable.

    ``number`` is its place in the log (0 before it is kept); ``undone`` tells that a later
    entry took it back.
    """

    kind: CorrectionKind
    of: tuple[str, ...]
    to: str | None = None
    story: str | None = None
    reason: str = ""
    number: int = 0
    at: datetime | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new in the kept ledger, in one line.

    Kinds: a new ``story``; stories ``merged`` or split; a new ``claim`` (a finding that was
    not there); a finding ``strengthened`` (more independent lines); a figure ``revised``; a
    dispute opened (``disputed``) or ``settled``; a finding ``withdrawn`` (no report says it
    any more) or an article ``edited``; the ``outcome`` of a forecast.
    """

    kind: ChangeKind
    story: str
    at: datetime
    text: str
    finding: str | None = None
    before: str | None = None
    after: str | None = None
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """All that changed after ``since`` (None: from the beginning) up to ``until``."""

    since: datetime | None
    until: datetime
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """A forecast of a kept story whose time comes or came."""

    story: str
    forecast: str
    holder: str
    text: str
    state: str
    latest: datetime | None
    cite: Cite


@dataclass(frozen=True, slots=True)
class Added:
    """What one addition did: ids of reports and stories, and what could not be read."""

    reports: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    versions: tuple[Version, ...] = ()
    withdrawn: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    grown: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
