"""The example collections: every derivation and every origin as their truth.json tells."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from sitrep.lineage import trace
from sitrep.records import Copy, Origin, Report, Story
from sitrep.settings import DEFAULT

EXAMPLES = Path(__file__).parents[2] / "examples"
COLLECTIONS = ("harbour-fire", "lake-province-count")
KINDS = {"spun": "rewrite"}


def truth(collection: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((EXAMPLES / collection / "truth.json").read_text("utf-8"))
    return loaded


def reports(collection: str) -> Iterator[Report]:
    """The reports as a reader would hand them over, with what truth.json says of them."""
    known = truth(collection)["reports"]
    for path in sorted(p for p in (EXAMPLES / collection).iterdir() if p.name != "truth.json"):
        source = path.read_text("utf-8")
        if path.suffix == ".jsonl":
            rows = [json.loads(line) for line in source.splitlines()]
            named = [
                (f"{path.name}#{n}", r["text"], r.get("byline")) for n, r in enumerate(rows, 1)
            ]
        elif path.suffix == ".html":
            article = source.partition("<article>")[2].partition("</article>")[0]
            text = "\n\n".join(re.findall(r"<p>(.*?)</p>", article, re.DOTALL))
            named = [(path.name, text, None)]
        elif path.suffix == ".md":
            _, head, text = source.split("---\n", 2)
            byline = re.search(r"^byline: (.*)$", head, re.MULTILINE)
            named = [(path.name, text.strip(), byline[1] if byline else None)]
        else:
            named = [(path.name, source, None)]
        for name, text, byline_text in named:
            published = known[name]["published"]
            yield Report(
                name,
                text,
                publisher=known[name]["publisher"],
                byline=byline_text,
                published=datetime.fromisoformat(published) if published else None,
            )


def traced(collection: str) -> tuple[tuple[Copy, ...], tuple[Origin, ...]]:
    members = list(reports(collection))
    story = Story("s", "", tuple(sorted(report.id for report in members)))
    copies, origins, problems = trace(story, members, (), DEFAULT)
    assert not problems
    return copies, origins


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_derivation_is_found_with_its_kind_and_no_other(collection: str) -> None:
    copies, _ = traced(collection)
    known = truth(collection)["reports"]
    for copy in copies:
        told = known[copy.by]
        sources = told["derived_from"] + (told.get("shares_upstream_with") or [])
        assert copy.of in sources, (copy.by, copy.of, copy.reasons)
        assert copy.kind == KINDS.get(told["kind"], told["kind"])
        assert copy.probability >= 0.5
    found = {copy.by for copy in copies} | {c.of for c in copies if c.kind == "common_upstream"}
    assert found == {name for name, told in known.items() if told["kind"]}


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_origins_are_those_of_the_truth(collection: str) -> None:
    _, origins = traced(collection)
    assert sorted(origin.reports for origin in origins) == sorted(
        tuple(sorted(group)) for group in truth(collection)["origins"]
    )
