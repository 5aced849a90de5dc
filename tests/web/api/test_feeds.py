"""The feeds, read by other people's readers."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator

from sitrep.kept import Change
from sitrep.web.feeds.table import JSON_FEED
from tests.renderings.sample import LEDGER
from tests.web.api.served import STORY, client, keeper
from tests.web.memory import MemoryKeeper

HOSTILE = '<script>alert(1)</script> & "quoted" ]]> \x00\x0b\ufffe \ud800 é'
FEEDS = ("stories", "new")


def get(path: str, over: MemoryKeeper | None = None, **headers: str) -> Any:
    with client(over=over) as asked:
        return asked.get(f"/feeds/{path}", headers=headers)


def hostile() -> MemoryKeeper:
    """A keeper with one story of a hostile title and one change of hostile words."""
    known = MemoryKeeper(
        [replace(LEDGER, briefs=(replace(LEDGER.briefs[0], title=HOSTILE),))],
        clock=lambda: datetime(2031, 5, 6, tzinfo=UTC),
    )
    known.changes.append(Change("revised", STORY, known.clock(), HOSTILE, before="<b>", after="&"))
    return known


@pytest.mark.parametrize("name", FEEDS)
def test_a_reader_of_feeds_finds_no_fault(name: str) -> None:
    answer = get(f"{name}.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(answer.content)
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.links[0].href == f"http://testserver/feeds/{name}.atom"
    assert read.entries
    for entry in read.entries:
        assert entry.id.startswith("tag:sitrep.invalid,2024:")
        assert entry.link == f"http://testserver/story/{STORY}"
        assert entry.title
        assert entry.updated_parsed <= read.feed.updated_parsed
    assert len({entry.id for entry in read.entries}) == len(read.entries)


@pytest.mark.parametrize("name", FEEDS)
def test_both_formats_hold_the_same(name: str) -> None:
    atom = feedparser.parse(get(f"{name}.atom").content)
    answer = get(f"{name}.json")
    assert answer.headers["content-type"] == "application/feed+json"
    Draft202012Validator(JSON_FEED).validate(answer.json())
    items = answer.json()["items"]
    assert [item["id"] for item in items] == [entry.id for entry in atom.entries]
    assert [item["title"] for item in items] == [entry.title for entry in atom.entries]
    for item, entry in zip(items, atom.entries, strict=True):
        assert feedparser.datetimes._parse_date(item["date_modified"]) == entry.updated_parsed


def test_the_brief_is_told_in_short() -> None:
    (item,) = get("stories.json").json()["items"]
    brief = LEDGER.briefs[0]
    assert brief.standfirst is not None
    assert item["content_text"].startswith(brief.standfirst.text)
    glance = next(section for section in brief.sections if section.kind == "glance")
    assert glance.heading in item["content_text"]
    assert glance.lines[0].text in item["content_text"]


def test_a_story_that_waits_says_so_and_is_not_analysed_for_a_feed() -> None:
    def work(progress: object) -> None:
        raise AssertionError("analysed")

    waiting = MemoryKeeper([LEDGER], waiting=frozenset([STORY]), work=work)
    (item,) = get("stories.json", waiting).json()["items"]
    assert item["content_text"] == "This story waits for analysis."


@pytest.mark.parametrize("name", FEEDS)
def test_hostile_words_stay_words(name: str) -> None:
    answer = get(f"{name}.atom", hostile())
    assert b"<script" not in answer.content
    read = feedparser.parse(answer.content)
    assert not read.bozo
    shown = get(f"{name}.json", hostile()).json()["items"]
    assert all("<script" not in item["content_html"] for item in shown)
    assert any("alert(1)" in item["title"] for item in shown)


def test_a_change_tells_what_was_before_and_what_is_now() -> None:
    item = get("new.json", hostile()).json()["items"][0]
    assert item["title"].startswith("Revised: ")
    assert "Before: <b>. Now: &." in item["content_text"]
    assert "Before: &lt;b&gt;. Now: &amp;." in item["content_html"]


def test_ids_last_and_the_newest_change_is_first() -> None:
    known = keeper()
    before = [item["id"] for item in get("new.json", known).json()["items"]]
    later = Change("strengthened", STORY, datetime(2031, 5, 6, 11, tzinfo=UTC), "More say so")
    known.changes.append(later)
    after = [item["id"] for item in get("new.json", known).json()["items"]]
    assert after[1:] == before
    assert after[0] not in before


def test_a_feed_that_did_not_change_is_not_sent_again() -> None:
    first = get("stories.atom")
    again = get("stories.atom", **{"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_empty_ledger_has_feeds_too() -> None:
    empty = MemoryKeeper([])
    read = feedparser.parse(get("stories.atom", empty).content)
    assert not read.bozo
    assert read.entries == []
    assert read.feed.updated_parsed == time.gmtime(0)
    assert get("new.json", empty).json()["items"] == []


@pytest.mark.parametrize(
    ("path", "status"), [("stories.rss", 404), ("", 404), ("stories.atom?limit=2", 400)]
)
def test_what_is_no_feed(path: str, status: int) -> None:
    answer = get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
