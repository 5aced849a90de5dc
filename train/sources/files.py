"""Rows of the data sets' files, and the part of them that is kept for measuring."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDS = 6


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def is_kept_back(document: str) -> bool:
    """True for the sixth of the documents that no training may see."""
    return zlib.crc32(document.encode()) % FOLDS == 0
