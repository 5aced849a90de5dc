"""Reports come into a kept ledger: once each, as versions of articles, into stories."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bench.streams import make

from sitrep.arrivals import Feed, Polled, Withdrawal
from sitrep.errors import UnknownError
from sitrep.records import Problem
from sitrep.settings import DEFAULT
from sitrep.stories import outline
from sitrep.upkeep import LedgerKeeper
from sitrep.upkeep.addresses import plain_address
from tests.upkeep.keeping import (
    FERRY_EVENING,
    FERRY_RADIO,
    FERRY_WIRE,
    MORNING,
    TAX,
    Clock,
    keeper_at,
    report,
)

WIRE = report(FERRY_WIRE, "Salen Wire", url="https://wire.example/ferry", title="Ferry aground")
RADIO = report(FERRY_RADIO, "Coast Radio", 2)
EVENING = report(FERRY_EVENING, "Salen Wire", 11, title="Ferry: seven dead")
SUGAR = report(TAX, "Orvenia Daily", 3, title="Sugar tax passed")


def test_reports_on_one_happening_become_a_story_and_others_do_not(keeper: LedgerKeeper) -> None:
    added = keeper.add([WIRE, RADIO, SUGAR])
    assert len(added.reports) == 3
    assert keeper.story_of(WIRE.id) == keeper.story_of(RADIO.id) != keeper.story_of(SUGAR.id)
    assert {card.title for card in keeper.stories()} == {"Ferry aground", "Sugar tax passed"}


def test_adding_twice_changes_nothing(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE, SUGAR])
    before = keeper.stories()
    again = keeper.add([SUGAR, WIRE])
    assert not again.reports
    assert set(again.known) == {WIRE.id, SUGAR.id}
    assert [card.changed for card in keeper.stories()] == [card.changed for card in before]


def test_the_order_of_reports_in_one_addition_does_not_matter(address: str) -> None:
    first = keeper_at(address)
    first.add([SUGAR, EVENING, RADIO, WIRE])
    homes = [first.story_of(r.id) for r in (WIRE, RADIO, EVENING, SUGAR)]
    first.close()
    assert len(set(homes)) == 2
    other = keeper_at(f"{address}2" if "://" not in address else address)
    other.add([WIRE, RADIO, EVENING, SUGAR])
    assert [other.story_of(r.id) for r in (WIRE, RADIO, EVENING, SUGAR)] == homes
    other.close()


def test_a_story_keeps_its_id_as_it_grows(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE])
    story = keeper.story_of(WIRE.id)
    grown = keeper.add([RADIO, EVENING])
    assert grown.grown == (story,)
    assert keeper.story(story).reports == 3


def test_another_text_at_a_known_address_is_a_new_version(keeper: LedgerKeeper) -> None:
    later = report(
        FERRY_WIRE.replace("Four people", "Six people"),
        "Salen Wire",
        url="http://wire.example/ferry?utm_source=feed",
        title="Ferry aground",
    )
    keeper.add([WIRE])
    added = keeper.add([later])
    assert [version.number for version in added.versions] == [2]
    assert [v.report for v in keeper.versions(WIRE.id)] == [WIRE.id, later.id]
    assert keeper.story(keeper.story_of(WIRE.id)).reports == 1
    assert keeper.report(WIRE.id).text == FERRY_WIRE


def test_the_same_text_at_a_known_address_is_no_new_version(keeper: LedgerKeeper) -> None:
    again = report(FERRY_WIRE, "Salen Wire", 1, url="https://wire.example/ferry/")
    renamed = report(
        FERRY_WIRE, "Salen Wire", 1, url="https://wire.example/ferry/", title="Ferry aground"
    )
    keeper.add([WIRE])
    assert not keeper.add([renamed]).versions
    assert len(keeper.add([again]).versions) == 1  # its headline is gone


def test_an_older_state_of_an_article_that_comes_late_does_not_hold(keeper: LedgerKeeper) -> None:
    old = report(FERRY_WIRE, "Salen Wire", 0, url="https://wire.example/ferry")
    new = report(FERRY_EVENING, "Salen Wire", 11, url="https://wire.example/ferry")
    keeper.add([new])
    keeper.add([old])
    ledger = keeper.ledger(keeper.story_of(new.id))
    assert [r.id for r in ledger.reports] == [new.id]


def test_what_a_publisher_takes_back_holds_no_more(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE, RADIO])
    story = keeper.story_of(WIRE.id)
    kill = Withdrawal("wrong ferry", url="https://wire.example/ferry", publisher="Salen Wire")
    assert keeper.add([], [kill]).withdrawn == (WIRE.id,)
    assert keeper.story(story).reports == 1
    assert keeper.versions(WIRE.id)[-1].withdrawn


def test_nobody_takes_back_what_another_published(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE])
    kill = Withdrawal("no", url="https://wire.example/ferry", publisher="Coast Radio")
    added = keeper.add([], [kill])
    assert not added.withdrawn
    assert "Coast Radio takes back an item of Salen Wire" in added.problems[0].message


def test_problems_are_kept(keeper: LedgerKeeper) -> None:
    keeper.add([WIRE], problems=[Problem("reports", "empty", path="a.txt")])
    assert keeper.problems()[0].message == "empty"


def test_feeds_are_followed_and_read_from_where_they_were(keeper: LedgerKeeper) -> None:
    keeper.follow([Feed("https://wire.example/feed")])
    keeper.follow([Feed("https://wire.example/feed"), Feed("https://radio.example/feed")])
    assert [f.address for f in keeper.feeds()] == [
        "https://radio.example/feed",
        "https://wire.example/feed",
    ]
    later = MORNING + timedelta(hours=1)
    keeper.take(Polled(Feed("https://wire.example/feed", etag="7", due=later), reports=(WIRE,)))
    due = keeper.feeds(MORNING)
    assert [f.address for f in due] == ["https://radio.example/feed"]
    assert next(f for f in keeper.feeds() if f.etag).etag == "7"


def test_what_is_not_there_is_said_to_be_unknown(keeper: LedgerKeeper) -> None:
    for ask in (keeper.story, keeper.ledger, keeper.report, keeper.story_of, keeper.versions):
        with pytest.raises(UnknownError, match="there is no"):
            ask("s0000")


def test_hostile_texts_are_kept_as_they_are(keeper: LedgerKeeper) -> None:
    text = "A'); DROP TABLE report; -- \x00 \u202e \ud800 😀 " + FERRY_WIRE
    odd = report(text, "O'Brien %s \x00", title="\x00 {{ 7 * 7 }} \ud800")
    keeper.add([odd])
    assert keeper.report(odd.id) == odd
    assert keeper.stories()[0].reports == 1


def test_a_ledger_opened_again_goes_on(address: str) -> None:
    clock = Clock()
    first = keeper_at(address, clock)
    first.add([WIRE])
    story = first.story_of(WIRE.id)
    first.close()
    second = keeper_at(address, clock)
    second.add([RADIO])
    assert second.story_of(RADIO.id) == story
    second.close()


def test_a_ledger_opened_again_places_as_one_that_stayed_open(address: str) -> None:
    made = [one.report for one in make(3, 120)]
    stayed = keeper_at(address)
    stayed.add(made[:100])
    again = keeper_at(address)  # reads what the other one kept
    with again.work.base.writing() as connection:
        again._grouping.prepare(connection, [made[100].published or MORNING])
    for one in made[100:]:
        sketch = outline(one, DEFAULT)
        mine, theirs = (k._grouping._window for k in (again, stayed))
        assert mine.place(sketch) == theirs.place(sketch)
        assert mine.around(sketch) == theirs.around(sketch)
    for keeper in (stayed, again):
        keeper.close()


def test_versions_that_come_in_one_addition_follow_one_another(keeper: LedgerKeeper) -> None:
    editions = [
        report(FERRY_WIRE + f" Edition {n}.", "Wire", n, url="https://w.example/1")
        for n in (0, 1, 2)
    ]
    added = keeper.add(editions)
    assert [(v.number, v.report) for v in added.versions] == [
        (2, editions[1].id),
        (3, editions[2].id),
    ]
    assert [v.number for v in keeper.versions(editions[0].id)] == [1, 2, 3]
    card = keeper.story(keeper.story_of(editions[0].id))
    assert card.reports == 1, "the earlier ones hold no more"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("http://A.example:80/x/?utm_source=n&id=7#p2", "https://a.example/x?id=7#p2"),
        ("https://a.example:8443/x", "https://a.example:8443/x"),
        ("urn:newsml:a.example:1", "urn:newsml:a.example:1"),
        ("https://[broken/x", "https://[broken/x"),
    ],
)
def test_addresses_of_one_article_have_one_form(written: str, plain: str) -> None:
    assert plain_address(written) == plain
