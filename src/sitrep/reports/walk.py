"""Paths in, files out: folders are followed in order, within limits."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitrep.records import Problem
from sitrep.reports.draft import trouble
from sitrep.settings import Settings

__all__ = ["KINDS", "File", "shown", "walk"]

#: extensions that are read, with the reader of each
KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".json": "json",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".rdf": "xml",
    ".opml": "xml",
    ".pdf": "pdf",
    ".eml": "mail",
    ".jsonld": "json",
    ".warc": "archive",
    ".warc.gz": "archive",
    ".wacz": "archive",
}
#: indexes of web archives, which are read without them
_INDEXES = (".cdx", ".cdxj", ".cdx.gz", ".cdxj.gz")
#: files of other kinds that are named one by one; the rest is counted
_MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class File:
    """One file to read: its place, its name as shown, its reader and its size in bytes."""

    place: Path
    name: str
    kind: str
    size: int


def shown(path: str | Path) -> str:
    """The path as text that can be written anywhere, whatever bytes the name has."""
    return os.fsencode(path).decode("utf-8", errors="replace").replace("\n", "\ufffd")


def walk(sources: Sequence[str], settings: Settings) -> tuple[list[File], list[Problem]]:
    """The files that ``sources`` name, sorted, each once, and what cannot be read.

    Folders are followed ``settings.max_depth`` deep, at most ``settings.max_files`` files
    from each; hidden files and folders and links that lead back are passed over.

    Args:
        sources: paths of files and folders, as given.
        settings: the limits.
    """
    files: list[File] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for source in sorted(sources):
        for found in _one(source, settings):
            if isinstance(found, Problem):
                problems.append(found)
                continue
            real = os.path.realpath(found.place)
            if real in seen:
                problems.append(trouble(found.name, "given twice; it is read once"))
                continue
            seen.add(real)
            files.append(found)
    files.sort(key=lambda file: file.name)
    return files, problems


def _one(source: str, settings: Settings) -> Iterator[File | Problem]:
    if not source.strip() or "\0" in source:
        yield trouble(shown(source.replace("\0", "\ufffd")), "not a path")
        return
    place = Path(source)
    try:
        status = place.stat()
    except OSError as error:
        yield trouble(shown(source), _why(error))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(place, settings)
    elif stat.S_ISREG(status.st_mode):
        if place.name.lower().endswith(_INDEXES):
            yield trouble(shown(source), "an index; give the web archive itself")
            return
        yield File(place, shown(place), _kind(place, "text"), status.st_size)
    else:
        yield trouble(shown(source), "neither a file nor a folder")


def _folder(top: Path, settings: Settings) -> Iterator[File | Problem]:
    """Everything readable under ``top``, then what was passed over."""
    others: list[str] = []
    read = 0
    nothing = True
    for found in _tree(top, settings.max_depth, {os.path.realpath(top)}):
        nothing = False
        if isinstance(found, File):
            if not found.kind:
                others.append(found.name)
                continue
            read += 1
            if read > settings.max_files:
                yield trouble(
                    shown(top), f"holds more than {settings.max_files} files; the rest is not read"
                )
                break
        yield found
    if nothing:
        yield trouble(shown(top), "a folder with nothing in it to read")
    for name in others[:_MOST_TOLD]:
        yield trouble(name, "not a kind of file that is read (" + " ".join(KINDS) + ")")
    if len(others) > _MOST_TOLD:
        count = len(others) - _MOST_TOLD
        yield trouble(shown(top), f"{count} more files are not of a kind that is read")


def _tree(folder: Path, depth: int, above: set[str]) -> Iterator[File | Problem]:
    try:
        with os.scandir(folder) as entries:
            inside = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield trouble(shown(folder), _why(error))
        return
    for entry in inside:
        if entry.name.startswith("."):
            continue
        place = folder / entry.name
        try:
            status = entry.stat()
        except OSError as error:
            yield trouble(shown(place), _why(error))
            continue
        if stat.S_ISREG(status.st_mode):
            if not entry.name.lower().endswith(_INDEXES):
                yield File(place, shown(place), _kind(place, ""), status.st_size)
        elif not stat.S_ISDIR(status.st_mode):
            yield trouble(shown(place), "neither a file nor a folder")
        elif depth <= 1:
            yield trouble(shown(place), "lies too deep; folders are not followed further")
        elif (real := os.path.realpath(place)) not in above:
            yield from _tree(place, depth - 1, above | {real})


def _kind(place: Path, other: str) -> str:
    """The reader of a file by its ending, the longest that is known; ``other`` for the rest."""
    endings = [suffix.lower() for suffix in place.suffixes[-2:]]
    return KINDS.get("".join(endings)) or KINDS.get("".join(endings[-1:])) or other


def _why(error: OSError) -> str:
    """The reason in plain words."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "may not be read (permission denied)"
    return f"cannot be read ({(error.strerror or type(error).__name__).lower()})"
