"""Measures what a copy that joins a story does to its findings: does any count rise?

Usage: ``python -m bench.derivations.injected DOCS.jsonl.gz [--stories N] [--seed N]
[--table a|b]``; see README.md beside this file for what the figures mean.
One report of each story is copied in each way, dated five hours after the last, and the
story is concluded anew. A finding is found again by the claims that it shares with the old one.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.analysed import report_of, tagger
from bench.derivations.documents import document_of, rendered
from bench.derivations.make import read_rows
from bench.derivations.operations import OPERATIONS
from bench.derivations.wording import Wording
from bench.rows import Row
from sitrep.pipeline import Reading, conclude, read_one
from sitrep.records import Finding, Ledger, Report, Story, content_id
from sitrep.settings import DEFAULT

__all__ = ["injected"]

KINDS = ("verbatim", "trimmed", "reordered", "spun", "rewritten", "translated", "heavy")
#: reports of a story that is taken: one has nobody to agree with, many cost much
FEWEST, MOST = 2, 6
#: when it is asked; nothing that is measured depends on it
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def injected(
    rows: Sequence[Row], *, stories: int, seed: int, table: str
) -> dict[str, dict[str, float]]:
    """Of each kind of copy: findings, and the shares whose lower end of k rose and fell, in %.

    Args:
        rows: ``id``, ``text``, ``story`` and what else :func:`report_of` reads.
        stories: how many are taken, in an order that only the seed tells.
        seed: of all choices.
        table: words with which copies are reworded, "a" or "b".
    """
    chance = random.Random(seed)
    told: Counter[tuple[str, str]] = Counter()
    for members in _stories(rows, stories, chance):
        reports = [report_of(row) for row in members]
        readings = {r.id: read_one(r, settings=DEFAULT, tagger=tagger()) for r in reports}
        before = _concluded(reports, readings)
        for kind in KINDS:
            copy = _copied(chance.choice(members), reports, kind, Wording(table, chance), chance)
            readings[copy.id] = read_one(copy, settings=DEFAULT, tagger=tagger())
            after = _concluded([*reports, copy], readings)
            for old, new in _matched(before, after):
                told[kind, "findings"] += 1
                told[kind, "rose"] += new.k.low > old.k.low
                told[kind, "fell"] += new.k.low < old.k.low
    return {
        kind: {
            "findings": told[kind, "findings"],
            "k_min rose, %": _share(told[kind, "rose"], told[kind, "findings"]),
            "k_min fell, %": _share(told[kind, "fell"], told[kind, "findings"]),
        }
        for kind in KINDS
    }


def _share(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 2)


def _stories(rows: Sequence[Row], most: int, chance: random.Random) -> Iterator[list[Row]]:
    by_story: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_story[row["story"]].append(row)
    names = sorted(name for name, held in by_story.items() if FEWEST <= len(held) <= MOST)
    chance.shuffle(names)
    for name in names[:most]:
        yield sorted(by_story[name], key=lambda row: str(row["id"]))


def _copied(
    row: Row, reports: Sequence[Report], kind: str, wording: Wording, chance: random.Random
) -> Report:
    document = document_of({"id": row["id"], "text": row["text"]})
    text, _ = rendered(document.with_paragraphs(OPERATIONS[kind](document, wording, chance)))
    times = [r.published for r in reports if r.published]
    return replace(
        report_of(row),
        id=content_id("r", row["id"], kind),
        text=text,
        publisher="Daily Echo",
        url=None,
        published=max(times) + timedelta(hours=5) if times else None,
    )


def _concluded(reports: Sequence[Report], readings: dict[str, Reading]) -> Ledger:
    story = Story("s", "", tuple(sorted(r.id for r in reports)))
    return conclude([story], reports, [readings[r.id] for r in reports], (), DEFAULT, now=NOW)


def _matched(before: Ledger, after: Ledger) -> Iterator[tuple[Finding, Finding]]:
    """Each finding with the one that holds most of its claims and least besides.

    A claim can stand in two findings; of equals the one of the same status is meant.
    """
    old_claims = {claim.id for claim in before.claims}
    home: dict[str, list[Finding]] = defaultdict(list)
    for finding in after.findings:
        for claim in finding.claims:
            home[claim].append(finding)
    for old in before.findings:
        mine = set(old.claims)

        def alike(new: Finding, mine: set[str] = mine, old: Finding = old) -> tuple[object, ...]:
            theirs = old_claims & set(new.claims)
            return (len(mine & theirs) / len(mine | theirs), new.status == old.status, new.id)

        found = [new for claim in old.claims for new in home[claim]]
        if found:
            yield old, max(found, key=alike)


def main() -> None:
    """Prints the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--stories", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--table", choices=("a", "b"), default="b")
    given = parser.parse_args()
    rows = read_rows(given.docs)
    found = injected(rows, stories=given.stories, seed=given.seed, table=given.table)
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
