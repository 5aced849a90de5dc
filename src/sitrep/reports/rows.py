"""Rows of JSON: one item a line (``.jsonl``), or one object or list of them (``.json``)."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from sitrep.reports.dialects import TEXTS, read_row
from sitrep.reports.draft import Reading
from sitrep.reports.posts import read_linked_row
from sitrep.reports.wires import is_ninjs, read_ninjs
from sitrep.settings import Settings

__all__ = ["read_json", "read_json_lines", "stream_json_lines"]

#: broken lines that get a problem of their own; the rest is counted in one
_MOST_TOLD = 20
#: reports of a large file that are handed on together
_AT_A_TIME = 200


def read_json_lines(text: str, path: str) -> Reading:
    """What each line that is an object with text holds; its path is ``FILE#LINE``.

    Args:
        text: the file's content.
        path: the file's name.
    """
    reading = Reading()
    if not text.strip():  # a byte order mark alone
        reading.trouble(path, "empty")
    lines = _Lines(path)
    for line in text.split("\n"):
        lines.take(line, reading)
    lines.end(reading)
    return reading


def stream_json_lines(stream: BinaryIO, path: str, settings: Settings) -> Iterator[Reading]:
    """The same from a file of any size, some lines at a time, so that memory stays flat.

    Lines are UTF-8; one that is not, or is longer than ``max_file_bytes``, is a problem, and the
    file is read up to ``max_unpacked_bytes``.

    Args:
        stream: the file, open for reading.
        path: its name.
        settings: the limits.
    """
    most = settings.max_file_bytes
    lines = _Lines(path)
    reading = Reading()
    read = 0
    while data := stream.readline(most + 1):
        read += len(data)
        if read > settings.max_unpacked_bytes:
            limit = settings.max_unpacked_bytes / 1e6
            reading.trouble(path, f"larger than {limit:g} MB; the rest is not read")
            break
        if len(data) > most:
            lines.pass_over(f"longer than {most / 1e6:g} MB", reading)
            while data and not data.endswith(b"\n"):
                data = stream.readline(most)
                read += len(data)
            continue
        try:
            lines.take(data.removeprefix(codecs.BOM_UTF8).decode("utf-8").rstrip("\n"), reading)
        except UnicodeDecodeError:
            lines.pass_over("not valid UTF-8", reading)
        if len(reading.drafts) >= _AT_A_TIME:
            yield reading
            reading = Reading()
    lines.end(reading)
    yield reading


class _Lines:
    """Lines of JSON, counted; so many of the broken ones are told one by one."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._number = 0
        self._broken = 0

    def take(self, line: str, reading: Reading) -> None:
        """Adds what the next line holds."""
        self._number += 1
        if not line.strip():
            return
        value, fault = _parse(line)
        if fault is None:
            fault = _add(value, f"{self._path}#{self._number}", reading)
        if fault is not None:
            self._tell(fault, reading)

    def pass_over(self, fault: str, reading: Reading) -> None:
        """Notes that the next line cannot be used."""
        self._number += 1
        self._tell(fault, reading)

    def end(self, reading: Reading) -> None:
        """Tells how many more lines were broken."""
        if self._broken > _MOST_TOLD:
            reading.trouble(self._path, f"{self._broken - _MOST_TOLD} more lines cannot be used")

    def _tell(self, fault: str, reading: Reading) -> None:
        self._broken += 1
        if self._broken <= _MOST_TOLD:
            reading.trouble(self._path, f"line {self._number}: {fault}")


def read_json(text: str, path: str) -> Reading:
    """What one object holds, or each object of a list (paths ``FILE#N``)."""
    reading = Reading()
    value, fault = _parse(text)
    if fault is not None:
        reading.trouble(path, fault)
        return reading
    several = isinstance(value, list)
    rows: Sequence[object] = value if isinstance(value, list) else [value]
    if not rows:
        reading.trouble(path, "an empty list")
    for number, row in enumerate(rows, 1):
        wrong = _add(row, f"{path}#{number}" if several else path, reading)
        if wrong is not None:
            reading.trouble(path, f"item {number}: {wrong}" if several else wrong)
    return reading


def _parse(text: str) -> tuple[object, str | None]:
    try:
        return json.loads(text, strict=False), None
    except json.JSONDecodeError as error:
        return None, f"no valid JSON ({error.msg.lower()}: character {error.pos + 1})"
    except (RecursionError, ValueError) as error:
        return None, f"JSON that cannot be read ({type(error).__name__})"


def _add(value: object, path: str, reading: Reading) -> str | None:
    """Adds what one row holds; gives what is wrong with it, if anything is."""
    if not isinstance(value, Mapping):
        return "not a JSON object"
    if "@type" in value or "@graph" in value:
        fault = read_linked_row(value, path, reading)
    elif is_ninjs(value):
        fault = read_ninjs(value, path, reading)
    else:
        fault = read_row(value, path, reading)
    return f"no text in any of the fields {', '.join(TEXTS)}" if fault else None
