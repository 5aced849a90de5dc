"""Files that a command is given to read whole, within a limit."""

from __future__ import annotations

import sys
from pathlib import Path

from sitrep.errors import UsageError

__all__ = ["whole"]


def whole(path: Path, most: int) -> bytes:
    """The bytes of a file, or of standard input for ``-``.

    Args:
        path: the file.
        most: the most bytes it may have.

    Raises:
        UsageError: when it cannot be read or is larger.
    """
    try:
        if str(path) == "-":
            data = sys.stdin.buffer.read(most + 1)
        else:
            with path.open("rb") as stream:
                data = stream.read(most + 1)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    if len(data) > most:
        raise UsageError(f"{path}: more than {most:,} bytes; it is not read")
    return data
