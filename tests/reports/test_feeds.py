"""Feeds and lists that were saved as files."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from sitrep.arrivals import Incoming
from sitrep.reports import read, read_all
from sitrep.settings import DEFAULT

LONG = "The harbour master said that the wrecks must be towed away before the port opens. " * 15


def reading(folder: Path, content: str | bytes, name: str = "feed.xml") -> Incoming:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_all([str(path)], DEFAULT)


def told(incoming: Incoming) -> list[str]:
    return [problem.message for problem in incoming.problems]


RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Vela Herald</title><link>https://herald.example/</link><language>en</language>
<item><title>Two ships &amp;amp; a pier burn</title><link>/ships</link>
<guid isPermaLink="false">herald-1</guid><dc:creator>Ana Ruiz</dc:creator>
<pubDate>Tue, 12 Mar 2024 15:26:00 +0100</pubDate>
<description>Two ships burned&nbsp;in Port Vela.</description>
<content:encoded><![CDATA[<p>Two ships burned in the
harbour.</p><blockquote>“We lost everything,” Lee Park said.</blockquote>
<ul><li>tow the wrecks</li><li>pump the oil</li></ul><script>alert(1)</script>]]></content:encoded>
</item>
<item><title>Teaser</title><link>https://herald.example/teaser</link>
<description>More inside.</description></item>
<item><title>Long</title><link>https://herald.example/long</link>
<description>{LONG}</description><pubDate>yesterday at noon</pubDate></item>
<item><title>No page</title>
<description>The port of Vela is closed until Friday.</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""


def test_items_that_hold_their_report_are_reports_and_teasers_are_problems(tmp_path: Path) -> None:
    incoming = reading(tmp_path, RSS)
    ships, long, lone = incoming.reports
    assert ships.title == "Two ships & a pier burn"
    assert ships.text.split("\n") == [
        "Two ships burned in the harbour.",
        "“We lost everything,” Lee Park said.",
        "tow the wrecks",
        "pump the oil",
    ]
    assert (ships.publisher, ships.byline) == ("Vela Herald", "Ana Ruiz")
    assert (ships.url, ships.guid) == ("https://herald.example/ships", "herald-1")
    assert str(ships.published) == "2024-03-12 14:26:00+00:00"
    assert (ships.updated, ships.retrieved) == (None, None)
    assert (long.title, long.published) == ("Long", None)
    assert lone.text == "The port of Vela is closed until Friday."
    assert told(incoming) == [
        "only a teaser; its page https://herald.example/teaser was not fetched",
        "published: 'yesterday at noon' is no date that can be read",
        "an item without text and without an address",
    ]
    assert incoming.problems[0].path == f"{tmp_path}/feed.xml#2"


def test_atom_keeps_published_and_updated_apart(tmp_path: Path) -> None:
    incoming = reading(
        tmp_path,
        f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Vela Post</title>
        <entry><id>tag:1</id><title type="html">Ships &lt;b&gt;burn&lt;/b&gt;</title>
        <link rel="alternate" href="https://post.example/1"/>
        <author><name>Ana Ruiz</name></author><author><name>Lee Ono</name></author>
        <published>2024-03-12T10:00:00Z</published><updated>2024-03-12T12:30:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LONG}</p></div>
        </content></entry></feed>""",
        "feed.atom",
    )
    (report,) = incoming.reports
    assert (report.title, report.byline) == ("Ships burn", "Ana Ruiz, Lee Ono")
    assert str(report.published) == "2024-03-12 10:00:00+00:00"
    assert str(report.updated) == "2024-03-12 12:30:00+00:00"
    assert report.text == LONG.strip()
    assert told(incoming) == []


def test_rss_1_with_the_date_of_dublin_core(tmp_path: Path) -> None:
    incoming = reading(
        tmp_path,
        f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://post.example/"><title>Post</title></channel>
        <item rdf:about="https://post.example/1"><title>Ships</title>
        <link>https://post.example/1</link><description>{LONG}</description>
        <dc:date>2024-03-12T10:00:00+02:00</dc:date></item></rdf:RDF>""",
        "feed.rdf",
    )
    (report,) = incoming.reports
    assert (str(report.published), report.updated) == ("2024-03-12 08:00:00+00:00", None)


def test_an_item_given_twice_is_read_once(tmp_path: Path) -> None:
    item = f"<item><guid>a</guid><title>Ships</title><description>{LONG}</description></item>"
    incoming = reading(tmp_path, f"<rss version='2.0'><channel>{item}{item}</channel></rss>")
    assert len(incoming.reports) == 1
    assert told(incoming) == [f"given twice; the same item as {tmp_path}/feed.xml#1"]


def test_a_list_names_its_feeds_and_leads_nowhere_else(tmp_path: Path) -> None:
    incoming = reading(
        tmp_path,
        """<opml version="2.0"><body><outline text="Ports">
        <outline type="rss" text="Herald" xmlUrl="https://herald.example/feed"/>
        <outline title="Post" xmlurl="https://post.example/feed"/>
        <outline text="again" xmlUrl="https://post.example/feed"/>
        <outline text="file" xmlUrl="file:///etc/passwd"/></outline></body></opml>""",
        "list.opml",
    )
    assert [(feed.address, feed.title) for feed in incoming.feeds] == [
        ("https://herald.example/feed", "Herald"),
        ("https://post.example/feed", "Post"),
    ]
    assert told(incoming) == ["'file:///etc/passwd' is no address of a feed"]
    _, problems = read([f"{tmp_path}/list.opml"], DEFAULT)
    assert [problem.message for problem in problems][-1] == (
        "a feed of a list; give its address to read it"
    )


# -- ugly feeds ------------------------------------------------------------------------------

BOMB = (
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
ITEM = f"<item><title>Ships</title><description>{LONG}</description></item>"
WHOLE = f"<rss version='2.0'><channel>{ITEM}</channel></rss>"
NOT_WELL = "XML that is not well formed"
DECLARES = "XML that declares entities; such is not read"
UGLY: list[tuple[str, str | bytes, int, str]] = [
    ("entity bomb", BOMB + WHOLE.replace("Ships", "&j;"), 0, DECLARES),
    ("outer entity", OUTSIDE + WHOLE.replace("Ships", "&a;"), 0, DECLARES),
    ("bomb in UTF-16", (BOMB + WHOLE).encode("utf-16"), 0, DECLARES),
    ("names of HTML", WHOLE.replace("Ships", "Ships&nbsp;&mdash; caf&eacute;"), 1, ""),
    ("bare ampersand", WHOLE.replace("Ships", "Ships & piers"), 1, NOT_WELL),
    ("cut off", WHOLE[:-60], 1, NOT_WELL),
    ("no feed", "<bookmarks/>", 0, "XML of a kind that is not read (bookmarks)"),
    ("not XML", "just words", 0, NOT_WELL),
    ("no items", "<rss version='2.0'><channel/></rss>", 0, "a feed without items"),
    ("wrong encoding", ("<?xml version='1.0' encoding='nope'?>" + WHOLE).encode(), 1, ""),
    (
        "as declared",
        ("<?xml version='1.0' encoding='iso-8859-1'?>" + WHOLE.replace("Ships", "Été")).encode(
            "latin-1"
        ),
        1,
        "",
    ),
    (
        "an encoding for names",
        ("<?xml version='1.0' encoding='punycode'?>" + WHOLE + " " * 2_000_000).encode(),
        1,
        "",
    ),
    ("UTF-16", WHOLE.encode("utf-16"), 1, ""),
    ("control characters", WHOLE.replace("Ships", "Sh\x00i\x08ps"), 1, ""),
    ("deep", WHOLE.replace("Ships", "<a>" * 100_000), 0, NOT_WELL),
    ("never closed", "<rss><channel>" + "<item>" * 200_000, 0, NOT_WELL),
    ("brackets", "<" * 2_000_000, 0, NOT_WELL),
    ("strange names", WHOLE.replace("<item>", "<item xmlns='b&#9;c&#9;d'>"), 0, NOT_WELL),
    ("one long line", WHOLE.replace("Ships", "x" * 5_000_000), 1, ""),
    ("markup in markup", WHOLE.replace(LONG, f"<![CDATA[{'<b>' * 50_000}{LONG}]]>"), 1, ""),
]


@pytest.mark.parametrize(
    ("content", "reports", "message"), [row[1:] for row in UGLY], ids=[row[0] for row in UGLY]
)
def test_ugly_feeds(tmp_path: Path, content: str | bytes, reports: int, message: str) -> None:
    begun = time.process_time()
    incoming = reading(tmp_path, content)
    assert time.process_time() - begun < 8
    assert len(incoming.reports) == reports
    assert reports or incoming.problems
    assert (told(incoming) or [""])[0].startswith(message)


def test_a_feed_that_the_parser_cannot_take_is_a_problem(tmp_path: Path) -> None:
    content = WHOLE.replace("<item>", "<item><y xmlns='x&#9;y&#9;z&#9;w'/>")
    incoming = reading(tmp_path, content)
    assert incoming.reports == ()
    assert "a feed that cannot be read (ValueError)" in told(incoming)


def test_ten_thousand_items_and_no_dates(tmp_path: Path) -> None:
    items = "".join(
        f"<item><guid>{n}</guid><title>No {n}</title><description>{LONG}{n}</description></item>"
        for n in range(10_000)
    )
    begun = time.process_time()
    incoming = reading(tmp_path, f"<rss version='2.0'><channel>{items}</channel></rss>")
    assert time.process_time() - begun < 40
    assert len(incoming.reports) == 10_000
    assert {report.published for report in incoming.reports} == {None}
