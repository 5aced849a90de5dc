"""What is called garbled or spun in text that is neither: false alarms on clean collections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bench.analysed import analysed
from bench.rows import Row
from sitrep.lineage import find_spun, trace
from sitrep.records import Analysis, Flag, Report, Story
from sitrep.settings import DEFAULT

__all__ = ["predict"]


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """What reports show as broken, each alone and in its story, document by document.

    Args:
        rows: documents with ``id`` and ``text``; those with one ``story`` are compared.

    Returns:
        Rows ``{"id", "sentences", "garbled": [[start, end, reason]]}``; ``sentences`` counts
        those that are no debris.
    """
    given = [(row, *analysed(row)) for row in rows]
    by_story: dict[str, list[tuple[Report, Analysis]]] = defaultdict(list)
    for row, report, analysis in given:
        if row.get("story"):
            by_story[str(row["story"])].append((report, analysis))
    spun: dict[str, list[Flag]] = defaultdict(list)
    for name, members in sorted(by_story.items()):
        for flag in _spun(name, members):
            spun[flag.report].append(flag)
    for row, report, analysis in given:
        alone = [flag for flag in analysis.flags if flag.kind == "garbled"]
        yield {
            "id": row["id"],
            "sentences": sum(one.kind != "debris" for one in analysis.sentences),
            "garbled": [[f.start, f.end, f.reason] for f in (*alone, *spun[report.id])],
        }


def _spun(name: str, members: list[tuple[Report, Analysis]]) -> tuple[Flag, ...]:
    reports = [report for report, _ in members]
    analyses = [analysis for _, analysis in members]
    story = Story(name, "", tuple(sorted({report.id for report in reports})))
    copies, _, _ = trace(story, reports, analyses, DEFAULT)
    return find_spun(story, reports, analyses, copies, DEFAULT)
