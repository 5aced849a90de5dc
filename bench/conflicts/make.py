"""Changes figures in reports, with known truth.

Usage: ``python -m bench.conflicts.make DOCS.jsonl[.gz] OUT.jsonl [--seed N]``. See README.md
beside this file for the form.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.conflicts.figures import Figure, changed, figures, respelled
from bench.derivations.documents import document_of, rendered
from bench.derivations.make import read_rows
from bench.derivations.operations import OPERATIONS
from bench.derivations.wording import Wording

__all__ = ["KINDS", "cases"]

Row = dict[str, Any]
#: conflict: a figure cannot be right beside another; update: a later one is higher; same: none
KINDS = ("conflict", "update", "same")
#: an incident keeps at most so many reports
MOST = 8
#: by how much a figure is changed
STEPS = (1, 1, 2, 3, 5)
OTHER_PUBLISHER = "The Second Courier"


def cases(rows: Iterable[Row], seed: int) -> Iterator[Row]:
    """Cases with their reports and the truth, in the order of the incidents.

    Each report with a figure gives one case of every kind and form that it allows; see the
    README for the forms. The same seed gives the same cases.
    """
    incidents: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        text = f"{row.get('title') or ''}\n\n{row['text']}".strip()
        incidents[str(row["story"])].append({**row, "title": "", "text": text})
    for name in sorted(incidents):
        chance = random.Random(f"{seed}/{name}")
        reports = sorted(incidents[name], key=lambda r: str(r["id"]))[:MOST]
        told = {r["id"]: figures(r["text"]) for r in reports}
        yield _case(name, "found", "as found", reports)
        for report in reports:
            if told[report["id"]]:
                figure = chance.choice(told[report["id"]])
                yield from _of_copy(name, report, figure, chance)
        yield from _of_two(name, reports, told, chance)


def _of_copy(name: str, report: Row, figure: Figure, chance: random.Random) -> Iterator[Row]:
    """A report and a copy of it."""
    copy = {**report, "id": f"{report['id']}-copy", "publisher": OTHER_PUBLISHER}
    day = date.fromisoformat(report["date"][:10])
    made, spans = _with(copy, figure, _other(figure, chance))
    yield _case(name, "conflict", "copy", [report, made], figure, spans, report["id"])
    later = {**copy, "date": (day + timedelta(days=chance.randint(1, 3))).isoformat()}
    made, spans = _with(later, figure, figure.value + chance.choice(STEPS))
    yield _case(name, "update", "copy", [report, made], figure, spans, report["id"])
    form = chance.choice(("verbatim", "respelled", "rewritten"))
    text = report["text"]
    if form == "respelled":
        text = respelled(text, figure)
    elif form == "rewritten":
        document = document_of(report)
        wording = Wording("b", chance)
        text = rendered(
            document.with_paragraphs(OPERATIONS["rewritten"](document, wording, chance))
        )[0]
    yield _case(name, "same", form, [report, {**copy, "text": text}], figure)


def _of_two(
    name: str, reports: Sequence[Row], told: dict[str, tuple[Figure, ...]], chance: random.Random
) -> Iterator[Row]:
    """Reports of one incident that give one figure, each in its own words."""
    for report in reports:
        for figure in told[report["id"]]:
            others = [
                r
                for r in reports
                if r is not report
                and any(
                    (f.measure, f.who, f.value) == (figure.measure, figure.who, figure.value)
                    for f in told[r["id"]]
                )
            ]
            if not others:
                continue
            other = chance.choice(others)
            same_day = {**report, "date": other["date"]}
            made, spans = _with(same_day, figure, _other(figure, chance))
            yield _case(name, "conflict", "two reports", [other, made], figure, spans, other["id"])
            day = date.fromisoformat(other["date"][:10]) + timedelta(days=chance.randint(1, 3))
            later = {**report, "date": day.isoformat()}
            made, spans = _with(later, figure, figure.value + chance.choice(STEPS))
            yield _case(name, "update", "two reports", [other, made], figure, spans, other["id"])
            yield _case(name, "same", "two reports", [other, report], figure)


def _other(figure: Figure, chance: random.Random) -> int:
    """Another value, lower or higher, at least one."""
    step = chance.choice(STEPS)
    down = figure.value - step
    return down if down >= 1 and chance.random() < 0.5 else figure.value + step


def _with(report: Row, figure: Figure, value: int) -> tuple[Row, list[tuple[int, int]]]:
    """The report with another figure; "two" becomes "three" where it would be singular."""
    if value == 1 < figure.value:
        value = figure.value + 1
    text, spans = changed(report["text"], dict.fromkeys(figure.spans, value))
    return {**report, "text": text}, spans


def _case(
    name: str,
    kind: str,
    form: str,
    reports: Sequence[Row],
    figure: Figure | None = None,
    spans: Sequence[tuple[int, int]] = (),
    against: str = "",
) -> Row:
    """One row; the last report is the changed one."""
    row: Row = {
        "id": f"{name} {kind} {form} {reports[-1]['id']}",
        "story": name,
        "kind": kind,
        "form": form,
        "reports": list(reports),
    }
    if figure:
        row |= {"measure": figure.measure, "who": figure.who, "value": figure.value}
        row["id"] += f" {figure.measure} {figure.who}".rstrip()
    if spans:
        row |= {"changed": {"report": reports[-1]["id"], "spans": spans}, "against": against}
    return row


def main() -> None:
    """Writes the cases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for case in cases(read_rows(options.docs), options.seed):
            out.write(json.dumps(case, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
