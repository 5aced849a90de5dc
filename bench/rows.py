"""Gold files in, rows out; predictions out as JSON Lines or CoNLL-U."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from sitrep.errors import UsageError

__all__ = ["Row", "find", "read", "write"]

Row = dict[str, Any]
#: endings tried for a split's file, in order
ENDINGS = (".jsonl.gz", ".jsonl", ".conllu.gz", ".conllu")


def find(folder: Path, name: str, split: str) -> Path:
    """The file of a split in ``folder`` or in ``folder/name``.

    Raises:
        UsageError: when there is none; the message lists what was looked for.
    """
    for home in (folder, folder / name):
        for ending in ENDINGS:
            path = home / (split + ending)
            if path.is_file():
                return path
    raise UsageError(f"no {split!r} ({', '.join(ENDINGS)}) in {folder} or {folder / name}")


def read(path: Path) -> Iterator[Row]:
    """The rows of a JSON Lines file, gzipped or not; of CoNLL-U one row a sentence block."""
    with _opened(path, "rt") as lines:
        if ".conllu" in path.name:
            yield from _blocks(lines)
            return
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _blocks(lines: Iterable[str]) -> Iterator[Row]:
    """Sentence blocks of CoNLL-U as lists of lines."""
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line.rstrip("\n"))
        elif block:
            yield {"conllu": block}
            block = []
    if block:
        yield {"conllu": block}


def write(path: Path, rows: Iterable[Row]) -> int:
    """Rows written to ``path`` in the form of the gold; how many there were."""
    count = 0
    with _opened(path, "wt") as out:
        for row in rows:
            if "conllu" in row:
                out.write("\n".join(row["conllu"]) + "\n\n")
            else:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def _opened(path: Path, mode: str) -> IO[str]:
    """A text file, gzipped when its name says so."""
    if path.suffix == ".gz":
        return cast("IO[str]", gzip.open(path, mode, encoding="utf-8"))
    return cast("IO[str]", path.open(mode, encoding="utf-8"))
