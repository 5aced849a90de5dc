"""Does the source bear a summary out? Scores for BUMP, labels for SummEdits (news)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.bearing import FEATURES, Source, bearing, source_of
from bench.rows import Row, find, read
from bench.weights import linear

__all__ = ["predict"]


def predict(rows: Iterable[Row], folder: Path) -> Iterator[Row]:
    """Scores from the article and the summary alone; higher is better borne out.

    Args:
        rows: BUMP's pairs (``id``, ``doc_id``, ``faithful``, ``unfaithful``) or SummEdits'
            summaries (``id``, ``doc_id``, ``summary``); each summary is judged by itself.
        folder: where ``docs`` lies.

    Returns:
        Rows ``{"id", "faithful", "unfaithful"}`` or ``{"id", "score", "label"}``.
    """
    documents = {row["id"]: row for row in read(find(folder, folder.name, "docs"))}
    sources: dict[str, Source] = {}
    for row in rows:
        name = row["doc_id"]
        if name not in sources:
            sources[name] = source_of({"id": name, "text": documents[name]["text"]})
        if "summary" in row:
            score = _score("summedits-news", sources[name], row["summary"])
            yield {"id": row["id"], "score": score, "label": int(score > 0)}
        else:
            yield {
                "id": row["id"],
                "faithful": _score("bump", sources[name], row["faithful"]),
                "unfaithful": _score("bump", sources[name], row["unfaithful"]),
            }


def _score(model: str, source: Source, text: str) -> float:
    return round(float(linear(model, FEATURES, bearing(source, text)[None, :])[0]), 4)
