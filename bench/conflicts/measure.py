"""How well changed figures are found: ``python -m bench.conflicts.measure DOCS.jsonl[.gz]``.

Prints JSON: precision and recall of disputes about figures, how many updates are called
disputes, and how many are called updates; by form of the case too.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.analysed import report_of, tagger
from bench.conflicts.make import cases
from bench.derivations.make import read_rows
from bench.rows import Row
from sitrep.pipeline import Reading, conclude, read_one
from sitrep.records import Ledger, Report, Span, Story
from sitrep.settings import DEFAULT

__all__ = ["Outcome", "judged", "measure"]

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Outcome:
    """What was concluded of one case.

    ``disputed`` and ``updated``: the changed figure is a side of such a finding, and the
    report that it goes against another; ``false``: disputes about figures that are not in
    the truth, as they were explained.
    """

    case: Row
    disputed: bool
    updated: bool
    false: tuple[str, ...] = ()


def measure(rows: Iterable[Row], seed: int) -> tuple[dict[str, Any], list[Outcome]]:
    """The figures, and what was concluded of each case."""
    read: dict[tuple[str, str], Reading] = {}
    outcomes = []
    for case in cases(rows, seed):
        reports = [report_of(row) for row in case["reports"]]
        for report in reports:
            key = (report.id, report.text + str(report.published))
            if key not in read:
                read[key] = read_one(report, settings=DEFAULT, tagger=tagger())
        readings = [read[r.id, r.text + str(r.published)] for r in reports]
        story = Story(str(case["story"]), "", tuple(sorted(r.id for r in reports)))
        ledger = conclude([story], reports, readings, (), DEFAULT, now=NOW)
        outcomes.append(judged(case, reports, ledger))
    return _figures(outcomes), outcomes


def judged(case: Row, reports: Sequence[Report], ledger: Ledger) -> Outcome:
    """The case held against the findings of its reports."""
    by_row = {row["id"]: report.id for row, report in zip(case["reports"], reports, strict=True)}
    changed = case.get("changed", {"report": "", "spans": []})
    mine, theirs = by_row.get(changed["report"], ""), by_row.get(case.get("against", ""), "")
    spans = [Span(start, end) for start, end in changed["spans"]]
    claims = {c.id: c for c in ledger.claims}
    hit: set[str] = set()
    false: list[str] = []
    for finding in ledger.findings:
        about = [d for d in finding.differences if d.kind in {"number", "update"}]
        if finding.status not in {"disputed", "updated"} or not about:
            continue
        sides = [[claims[c] for c in side.claims] for side in finding.sides]
        holding = {
            at
            for at, side in enumerate(sides)
            if any(c.report == mine and c.span.overlaps(s) for c in side for s in spans)
        }
        facing = {at for at, side in enumerate(sides) if any(c.report == theirs for c in side)}
        if holding and facing - holding:
            hit.add(finding.status)
        elif finding.status == "disputed":
            false.extend(d.explanation for d in about if d.kind == "number")
    return Outcome(case, "disputed" in hit, "updated" in hit, tuple(false))


def _figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Shares in per cent."""
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_kind[outcome.case["kind"]].append(outcome)
    conflicts, updates = by_kind["conflict"], by_kind["update"]
    found = sum(o.disputed for o in conflicts)
    wrong = sum(o.disputed for o in updates)
    false = {kind: sum(len(o.false) for o in group) for kind, group in sorted(by_kind.items())}
    return {
        "cases": {kind: len(group) for kind, group in sorted(by_kind.items())},
        # incidents as found have true conflicts of their own
        "precision": _share(found, found + wrong + sum(false.values()) - false.get("found", 0)),
        "recall": _share(found, len(conflicts)),
        "updates called disputes": _share(wrong, len(updates)),
        "updates found": _share(sum(o.updated for o in updates), len(updates)),
        "false disputes": false,
        "recall by form": _by(conflicts, "form", disputed=True),
        "recall by measure": _by(conflicts, "measure", disputed=True),
        "updates found by form": _by(updates, "form", disputed=False),
    }


def _by(outcomes: Sequence[Outcome], key: str, *, disputed: bool) -> dict[str, str]:
    """Found of all, by a field of the case."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.case[key]].append(outcome.disputed if disputed else outcome.updated)
    return {name: f"{sum(group)} of {len(group)}" for name, group in sorted(groups.items())}


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--incidents", type=int, default=0, help="drawn; all if left out")
    parser.add_argument("--missed", action="store_true", help="what went wrong, one a line")
    options = parser.parse_args()
    rows = read_rows(options.docs)
    names = sorted({str(row["story"]) for row in rows})
    if options.incidents:
        names = random.Random(options.seed).sample(names, min(options.incidents, len(names)))
    kept = set(names)
    figures, outcomes = measure([r for r in rows if str(r["story"]) in kept], options.seed)
    print(json.dumps(figures, indent=1))
    if options.missed:
        for outcome in outcomes:
            for line in _lines(outcome):
                print(line)


def _lines(outcome: Outcome) -> Iterable[str]:
    case = outcome.case
    good = {"conflict": outcome.disputed, "update": outcome.updated and not outcome.disputed}
    if not good.get(case["kind"], True):
        yield f"missed: {case['id']} ({'disputed' if outcome.disputed else 'nothing'})"
    for text in outcome.false:
        yield f"false: {case['id']}: {text}"


if __name__ == "__main__":
    main()
