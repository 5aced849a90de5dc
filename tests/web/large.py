"""A story of many reports, woven from the paragraphs of the fire in the harbour."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

from sitrep.pipeline import conclude, default_tagger, read_one
from sitrep.records import Ledger, Report, Story, content_id
from sitrep.reports import read
from sitrep.settings import DEFAULT
from tests.web.examples import HARBOUR, NOW

_FIRST = datetime(2024, 3, 12, 6, 0, tzinfo=UTC)


@cache
def large(reports: int, seed: int = 11) -> Ledger:
    """The ledger of one story of ``reports`` reports, each a choice of paragraphs."""
    given, _ = read([str(HARBOUR)], DEFAULT)
    whole = [replace(r, url=None) for r in sorted(given, key=lambda r: r.id)]
    paragraphs = [p for r in whole for p in r.text.split("\n\n") if len(p) > 60]
    draw = random.Random(seed)
    made = list(whole)
    for at in range(reports - len(whole)):
        text = "\n\n".join(draw.sample(paragraphs, draw.randint(5, 14)))
        made.append(
            Report(
                id=content_id("r", text, at),
                text=text,
                path=f"woven/{at:03}.txt",
                publisher=f"Woven Paper {at:03}",
                title=text.split(". ")[0][:90],
                published=_FIRST + timedelta(minutes=17 * at),
            )
        )
    tagger = default_tagger(DEFAULT)
    ordered = sorted(made, key=lambda r: r.id)
    readings = [read_one(r, settings=DEFAULT, tagger=tagger) for r in ordered]
    story = Story("s00000000000000aa", "", tuple(r.id for r in ordered))
    return conclude([story], ordered, readings, [], DEFAULT, now=NOW)
