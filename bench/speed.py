"""``sitrep bench speed``: how long the line takes and how much memory, beside a reference.

The reference is reading the same files and splitting them into sentences with the same
library, measured in the same run; times of one machine say little about another, ratios more.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench.machine import CHECKOUT, circumstances
from bench.made import made_collection, made_reports
from sitrep.analysis.analyse import analyse
from sitrep.analysis.sentences import split
from sitrep.analysis.tokens import words
from sitrep.pipeline import Reading, conclude, default_tagger, read_one
from sitrep.protocols import Tagger
from sitrep.records import Report, Story, content_id
from sitrep.reports import read
from sitrep.settings import DEFAULT
from sitrep.stories import group

__all__ = ["inside", "main", "measure", "outside"]

SEED = 7
#: how often each figure is measured; the median is told
REPEATS = 3
#: reports of the made story, and the sizes of story over which growth is fitted
MADE, SIZES = 200, (25, 50, 100, 200)
#: reports of each story of the made collections, and how many stories these have
EACH, STORIES = 10, (5, 10, 20, 40)
EXAMPLE = CHECKOUT / "examples" / "harbour-fire"
NOW = datetime(2024, 6, 1, tzinfo=UTC)

_BRIEF = ["-m", "sitrep", "brief", str(EXAMPLE), "--format", "html", "--quiet", "--out"]
_REFERENCE = (
    "import sys\n"
    "from sitrep.reports import read\n"
    "from sitrep.settings import DEFAULT\n"
    "from sitrep.analysis.sentences import split\n"
    "reports, _ = read([sys.argv[1]], DEFAULT)\n"
    "[split(report.text) for report in reports]\n"
)
_IMPORT = "import time; t = time.perf_counter(); import sitrep; print(time.perf_counter() - t)"
_LOAD = (
    "import time, numpy, onnxruntime\n"
    "from sitrep.pipeline import default_tagger\n"
    "from sitrep.settings import DEFAULT\n"
    "t = time.perf_counter(); default_tagger(DEFAULT); print(time.perf_counter() - t)"
)


@dataclass(frozen=True, slots=True)
class Process:
    """One finished process: seconds by the wall, processor seconds, peak memory, its output."""

    wall: float
    processor: float
    megabytes: float
    output: str


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds by the wall, and of all processors."""

    wall: float
    processor: float

    @classmethod
    def now(cls) -> Timed:
        """The clocks as they stand."""
        return cls(time.perf_counter(), time.process_time())

    def since(self, start: Timed) -> Timed:
        """What has passed."""
        return Timed(self.wall - start.wall, self.processor - start.processor)


def main(out: Path | None) -> int:
    """Measures, prints a table, and writes the results as JSON to ``out`` if given."""
    figures = measure()
    result = {**circumstances(SEED), "repeats": REPEATS, "figures": figures}
    for name, value in figures.items():
        print(f"{name:<52} {value:>10}")
    if out is not None:
        out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


def measure() -> dict[str, float]:
    """All figures: seconds, megabytes, reports and sentences a second, ratios."""
    tagger = default_tagger(DEFAULT)
    reports = made_reports(_examples(), MADE, SEED)
    return {
        **_fresh(REPEATS),
        **_analysis(reports, tagger, REPEATS),
        **inside(reports, SIZES, tagger, REPEATS),
        **outside(STORIES, EACH, tagger, REPEATS),
    }


def _fresh(repeats: int) -> dict[str, float]:
    """What a newcomer waits for: fresh processes."""
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "brief.html")
        briefs = [_process([*_BRIEF, target], ok=(0, 1)) for _ in range(repeats)]
    references = [_process(["-c", _REFERENCE, str(EXAMPLE)]) for _ in range(repeats)]
    imports = [float(_process(["-c", _IMPORT]).output) for _ in range(repeats)]
    loads = [float(_process(["-c", _LOAD]).output) for _ in range(repeats)]
    brief = statistics.median(one.wall for one in briefs)
    reference = statistics.median(one.wall for one in references)
    return {
        "cold start to finished brief, example, s": round(brief, 3),
        "  processor time of it, s": round(statistics.median(one.processor for one in briefs), 3),
        "  reference in a fresh process, s": round(reference, 3),
        "  ratio to the reference": round(brief / reference, 2),
        "peak memory of the brief, MB": round(max(one.megabytes for one in briefs), 1),
        "import of sitrep, s": round(statistics.median(imports), 4),
        "load of the language model, s": round(statistics.median(loads), 3),
    }


def _analysis(reports: Sequence[Report], tagger: Tagger, repeats: int) -> dict[str, float]:
    """Reading warm: the whole analysis, the bare encoder and the reference over one collection.

    The three take turns, and ratios are of processor time, so that other work on the machine
    does not fall on one of them.
    """
    spans = [[words(r.text, s.start, s.end) for s in split(r.text)] for r in reports]
    pairs = list(zip(reports, spans, strict=True))
    turns = [
        (
            _timed(lambda: [analyse(r, DEFAULT, tagger=tagger) for r in reports]),
            _timed(lambda: [tagger.tag(r.text, found) for r, found in pairs]),
            _timed(lambda: [split(r.text) for r in reports]),
        )
        for _ in range(repeats)
    ]
    layered, encoder, _ = (statistics.median(one[at].wall for one in turns) for at in range(3))
    sentences = sum(map(len, spans))
    return {
        "made reports": len(reports),
        "words a report": round(sum(len(r.text.split()) for r in reports) / len(reports), 1),
        "analysis, reports a second": round(len(reports) / layered, 2),
        "analysis, sentences a second": round(sentences / layered, 1),
        "bare encoder, sentences a second": round(sentences / encoder, 1),
        "analysis, ratio to the bare encoder": round(
            statistics.median(a.processor / max(e.processor, 1e-9) for a, e, _ in turns), 3
        ),
        "analysis, ratio to the reference": round(
            statistics.median(a.processor / max(r.processor, 1e-9) for a, _, r in turns), 1
        ),
    }


def inside(
    reports: Sequence[Report], sizes: Sequence[int], tagger: Tagger, repeats: int
) -> dict[str, float]:
    """Everything after the analysis for one story, and the exponent by which it grows.

    The story is given, not found: grouping would part what was drawn at random, and the
    figure would be that of many small stories.

    Args:
        reports: of one happening.
        sizes: how many of the reports are made one story.
        tagger: the language model.
        repeats: how often each size is timed; the median is told.
    """
    readings = [read_one(report, settings=DEFAULT, tagger=tagger) for report in reports]
    found: dict[str, float] = {}
    points = []
    for size in sizes:
        work = partial(_after, reports[:size], readings[:size], [reports[:size]])
        times = [_timed(work) for _ in range(repeats)]
        wall, processor = _median(times)
        found[f"after analysis, a story of {size} reports, s"] = round(wall, 3)
        found[f"  processor time, {size} reports, s"] = round(processor, 3)
        points.append((size, processor))
    found["  growth inside a story, exponent"] = round(_exponent(points), 3)
    return found


def outside(stories: Sequence[int], each: int, tagger: Tagger, repeats: int) -> dict[str, float]:
    """Grouping, and everything after it for given stories of one size, as stories are added.

    Args:
        stories: how many stories the collections have.
        each: reports a story.
        tagger: the language model.
        repeats: how often each collection is timed; the median is told.
    """
    made = made_collection(_examples(), max(stories), each, SEED)
    read_all = [[read_one(r, settings=DEFAULT, tagger=tagger) for r in one] for one in made]
    found: dict[str, float] = {}
    points = []
    for number in stories:
        reports = [report for one in made[:number] for report in one]
        readings = [reading for one in read_all[:number] for reading in one]
        work = partial(_after, reports, readings, made[:number], grouped=True)
        wall, processor = _median([_timed(work) for _ in range(repeats)])
        name = f"after analysis, {number} stories of {each} reports"
        found[f"{name}, s"] = round(wall, 3)
        found[f"  processor time, {number} stories, s"] = round(processor, 3)
        points.append((len(reports), processor))
    found["  growth with the reports outside, exponent"] = round(_exponent(points), 3)
    return found


def _after(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    stories: Sequence[Sequence[Report]],
    *,
    grouped: bool = False,
) -> None:
    """What follows the analysis: the conclusion on given stories, after grouping if asked."""
    if grouped:
        group(reports, [one.analysis for one in readings], DEFAULT)
    given = []
    for members in stories:
        ids = tuple(sorted(report.id for report in members))
        given.append(Story(content_id("s", *ids), "", ids))
    conclude(given, reports, readings, (), DEFAULT, now=NOW)


def _median(times: Sequence[Timed]) -> tuple[float, float]:
    """The median seconds by the wall, and of all processors."""
    return statistics.median(t.wall for t in times), statistics.median(t.processor for t in times)


def _exponent(points: Sequence[tuple[int, float]]) -> float:
    """The power of the size with which the seconds grow."""
    return _slope([(math.log(size), math.log(seconds)) for size, seconds in points])


def _slope(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the straight line nearest to points."""
    x = statistics.fmean(a for a, _ in points)
    y = statistics.fmean(b for _, b in points)
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


def _timed(work: Callable[[], object]) -> Timed:
    """How long some work takes."""
    start = Timed.now()
    work()
    return Timed.now().since(start)


def _examples() -> list[Report]:
    return list(read([str(EXAMPLE)], DEFAULT)[0])


def _process(arguments: Sequence[str], ok: Sequence[int] = (0,)) -> Process:
    """A finished Python process.

    Raises:
        CalledProcessError: when its exit code is none of ``ok``.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        child = subprocess.Popen([sys.executable, *arguments], stdout=output, cwd=CHECKOUT)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said = output.read().decode("utf-8")
    if child.returncode not in ok:
        raise subprocess.CalledProcessError(child.returncode, list(arguments), said)
    unit = 1024 if sys.platform == "darwin" else 1
    return Process(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024 / unit, said)
