"""Reports as paragraphs of sentences, each of which knows where it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

__all__ = ["Document", "Piece", "document_of", "rendered"]

_STOP = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_NO_STOP = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Capt|Jr|Sr|Co|Inc|No|vs|Jan|Feb|Aug|Sept|"
    r"Oct|Nov|Dec|Ave|Blvd|Rd|Ft|Mt|Prof|Rev|Maj|Det|Atty|U\.S|a\.m|p\.m)|\b[A-Z])\.[\"”’)]*$"
)


@dataclass(frozen=True)
class Piece:
    """A sentence. ``origin`` is (report, sentence number) of what it renders, or None."""

    text: str
    origin: tuple[str, int] | None = None


@dataclass(frozen=True)
class Document:
    """A report: paragraphs of pieces, with what is known of it."""

    id: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    title: str = ""
    publisher: str = ""
    byline: str = ""
    date: str = ""

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All sentences in order."""
        return tuple(piece for paragraph in self.paragraphs for piece in paragraph)

    def with_paragraphs(self, paragraphs: Sequence[Sequence[Piece]]) -> Document:
        """The same report with other text; empty paragraphs are left out."""
        return replace(self, paragraphs=tuple(tuple(p) for p in paragraphs if p))


def document_of(row: dict[str, str]) -> Document:
    """A row with ``id`` and ``text`` as a document; its sentences are their own origin."""
    number = 0
    paragraphs = []
    for line in row["text"].splitlines():
        pieces = []
        for sentence in _sentences(line.strip()):
            pieces.append(Piece(sentence, (row["id"], number)))
            number += 1
        if pieces:
            paragraphs.append(tuple(pieces))
    return Document(
        row["id"],
        tuple(paragraphs),
        row.get("title") or "",
        row.get("publisher") or "",
        "",
        row.get("date") or "",
    )


def rendered(document: Document) -> tuple[str, list[tuple[int, int]]]:
    """The text, and the span of each piece in it."""
    text = ""
    spans = []
    for paragraph in document.paragraphs:
        if text:
            text += "\n\n"
        for at, piece in enumerate(paragraph):
            if at:
                text += " "
            spans.append((len(text), len(text) + len(piece.text)))
            text += piece.text
    return text, spans


def _sentences(line: str) -> Iterator[str]:
    held = ""
    start = 0
    for match in [*_STOP.finditer(line), None]:
        # the marks that close a quotation belong to the sentence before
        end = len(line) if match is None else match.end()
        part = line[start:end]
        start = end
        held = held + part
        if match is not None and _NO_STOP.search(held.rstrip()):
            continue
        if held.strip():
            yield held.strip()
        held = ""
    if held.strip():
        yield held.strip()
