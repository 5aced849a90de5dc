"""Denies sentences of reports: ``python -m bench.conflicts.denials DOCS.jsonl[.gz]``.

Prints JSON: of the denied sentences how many became a dispute, how many disputes of words stand
where nothing was denied, and how many the stories have as they are. The rule that denies knows
nothing of Sitrep: "was", "were" or "had" before a past participle gets a "not".
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.analysed import report_of, tagger
from bench.derivations.make import read_rows
from bench.rows import Row
from sitrep.pipeline import conclude, read_one
from sitrep.records import Ledger, Report, Span, Story
from sitrep.settings import DEFAULT

__all__ = ["denied", "measure"]

NOW = datetime(2026, 1, 1, tzinfo=UTC)
#: a sentence of some length that begins and ends a line or stands between two others
SENTENCE = re.compile(r"(?:(?<=[.!?] )|^)[A-Z][^.!?\n\"“”]{40,200}\.(?= [A-Z]|$)", re.MULTILINE)
HAPPENED = re.compile(r"\b(was|were|had)(?= [a-z]+(?:ed|en|wn|nd|ught|ot)\b)")
#: sentences that deny already, ask, suppose, or speak of what is only so far so
UNFIT = re.compile(
    r"\b(?:no|not|never|nobody|none|nothing|nor|without|if|whether|unless|would|could|may|might|"
    r"yet|still|he|she|it|they|this|that|these|those|who|which|because|when|where)\b|n['’]t\b",
    re.IGNORECASE,
)
OTHER_PUBLISHER = "The Second Courier"


def denied(text: str) -> list[tuple[int, int, int]]:
    """(start, end, place) of the sentences that can be denied, and where "not" goes.

    Only sentences with one such verb and without a pronoun, a clause or a denial: what they
    deny with "not" is the whole.
    """
    found = []
    for sentence in SENTENCE.finditer(text):
        verbs = list(HAPPENED.finditer(sentence.group()))
        if len(verbs) == 1 and not UNFIT.search(sentence.group()):
            start, end = sentence.span()
            found.append((start, end, start + verbs[0].end()))
    return found


def cases(rows: Iterable[Row], seed: int) -> Iterator[tuple[list[Row], Span, Span]]:
    """A report and a copy of the same hour in which one sentence is denied; its span in both."""
    for row in sorted(rows, key=lambda r: str(r["id"])):
        places = denied(row["text"])
        if not places:
            continue
        start, end, at = random.Random(f"{seed}/{row['id']}").choice(places)
        text = f"{row['text'][:at]} not{row['text'][at:]}"
        day = f"{row['date'][:10]}T12:00:00+00:00"
        first = {**row, "date": day}
        second = {**first, "id": f"{row['id']}-copy", "text": text, "publisher": OTHER_PUBLISHER}
        yield [first, second], Span(start, end), Span(start, end + len(" not"))


def measure(rows: list[Row], seed: int) -> dict[str, Any]:
    """How many denied sentences became a dispute, and what else did.

    Args:
        rows: reports with ``id``, ``story``, ``text``, ``date``, ``publisher``.
        seed: chooses the sentence of each report.
    """
    made = found = false = 0
    for pair, mine, theirs in cases(rows, seed):
        reports = [report_of(row) for row in pair]
        ledger = _ledger(reports)
        places = ((reports[0].id, mine), (reports[1].id, theirs))
        hits = [_is_between(sides, *places) for sides in _disputes(ledger)]
        made += 1
        found += any(hits)
        false += len(hits) - sum(hits)
    stories: dict[str, list[Report]] = {}
    for row in rows:
        stories.setdefault(str(row["story"]), []).append(report_of(row))
    several = [reports for _, reports in sorted(stories.items()) if len(reports) > 2]
    return {
        "denied": made,
        "recall": round(100 * found / made, 1) if made else 0.0,
        "other disputes of words": false,
        "stories as they are": len(several),
        "their disputes of words": sum(len(_disputes(_ledger(one))) for one in several),
    }


def _ledger(reports: list[Report]) -> Ledger:
    readings = [read_one(report, settings=DEFAULT, tagger=tagger()) for report in reports]
    story = Story("s", "", tuple(sorted(report.id for report in reports)))
    return conclude([story], reports, readings, (), DEFAULT, now=NOW)


def _disputes(ledger: Ledger) -> list[list[list[tuple[str, Span]]]]:
    """The sides of each finding in which one denies what the other says, as places."""
    claims = {claim.id: claim for claim in ledger.claims}
    return [
        [[(claims[c].report, claims[c].span) for c in side.claims] for side in finding.sides]
        for finding in ledger.findings
        if finding.status == "disputed" and any(d.kind == "polarity" for d in finding.differences)
    ]


def _is_between(sides: list[list[tuple[str, Span]]], *places: tuple[str, Span]) -> bool:
    """True when the two places stand on different sides."""
    held = [
        {
            at
            for at, side in enumerate(sides)
            if any(report == name and span.overlaps(place) for report, span in side)
        }
        for name, place in places
    ]
    return bool(held[0] and held[1] and held[0] != held[1])


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("docs", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stories", type=int, default=0, help="drawn; all if left out")
    options = parser.parse_args()
    rows = read_rows(options.docs)
    names = sorted({str(row["story"]) for row in rows})
    if options.stories:
        names = random.Random(options.seed).sample(names, min(options.stories, len(names)))
    kept = set(names)
    rows = [row for row in rows if str(row["story"]) in kept]
    print(json.dumps(measure(rows, options.seed), indent=1))


if __name__ == "__main__":
    main()
