"""Measures lineage on made copies: derived or not, direction, voices, inflation.

Usage: ``python -m bench.derivations.measure DOCS.jsonl.gz [--seed N] [--table a|b] [--vectors]
[--stories N]``; see README.md beside this file for what the figures mean.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.derivations.fit import label_of
from bench.derivations.make import MadeStory, make, read_rows
from bench.derivations.prepared import analysed, report_of
from sitrep.lineage import find_spun, trace
from sitrep.records import Claim, Copy, Report, Story
from sitrep.settings import DEFAULT
from sitrep.voices import claim_voices

__all__ = ["measure"]

EVEN = 0.5
#: kinds of copies in which most words that the table knows are replaced, and those in which none
#: is (a reordered copy has a few)
WORDS_REPLACED = frozenset({"spun", "translated", "heavy"})
WORDS_KEPT = frozenset({"verbatim", "trimmed"})


def measure(stories: Sequence[MadeStory], *, dates: bool, vectors: bool) -> dict[str, Any]:
    """Figures over all stories, in the order of the issue's table."""
    tally: Counter[str] = Counter()
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for story in stories:
        reports = _reports(story, dates=dates)
        analyses = [analysed(report) for report in reports] if vectors else []
        whole = Story(story.id, "", tuple(sorted(report.id for report in reports)))
        copies, _, _ = trace(whole, reports, analyses, DEFAULT)
        _count_edges(story, copies, tally, by_kind)
        _count_facts(story, copies, tally, by_kind)
        flags = find_spun(whole, reports, analyses, copies, DEFAULT)
        _count_spun(story, {flag.report for flag in flags}, tally, by_kind)
    right, found, wanted = tally["edge right"], tally["edge found"], tally["edge wanted"]
    precision, recall = _part(right, found), _part(tally["edge reached"], wanted)
    return {
        "derived precision": precision,
        "derived recall": recall,
        "derived F1": 2 * precision * recall / max(1e-9, precision + recall),
        "direction right": _part(tally["direction right"], tally["direction"]),
        "direction wrong": _part(tally["direction wrong"], tally["direction"]),
        "k exact (cautious)": _part(tally["k low exact"], tally["k"]),
        "k exact (even)": _part(tally["k even exact"], tally["k"]),
        "k in interval": _part(tally["k inside"], tally["k"]),
        "k_min too high, verbatim": _part(tally["high verbatim"], tally["facts verbatim"]),
        "k_min too high, reworded": _part(tally["high reworded"], tally["facts reworded"]),
        "k_min too low": _part(tally["k low low"], tally["k"]),
        "spun phrases found, word for word copies": _part(tally["spun found"], tally["spun"]),
        "spun phrases told, plain reports": _part(tally["plain flagged"], tally["plain"]),
        "edges": found,
        "copies": wanted,
        "facts": tally["k"],
        "kinds": {
            kind: " ".join(f"{name}:{count}" for name, count in sorted(c.items()))
            for kind, c in sorted(by_kind.items())
        },
    }


def _reports(story: MadeStory, *, dates: bool) -> list[Report]:
    reports = []
    for document in story.reports:
        report = report_of(document)
        if dates and document.date:
            report = replace(report, published=datetime.fromisoformat(document.date))
        reports.append(report)
    return reports


def _count_edges(
    story: MadeStory,
    copies: Sequence[Copy],
    tally: Counter[str],
    by_kind: dict[str, Counter[str]],
) -> None:
    documents = {document.id: document for document in story.reports}
    held = [copy for copy in copies if copy.probability >= EVEN]
    for copy in held:
        label = label_of(story, documents[copy.by], documents[copy.of])
        if label is None:
            continue
        tally["edge found"] += 1
        tally["edge right"] += label
    linked = {frozenset((copy.by, copy.of)): copy for copy in held}
    reach = _components([(copy.by, copy.of) for copy in held])
    for derivation in story.derivations:
        for of in derivation["of"]:
            if of not in documents or not label_of(
                story, documents[derivation["by"]], documents[of]
            ):
                continue
            tally["edge wanted"] += 1
            kind = by_kind[derivation["kind"]]
            kind["wanted"] += 1
            reached = reach.get(derivation["by"], derivation["by"]) == reach.get(of, of)
            tally["edge reached"] += reached
            kind["reached"] += reached
            link = linked.get(frozenset((derivation["by"], of)))
            if link is not None:
                kind[f"as {link.kind}"] += 1
                tally["direction"] += 1
                tally["direction right"] += link.directed and link.by == derivation["by"]
                tally["direction wrong"] += link.directed and link.by != derivation["by"]


def _count_spun(
    story: MadeStory,
    flagged: set[str],
    tally: Counter[str],
    by_kind: dict[str, Counter[str]],
) -> None:
    """Reports with a phrase called spun, by what was done to them and to what they were made of."""
    made = {derivation["by"]: derivation for derivation in story.derivations}
    for document in story.reports:
        kinds = set(_history(document.id, made))
        found = document.id in flagged
        if made.get(document.id, {}).get("kind") in WORDS_REPLACED:
            tally["spun"] += 1
            tally["spun found"] += found
        elif kinds <= WORDS_KEPT:
            tally["plain"] += 1
            tally["plain flagged"] += found
        if document.id in made:
            by_kind[made[document.id]["kind"]]["made"] += 1
            by_kind[made[document.id]["kind"]]["with spun phrases"] += found


def _history(name: str, made: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """What was done to a report and to all that it was made of."""
    if name in made:
        yield made[name]["kind"]
        for source in made[name]["of"]:
            yield from _history(source, made)


def _count_facts(
    story: MadeStory,
    copies: Sequence[Copy],
    tally: Counter[str],
    by_kind: dict[str, Counter[str]],
) -> None:
    kinds = {derivation["by"]: derivation["kind"] for derivation in story.derivations}
    doubtful = {name for pair in story.doubtful for name in pair}
    for fact in story.facts:
        tellers = {claim["report"] for claim in fact["claims"]}
        if len(tellers) < 2 or (fact["planted"] and fact["k"] > 1 and doubtful & tellers):
            continue
        claims = [
            Claim(
                f"{n}", c["report"], c["start"], c["end"], "statement", None, "asserted", "positive"
            )
            for n, c in enumerate(fact["claims"])
        ]
        low, even, high = (
            len(claim_voices(claims, copies, threshold))
            for threshold in (DEFAULT.cautious_edge, EVEN, DEFAULT.bold_edge)
        )
        tally["k"] += 1
        tally["k low exact"] += low == fact["k"]
        tally["k even exact"] += even == fact["k"]
        tally["k inside"] += low <= fact["k"] <= high
        tally["k low low"] += low < fact["k"]
        copied = {kinds[name] for name in tellers if name in kinds}
        if copied:
            group = "verbatim" if copied <= {"verbatim", "trimmed"} else "reworded"
            tally[f"facts {group}"] += 1
            tally[f"high {group}"] += low > fact["k"]
            if low > fact["k"]:
                for kind in copied:
                    by_kind[kind]["as too many voices"] += 1


def _components(edges: Sequence[tuple[str, str]]) -> dict[str, str]:
    root: dict[str, str] = {}
    for one, other in edges:
        low, high = sorted((root.setdefault(one, one), root.setdefault(other, other)))
        root = {node: low if top == high else top for node, top in root.items()}
    return root


def _part(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0


def main() -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--table", choices=("a", "b"), default="b")
    parser.add_argument("--vectors", action="store_true")
    parser.add_argument("--stories", type=int, default=0)
    options = parser.parse_args()
    stories = list(make(read_rows(options.docs), options.seed, options.table))
    stories = stories[: options.stories or None]
    for dates in (True, False):
        figures = measure(stories, dates=dates, vectors=options.vectors)
        print(json.dumps({"dates": dates, **figures}, indent=1))


if __name__ == "__main__":
    main()
