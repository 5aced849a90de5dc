"""The sources as RIS: two letters, two spaces, a hyphen, a space, one line a field.

The tags are those of the RIS specification (2011) for newspaper articles (``NEWS``). A value is
one line, so that no text can begin a field of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitrep.exports.sources import Source, sources
from sitrep.records import Ledger

__all__ = ["to_ris"]


def to_ris(ledger: Ledger) -> bytes:
    """One record a report, in UTF-8, with the line ends that the format asks for."""
    rows = [f"{tag}  - {value}" for source in sources(ledger) for tag, value in _rows(source)]
    return "".join(f"{row}\r\n" for row in rows).encode("utf-8")


def _rows(source: Source) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", source.key
    yield "TI", source.title
    if source.author:
        yield "AU", source.author
    if source.publisher:
        yield "T2", source.publisher
        yield "PB", source.publisher
    if source.published:
        yield "PY", f"{source.published.year:04d}"
        yield "DA", f"{source.published:%Y/%m/%d}/"
    if source.address:
        yield "UR", source.address
    if source.seen:
        yield "Y2", f"{source.seen:%Y/%m/%d}/"
    if source.language:
        yield "LA", source.language
    yield "N1", f"Sitrep report {source.report}"
    yield "ER", ""
