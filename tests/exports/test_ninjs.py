"""ninjs: checked with a JSON Schema that says what the standard's version 3.0 allows."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sitrep.exports import export
from sitrep.records import Ledger
from tests.renderings.hostile import HOSTILE, ledger_of
from tests.renderings.sample import LEDGER

SCHEMA = json.loads((Path(__file__).parent / "ninjs.schema.json").read_text("utf-8"))
VALID = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def item(ledger: Ledger) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(export(ledger, "ninjs"))
    VALID.validate(found)
    return found


def test_the_schema_says_no_where_the_standard_does() -> None:
    good = item(LEDGER)
    assert not VALID.is_valid({**good, "headline": "ninjs 1 spelt it so"})
    assert not VALID.is_valid({**good, "pubStatus": "ready"})
    assert not VALID.is_valid({key: value for key, value in good.items() if key != "uri"})


def test_the_brief_is_an_item_with_links_to_its_sources() -> None:
    found = item(replace(LEDGER, briefs=LEDGER.briefs[:1]))
    assert (found["type"], found["pubStatus"]) == ("text", "withheld")
    assert found["headlines"][0]["value"] == "Crack in Morvale dam drives thousands from homes"
    assert [one["uri"] for one in found["associations"]][:2] == [
        "https://wire.example/morvale",
        "https://courier.example/dam?x=1&y=2",
    ]
    plain, rich = found["bodies"]
    assert (plain["contentType"], rich["contentType"]) == ("text/plain", "text/html")
    assert '<a href="https://wire.example/morvale">Tessel Wire</a>' in rich["value"]
    assert {"name": "Pell Arrow", "literal": "e1"} in found["people"]


def test_several_briefs_are_one_composite_item() -> None:
    brief = LEDGER.briefs[0]
    found = item(replace(LEDGER, briefs=(brief, replace(brief, title="Another"))))
    assert found["type"] == "composite"
    assert [one["headlines"][0]["value"] for one in found["associations"]] == [
        brief.title,
        "Another",
    ]


def test_a_ledger_without_a_brief_is_an_item_that_says_so() -> None:
    found = item(replace(LEDGER, briefs=()))
    assert found["headlines"][0]["value"].startswith("No brief")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.links += [value or "" for _, value in attrs]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_no_markup_in_the_body(name: str) -> None:
    found = item(ledger_of(HOSTILE[name]))
    for one in found["associations"]:
        tags = Tags()
        tags.feed(one["bodies"][1]["value"])
        assert tags.found <= {"h1", "h2", "p", "ul", "li", "a", "strong"}
        assert all(link.startswith(("https://", "http://")) for link in tags.links)
