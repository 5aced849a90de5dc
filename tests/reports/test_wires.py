"""What agencies and exports write: ninjs, NewsML-G2, schema.org, and the dialects of rows."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from sitrep.arrivals import Incoming
from sitrep.records import Report
from sitrep.reports import read, read_all
from sitrep.settings import DEFAULT

TEXT = "Two ships burned in Port Vela on Monday, the harbour master said."


def put(folder: Path, name: str, content: object) -> str:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(path)


def reading(folder: Path, content: object, name: str = "a.json") -> Incoming:
    return read_all([put(folder, name, content)], DEFAULT)


def told(incoming: Incoming) -> list[str]:
    return [problem.message for problem in incoming.problems]


# -- rows ------------------------------------------------------------------------------------

NEWS_PLEASE = {
    "authors": ["Ana Ruiz", "Lee Ono"],
    "date_download": "2024-03-13 08:00:00",
    "date_modify": "2024-03-12 18:00:00",
    "date_publish": "2024-03-12 14:26:00",
    "description": "A fire.",
    "filename": "ships.html",
    "language": "en",
    "localpath": None,
    "maintext": TEXT,
    "source_domain": "herald.example",
    "title": "Ships burn",
    "title_page": None,
    "title_rss": None,
    "url": "https://herald.example/ships",
}
FUNDUS = {
    "title": "Ships burn",
    "authors": ["Ana Ruiz", "Lee Ono"],
    "publishing_date": "2024-03-12 15:26:00+01:00",
    "topics": ["ports"],
    "body": {
        "summary": ["Two ships burned in Port Vela on Monday,"],
        "sections": [
            {"headline": [], "paragraphs": ["the harbour master said."]},
            {
                "headline": ["What is next"],
                "paragraphs": ["The port stays closed.", "Until Friday."],
            },
        ],
    },
    "publisher": "herald.example",
    "lang": "en",
    "html": {
        "requested_url": "https://herald.example/ships?x=1",
        "responded_url": "https://herald.example/ships",
        "crawl_date": "2024-03-13T08:00:00",
        "content": "<html></html>",
    },
}
TRAFILATURA = {
    "title": "Ships burn",
    "author": "Ana Ruiz, Lee Ono",
    "hostname": "herald.example",
    "date": "2024-03-12",
    "fingerprint": "abc",
    "source": "https://herald.example/ships",
    "source-hostname": "herald.example",
    "filedate": "2024-03-13T08:00:00",
    "language": "en",
    "raw_text": "x",
    "text": TEXT,
}


@pytest.mark.parametrize("row", [NEWS_PLEASE, FUNDUS, TRAFILATURA], ids=["np", "fundus", "traf"])
def test_every_dialect_says_the_same(tmp_path: Path, row: dict[str, object]) -> None:
    incoming = reading(tmp_path, row, "a.jsonl")
    (report,) = incoming.reports
    assert told(incoming) == []
    assert (report.title, report.publisher) == ("Ships burn", "herald.example")
    assert (report.byline, report.url) == ("Ana Ruiz, Lee Ono", "https://herald.example/ships")
    assert str(report.published)[:10] == "2024-03-12"
    assert str(report.retrieved) == "2024-03-13 08:00:00+00:00"
    assert "harbour master said." in report.text


def test_the_sections_of_a_body_are_paragraphs(tmp_path: Path) -> None:
    (report,) = reading(tmp_path, FUNDUS).reports
    assert report.text.split("\n") == [
        "Two ships burned in Port Vela on Monday,",
        "the harbour master said.",
        "What is next",
        "The port stays closed.",
        "Until Friday.",
    ]
    assert str(report.published) == "2024-03-12 14:26:00+00:00"
    (raw,) = reading(tmp_path, {"raw_text": TEXT, "source": "Vela Post"}).reports
    assert (raw.text, raw.publisher, raw.url) == (TEXT, "Vela Post", None)


def test_dates_of_news_please_are_told_apart(tmp_path: Path) -> None:
    (report,) = reading(tmp_path, NEWS_PLEASE).reports
    assert [str(one) for one in (report.published, report.updated, report.retrieved)] == [
        "2024-03-12 14:26:00+00:00",
        "2024-03-12 18:00:00+00:00",
        "2024-03-13 08:00:00+00:00",
    ]
    without = reading(tmp_path, {"maintext": TEXT, "date_publish": "None", "title": "None"})
    assert (without.reports[0].published, without.reports[0].title) == (None, None)
    assert told(without) == []


# -- ninjs -----------------------------------------------------------------------------------

URI = "tag:agency.example,2024:fire"
NINJS: dict[str, Any] = {
    "uri": URI,
    "version": "1",
    "firstcreated": "2024-03-12T14:26:00Z",
    "versioncreated": "2024-03-12T14:26:00Z",
    "pubstatus": "usable",
    "headline": "Ships burn",
    "byline": "Ana Ruiz",
    "source": "Agency",
    "language": "en",
    "body_html": f"<p>{TEXT}</p><blockquote>“All is lost.”</blockquote>",
}
SECOND = NINJS | {
    "version": "2",
    "versioncreated": "2024-03-12T16:00:00Z",
    "body_html": f"<p>{TEXT}</p><p>CORRECTS number of ships.</p>",
    "ednote": "Corrects number of ships",
}
KILL = NINJS | {
    "version": "3",
    "versioncreated": "2024-03-12T17:00:00Z",
    "pubstatus": "canceled",
    "ednote": "The fire was an exercise.",
}


def test_a_ninjs_item_is_a_report(tmp_path: Path) -> None:
    incoming = reading(tmp_path, NINJS)
    (report,) = incoming.reports
    assert report.text == f"{TEXT}\n“All is lost.”"
    assert (report.title, report.byline, report.publisher) == ("Ships burn", "Ana Ruiz", "Agency")
    assert (report.guid, report.updated) == (URI, None)
    assert str(report.published) == "2024-03-12 14:26:00+00:00"


def test_a_correction_keeps_the_id_and_says_when(tmp_path: Path) -> None:
    first, second = reading(tmp_path, [NINJS, SECOND]).reports
    assert first.guid == second.guid
    assert second.published == first.published
    assert str(second.updated) == "2024-03-12 16:00:00+00:00"
    reports, problems = read([put(tmp_path, "a.json", [NINJS, SECOND])], DEFAULT)
    assert [report.path for report in reports] == [f"{tmp_path}/a.json#2"]
    assert [problem.message for problem in problems] == [f"an older version of {tmp_path}/a.json#2"]


def test_a_kill_is_a_withdrawal_and_what_it_takes_back_is_left_out(tmp_path: Path) -> None:
    incoming = reading(tmp_path, [KILL, NINJS, SECOND])
    assert len(incoming.reports) == 2
    (withdrawal,) = incoming.withdrawals
    assert (withdrawal.guid, withdrawal.reason) == (URI, "The fire was an exercise.")
    assert (withdrawal.publisher, str(withdrawal.at)) == ("Agency", "2024-03-12 17:00:00+00:00")
    reports, problems = read([put(tmp_path, "a.json", [KILL, NINJS, SECOND])], DEFAULT)
    assert reports == ()
    assert [problem.message for problem in problems] == [
        f"taken back by its publisher ({tmp_path}/a.json#1: The fire was an exercise.)"
    ] * 2


def test_what_comes_after_a_kill_stands_and_others_are_not_touched(tmp_path: Path) -> None:
    again = SECOND | {"version": "4", "versioncreated": "2024-03-12T18:00:00Z"}
    other = NINJS | {"uri": "tag:agency.example,2024:other", "headline": "Another fire"}
    reports, _ = read([put(tmp_path, "a.json", [NINJS, KILL, again, other])], DEFAULT)
    assert [report.path for report in reports] == [f"{tmp_path}/a.json#{n}" for n in (3, 4)]


def test_a_withheld_item_is_no_report(tmp_path: Path) -> None:
    incoming = reading(tmp_path, NINJS | {"pubstatus": "withheld", "ednote": "Not before noon"})
    assert incoming.reports == ()
    assert told(incoming) == ["withheld by its publisher (Not before noon)"]


def test_ninjs_of_later_versions_and_plain_bodies(tmp_path: Path) -> None:
    third = {
        "uri": URI,
        "versioncreated": "2024-03-12T14:26:00Z",
        "headlines": [{"role": "short", "value": "Fire"}, {"role": "main", "value": "Ships burn"}],
        "bodies": [{"role": "main", "contenttype": "text/html", "value": f"<p>{TEXT}</p>"}],
        "infosources": [{"name": "Agency"}],
    }
    (report,) = reading(tmp_path, third).reports
    assert (report.title, report.text, report.publisher) == ("Ships burn", TEXT, "Agency")
    plain = {"uri": URI, "body_text": f"{TEXT}\n\nMore.", "versioncreated": "soon"}
    incoming = reading(tmp_path, plain)
    assert incoming.reports[0].text == f"{TEXT}\n\nMore."
    assert told(incoming) == ["versioncreated: 'soon' is no date that can be read"]
    picture = reading(tmp_path, {"uri": URI, "type": "picture", "versioncreated": "2024-03-12"})
    assert told(picture)[0].startswith("no text in any of the fields")


# -- NewsML-G2 -------------------------------------------------------------------------------


def newsml(
    content: str,
    status: str = "usable",
    version: str = "1",
    when: str = "14:26:00",
    guid: str = URI,
) -> str:
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}"
    version="{version}" xml:lang="en-GB"><itemMeta><itemClass qcode="ninat:text"/>
    <provider literal="Agency"/><versionCreated>2024-03-12T{when}Z</versionCreated>
    <firstCreated>2024-03-12T14:26:00Z</firstCreated><pubStatus qcode="stat:{status}"/>
    <edNote>The fire was an exercise.</edNote></itemMeta>
    <contentMeta><by>Ana Ruiz</by><headline>Ships burn</headline><language tag="en"/></contentMeta>
    <contentSet>{content}</contentSet></newsItem>"""


XHTML = f"""<inlineXML contenttype="application/xhtml+xml"><html
 xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body><h1>Ships burn</h1>
<p>{TEXT}</p><ul><li>tow the
wrecks</li></ul></body></html></inlineXML>"""
NITF = f"""<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/">
<body><body.head><hedline><hl1>Ships burn</hl1></hedline></body.head><body.content>
<p>{TEXT}</p><media><media-caption>A picture</media-caption></media><p>More.</p></body.content>
</body></nitf></inlineXML>"""


def test_newsml_items_with_xhtml_nitf_and_plain_text(tmp_path: Path) -> None:
    for content, text in [
        (XHTML, f"Ships burn\n{TEXT}\ntow the wrecks"),
        (NITF, f"{TEXT}\nMore."),
        (f"<inlineData contenttype='text/plain'>{TEXT}</inlineData>", TEXT),
    ]:
        incoming = reading(tmp_path, newsml(content), "a.xml")
        (report,) = incoming.reports
        assert (report.text, told(incoming)) == (text, [])
        assert (report.title, report.byline) == ("Ships burn", "Ana Ruiz")
        assert (report.publisher, report.guid) == ("Agency", URI)
        assert str(report.published) == "2024-03-12 14:26:00+00:00"
        assert report.updated is None


def test_newsml_corrections_and_kills(tmp_path: Path) -> None:
    items = newsml(XHTML), newsml(NITF, version="2", when="16:00:00")
    kill = newsml("", "canceled", "3", "17:00:00")
    message = f"<newsMessage><itemSet>{''.join(items)}<packageItem/></itemSet></newsMessage>"
    incoming = reading(tmp_path, message, "a.xml")
    assert [str(report.updated) for report in incoming.reports] == [
        "None",
        "2024-03-12 16:00:00+00:00",
    ]
    assert told(incoming) == ["1 items that are packages or concepts are not read"]
    paths = [put(tmp_path, "a.xml", message), put(tmp_path, "b.xml", kill)]
    (withdrawal,) = read_all(paths, DEFAULT).withdrawals
    assert (withdrawal.guid, withdrawal.reason) == (URI, "The fire was an exercise.")
    assert read(paths, DEFAULT)[0] == ()
    empty = reading(tmp_path, newsml("<remoteContent href='x.jpg'/>"), "a.xml")
    assert told(empty) == ["a news item without text inside"]


# -- schema.org ------------------------------------------------------------------------------

POST = {
    "@type": "BlogPosting",
    "@id": "#post-1",
    "headline": "Pier collapses",
    "datePublished": "2024-03-12T15:26:00+01:00",
    "articleBody": f"<p>{TEXT}</p>",
    "author": {"@type": "Person", "name": "Ana Ruiz"},
}
BLOG: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "LiveBlogPosting",
    "headline": "Fire in Port Vela: live",
    "url": "https://herald.example/live",
    "datePublished": "2024-03-12T08:00:00Z",
    "publisher": {"@type": "Organization", "name": "Vela Herald"},
    "liveBlogUpdate": [
        POST,
        POST
        | {
            "@id": "https://herald.example/live#post-2",
            "url": "https://herald.example/live?page=2#post-2",
            "headline": "Fire out",
            "datePublished": "2024-03-12T15:00:00Z",
            "articleBody": "The fire is out, the fire brigade of Port Vela said at three.",
        },
        {"@type": "BlogPosting", "headline": "A picture"},
    ],
}


def of_blog(reports: tuple[Report, ...]) -> list[tuple[str | None, ...]]:
    return [(one.title, str(one.published), one.url, one.publisher) for one in reports]


POSTS = [
    (
        "Pier collapses",
        "2024-03-12 14:26:00+00:00",
        "https://herald.example/live#post-1",
        "Vela Herald",
    ),
    (
        "Fire out",
        "2024-03-12 15:00:00+00:00",
        "https://herald.example/live?page=2#post-2",
        "Vela Herald",
    ),
]


def test_a_live_blog_becomes_its_timed_posts(tmp_path: Path) -> None:
    incoming = reading(tmp_path, BLOG)
    assert of_blog(incoming.reports) == POSTS
    assert incoming.reports[0].text == TEXT
    assert incoming.reports[0].byline == "Ana Ruiz"
    assert told(incoming) == ["1 posts of the live blog have no text"]


def test_a_page_with_a_live_blog_becomes_its_posts_too(tmp_path: Path) -> None:
    page = (
        f"<html><head><script type='application/ld+json'>{json.dumps(BLOG)}</script></head>"
        f"<body><article><p>{TEXT}</p><p>The fire is out, it was said.</p></article></body></html>"
    )
    incoming = reading(tmp_path, page, "a.html")
    assert of_blog(incoming.reports) == POSTS


def test_an_article_in_json_ld(tmp_path: Path) -> None:
    article = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "@id": "#o", "name": "Vela Herald"},
            {
                "@type": "NewsArticle",
                "headline": "Ships burn",
                "articleBody": TEXT,
                "datePublished": "2024-03-12",
                "dateModified": "whenever",
                "publisher": {"@id": "#o"},
                "url": "https://herald.example/ships",
            },
        ],
    }
    incoming = reading(tmp_path, article, "a.jsonld")
    (report,) = incoming.reports
    assert (report.title, report.publisher, report.text) == ("Ships burn", "Vela Herald", TEXT)
    assert report.url == "https://herald.example/ships"
    assert told(incoming) == ["updated: 'whenever' is no date that can be read"]


# -- ugly input ------------------------------------------------------------------------------

BOMB = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]>"
NULL = "\\ud800"
STRANGE = {
    "JSON-LD with half a character": (
        "a.json",
        """{"@type": "NewsArticle", "articleBody": "TEXT NULL", "headline": "NULL",
        "@id": "NULL", "datePublished": "NULL"}""".replace("NULL", NULL).replace("TEXT", TEXT),
    ),
    "ninjs with half a character": (
        "a.json",
        f'{{"uri": "{NULL}", "body_text": "{TEXT} {NULL}", "byline": "{NULL}"}}',
    ),
    "XML with strange names": ("a.xml", newsml(NITF).replace("<p>", "<:p>").replace("hl1", "b:o")),
    "a page with a strange address": (
        "a.html",
        f'<link rel="canonical" href="http://[/x"><article><p>{TEXT} {TEXT} {TEXT}</p></article>',
    ),
}


@pytest.mark.parametrize(("name", "content"), STRANGE.values(), ids=STRANGE.keys())
def test_strange_items_are_still_reports_that_can_be_written(
    tmp_path: Path, name: str, content: str
) -> None:
    incoming = reading(tmp_path, content, name)
    (report,) = incoming.reports
    assert "harbour master" in report.text
    for value in (report.text, report.title, report.byline, report.guid, *told(incoming)):
        assert (value or "").encode() is not None


UGLY: dict[str, tuple[str, object]] = {
    "ninjs of wrong types": ("a.json", {"uri": "x", "bodies": [1, None, {}], "headlines": 3}),
    "ninjs with a list as body": ("a.json", {"uri": "x", "body_html": [[], {}], "ednote": {}}),
    "a blog of numbers": ("a.json", {"@type": "LiveBlogPosting", "liveBlogUpdate": [1, "x", []]}),
    "a blog of nothing": ("a.json", {"@type": "LiveBlogPosting", "liveBlogUpdate": {}}),
    "a graph of itself": ("a.json", {"@graph": [[[[[[{"@type": "NewsArticle"}]]]]]]}),
    "a body of odd sections": ("a.json", {"body": {"sections": [1, {"paragraphs": {"a": 1}}]}}),
    "a long line": ("a.jsonl", '{"text": "' + "x" * 5_000_000 + '"'),
    "deep JSON": ("a.jsonl", "[" * 2_000_000),
    "bomb in NewsML": ("a.xml", BOMB + newsml("<inlineData>&b;</inlineData>")),
    "NewsML without ids": ("a.xml", "<newsItem><itemMeta/><contentSet/></newsItem>"),
    "kill without id": ("a.xml", newsml("", "canceled", guid="")),
    "empty message": ("a.xml", "<newsMessage/>"),
    "deep NewsML": ("a.xml", newsml("<inlineXML>" + "<p>" * 100_000)),
}


@pytest.mark.parametrize(("name", "content"), UGLY.values(), ids=UGLY.keys())
def test_ugly_items_are_problems(tmp_path: Path, name: str, content: object) -> None:
    begun = time.process_time()
    incoming = reading(tmp_path, content, name)
    assert time.process_time() - begun < 5
    assert incoming.reports == ()
    assert incoming.problems
