"""Where a command writes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from sitrep.errors import UsageError

__all__ = ["check_writable", "write"]


def check_writable(out: Path | None) -> None:
    """Raises before the work begins when its result could not be written.

    Args:
        out: the file that ``--out`` names; None is standard output.

    Raises:
        UsageError: when ``out`` is a folder or cannot be made or changed.
    """
    if out is None:
        return
    if out.is_dir():
        raise UsageError(f"--out: {out} is a folder; give a file")
    try:
        if out.exists():
            with out.open("ab"):
                return
        with tempfile.NamedTemporaryFile(dir=out.parent):
            return
    except OSError as error:
        raise UsageError(f"--out: {out} cannot be written ({error.strerror})") from error


def write(data: str | bytes, out: Path | None) -> None:
    """Writes to standard output, or whole or not at all to the file ``out``.

    Args:
        data: text is written as UTF-8.
        out: the file; None is standard output.

    Raises:
        UsageError: when the file cannot be written.
    """
    if isinstance(data, str):
        data = data.encode("utf-8")
    if out is None:
        sys.stdout.flush()
        left = memoryview(data)
        while left:  # an unbuffered stream (PYTHONUNBUFFERED) may take a part at a time
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.buffer.flush()
        return
    try:
        if out.exists() and not out.is_file():
            out.write_bytes(data)
            return
        with tempfile.NamedTemporaryFile(dir=out.parent, delete=False) as stream:
            stream.write(data)
        part = Path(stream.name)
        part.chmod(0o644 & ~_mask())
        part.replace(out)
    except OSError as error:
        raise UsageError(f"--out: {out} cannot be written ({error.strerror})") from error


def _mask() -> int:
    """The permissions that new files shall not have."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
