"""The sockets: small protocols, each with one default, handed in as an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from sitrep.kept import Correction, Due, Hit, News, Query, StoryCard, StoryOrder, Version
from sitrep.records import Brief, Ledger, Problem, Report, Span, TaggedSentence

__all__ = ["Keeper", "Mapper", "Progress", "Tagger", "Writer"]

Item = TypeVar("Item")
Result = TypeVar("Result")


class Tagger(Protocol):
    """Tags words: part of speech, lemma, parse, names, sentence vector."""

    def tag(self, text: str, sentences: Sequence[tuple[Span, ...]]) -> tuple[TaggedSentence, ...]:
        """One :class:`TaggedSentence` for each tuple of word spans, in order."""
        ...


class Mapper(Protocol):
    """Applies a function to many items: in this process, in many, or on a cluster."""

    def map(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results in the order of ``items``."""
        ...


class Writer(Protocol):
    """Writes a brief from a ledger. Whatever it writes is checked afterwards."""

    def write(self, ledger: Ledger) -> Brief:
        """A brief whose every line cites claims of ``ledger``."""
        ...


class Progress(Protocol):
    """Told how far a long piece of work has come."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """``done`` of ``total`` items of ``stage`` are finished."""
        ...


class Keeper(Protocol):
    """A ledger that is kept: what the desk, the interfaces and the commands ask of it.

    Ids of stories that were merged away lead to the story that took them in. An id that is
    not known raises :class:`sitrep.errors.UnknownError`. Methods may be called from several
    threads.
    """

    def stories(
        self,
        *,
        order: StoryOrder = "newest",
        words: str = "",
        disputed: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[StoryCard, ...]:
        """Stories in an order, those whose titles and texts hold ``words`` only."""
        ...

    def count(self, *, words: str = "", disputed: bool = False) -> int:
        """How many stories there are, narrowed as in :meth:`stories`."""
        ...

    def story(self, story: str) -> StoryCard:
        """One story's card."""
        ...

    def ledger(self, story: str, *, progress: Progress | None = None) -> Ledger:
        """The ledger of one story with its brief, analysed now when it is not ready.

        Sentences come without their parse, unless they were analysed in this call.
        """
        ...

    def report(self, report: str) -> Report:
        """One report."""
        ...

    def story_of(self, report: str) -> str:
        """The story a report is in."""
        ...

    def versions(self, report: str) -> tuple[Version, ...]:
        """All versions of the article that a report is one of, oldest first."""
        ...

    def search(self, query: Query) -> tuple[Hit, ...]:
        """Claims, quotations and reports, best first."""
        ...

    def news(
        self,
        since: datetime | None,
        until: datetime | None = None,
        *,
        progress: Progress | None = None,
    ) -> News:
        """What changed after ``since``; stories that wait for analysis are analysed first."""
        ...

    def looked(self, reader: str = "") -> datetime | None:
        """When a reader last looked at what is new; None when never."""
        ...

    def look(self, reader: str = "") -> News:
        """What is new since the reader's last look, which is now this one."""
        ...

    def seen(self, until: datetime, reader: str = "") -> None:
        """Keeps that a reader has looked at all that was new up to a moment."""
        ...

    def due(self, until: datetime | None = None) -> tuple[Due, ...]:
        """Forecasts of analysed stories that nothing settled yet, the nearest end first.

        Those whose time passed without news (state ``expired``) are among them.
        """
        ...

    def corrections(self, story: str | None = None) -> tuple[Correction, ...]:
        """The log of corrections, oldest first, the undone among them; of one story or all."""
        ...

    def correct(self, correction: Correction) -> Correction:
        """The correction as kept, with its number and time; it holds from now on.

        Raises:
            UsageError: when it cannot be carried out, with the reason.
        """
        ...

    def undo(self, number: int) -> Correction:
        """The correction taken back."""
        ...

    def problems(self, limit: int = 200) -> tuple[Problem, ...]:
        """What could not be read or decided, newest first."""
        ...
