"""What the interface answers of a story, read as a program's author would ask it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sitrep.codec import decode
from sitrep.kept import Query
from sitrep.renderings.serial import to_dict
from sitrep.web.api.table import ROOT
from tests.renderings.sample import LEDGER
from tests.web.api.served import STORY, client, get
from tests.web.memory import MemoryKeeper

DOCS = Path(__file__).parents[3] / "docs"


def test_a_story_its_ledger_and_the_parts_of_it_agree() -> None:
    whole = get(f"/stories/{STORY}/ledger").json()
    assert whole == json.loads(json.dumps(to_dict(LEDGER)))
    assert get(f"/stories/{STORY}").json()["reports"] == len(whole["reports"])
    for key in ("claims", "quotes", "quantities", "forecasts", "copies", "origins"):
        page = get(f"/stories/{STORY}/{key}?limit=500").json()
        assert page["items"] == whole[key], key
        assert page["total"] == len(whole[key])


def test_the_ledger_fits_the_schema_that_is_published_and_served() -> None:
    schema = get("/ledger.schema.json").json()
    assert schema == json.loads((DOCS / "sitrep.ledger.1.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(get(f"/stories/{STORY}/ledger").json())


def test_findings_come_with_the_most_important_first_and_by_status() -> None:
    found = get(f"/stories/{STORY}/findings").json()["items"]
    weights = [finding["importance"] for finding in found]
    assert weights == sorted(weights, reverse=True)
    disputed = get(f"/stories/{STORY}/findings?status=disputed").json()
    assert disputed["total"] == sum(finding["status"] == "disputed" for finding in found) > 0
    assert {finding["status"] for finding in disputed["items"]} == {"disputed"}


def test_claims_of_one_report() -> None:
    found = get(f"/stories/{STORY}/claims?report=r2").json()["items"]
    assert found
    assert {claim["report"] for claim in found} == {"r2"}


def test_a_span_of_an_answer_is_the_words_in_the_report() -> None:
    hit = get("/search?words=crack&limit=1").json()["items"][0]
    text = get(f"/reports/{hit['report']}").json()["text"]
    assert text[hit["start"] : hit["end"]] == hit["text"]


def test_every_filter_of_the_search_reaches_the_ledger() -> None:
    asked: list[Query] = []

    class Listening(MemoryKeeper):
        def search(self, query: Query) -> Any:
            asked.append(query)
            return super().search(query)

    with client(over=Listening([LEDGER])) as service:
        answer = service.get(
            f"{ROOT}/search?words=dam&kind=claim&who=Arrow&about=Morvale&since=2031-05-04"
            "&until=2031-05-05T12:00:00%2B02:00&status=disputed&story=s1&meaning=false"
            "&limit=3&offset=6"
        )
    assert answer.status_code == 200
    expected = decode(
        Query,
        {
            "words": "dam",
            "kind": "claim",
            "who": "Arrow",
            "about": "Morvale",
            "since": "2031-05-04T00:00:00Z",
            "until": "2031-05-05T10:00:00Z",
            "status": "disputed",
            "story": "s1",
            "meaning": False,
            "limit": 4,  # one more than a page: so it is known whether there is another
            "offset": 6,
        },
    )
    assert asked == [expected]


@pytest.mark.parametrize(
    ("accept", "asked", "media", "begins"),
    [
        ("", "", "application/json", "{"),
        ("*/*", "", "application/json", "{"),
        ("text/markdown", "", "text/markdown; charset=utf-8", "# Crack in"),
        ("text/html,application/json;q=0.9", "", "text/html; charset=utf-8", "<!doctype html>"),
        ("text/*;q=0.5, application/json;q=0", "", "text/markdown; charset=utf-8", "# "),
        ("text/html", "?format=text", "text/plain; charset=utf-8", "Crack"),
        ("application/pdf", "?format=md", "text/markdown; charset=utf-8", "# "),
    ],
)
def test_the_brief_in_the_format_that_is_accepted_or_asked_for(
    accept: str, asked: str, media: str, begins: str
) -> None:
    answer = get(f"/stories/{STORY}/brief{asked}", Accept=accept)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media
    assert answer.text.lower().startswith(begins.lower())
    assert answer.headers["vary"] == "Accept"


def test_a_brief_as_a_page_carries_the_policy_that_allows_its_own_style_and_no_more() -> None:
    policy = get(f"/stories/{STORY}/brief?format=html").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "'sha256-" in policy
    assert "unsafe" not in policy


def test_what_a_report_says_stays_text() -> None:
    first = replace(LEDGER.reports[0], title="<script>alert(1)</script>")
    known = MemoryKeeper([replace(LEDGER, reports=(first, *LEDGER.reports[1:]))])
    with client(over=known) as asked:
        answer = asked.get(f"{ROOT}/reports/{first.id}")
        page = asked.get(f"{ROOT}/stories/{STORY}/brief?format=html")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "<script>alert" not in page.text
