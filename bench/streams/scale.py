"""How a kept ledger grows: made streams through the real path, from a file to answers.

``sitrep bench scale`` (or ``python -m bench.streams.scale``) does for each size what ``sitrep
add FILE``, ``sitrep new`` and ``sitrep search WORDS`` do, each size in a process of its own, and
tells what it cost: reports a second for each tenth of the stream, where the time went, memory,
bytes on disk, ``new`` after one per cent more, search, opening the ledger again for one report,
and the exponent of growth between sizes. Beside them, on the sizes that they can bear, TF-IDF
with all pairs and average linkage, and MinHash for copies. Seconds are processor seconds unless
the name says otherwise.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice, pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench import metrics
from bench.machine import CHECKOUT, circumstances
from bench.streams.make import Made, make
from bench.streams.peers import minhashed, tfidf

__all__ = ["main", "measured"]

#: of the reports of a stream, how many more come before the second look
MORE = 100
#: reports whose cost is taken together to compare the beginning with the end, five times as many
#: for what stands in the result: a repair comes once in so many
STRETCH = 1000
#: largest stream for the peers: their memory or time grows with the square
PEERS = 4000
#: questions of each kind
QUESTIONS = 25
#: largest stream whose stories are compared with the true ones
JUDGED = 100_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, writes; the exit code."""
    parser = argparse.ArgumentParser(prog="sitrep bench scale", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--db", help="an empty PostgreSQL database; one size only")
    parser.add_argument("--out", type=Path, default=CHECKOUT / "bench/results/scale.json")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.measure is not None:
        print(json.dumps(measured(options.measure, options.db or "", options.seed)))
        return 0
    found = []
    for size in sorted(options.sizes):
        found.append(_apart(options.seed, size, options.db))
        print(json.dumps(found[-1]), flush=True)
    peers = [_peers(options.seed, size) for size in sorted(options.sizes) if size <= PEERS]
    result = {
        **circumstances(options.seed),
        "database": "postgresql" if options.db else "sqlite",
        "sizes": found,
        "exponents": _exponents(found),
        "peers": peers,
        "analysis of the example reports": _analysed(),
    }
    print(json.dumps({"exponents": result["exponents"], "peers": peers}))
    options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


def _apart(seed: int, size: int, address: str | None) -> dict[str, Any]:
    """One size, measured in a fresh process, on files in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        stream = make(seed, size + size // MORE)
        _write(place / "stream.jsonl", islice(stream, size))
        _write(place / "more.jsonl", stream)
        command = [sys.executable, "-m", "bench.streams.scale", "--measure", folder]
        done = subprocess.run(
            [*command, "--seed", str(seed), *(["--db", address] if address else [])],
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _write(place: Path, stream: Iterable[Made]) -> None:
    with place.open("w", encoding="utf-8") as out:
        for made in stream:
            one = made.report
            row = {
                "title": one.title,
                "text": one.text,
                "publisher": one.publisher,
                "date": one.published.isoformat() if one.published else None,
                "story": made.story,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def measured(folder: Path, address: str, seed: int) -> dict[str, Any]:
    """What the stream in a folder costs in this process, from its file to answers.

    Args:
        folder: holds ``stream.jsonl`` and ``more.jsonl``.
        address: of an empty PostgreSQL database; a file in the folder when empty.
        seed: chooses the questions.
    """
    from sitrep.kept import Query
    from sitrep.upkeep import open_ledger

    ledger = address or str(folder / "ledger.db")
    keeper = open_ledger(ledger, create=True)
    spent = _Spent()
    with spent.shares():
        added = _added(keeper, folder / "stream.jsonl", spent)
    size = added["reports"]
    result = {
        **added,
        "peak memory, MB": _peak(),
        "bytes on disk a report": round(_on_disk(ledger) / size),
        "bytes of text a report": round(_text_bytes(folder / "stream.jsonl") / size),
        "stories": keeper.count(),
    }
    if size <= JUDGED:
        result["BCubed F1"] = _judged(keeper, folder / "stream.jsonl")
    print(json.dumps(result), file=sys.stderr, flush=True)
    result["seconds of the first look"], _ = _timed(keeper.look)
    more = _added(keeper, folder / "more.jsonl", _Spent())
    result["seconds of adding 1 % more"] = more["seconds"]
    result["seconds of new after 1 % more"], news = _timed(keeper.look)
    result["changes told"] = len(news.changes)
    result["seconds of new after that"], _ = _timed(keeper.look)
    questions = _questions(folder / "stream.jsonl", seed)
    keeper.search(Query("the first question loads the model"))
    every: list[float] = []
    for kind, queries in questions.items():
        waits: list[float] = []
        hits = 0
        for query in queries:
            start = time.perf_counter()
            hits += len(keeper.search(query))
            waits.append(1000 * (time.perf_counter() - start))
        result[f"search {kind}, ms: p50, p95, hits"] = [*_waits(waits), hits]
        every += waits
    result["search, ms: p50, p95"] = _waits(every)
    keeper.close()
    print(json.dumps(result), file=sys.stderr, flush=True)
    return {**result, **_opened(ledger, folder / "more.jsonl")}


class _Spent:
    """Processor seconds by what they were spent on."""

    def __init__(self) -> None:
        self.on: dict[str, float] = {}

    @contextmanager
    def shares(self) -> Iterator[None]:
        """Notes, until its end, what the parts of an addition take."""
        from sitrep.upkeep import add, grouping

        parts: list[tuple[Any, str, str]] = [
            (grouping, "outline", "outlines"),
            (grouping.Window, "place", "placing"),
            (grouping.Window, "add", "placing"),
            (grouping.Window, "around", "placing"),
            (grouping.Window, "forget", "placing"),
            (grouping.Grouping, "repair", "repair"),
            (add, "add_reports", "keeping reports and their words"),
            (add, "place", "keeping places"),
            (add, "refresh", "keeping stories"),
        ]
        with ExitStack() as stack:
            for owner, name, part in parts:
                timed = self.timing(part, getattr(owner, name))
                stack.enter_context(patch.object(owner, name, timed))
            yield

    def timing(self, part: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """The same function; its time is noted."""

        def timed(*values: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return work(*values, **named)
            finally:
                self.on[part] = self.on.get(part, 0.0) + time.process_time() - start

        return timed


def _added(keeper: Any, file: Path, spent: _Spent) -> dict[str, Any]:
    """What ``sitrep add FILE`` costs, in all and along the stream."""
    from sitrep.reports import Arriving
    from sitrep.settings import DEFAULT

    marks: list[tuple[int, float]] = []

    def told(stage: str, done: int, _: int) -> None:
        if stage == "adding":
            marks.append((done, time.process_time()))
            if done % STRETCH == 0:
                cost = f"{marks[-1][1] - began:.1f} s, {_resident():.0f} MB"
                print(f"{done} reports kept: {cost}", file=sys.stderr, flush=True)

    def read(reports: Iterator[Any]) -> Iterator[Any]:
        following = spent.timing("reading", lambda: next(reports, None))
        while (one := following()) is not None:
            yield one

    began, clock = time.process_time(), time.perf_counter()
    came = Arriving([str(file)], DEFAULT)
    added = keeper.add(read(iter(came)), came.withdrawals, came.problems, told)
    seconds, wall = time.process_time() - began, time.perf_counter() - clock
    if added.problems:
        raise AssertionError(added.problems[0])
    size = len(added.reports)
    reading = spent.on.get("reading", 0.0)
    result: dict[str, Any] = {
        "reports": size,
        "seconds": round(seconds, 2),
        "wall seconds": round(wall, 2),
        "reports a second": round(size / seconds, 1),
        "seconds by part": {part: round(s, 2) for part, s in sorted(spent.on.items())},
    }
    start = began + reading
    tenths = _stretches(marks, start, size // 10)
    result["reports a second, by tenth"] = [round(size / 10 / s, 1) for s in tenths if s]
    stretches = _stretches(marks, start, STRETCH)
    result["seconds a thousand, of the five thousand up to"] = {
        str(1000 * end): round(sum(stretches[end - 5 : end]) / 5, 2)
        for end in (5, 10, 20, 50, 100, 200, 500, 1000)
        if end <= len(stretches)
    }
    return result


def _stretches(marks: Sequence[tuple[int, float]], start: float, length: int) -> list[float]:
    """The seconds of each ``length`` reports."""
    ends = [start, *(moment for done, moment in marks if length and done % length == 0)]
    return [b - a for a, b in pairwise(ends)]


def _opened(ledger: str, file: Path) -> dict[str, Any]:
    """What it takes to open the ledger again and add one report to it."""
    from dataclasses import replace

    from sitrep.reports import Arriving
    from sitrep.settings import DEFAULT
    from sitrep.upkeep import open_ledger

    # one by one: a file of so many reports is larger than what is read at once
    (report,) = deque(Arriving([str(file)], DEFAULT), maxlen=1)
    one = replace(report, id=f"{report.id}-again", text=report.text + " One word more.")
    before = _resident()
    start = time.process_time()
    keeper = open_ledger(ledger)
    keeper.add([one])
    seconds = time.process_time() - start
    window = len(keeper._grouping._window)  # noqa: SLF001
    grown = (_resident() - before) * 1e6
    keeper.close()
    return {
        "seconds of opening and adding one": round(seconds, 2),
        "reports in the window": window,
        "bytes of memory a report of the window": round(grown / max(1, window)),
    }


def _analysed() -> dict[str, Any]:
    """What reading the example reports deeply costs, and what is kept of it."""
    from sqlalchemy import func, select

    from sitrep.reports import read_all
    from sitrep.settings import DEFAULT
    from sitrep.store.schema import saying
    from sitrep.upkeep import open_ledger

    with tempfile.TemporaryDirectory() as folder:
        ledger = f"{folder}/ledger.db"
        keeper = open_ledger(ledger, create=True)
        found = read_all([str(CHECKOUT / "examples")], DEFAULT).reports
        added = keeper.add(found)
        keeper.close()  # what was written goes from the log into the file
        before = _on_disk(ledger)
        keeper = open_ledger(ledger)
        seconds, _ = _timed(lambda: keeper.analyse(added.stories))
        with keeper.work.base.reading() as connection:
            claims = connection.execute(select(func.count()).select_from(saying)).scalar_one()
        keeper.close()
        grown = _on_disk(ledger) - before
    return {
        "reports": len(found),
        "claims and quotations": claims,
        "seconds a report": round(seconds / len(found), 3),
        "bytes on disk a claim": round(grown / claims),
        "bytes on disk a report": round(grown / len(found)),
    }


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = work()
    return round(time.process_time() - start, 2), result


def _waits(found: Sequence[float]) -> list[float]:
    """The middle one and that which one in twenty is longer than."""
    ordered = sorted(found)
    return [round(ordered[int(share * len(ordered))], 1) for share in (0.5, 0.95)]


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _questions(file: Path, seed: int) -> dict[str, list[Any]]:
    """Questions such as people ask: a name, words of a report, a common word; with filters."""
    from datetime import datetime, timedelta

    from sitrep.kept import Query

    chance = random.Random(seed)
    rows = list(islice(_rows(file), 5000))
    found: dict[str, list[Any]] = {
        "by name": [],
        "by three words": [],
        "by a common word": [],
        "of some days": [],
    }
    for row in chance.sample(rows, QUESTIONS):
        words = re.findall(r"[a-z]{4,}", row["text"])
        when = datetime.fromisoformat(row["date"])
        name = row["title"].split()[0]
        found["by name"].append(Query(name))
        found["by three words"].append(Query(" ".join(chance.sample(words, 3))))
        found["by a common word"].append(Query(chance.choice(("said", "people", "time", "years"))))
        found["of some days"].append(
            Query(chance.choice(words), since=when - timedelta(days=2), until=when)
        )
    return found


def _judged(keeper: Any, file: Path) -> float:
    """BCubed F1 of the stories that the ledger made, against those that the stream was made of."""
    from sqlalchemy import select

    from sitrep.records import Report
    from sitrep.store.pack import unpack
    from sitrep.store.schema import placement, report

    true = {f"{file}#{number}": row["story"] for number, row in enumerate(_rows(file), 1)}
    found: dict[str, object] = {}
    with keeper.work.base.reading() as connection:
        rows = connection.execute(
            select(report.c.record, placement.c.story).join(
                placement, placement.c.report == report.c.id
            )
        )
        for row in rows:
            found[unpack(Report, row.record).path or ""] = row.story
    return round(metrics.bcubed(true, found), 1)


def _peers(seed: int, size: int) -> dict[str, Any]:
    stream = list(make(seed, size))
    return {"TF-IDF, all pairs": tfidf(stream), "MinHash, copies": minhashed(stream)}


def _exponents(found: Sequence[dict[str, Any]]) -> dict[str, list[float]]:
    """How each cost grows from one size to the next: 1 is in step with the reports."""
    parts = {
        "reading": lambda one: one["seconds by part"]["reading"],
        "adding": lambda one: one["seconds"],
        "outlines and placing": lambda one: (
            one["seconds by part"]["outlines"] + one["seconds by part"]["placing"]
        ),
        "repair": lambda one: one["seconds by part"]["repair"],
        "new after 1 % more": lambda one: one["seconds of new after 1 % more"],
        "search, p50": lambda one: one["search, ms: p50, p95"][0],
        "opening": lambda one: one["seconds of opening and adding one"],
    }
    return {
        name: [
            round(math.log(of(b) / of(a)) / math.log(b["reports"] / a["reports"]), 2)
            for a, b in pairwise(found)
            if of(a) and of(b)
        ]
        for name, of in parts.items()
    }


def _text_bytes(file: Path) -> int:
    return sum(len(row["text"].encode()) for row in _rows(file))


def _on_disk(ledger: str) -> int:
    if "://" not in ledger:
        return sum(p.stat().st_size for p in Path(ledger).parent.glob(f"{Path(ledger).name}*"))
    from sqlalchemy import text

    from sitrep.store import open_base

    base = open_base(ledger)
    with base.reading() as connection:
        size = connection.execute(text("SELECT pg_database_size(current_database())"))
        return int(size.scalar_one())


def _peak() -> float:
    """The most memory that this process had, MB."""
    return _status("VmHWM")


def _resident() -> float:
    """The memory that this process has, MB."""
    return _status("VmRSS")


def _status(field: str) -> float:
    status = Path("/proc/self/status")
    if not status.is_file():
        import resource

        scale = 1e6 if sys.platform == "darwin" else 1e3
        return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale, 1)
    found = re.search(rf"^{field}:\s+(\d+) kB", status.read_text(encoding="utf-8"), re.MULTILINE)
    return round(int(found.group(1)) / 1000, 1) if found else 0.0


if __name__ == "__main__":
    sys.exit(main())
