"""Web archives (WARC, WACZ) in: every page that they hold, with the time it was fetched."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitrep.reports.dates import read_date
from sitrep.reports.documents import Origin, kind_of, read_document
from sitrep.reports.draft import Reading
from sitrep.reports.guard import without_secrets
from sitrep.reports.unpack import TooLargeError, Unpacker
from sitrep.settings import Settings

__all__ = ["read_archive"]

#: what is taken from an archive: feeds and lists in it led to pages that are in it too
_TAKEN = ("page", "pdf")
_CODINGS = {"": "identity", "identity": "identity", "gzip": "gzip", "x-gzip": "gzip"} | {
    "deflate": "deflate"
}
#: kinds of what was left out that are named
_MOST_NAMED = 5
#: pages that are handed on together, so that memory stays flat
_AT_A_TIME = 50


@dataclass(slots=True)
class _Count:
    """How much of the limits is used, and what was passed over."""

    records: int = 0
    unpacked: int = 0
    others: Counter[str] = field(default_factory=Counter)


def read_archive(place: Path, name: str, settings: Settings) -> Iterator[Reading]:
    """The pages of a WARC file or a WACZ package, in the order of the archive, some at a time.

    No index is needed. Pages are answers with status 200; answers of other kinds, repeated
    answers and the rest are counted in one problem. A report's path is ``FILE#OFFSET``.

    Args:
        place: the file.
        name: its name as shown.
        settings: the limits of records, and of bytes that may come out of it.
    """
    reading = Reading()
    count = _Count()
    nothing = True
    try:
        for _ in _steps(place, name, settings, reading, count):
            if len(reading.drafts) >= _AT_A_TIME:
                nothing = False
                yield reading.taken()
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        told = " ".join(str(error).split())[:100] or type(error).__name__
        reading.trouble(name, f"the archive is broken ({told}); read as far as it goes")
    if count.others:
        named = ", ".join(f"{number} {what}" for what, number in _commonest(count.others))
        reading.trouble(name, f"{count.others.total()} records are no pages ({named})")
    if nothing and not (reading.drafts or reading.problems):
        reading.trouble(name, "an archive without pages")
    yield reading


def _steps(
    place: Path, name: str, settings: Settings, reading: Reading, count: _Count
) -> Iterator[None]:
    """Reads the archive into ``reading``; stops after each record."""
    if zipfile.is_zipfile(place):
        yield from _package(place, name, settings, reading, count)
    else:
        with place.open("rb") as stream:
            yield from _records(stream, name, settings, reading, count)


def _commonest(others: Counter[str]) -> list[tuple[str, int]]:
    ordered = sorted(others.items(), key=lambda pair: (-pair[1], pair[0]))
    rest = sum(number for _, number in ordered[_MOST_NAMED:])
    return ordered[:_MOST_NAMED] + ([("others", rest)] if rest else [])


def _package(
    place: Path, name: str, settings: Settings, reading: Reading, count: _Count
) -> Iterator[None]:
    """The archives inside a WACZ package (a zip file)."""
    with zipfile.ZipFile(place) as package:
        inside = [one for one in package.infolist() if one.filename.startswith("archive/")]
        for one in inside[: settings.max_files]:
            if one.is_dir():
                continue
            if one.file_size > settings.max_unpacked_bytes - count.unpacked:
                reading.trouble(name, f"too large when unpacked: {one.filename[:100]}")
                continue
            with package.open(one) as stream:
                yield from _records(stream, f"{name}/{one.filename}", settings, reading, count)
        if not inside:
            reading.trouble(name, "a zip file without web archives")


def _records(
    stream: Any, name: str, settings: Settings, reading: Reading, count: _Count
) -> Iterator[None]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    besides = (WarcRecordType.warcinfo, WarcRecordType.request, WarcRecordType.metadata)
    for record in ArchiveIterator(stream, parse_http=False, fsspec_args=False):
        count.records += 1
        count.unpacked += int(record.content_length)
        if count.records > settings.max_records:
            reading.trouble(name, f"more than {settings.max_records} records; the rest is not read")
            return
        if count.unpacked > settings.max_unpacked_bytes:
            limit = settings.max_unpacked_bytes / 1e6
            reading.trouble(name, f"more than {limit:g} MB when unpacked; the rest is not read")
            return
        if record.record_type in (WarcRecordType.response, WarcRecordType.resource):
            _take(record, name, settings, reading, count)
        elif record.record_type == WarcRecordType.revisit:
            count.others["repeated"] += 1
        elif record.record_type not in besides:
            count.others["of another type"] += 1
        yield


def _take(record: Any, name: str, settings: Settings, reading: Reading, count: _Count) -> None:
    """Adds the page of one record, or counts what it is instead."""
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    kind, coding = str(record.headers.get("Content-Type") or "").lower(), ""
    told = int(record.content_length)
    if told > settings.max_file_bytes:
        count.others["too large"] += 1
        return
    record.freeze()
    if record.content_length < max(told, 1):
        count.others["cut off"] += 1
        return
    if "application/http" in kind:
        record.parse_http(auto_decode="transfer")
        head = record.http_headers
        if head is None or head.status_code != 200:
            count.others["not found or moved"] += 1
            return
        kind = str(head.get("Content-Type") or "").lower()
        coding = str(head.get("Content-Encoding") or "").strip().lower()
    kind = kind.partition(";")[0].strip()
    if kind.startswith(("image/", "video/", "audio/", "font/")) or coding not in _CODINGS:
        count.others[kind.partition("/")[0] or "unknown"] += 1
        return
    place = f"{name}#{record.stream_pos}"
    data = _data(record, _CODINGS[coding], settings)
    reader = kind_of(kind, data)
    if not url.startswith(("http://", "https://")) or reader not in _TAKEN:
        count.others[kind[:40] or "unknown"] += 1
        return
    written = record.headers.get("WARC-Date")
    fetched = read_date(written)
    if fetched is None:
        reading.trouble(place, f"WARC-Date: {str(written)[:60]!r} is no date that can be read")
    found = read_document(data, reader, Origin(place, without_secrets(url), fetched), settings)
    reading.extend(found)


def _data(record: Any, coding: str, settings: Settings) -> bytes:
    """The record's content, unpacked; what is broken or too large is given as far as it goes."""
    unpacker = Unpacker(coding, settings.max_file_bytes)
    try:
        while piece := record.reader.read(65_536):
            unpacker.feed(bytes(piece))
    except (TooLargeError, zlib.error):
        return unpacker.data()[: settings.max_file_bytes]
    return unpacker.data()
