"""Corrections by hand: sent by a form, shown for ever, taken back by a click."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sitrep.protocols import Keeper
from tests.web.clients import client_of, send, text_of
from tests.web.examples import NOW, examples, kept_examples


@pytest.fixture(params=["in memory", pytest.param("on disk", marks=pytest.mark.slow)])
def keeper(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Keeper]:
    """A ledger that is kept; the one that the other tests of the desk use, and a real one."""
    if request.param == "in memory":
        yield examples()
        return
    kept = kept_examples(tmp_path)
    yield kept
    kept.close()


@pytest.fixture
def client(keeper: Keeper) -> TestClient:
    return client_of(keeper)


def fire_of(keeper: Keeper) -> str:
    return next(c.id for c in keeper.stories() if "Port Ellery" in c.title)


def named(keeper: Keeper, publisher: str) -> str:
    ledgers = (keeper.ledger(card.id) for card in keeper.stories())
    return next(r.id for one in ledgers for r in one.reports if r.publisher == publisher)


def ready(client: TestClient, address: str) -> str:
    """What a page says once its story is analysed."""
    return text_of(whole(client, address))


def whole(client: TestClient, address: str) -> str:
    """A page, in its markup, once its story is analysed."""
    for _ in range(200):
        page = client.get(address).text
        if "You may leave this page" not in page:
            return page
        threading.Event().wait(0.1)
    raise AssertionError(f"{address} did not become ready")


def test_two_stories_are_merged_and_parted_again(client: TestClient, keeper: Keeper) -> None:
    stories = [card.id for card in keeper.stories()]
    page = send(client, "/correct", on="/", kind="merge", of=stories)
    assert "Corrected. 2 stories are one" in text_of(page)
    assert keeper.count() == 1
    assert keeper.stories()[0].reports == 20
    gone = next(story for story in stories if story != keeper.stories()[0].id)
    assert client.get(f"/story/{gone}/quotes", follow_redirects=False).status_code == 301
    page = send(client, "/undo", on="/corrections", number="1")
    assert "Taken back." in page
    assert sorted(card.id for card in keeper.stories()) == sorted(stories)


def test_a_report_is_split_off(client: TestClient, keeper: Keeper) -> None:
    fire = fire_of(keeper)
    gazette = named(keeper, "Strait Tribune")
    on = f"/story/{fire}/sources"
    page = send(client, "/correct", on=on, kind="split", of=gazette, story=fire)
    assert "A story of its own: Strait Tribune" in text_of(page)
    assert keeper.count() == 3
    assert keeper.story(fire).reports == 13
    assert "13 reports" in ready(client, on)


def test_a_report_is_moved(client: TestClient, keeper: Keeper) -> None:
    fire = fire_of(keeper)
    other = next(card.id for card in keeper.stories() if card.id != fire)
    report = named(keeper, "Radio Ellery")
    on = f"/story/{fire}/sources"
    send(client, "/correct", on=on, kind="move", of=report, to=other, story=fire)
    assert keeper.story_of(report) == other
    assert "Radio Ellery belongs to" in ready(client, f"/story/{other}/corrections")


def test_two_reports_become_one_voice(client: TestClient, keeper: Keeper) -> None:
    fire = fire_of(keeper)
    both = [named(keeper, "Strait Tribune"), named(keeper, "Radio Ellery")]
    on = f"/story/{fire}/sources"
    assert "8–10 independent lines" in ready(client, on)
    send(client, "/correct", on=on, kind="same-source", of=both, story=fire)
    told = ready(client, on)
    assert "7–9 independent lines" in told
    assert told.count("same source by hand, correction 1") == 2
    assert "1 correction by hand" in ready(client, f"/story/{fire}")


def test_what_is_no_dispute_is_none_afterwards(client: TestClient, keeper: Keeper) -> None:
    fire = fire_of(keeper)
    found = [f for f in keeper.ledger(fire).findings if f.status == "disputed"]
    on = f"/story/{fire}/finding/{found[0].id}"
    assert "Not a dispute" in whole(client, on)
    claims = list(found[0].claims)
    send(client, "/correct", on=on, kind="not-a-dispute", of=claims, story=fire)
    ready(client, f"/story/{fire}")
    after = [f for f in keeper.ledger(fire).findings if f.status == "disputed"]
    assert len(after) < len(found)
    page = client.get(f"/story/{fire}/finding/{found[0].id}")
    if page.status_code == 200:  # a finding keeps its id where its claims stay together
        assert "set by hand: no dispute, correction 1" in text_of(page.text)
    send(client, "/undo", on=f"/story/{fire}/corrections", number="1")
    ready(client, f"/story/{fire}")
    assert len([f for f in keeper.ledger(fire).findings if f.status == "disputed"]) == len(found)


def test_the_speaker_of_a_quotation_is_set(client: TestClient, keeper: Keeper) -> None:
    fire = fire_of(keeper)
    on = f"/story/{fire}/quotes"
    page = whole(client, on)
    part = next(p for p in page.split("<li>") if "My men do not even own a torch" in p)
    quotes = re.findall(r'name="of" value="([^"]+)"', part)
    send(client, "/correct", on=on, kind="speaker", of=quotes, to="Dana Ropewell jr", story=fire)
    told = ready(client, on)
    assert "Dana Ropewell jr" in told
    assert "speaker set by hand, correction 1" in told


def test_a_forecast_is_judged(client: TestClient, keeper: Keeper) -> None:
    fire = fire_of(keeper)
    on = f"/story/{fire}/outlook"
    page = whole(client, on)
    part = next(p for p in page.split("<li") if "Marta Oskell" in p and "walk out" in p)
    forecast = re.search(r'name="of" value="([^"]+)"', part)
    assert forecast
    send(client, "/correct", on=on, kind="outcome", of=forecast[1], to="refuted", story=fire)
    told = ready(client, on)
    assert "Did not come true 1 Marta Oskell We will walk out" in told
    assert "set by hand, correction 1" in told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "merge"}, "nothing was chosen"),
        ({"kind": "merge", "of": ["s1", "s2"]}, "no story"),
        ({"kind": "erase", "of": "s1"}, "'erase' is none of merge, split"),
        ({"kind": "speaker", "of": "q1", "to": "x" * 500}, "at most 400 characters"),
    ],
)
def test_a_correction_that_cannot_be_carried_out_says_why(
    client: TestClient, keeper: Keeper, fields: dict[str, str | list[str]], told: str
) -> None:
    word = client.get("/").text.split('name="word" value="')[1].split('"')[0]
    answer = client.post("/correct", data={"word": word, **fields})
    assert answer.status_code in (400, 404)
    assert told in text_of(answer.text)
    assert keeper.corrections() == ()


def test_what_is_taken_back_stays_in_the_log(client: TestClient, keeper: Keeper) -> None:
    fire = fire_of(keeper)
    both = [named(keeper, "Strait Tribune"), named(keeper, "Radio Ellery")]
    on = f"/story/{fire}/sources"
    send(client, "/correct", on=on, kind="same-source", of=both, story=fire, reason="one owner")
    send(client, "/undo", on="/corrections", number="1")
    page = client.get("/corrections").text
    assert "One voice: Strait Tribune and Radio Ellery" in text_of(page)
    assert "taken back" in page
    assert "one owner" in page
    assert "Undo<" not in page


def test_a_look_makes_what_was_new_old(client: TestClient, keeper: Keeper) -> None:
    page = whole(client, "/new")
    assert "New finding" in page
    until = re.search(r'name="until" value="([^"]+)"', page)
    assert until
    page = send(client, "/new/look", on="/new", until=unescape(until[1]))
    assert "Nothing is new" in page
    assert keeper.looked() == NOW
    assert "New finding" in whole(client, "/new?all=yes")


@pytest.mark.parametrize("until", ["", "yesterday", "2024-11-20", "2999-01-01T00:00:00+00:00"])
def test_only_a_moment_that_has_been_is_marked_as_seen(client: TestClient, until: str) -> None:
    word = re.search(r'name="word" value="([^"]+)"', client.get("/new").text)
    assert word
    answer = client.post("/new/look", data={"word": word[1], "until": until})
    assert answer.status_code == 400


@pytest.mark.parametrize("view", ["/sources", "/quotes", "/reactions", "/outlook"])
def test_each_form_asks_why(client: TestClient, keeper: Keeper, view: str) -> None:
    page = whole(client, f"/story/{fire_of(keeper)}{view}")
    forms = re.findall(r'<form method="post" action="/correct".*?</form>', page, re.DOTALL)
    assert forms
    assert all('name="reason"' in form for form in forms)


def test_the_reason_is_kept_and_shown_with_the_correction(
    client: TestClient, keeper: Keeper
) -> None:
    story = f"/story/{fire_of(keeper)}"
    quote = next(q for a in keeper.ledger(fire_of(keeper)).analyses for q in a.quotes if q.speaker)
    sent = {"kind": "speaker", "of": quote.id, "to": "Ada Brook", "story": story[7:]}
    page = send(client, "/correct", on=f"{story}/quotes", reason="heard on the tape", **sent)
    assert "Corrected. The speaker is Ada Brook. “ heard on the tape ”" in text_of(page)
    shown = "speaker set by hand, correction 1 “ heard on the tape ”"
    assert shown in ready(client, f"{story}/quotes?who=Ada+Brook")
    assert "“ heard on the tape ”" in text_of(client.get("/corrections").text)
