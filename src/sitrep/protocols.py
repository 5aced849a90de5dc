"""The sockets: small protocols, each with one default, handed in as an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from sitrep.records import Brief, Ledger, Span, TaggedSentence

__all__ = ["Mapper", "Progress", "Tagger", "Writer"]

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
