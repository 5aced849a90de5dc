"""What is called garbled in text that is not: false alarms on clean collections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bench.analysed import analysed
from bench.rows import Row

__all__ = ["predict"]


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """What one report alone shows as broken, document by document.

    Args:
        rows: documents with ``id`` and ``text``.

    Returns:
        Rows ``{"id", "sentences", "garbled": [[start, end, reason]]}``; ``sentences`` counts
        those that are no debris.
    """
    for row in rows:
        _, analysis = analysed(row)
        yield {
            "id": row["id"],
            "sentences": sum(one.kind != "debris" for one in analysis.sentences),
            "garbled": [
                [flag.start, flag.end, flag.reason]
                for flag in analysis.flags
                if flag.kind == "garbled"
            ],
        }
