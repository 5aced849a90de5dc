"""A package taken apart with limits: hostile bytes in, its files or the reasons why not out."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

__all__ = ["LARGEST", "Opened", "json_of", "opened"]

#: bytes of a package; a ledger of 200 long reports takes 20 million
LARGEST = 500_000_000
#: files of a package: as many as the reports that one folder is read for, and a few
_MOST_FILES = 20_100
#: the names that a package may have: no way out of a folder, no name of a device
_NAME = re.compile(r"(reports/)?[A-Za-z0-9][A-Za-z0-9-]{0,60}(\.(txt|json|md|html))?")

Opened = tuple[dict[str, bytes], list[str]]


def opened(data: bytes) -> Opened:
    """The files of a package by name, and what is wrong with it as a zip file.

    Nothing is written anywhere. Files must be stored, not compressed, so a package takes no
    more room opened than closed. With a fault there are no files.
    """
    if len(data) > LARGEST:
        return {}, [f"{len(data):,} bytes; a package has at most {LARGEST:,}"]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            faults = _faults(archive, len(data))
            if faults:
                return {}, faults
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}, []
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError) as fault:
        return {}, [f"no zip file that can be read: {fault}"]
    except (EOFError, OSError, ValueError, OverflowError) as fault:
        return {}, [f"a damaged zip file: {fault}"]


def _faults(archive: zipfile.ZipFile, size: int) -> list[str]:
    entries = archive.infolist()
    if len(entries) > _MOST_FILES:
        return [f"{len(entries):,} files; a package has at most {_MOST_FILES:,}"]
    if sum(entry.file_size for entry in entries) > size:
        return ["the files are larger than the package: it is not one that Sitrep wrote"]
    faults = []
    seen: set[str] = set()
    for entry in entries:
        if not _NAME.fullmatch(entry.filename):
            faults.append(f"the name {entry.filename[:80]!r} is none that a package has")
        if entry.filename in seen:
            faults.append(f"{entry.filename} is there twice")
        if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1:
            faults.append(f"{entry.filename[:80]!r} is compressed or locked")
        seen.add(entry.filename)
    return faults


def json_of(data: bytes) -> Any:
    """The value that JSON bytes hold.

    Raises:
        ValueError: when they are no JSON or nested too deep.
    """
    import orjson

    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as fault:
        try:
            # only the slower reader takes half a surrogate pair
            return json.loads(data)
        except RecursionError as deep:
            raise ValueError("nested too deep") from deep
        except ValueError:
            raise ValueError(f"no valid JSON: {fault}") from fault
