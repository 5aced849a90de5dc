"""Paths, addresses and streams in, Reports and Problems out: every input is one or the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from sitrep.arrivals import Feed, Incoming, Withdrawal
from sitrep.protocols import Progress
from sitrep.records import Problem, Report
from sitrep.reports.archives import read_archive
from sitrep.reports.documents import Origin, read_document
from sitrep.reports.draft import Reading, trouble
from sitrep.reports.finish import Finisher
from sitrep.reports.follow import open_address
from sitrep.reports.guard import is_address, without_secrets
from sitrep.reports.rows import stream_json_lines
from sitrep.reports.versions import settle
from sitrep.reports.walk import File, walk
from sitrep.reports.web import Web
from sitrep.settings import Settings

__all__ = ["Arriving", "read", "read_all"]

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
    came = Arriving(sources, settings, stdin=stdin, progress=progress, web=web, at_once=True)
    reports = tuple(came)
    return Incoming(
        reports=reports,
        withdrawals=tuple(came.withdrawals),
        feeds=tuple(came.feeds),
        problems=tuple(came.problems),
    )


class Arriving:
    """What sources hold, one report after the other, as :func:`read_all` tells it.

    Large files of rows and archives are read as streams, so that memory does not grow with them
    but for an id and a path for each report. To be gone through once; what else the sources
    hold is there when that was done.

    Attributes:
        withdrawals: what publishers took back.
        feeds: those that lists name, and those read at their addresses.
        problems: what could not be read.
    """

    def __init__(
        self,
        sources: Sequence[str],
        settings: Settings,
        *,
        stdin: BinaryIO | None = None,
        progress: Progress | None = None,
        web: Web | None = None,
        at_once: bool = False,
    ) -> None:
        """Nothing is read yet.

        Args:
            sources: as for :func:`read_all`.
            settings: the limits.
            stdin: where "-" is read from.
            progress: told how many files and addresses are done.
            web: opens addresses; one of its own by default.
            at_once: the reports will be held in memory together, so that a file of rows larger
                than ``max_file_bytes`` is a problem.
        """
        self._sources = sources
        self._settings = settings
        self._stdin = stdin
        self._progress = progress
        self._web = web
        self._at_once = at_once
        self.withdrawals: list[Withdrawal] = []
        self.feeds: list[Feed] = []
        self.problems: list[Problem] = []

    def __iter__(self) -> Iterator[Report]:
        finisher = Finisher(self._settings)
        for reading in self._readings():
            self.withdrawals += reading.withdrawals
            self.feeds += reading.feeds
            self.problems += reading.problems
            yield from finisher.finished(reading.drafts)
        self.problems += finisher.problems

    def _readings(self) -> Iterator[Reading]:
        sources = self._sources
        addresses = [source for source in sources if is_address(source)]
        paths = [source for source in sources if source != STDIN and not is_address(source)]
        files, problems = walk(paths, self._settings)
        yield Reading(problems=problems)
        if STDIN in sources:
            yield _from_stdin(self._stdin, self._settings, sources.count(STDIN))
        for done, file in enumerate(files, 1):
            yield from _read_file(file, self._settings, at_once=self._at_once)
            if self._progress is not None:
                self._progress("files", done, len(files))
        if addresses:
            with self._web or Web(self._settings) as opened:
                yield from _read_addresses(addresses, opened, self._progress)


def _read_addresses(
    addresses: Sequence[str], web: Web, progress: Progress | None
) -> Iterator[Reading]:
    unique = sorted(set(addresses))
    for done, address in enumerate(unique, 1):
        opened = open_address(address, web)
        if opened.feed is not None:
            opened.reading.feeds.append(opened.feed)
        if addresses.count(address) > 1:
            opened.reading.trouble(without_secrets(address), "given twice; it is read once")
        yield opened.reading
        if progress is not None:
            progress("addresses", done, len(unique))


def _read_file(file: File, settings: Settings, *, at_once: bool) -> Iterator[Reading]:
    if file.kind == "archive":  # read as a stream, within limits of its own
        yield from read_archive(file.place, file.name, settings)
        return
    reading = Reading()
    large = file.size > settings.max_file_bytes
    if large and (at_once or file.kind != "rows"):
        size, limit = file.size / 1e6, settings.max_file_bytes / 1e6
        reading.trouble(file.name, f"too large: {size:.0f} MB, at most {limit:.0f} MB are read")
        yield reading
        return
    try:
        with file.place.open("rb") as stream:
            if large:
                yield from stream_json_lines(stream, file.name, settings)
                return
            data = stream.read(settings.max_file_bytes + 1)
    except OSError as error:
        why = "permission denied" if isinstance(error, PermissionError) else error.strerror
        reading.trouble(file.name, f"cannot be read ({why})")
        yield reading
        return
    yield read_document(data, file.kind, Origin(file.name), settings)


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
