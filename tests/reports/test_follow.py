"""Addresses and feeds: what is new comes once, what fails is told, what waits comes later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest

from sitrep.arrivals import Feed, Polled
from sitrep.reports import poll, read, read_all
from sitrep.settings import DEFAULT
from tests.reports.server import LOCAL, NOON, Answer, Site, serving

LONG = "The harbour master said that the wrecks must be towed away before the port opens. " * 15
ATOM = "application/atom+xml"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


def page(title: str, text: str = LONG, published: str = "2024-03-12T10:00:00Z") -> Answer:
    data = {"@type": "NewsArticle", "headline": title, "datePublished": published}
    return Answer(
        f"<html><head><script type='application/ld+json'>{json.dumps(data)}</script></head>"
        f"<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )


def entry(key: str, url: str, summary: str = "Ships burn.", content: str = "") -> str:
    body = f"<content type='html'>{content}</content>" if content else ""
    return (
        f"<entry><id>{key}</id><title>{key}</title><link href='{url}'/>"
        f"<updated>2024-03-12T11:00:00Z</updated><summary>{summary}</summary>{body}</entry>"
    )


def feed(*entries: str, title: str = "Vela Herald") -> Answer:
    body = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>{title}</title>{''.join(entries)}"
    return Answer(
        body + "</feed>", kind=ATOM, headers={"ETag": f'"{sha256(body.encode()).hexdigest()}"'}
    )


def told(polled: Polled) -> list[str]:
    return [problem.message for problem in polled.problems]


# -- single addresses ------------------------------------------------------------------------


def test_an_address_is_read_like_a_saved_page(site: Site) -> None:
    url = site.put("/ships", page("Ships burn"))
    reports, problems = read([url], LOCAL, web=site.web())
    assert problems == ()
    (report,) = reports
    assert (report.title, report.url, report.path) == ("Ships burn", url, url)
    assert str(report.published) == "2024-03-12 10:00:00+00:00"
    assert report.retrieved == site.clock.time
    assert "towed away" in report.text


def test_an_outage_is_a_problem(site: Site) -> None:
    reports, problems = read([site.address + "/gone"], LOCAL, web=site.web())
    assert reports == ()
    assert [problem.message for problem in problems] == [
        "not fetched: the server answers 404 Not Found"
    ]


def test_what_no_reader_takes_is_a_problem(site: Site) -> None:
    url = site.put("/film", Answer(b"abc", kind="video/mp4"))
    _, problems = read([url], LOCAL, web=site.web())
    assert [problem.message for problem in problems] == ["of a kind that is not read (video/mp4)"]


def test_the_encoding_that_a_server_names_is_taken(site: Site) -> None:
    text = "Пожар в порту Вела потушен, сообщил начальник порта журналистам во вторник. " * 5
    body = f"<html><body><article><p>{text}</p></article></body></html>".encode("cp1251")
    url = site.put("/fire", Answer(body, kind="text/html; charset=windows-1251"))
    (report,), _ = read([url], LOCAL, web=site.web())
    assert report.text.startswith("Пожар в порту Вела потушен")


def test_an_address_given_twice_is_opened_once(site: Site) -> None:
    url = site.put("/ships", page("Ships burn"))
    reports, problems = read([url, url], LOCAL, web=site.web())
    assert len(reports) == 1
    assert [problem.message for problem in problems] == ["given twice; it is read once"]
    assert site.asked.count("/ships") == 1


def test_a_password_in_an_address_is_never_shown(site: Site) -> None:
    _, problems = read(["http://ana:hunter2@news.example/x"], DEFAULT, web=site.web(DEFAULT))
    assert "hunter2" not in repr(problems)
    assert "a user or password in it" in problems[0].message


def test_by_default_this_machine_is_not_asked(site: Site) -> None:
    _, problems = read([site.address + "/x"], DEFAULT, web=site.web(DEFAULT))
    assert "on a network that is not public" in problems[0].message
    assert site.asked == []


# -- feeds -----------------------------------------------------------------------------------


def test_a_feed_gives_its_items_and_their_pages_once(site: Site) -> None:
    first, second = site.put("/1", page("One")), site.put("/2", page("Two", LONG + "Two."))
    address = site.put("/feed", feed(entry("a", first), entry("b", second)))
    web = site.web()
    polled = poll(Feed(address), web)
    assert told(polled) == []
    assert [(one.title, one.guid, one.url) for one in polled.reports] == [
        ("One", "a", first),
        ("Two", "b", second),
    ]
    assert (polled.feed.title, polled.feed.failures) == ("Vela Herald", 0)
    assert polled.feed.checked is not None
    assert polled.feed.due == polled.feed.checked + timedelta(seconds=LOCAL.feed_pause)
    again = poll(polled.feed, web)
    assert (again.reports, again.problems) == ((), ())
    assert site.asked.count("/1") == 1
    assert site.headers[-1]["if-none-match"] == polled.feed.etag


def test_only_new_and_changed_items_are_read(site: Site) -> None:
    one, two = site.put("/1", page("One")), site.put("/2", page("Two", LONG + "Two."))
    address = site.put("/feed", feed(entry("a", one), entry("b", two)))
    web = site.web()
    before = poll(Feed(address), web)
    three = site.put("/3", page("Three", LONG + "Three."))
    site.put("/2", page("Two", LONG + "Two, corrected."))
    site.put("/feed", feed(entry("a", one), entry("b", two, "Corrected."), entry("c", three)))
    after = poll(before.feed, web)
    assert [report.title for report in after.reports] == ["Two", "Three"]
    assert "corrected" in after.reports[0].text
    assert site.asked.count("/1") == 1


def test_an_item_that_holds_its_report_needs_no_page(site: Site) -> None:
    content = (
        f"&lt;p&gt;{LONG}&lt;/p&gt;&lt;blockquote&gt;“All is lost,” he said.&lt;/blockquote&gt;"
    )
    address = site.put("/feed", feed(entry("a", site.address + "/1", content=content)))
    polled = poll(Feed(address), site.web())
    (report,) = polled.reports
    assert report.text.endswith("“All is lost,” he said.")
    assert (report.extractor, report.publisher) == ("feed", "Vela Herald")
    assert (report.published, str(report.updated)) == (None, "2024-03-12 11:00:00+00:00")
    assert report.retrieved is not None
    assert "/1" not in site.asked


def test_items_over_the_limit_wait_for_the_next_look(site: Site) -> None:
    urls = [site.put(f"/{n}", page(f"No {n}", f"{LONG} {n}")) for n in range(5)]
    entries = [entry(f"k{n}", url) for n, url in enumerate(urls)]
    address = site.put("/feed", feed(*entries))
    web = site.web(replace(LOCAL, feed_pages=2))
    state, titles, problems = Feed(address), [], []
    for _ in range(3):
        polled = poll(state, web)
        state = polled.feed
        titles += [report.title for report in polled.reports]
        problems += told(polled)
    assert titles == [f"No {n}" for n in range(5)]
    assert [problem.split(";")[0] for problem in problems] == [
        "3 more items wait",
        "1 more items wait",
    ]


def test_a_page_that_is_away_for_a_while_comes_later_and_one_that_is_gone_does_not(
    site: Site,
) -> None:
    away = site.put("/away", Answer(status=503))
    gone = site.put("/gone", Answer(status=404))
    address = site.put("/feed", feed(entry("a", away), entry("b", gone)))
    web = site.web()
    first = poll(Feed(address), web)
    assert [problem.message for problem in first.problems] == [
        "not fetched: the server answers 503 Service Unavailable",
        "not fetched: the server answers 404 Not Found",
    ]
    site.put("/away", page("Back"))
    second = poll(first.feed, web)
    assert [report.title for report in second.reports] == ["Back"]
    assert second.problems == ()
    assert site.asked.count("/gone") == 1


def test_a_feed_that_fails_is_told_and_asked_less_and_less_often(site: Site) -> None:
    address = site.put("/feed", Answer(status=500))
    web = site.web(replace(LOCAL, fetch_tries=1))
    state = Feed(address)
    pauses = []
    for _ in range(9):
        polled = poll(state, web)
        state = polled.feed
        assert told(polled) == ["not fetched: the server answers 500 Internal Server Error"]
        assert state.checked is not None
        assert state.due is not None
        pauses.append((state.due - state.checked).total_seconds() / LOCAL.feed_pause)
    assert pauses == [2, 4, 8, 16, 32, 64, 96, 96, 96]  # at most a day
    site.put("/feed", feed())
    assert poll(state, web).feed.failures == 0


@pytest.mark.parametrize(
    ("minutes", "age", "pause"),
    [
        ("60", "0", 3600),
        ("5", "7200", 7200),
        ("5", "60", 900),
        ("99999", "0", 86_400),
        ("x", "", 900),
    ],
)
def test_a_feed_says_how_long_it_wants_to_be_left_alone(
    site: Site, minutes: str, age: str, pause: int
) -> None:
    body = f"<rss version='2.0'><channel><title>Post</title><ttl>{minutes}</ttl></channel></rss>"
    answer = Answer(body, kind="text/html", headers={"Cache-Control": f"public, max-age={age}"})
    state = poll(Feed(site.put("/feed", answer)), site.web()).feed
    assert state.due is not None
    assert state.checked is not None
    assert (state.due - state.checked).total_seconds() == pause


def test_a_page_instead_of_a_feed_is_told(site: Site) -> None:
    address = site.put("/feed", page("Sign in"))
    polled = poll(Feed(address), site.web())
    assert told(polled) == ["not a feed"]
    assert polled.feed.failures == 1


def test_deletions_in_a_feed_are_withdrawals(site: Site) -> None:
    tomb = (
        "<at:deleted-entry xmlns:at='http://purl.org/atompub/tombstones/1.0' ref='a' "
        "when='2024-03-12T11:30:00Z'><at:comment>Wrong ship.</at:comment></at:deleted-entry>"
    )
    address = site.put("/feed", feed(tomb))
    (withdrawal,) = poll(Feed(address), site.web()).withdrawals
    assert (withdrawal.guid, withdrawal.reason) == ("a", "Wrong ship.")
    assert str(withdrawal.at) == "2024-03-12 11:30:00+00:00"


def test_the_address_of_a_feed_is_read_with_its_pages_and_kept_as_a_feed(site: Site) -> None:
    one = site.put("/1", page("One"))
    address = site.put("/feed", feed(entry("a", one)))
    incoming = read_all([address], LOCAL, web=site.web())
    assert [report.title for report in incoming.reports] == ["One"]
    (followed,) = incoming.feeds
    assert (followed.address, followed.title) == (address, "Vela Herald")
    assert poll(followed, site.web()).reports == ()
    reports, problems = read([address], LOCAL, web=site.web())
    assert ([report.title for report in reports], problems) == (["One"], ())


def test_what_was_seen_is_remembered_up_to_a_limit(site: Site) -> None:
    web = site.web(replace(LOCAL, feed_memory=3))
    entries = [entry(f"k{n}", "", content=f"{LONG} {n}") for n in range(4)]
    address = site.put("/feed", feed(*entries[:2]))
    state = poll(Feed(address), web).feed
    site.put("/feed", feed(*entries[2:]))
    state = poll(state, web).feed
    assert [seen.key for seen in state.seen] == ["k2", "k3", "k0"]
    site.put("/feed", feed(*entries))
    again = poll(state, web)
    assert len(again.feed.seen) == 4
    assert poll(again.feed, web).reports == ()


def test_the_clock_of_a_look_is_the_clock_that_is_handed_in(site: Site) -> None:
    address = site.put("/feed", feed())
    checked = poll(Feed(address), site.web()).feed.checked
    assert checked is not None
    assert NOON <= checked < NOON + timedelta(minutes=1)
