"""``sitrep bench``: every open set that is at hand, one table, floors, gains and losses.

Figures of documents are kept, so that the next run tells which documents gained and lost.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.command import predictions
from bench.machine import circumstances
from bench.measures import MEASURES, Measure
from bench.metrics import interval
from bench.rows import Row, find, read
from bench.scores import Part
from bench.weights import figures_of
from sitrep.errors import UsageError

__all__ = ["main", "measured"]

SEED = 7
HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
RESULTS = HERE / "results"
#: draws of the bootstrap; fewer where one figure takes long
DRAWS, LONG_DRAWS, LONG = 200, 40, 3000
#: documents listed as gained or lost, and the least change of a document's figure
LISTED, CHANGE = 5, 0.5


def main(
    data: Path,
    out: Path | None,
    *,
    only: Sequence[str] = (),
    full: bool = False,
    gate: bool = False,
) -> int:
    """Measures, prints, writes results; 1 when ``gate`` and a figure is below its floor.

    Args:
        data: the folder with one folder a set.
        out: where results go; by default ``bench/results/<day>.json``.
        only: names of sets; all whose data is found when empty.
        full: all rows of long sets, not a drawn part.
        gate: whether floors decide the exit code.
    """
    before = _last_results(out)
    kept = before if only else {}
    result: dict[str, Any] = {**circumstances(SEED), "full": full, "sets": dict(kept)}
    print(f"{'set':<34}{'figure':<24}{'value':>7}  {'95 %':<14}{'floor':>6}  beside")
    below: list[str] = []
    for measure in MEASURES:
        if only and measure.set not in only and measure.set.split(":")[0] not in only:
            continue
        try:
            gold = find(data, measure.set.split(":")[0], measure.split)
        except UsageError:
            print(f"{measure.name:<34}no data", file=sys.stderr)
            continue
        one = measured(measure, gold, full=full)
        result["sets"][measure.name] = one
        below += _shown(measure, one)
        _compared(one, before.get(measure.name))
    target = out or RESULTS / f"{result['made']}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    for line in below:
        print(f"below its floor: {line}")
    return int(gate and bool(below))


def measured(measure: Measure, gold: Path, *, full: bool) -> dict[str, Any]:
    """Figures with their intervals, the documents' own first figures, rows, seconds."""
    start = time.perf_counter()
    rows = _chosen(measure, gold, full=full)
    print(f"{measure.name}: {len(rows)} rows", file=sys.stderr)
    guesses = predictions(measure.set, rows, gold.parent)
    parts = _parts(measure, rows, guesses)
    figures = measure.summary(parts)
    draws = LONG_DRAWS if len(parts) > LONG else DRAWS
    units = _units(measure, rows, parts)
    grouped = bool(measure.unit) and "guess" in parts[0]
    spans = interval(
        len(units),
        lambda drawn: measure.summary(_again(units, drawn, grouped)),
        SEED,
        draws,
        figures if grouped else None,
    )
    found = {
        name: {"value": round(value, 2)}
        | {end: round(at, 2) for end, at in zip(("low", "high"), spans[name], strict=True)}
        for name, value in figures.items()
    }
    return {
        "rows": len(rows),
        "seconds": round(time.perf_counter() - start, 1),
        "figures": found,
        "held out": figures_of(measure.fitted) if measure.fitted else None,
        "documents": _documents(measure, rows, parts),
    }


def _chosen(measure: Measure, gold: Path, *, full: bool) -> list[Row]:
    """The rows measured: all, or a part drawn with the seed, in the order of the file."""
    rows = [r for r in read(gold) if _belongs(measure, r)]
    if full or not measure.cap or len(rows) <= measure.cap:
        return rows
    kept = sorted(random.Random(SEED).sample(range(len(rows)), measure.cap))
    return [rows[at] for at in kept]


def _belongs(measure: Measure, row: Row) -> bool:
    if measure.kept:
        return row["kind"] == measure.kept and bool(row["selected"])
    return "killed" not in row or row["killed"] is not None


def _parts(measure: Measure, rows: Sequence[Row], guesses: Iterable[Row]) -> list[Part]:
    if measure.set == "treebank":
        return [measure.tally(row, guess) for row, guess in zip(rows, guesses, strict=True)]
    by_key = {str(guess[measure.key]): guess for guess in guesses}
    return [measure.tally(row, by_key.get(str(row[measure.key]), {})) for row in rows]


def _units(measure: Measure, rows: Sequence[Row], parts: Sequence[Part]) -> list[list[Part]]:
    """What is drawn: documents, or all that hang together (a story, a topic, an article)."""
    if not measure.unit:
        return [[part] for part in parts]
    units: dict[str, list[Part]] = {}
    for row, part in zip(rows, parts, strict=True):
        units.setdefault(str(row[measure.unit]), []).append(part)
    return list(units.values())


def _again(units: Sequence[Sequence[Part]], drawn: Sequence[int], grouped: bool) -> list[Part]:
    """The parts of drawn units; a group drawn again is another group, not a larger one."""
    found: list[Part] = []
    times: dict[int, int] = {}
    for at in drawn:
        times[at] = times.get(at, 0) + 1
        if times[at] == 1 or not grouped:
            found += units[at]
        else:
            number = times[at]
            found += [
                {label: (number, value) for label, value in part.items()} for part in units[at]
            ]
    return found


def _documents(measure: Measure, rows: Sequence[Row], parts: Sequence[Part]) -> dict[str, float]:
    """The first figure of each document that has one of its own."""
    found = {}
    for row, part in zip(rows, parts, strict=True):
        if measure.key in row and ("gold" not in part or isinstance(part["gold"], int)):
            figure = next(iter(measure.summary([part]).values()), float("nan"))
            if figure == figure:
                found[str(row[measure.key])] = round(figure, 1)
    return found


def _shown(measure: Measure, one: dict[str, Any]) -> list[str]:
    """Prints the lines of a set; returns what is below its floor."""
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    below = []
    for name, figure in one["figures"].items():
        floor = floors.get(measure.name, {}).get(name)
        span = f"{figure['low']:.1f}-{figure['high']:.1f}"
        beside = measure.beside.get(name, "")
        if measure.fitted and one["held out"].get(name) is not None:
            beside = f"fitted on this; folds left out {one['held out'][name]:.1f}. {beside}"
        shown = "" if floor is None else f"{floor:.1f}"
        print(
            f"{measure.name:<34}{name:<24}{figure['value']:>7.1f}  {span:<14}{shown:>6}  {beside}"
        )
        if floor is not None and _worse(name, figure["value"], floor):
            below.append(f"{measure.name} {name} {figure['value']:.2f} < {floor:.2f}")
    return below


def _worse(name: str, value: float, floor: float) -> bool:
    """Errors must not rise above their floor, all else must not fall below."""
    return value > floor if name in ("MAE", "false alarms") else value < floor


def _compared(now: dict[str, Any], before: dict[str, Any] | None) -> None:
    """Prints which documents gained and lost most since the last results."""
    if not before:
        return
    changes = sorted(
        (value - before["documents"][name], name)
        for name, value in now["documents"].items()
        if name in before["documents"] and abs(value - before["documents"][name]) >= CHANGE
    )
    lost = [change for change in changes if change[0] < 0]
    gained = [change for change in reversed(changes) if change[0] > 0]
    for word, some in (("gained", gained), ("lost", lost)):
        if some:
            told = ", ".join(f"{name} {change:+.1f}" for change, name in some[:LISTED])
            print(f"    {len(some)} {word}: {told}")


def _last_results(out: Path | None) -> dict[str, Any]:
    """The sets of the newest results there are, or nothing."""
    kept = [out] if out and out.is_file() else []
    kept += sorted(RESULTS.glob("[0-9]*-[0-9]*-[0-9]*.json"), reverse=True)
    for path in kept:
        sets: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")).get("sets", {})
        if sets:
            return sets
    return {}
