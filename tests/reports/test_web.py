"""Fetching keeps its manners and its guard; what fails is a fault that says why."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from sitrep.reports.guard import Refused, target, without_secrets
from sitrep.reports.robots import read_robots
from sitrep.reports.web import Web
from sitrep.settings import DEFAULT
from tests.reports.server import LOCAL, Answer, Clock, Site, serving

PAGE = "<p>Two ships burned.</p>"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


# -- an answer -------------------------------------------------------------------------------


def test_an_answer_has_its_bytes_its_kind_its_validators_and_its_time(site: Site) -> None:
    headers = {"ETag": '"v1"', "Last-Modified": "Tue, 12 Mar 2024 10:00:00 GMT"}
    url = site.put("/fire", Answer(PAGE, headers={**headers, "Cache-Control": "max-age=60"}))
    got = site.web().get(url + "#part")
    assert (got.fault, got.url, got.data, got.status) == (None, url, PAGE.encode(), 200)
    assert (got.kind, got.charset) == ("text/html", "utf-8")
    assert (got.etag, got.modified) == ('"v1"', "Tue, 12 Mar 2024 10:00:00 GMT")
    assert (got.fresh, got.at) == (60, site.clock.time)


def test_validators_are_handed_back_and_nothing_new_is_told(site: Site) -> None:
    url = site.put("/fire", Answer(PAGE, headers={"ETag": '"v1"'}))
    got = site.web().get(url, etag='"v1"', modified="Tue, 12 Mar 2024 10:00:00 GMT")
    assert (got.unchanged, got.data, got.fault) == (True, b"", None)
    assert site.headers[-1]["if-modified-since"] == "Tue, 12 Mar 2024 10:00:00 GMT"


def test_the_agent_says_its_name_and_version(site: Site) -> None:
    site.web().get(site.put("/fire", Answer(PAGE)))
    assert {headers["user-agent"] for headers in site.headers} == {
        "sitrep/0.1.0 (reads news for its user; honours robots.txt)"
    }
    assert {headers["host"] for headers in site.headers} == {site.address[7:]}
    assert not any("cookie" in headers for headers in site.headers)


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())),
        ("deflate", zlib.compress(PAGE.encode())[2:-4]),
        ("identity", PAGE.encode()),
    ],
)
def test_compressed_answers_are_unpacked(site: Site, coding: str, packed: bytes) -> None:
    url = site.put("/fire", Answer(packed, headers={"Content-Encoding": coding}))
    assert site.web().get(url).data == PAGE.encode()


# -- what goes wrong -------------------------------------------------------------------------

SMALL = replace(LOCAL, max_file_bytes=1000)
WRONG: list[tuple[str, Answer, str]] = [
    ("missing", Answer(status=404), "the server answers 404 Not Found"),
    ("forbidden", Answer(status=403), "the server answers 403 Forbidden"),
    ("large", Answer(b"x" * 1001), "too large: at most 0.001 MB are read"),
    (
        "bomb",
        Answer(gzip.compress(b"x" * 50_000_000), headers={"Content-Encoding": "gzip"}),
        "too large: at most 0.001 MB are read",
    ),
    (
        "cut gzip",
        Answer(gzip.compress(b"abc" * 99)[:20], headers={"Content-Encoding": "gzip"}),
        "the answer is compressed wrongly",
    ),
    (
        "no gzip",
        Answer(b"abc", headers={"Content-Encoding": "gzip"}),
        "the answer is compressed wrongly",
    ),
    (
        "another coding",
        Answer(b"abc", headers={"Content-Encoding": "br"}),
        "the answer is compressed in a way that was not asked for",
    ),
    ("nowhere", Answer(status=302), "a redirect that leads nowhere"),
    (
        "a file",
        Answer(status=302, headers={"Location": "file:///etc/passwd"}),
        "only http and https addresses are opened",
    ),
]


@pytest.mark.parametrize(("answer", "fault"), [row[1:] for row in WRONG], ids=[r[0] for r in WRONG])
def test_what_cannot_be_used_is_a_fault(site: Site, answer: Answer, fault: str) -> None:
    got = site.web(SMALL).get(site.put("/x", answer))
    assert (got.fault, got.data, got.temporary) == (fault, b"", False)


def test_a_busy_server_is_asked_again_after_longer_and_longer_pauses(site: Site) -> None:
    url = site.put("/x", Answer(status=503), Answer(status=500), Answer(PAGE))
    assert site.web().get(url).data == PAGE.encode()
    assert [pause for pause in site.clock.slept if pause >= 2] == [2, 4]


def test_a_server_may_say_how_long_to_wait(site: Site) -> None:
    url = site.put("/x", Answer(status=429, headers={"Retry-After": "7"}), Answer(PAGE))
    assert site.web().get(url).data == PAGE.encode()
    assert 7 in site.clock.slept
    url = site.put("/y", Answer(status=503, headers={"Retry-After": "3600"}))
    got = site.web().get(url)
    assert (got.fault, got.wait) == ("the server answers 503 Service Unavailable", 3600)
    assert got.temporary
    assert site.asked.count("/y") == 1


def test_a_dated_wait_is_counted_from_now(site: Site) -> None:
    late = {"Retry-After": "Tue, 12 Mar 2024 13:00:00 GMT"}
    got = site.web().get(site.put("/x", Answer(status=503, headers=late)))
    assert got.wait is not None
    assert 3500 < got.wait <= 3600


def test_a_server_that_is_away_is_a_temporary_fault() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    clock = Clock()
    got = Web(LOCAL, clock=clock, sleep=clock.sleep).get(f"http://127.0.0.1:{port}/x")
    assert got.fault is not None
    assert got.fault.startswith("its robots.txt cannot be read (the connection failed")
    assert got.temporary
    assert len(clock.slept) >= 2


def test_a_server_that_never_answers_and_one_that_never_ends_are_left() -> None:
    def trickle(listener: socket.socket) -> None:
        for _ in range(2):
            client, _ = listener.accept()
            with client:
                asked = client.recv(4096)
                if b"GET /robots" in asked:
                    client.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
                    continue
                client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
                try:
                    for _ in range(100):
                        client.sendall(b"x")
                        time.sleep(0.02)
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=trickle, args=(listener,), daemon=True)
        thread.start()
        port = listener.getsockname()[1]
        slow = replace(LOCAL, fetch_tries=1, host_delay=0, fetch_timeout=0.2)
        got = Web(slow).get(f"http://127.0.0.1:{port}/x")
        assert got.fault == "not read within 0.2 seconds"
        assert got.temporary
        thread.join()


def test_fetching_can_be_off(site: Site) -> None:
    got = site.web(replace(LOCAL, fetch=False)).get(site.address)
    assert got.fault == "addresses are not opened (the setting fetch is off)"
    assert site.asked == []


# -- redirects -------------------------------------------------------------------------------


def test_redirects_are_followed_up_to_a_limit(site: Site) -> None:
    for number in range(9):
        site.put(f"/{number}", Answer(status=302, headers={"Location": f"{number + 1}"}))
    end = site.put("/5", Answer(PAGE))
    got = site.web().get(site.address + "/0")
    assert (got.url, got.data) == (end, PAGE.encode())
    site.put("/5", Answer(status=302, headers={"Location": "6"}))
    assert site.web().get(site.address + "/0").fault == "more than 5 redirects"


def test_a_redirect_to_a_closed_network_is_refused() -> None:
    """The first host is public as far as its name says; what it leads to is not."""

    def resolver(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.1"]

    with serving() as site:
        site.put("/x", Answer(status=302, headers={"Location": "http://127.0.0.1/secret"}))
        port = site.address.rpartition(":")[2]
        got = site.web(replace(LOCAL, private_addresses=False), resolver=resolver).get(
            f"http://news.example:{port}/x"
        )
        assert got.fault is not None
        assert "on a network that is not public" in got.fault
        assert site.asked == []


# -- manners ---------------------------------------------------------------------------------


def test_robots_txt_is_asked_once_and_honoured(site: Site) -> None:
    site.put("/robots.txt", Answer("User-agent: *\nDisallow: /closed/\n", kind="text/plain"))
    opened, closed = site.put("/open", Answer(PAGE)), site.put("/closed/x", Answer(PAGE))
    web = site.web()
    assert web.get(opened).fault is None
    assert web.get(closed).fault == "the site's robots.txt forbids it"
    assert site.asked == ["/robots.txt", "/open"]


def test_a_site_whose_robots_txt_fails_is_not_asked(site: Site) -> None:
    site.put("/robots.txt", Answer(status=500))
    got = site.web().get(site.put("/x", Answer(PAGE)))
    assert got.fault == (
        "its robots.txt cannot be read (the server answers 500 Internal Server Error)"
    )
    assert got.temporary
    assert "/x" not in site.asked


def test_hosts_are_asked_in_their_pace(site: Site) -> None:
    url = site.put("/x", Answer(PAGE))
    web = site.web()
    for _ in range(3):
        web.get(url)
    assert site.clock.slept == [1, 1, 1]  # robots.txt and three pages
    site.put("/robots.txt", Answer("User-agent: sitrep\nCrawl-delay: 5\n", kind="text/plain"))
    site.clock.slept.clear()
    web = site.web()
    for _ in range(3):
        web.get(url)
    assert site.clock.slept == [1, 5, 5]


def test_a_pace_too_slow_to_wait_for_is_a_fault(site: Site) -> None:
    site.put("/robots.txt", Answer("User-agent: *\nCrawl-delay: 600\n", kind="text/plain"))
    got = site.web().get(site.put("/x", Answer(PAGE)))
    assert got.fault == "the site asks for 600 seconds between requests"


ROBOTS = """
# two groups; ours is the second
User-agent: otherbot
Disallow: /

User-Agent: thirdbot
User-Agent: Sitrep
Disallow: /private
Allow: /private/press
Disallow: /*.pdf$
Disallow: /*/print/
Disallow: /caf%C3%A9
Crawl-delay: 2.5
"""
PATHS = [
    ("/", True),
    ("/private", False),
    ("/private/press/1", True),
    ("/a/b.pdf", False),
    ("/a/b.pdf?x=1", True),
    ("/a/b/print/1", False),
    ("/print/1", True),
    ("/café", False),
    ("/caf%c3%a9/menu", False),
    ("/Private", True),
]


@pytest.mark.parametrize(("path", "allowed"), PATHS)
def test_robots_rules(path: str, allowed: bool) -> None:
    rules = read_robots(ROBOTS, "sitrep")
    assert rules.allow("https://news.example" + path) is allowed
    assert rules.delay == 2.5


def test_robots_of_others_and_nonsense() -> None:
    assert not read_robots("User-agent: *\nDisallow: /", "sitrep").allow("https://a.example/x")
    assert read_robots("User-agent: other\nDisallow: /", "sitrep").allow("https://a.example/x")
    assert read_robots("User-agent: *\nDisallow:", "sitrep").allow("https://a.example/x")
    assert read_robots("<html>not found</html>\n\0:::", "sitrep").allow("https://a.example/x")


def test_hostile_robots_end_soon() -> None:
    begun = time.process_time()
    rules = read_robots("User-agent: *\n" + "Disallow: /" + "*a" * 2000 + "\n" * 50, "sitrep")
    stars = read_robots("User-agent: *\n" + ("Disallow: /" + "*a" * 20 + "b$\n") * 5000, "sitrep")
    assert rules.allow("https://a.example/" + "a" * 5000)
    assert stars.allow("https://a.example/" + "a" * 5000)
    assert time.process_time() - begun < 3


# -- the guard -------------------------------------------------------------------------------

CLOSED = [
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
    *("100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
    *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1"),
    "not an address",
]
PUBLIC = ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"]


@pytest.mark.parametrize("machine", CLOSED)
def test_machines_that_are_not_public_are_refused(machine: str) -> None:
    for machines in ([machine], [PUBLIC[0], machine], [machine, PUBLIC[0]]):
        place = target("http://a.example/", private=False, resolver=lambda *_, m=machines: m)
        assert isinstance(place, Refused), machines
        assert "network that is not public" in place.why
    assert not isinstance(
        target("http://a.example/", private=True, resolver=lambda *_: [machine]), Refused
    )


@pytest.mark.parametrize("machine", PUBLIC)
def test_public_machines_are_let_through(machine: str) -> None:
    place = target("https://a.example/x", private=False, resolver=lambda *_: [machine])
    assert not isinstance(place, Refused)
    assert (place.machines, place.port, place.origin) == ((machine,), 443, "https://a.example:443")


@pytest.mark.parametrize(
    "url",
    ["http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/", "http://localhost/"],
)
def test_odd_writings_of_this_machine_are_refused(url: str) -> None:
    got = Web(DEFAULT, sleep=lambda _: None).get(url)
    assert got.fault is not None
    assert got.status == 0


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("gopher://a.example/", "only http and https"),
        ("http://", "not an address"),
        ("http://[::1", "not an address"),
        ("http://a.example:99999/", "not an address"),
        ("http://a.example/\r\nX: y", "not an address"),
        ("http://user:secret@a.example/", "an address with a user or password in it"),
        ("http://a.example/" + "x" * 9000, "an address of 9017 characters"),
        ("http://" + "a" * 70 + ".example/", "not an address"),
    ],
)
def test_addresses_that_are_not_opened(url: str, why: str) -> None:
    place = target(url, private=False, resolver=lambda *_: PUBLIC)
    assert isinstance(place, Refused)
    assert place.why.startswith(why)
    assert "secret" not in place.why


def test_a_name_that_changes_its_answer_gains_nothing(site: Site) -> None:
    """The name is asked once a request, and the machine that was checked is connected to."""
    asked: list[str] = []

    def resolver(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) <= 2 else ["192.0.2.9"]

    port = site.address.rpartition(":")[2]
    site.put("/x", Answer(PAGE))
    got = site.web(resolver=resolver).get(f"http://news.example:{port}/x")
    assert got.data == PAGE.encode()
    assert asked == ["news.example", "news.example"]  # robots.txt and the page
    assert site.headers[-1]["host"] == f"news.example:{port}"


def test_secrets_are_not_shown() -> None:
    assert without_secrets("https://ana:pass@a.example/x?y=1") == "https://a.example/x?y=1"
    assert without_secrets("https://a.example/x") == "https://a.example/x"
