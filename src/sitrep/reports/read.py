"""Paths, addresses and streams in, Reports and Problems out: every input is one or the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from sitrep.arrivals import Incoming
from sitrep.protocols import Progress
from sitrep.records import Problem, Report
from sitrep.reports.archives import read_archive
from sitrep.reports.documents import Origin, read_document
from sitrep.reports.draft import Reading, trouble
from sitrep.reports.finish import finish
from sitrep.reports.follow import open_address
from sitrep.reports.guard import is_address, without_secrets
from sitrep.reports.versions import settle
from sitrep.reports.walk import File, walk
from sitrep.reports.web import Web
from sitrep.settings import Settings

__all__ = ["read", "read_all"]

#: the source that stands for standard input
STDIN = "-"


def read(
    sources: Sequence[str],
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
    web: Web | None = None,
) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    """The reports that ``sources`` hold, and what could not be read, where and why.

    Like :func:`read_all`, for a body of reports that is read once: what a publisher took back
    or replaced is left out, and lists of feeds are not followed; each is told as a problem.
    """
    incoming = read_all(sources, settings, stdin=stdin, progress=progress, web=web)
    problems = list(incoming.problems)
    unread = [without_secrets(feed.address) for feed in incoming.feeds if feed.checked is None]
    listed = "a feed of a list; give its address to read it"
    problems.extend(trouble(address, listed) for address in unread)
    kept, left_out = settle(incoming.reports, incoming.withdrawals)
    problems.extend(left_out)
    return kept, tuple(problems)


def read_all(
    sources: Sequence[str],
    settings: Settings,
    *,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
    web: Web | None = None,
) -> Incoming:
    """All that ``sources`` hold: reports, what publishers took back, feeds, and problems.

    The text of a plain-text file is its content decoded as UTF-8 without byte order mark,
    nothing else changed. Reports come in order of their paths, whatever the order given; those
    of addresses come last. Only the addresses that are given are opened, and the pages of the
    items of a feed that is given by its address.

    Args:
        sources: paths of files and folders; addresses; "-" for plain text from ``stdin``.
        settings: limits of size, depth, count and fetching.
        stdin: where "-" is read from.
        progress: told how many files and addresses are done.
        web: opens addresses; one of its own by default.
    """
    addresses = [source for source in sources if is_address(source)]
    paths = [source for source in sources if source != STDIN and not is_address(source)]
    files, problems = walk(paths, settings)
    whole = Reading(problems=problems)
    if STDIN in sources:
        whole.extend(_from_stdin(stdin, settings, sources.count(STDIN)))
    for done, file in enumerate(files, 1):
        whole.extend(_read_file(file, settings))
        if progress is not None:
            progress("files", done, len(files))
    if addresses:
        with web or Web(settings) as opened:
            _read_addresses(addresses, opened, whole, progress)
    reports, faults = finish(whole.drafts, settings)
    return Incoming(
        reports=reports,
        withdrawals=tuple(whole.withdrawals),
        feeds=tuple(whole.feeds),
        problems=(*whole.problems, *faults),
    )


def _read_addresses(
    addresses: Sequence[str], web: Web, whole: Reading, progress: Progress | None
) -> None:
    unique = sorted(set(addresses))
    for done, address in enumerate(unique, 1):
        opened = open_address(address, web)
        whole.extend(opened.reading)
        if opened.feed is not None:
            whole.feeds.append(opened.feed)
        if addresses.count(address) > 1:
            whole.trouble(without_secrets(address), "given twice; it is read once")
        if progress is not None:
            progress("addresses", done, len(unique))


def _read_file(file: File, settings: Settings) -> Reading:
    reading = Reading()
    if file.kind == "archive":  # read as a stream, within limits of its own
        return read_archive(file.place, file.name, settings)
    if file.size > settings.max_file_bytes:
        size, limit = file.size / 1e6, settings.max_file_bytes / 1e6
        reading.trouble(file.name, f"too large: {size:.0f} MB, at most {limit:.0f} MB are read")
        return reading
    try:
        with file.place.open("rb") as stream:
            data = stream.read(settings.max_file_bytes + 1)
    except OSError as error:
        why = "permission denied" if isinstance(error, PermissionError) else error.strerror
        reading.trouble(file.name, f"cannot be read ({why})")
        return reading
    return read_document(data, file.kind, Origin(file.name), settings)


def _from_stdin(stdin: BinaryIO | None, settings: Settings, times: int) -> Reading:
    data = stdin.read(settings.max_file_bytes + 1) if stdin is not None else b""
    if len(data) > settings.max_file_bytes:
        reading = Reading()
        limit = settings.max_file_bytes / 1e6
        reading.trouble(STDIN, f"too large: at most {limit:.0f} MB are read")
        return reading
    reading = read_document(data, "text", Origin(STDIN), settings)
    if times > 1:
        reading.trouble(STDIN, "given twice; it is read once")
    return reading
