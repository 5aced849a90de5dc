"""Who took what from whom in made copies (``bench/derivations``), one row a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bench.analysed import analysed, report_of
from bench.rows import Row
from sitrep.lineage import trace
from sitrep.records import Copy, Story
from sitrep.settings import DEFAULT
from sitrep.voices import EVEN, voices

__all__ = ["predict"]


def predict(rows: Iterable[Row]) -> Iterator[Row]:
    """A row ``{"id", "derived", "of", "voice"}`` for each report, in the order given.

    Args:
        rows: of ``reports.jsonl``: ``id``, ``story``, ``text`` and what is known of the report.

    Returns:
        ``of`` lists what it took, each ``{"id", "kind", "probability", "directed"}``, from
        probability .5 up (undirected links stand at the report that the ids put first);
        ``voice`` is the id of the first report that counts as one voice with it when every
        suspicion counts.
    """
    given = list(rows)
    by_story: dict[str, list[Row]] = defaultdict(list)
    for row in given:
        by_story[str(row["story"])].append(row)
    found: dict[str, Row] = {}
    for name, members in sorted(by_story.items()):
        found.update(_of_story(name, members))
    for row in given:
        yield found[row["id"]]


def _of_story(name: str, rows: list[Row]) -> dict[str, Row]:
    """The prediction of each report of one story, by the row's id."""
    ids = {report_of(row).id: row["id"] for row in rows}
    read = [analysed(row) for row in rows]
    reports = [report for report, _ in read]
    story = Story(name, "", tuple(sorted(ids)))
    copies, _, _ = trace(story, reports, [analysis for _, analysis in read], DEFAULT)
    taken: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        if copy.probability >= EVEN:
            taken[copy.by].append(copy)
    voice = {
        member: group[0]
        for group in voices(story.reports, copies, DEFAULT.cautious_edge)
        for member in group
    }
    return {
        ids[report.id]: {
            "id": ids[report.id],
            "derived": bool(taken[report.id]),
            "of": [
                {
                    "id": ids[copy.of],
                    "kind": copy.kind,
                    "probability": copy.probability,
                    "directed": copy.directed,
                }
                for copy in taken[report.id]
            ],
            "voice": ids[voice[report.id]],
        }
        for report in reports
    }
