"""Pages as they are on the web: the article comes out, the rest stays behind."""

from __future__ import annotations

import time

import pytest

from sitrep.reports.html import Page, extract

ARTICLE = """
<article>
<h1>Two ships burn in Port Vela</h1>
<p class="byline">By Ana Ruiz</p>
<p>Two ships burned in the harbour of Port Vela on Monday night, the harbour master said, and
the smoke could be seen from the hills twenty kilometres away.</p>
<p><a href="/other">Mayor under fire over budget</a></p>
<blockquote><p>“We lost everything in one night,” Captain Lee Park told reporters.</p></blockquote>
<p>The port will stay closed for three things to happen first, she added on Tuesday:</p>
<ul><li>the wrecks must be towed away</li><li>the oil must be pumped off</li></ul>
<p>Nobody was hurt, and the cause of the fire is not known &amp; may never be.</p>
</article>
"""
LINKED = """
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
  {"@type": "Organization", "@id": "#org", "name": "Vela Herald"},
  {"@type": "NewsArticle", "headline": "Two ships burn in Port Vela",
   "datePublished": "2024-03-12T15:26:00+01:00", "dateModified": "2024-03-12T18:00:00+01:00",
   "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Lee Ono"}],
   "publisher": {"@id": "#org"}, "mainEntityOfPage": {"@id": "https://herald.example/ships"}}
]}
</script>
"""
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Two ships burn in Port Vela | Vela Herald</title>{LINKED}
<script>document.write("<p>never to be seen, for scripts do not run here</p>")</script>
<style>p {{ color: red }}</style></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>{ARTICLE}
<footer>All rights reserved</footer></body></html>"""


def page(source: str, url: str | None = None) -> Page:
    return extract(source.encode(), url)


def test_the_article_comes_out_with_quotations_and_lists() -> None:
    text = page(PAGE).text
    for part in (
        "Two ships burned in the harbour of Port Vela on Monday night",
        "“We lost everything in one night,” Captain Lee Park told reporters.",
        "the wrecks must be towed away",
        "is not known & may never be.",
    ):
        assert part in text
    for part in ("Sport", "never to be seen", "color: red", "rights reserved", "Mayor under fire"):
        assert part not in text
    assert not text.startswith("Two ships burn in Port Vela\n")


def test_linked_data_comes_first() -> None:
    found = page(PAGE)
    assert found.title == "Two ships burn in Port Vela"
    assert (found.publisher, found.byline) == ("Vela Herald", "Ana Ruiz, Lee Ono")
    assert str(found.published) == "2024-03-12 14:26:00+00:00"
    assert str(found.updated) == "2024-03-12 17:00:00+00:00"
    assert (found.url, found.language) == ("https://herald.example/ships", "en")


def test_meta_elements_come_next() -> None:
    found = page(
        f"""<html><head><title>x</title>
        <meta property="og:title" content="Two ships burn - Vela Herald">
        <meta property="og:site_name" content="Vela Herald">
        <meta name="author" content="Ana Ruiz">
        <meta property="article:published_time" content="2024-03-12T15:26:00+0100">
        <link rel="canonical" href="/ships"></head><body>{ARTICLE}</body></html>""",
        "https://herald.example/ships?from=mail",
    )
    assert (found.title, found.publisher) == ("Two ships burn", "Vela Herald")
    assert found.byline == "Ana Ruiz"
    assert str(found.published) == "2024-03-12 14:26:00+00:00"
    assert found.url == "https://herald.example/ships"


@pytest.mark.parametrize(
    ("inside", "url", "published"),
    [
        ('<time datetime="2024-03-12">today</time>', None, "2024-03-12 00:00:00+00:00"),
        ('<span class="post-date">March 12, 2024</span>', None, "2024-03-12 00:00:00+00:00"),
        ("<p>Posted on March 12, 2024 by Ana Ruiz</p>", None, "2024-03-12 00:00:00+00:00"),
        (
            '<p class="date">Written: 2024-03-12 15:03:30 / Updated: 2024-03-13 09:00:00</p>',
            None,
            "2024-03-12 15:03:30+00:00",
        ),
        (
            '<script>{"publishedDate":"2024-03-12T20:37:27Z"}</script>',
            None,
            "2024-03-12 20:37:27+00:00",
        ),
        (
            '<script>{"publishDate":"2024-03-12"},{"publishDate":"2024-03-11"}</script>',
            None,
            "None",
        ),
        ("<p>Posted on a wall was a note of March 12, 2024, he said.</p>" * 2, None, "None"),
        ("", "https://herald.example/2024/03/12/ships", "2024-03-12 00:00:00+00:00"),
        ("", "https://herald.example/2024/mar/12/ships", "2024-03-12 00:00:00+00:00"),
        ("", "https://herald.example/ships-20240312/", "2024-03-12 00:00:00+00:00"),
        ('<span class="last-updated-date">March 12, 2024</span>', None, "None"),
        ("<p>The fire of March 12, 2024, was the third.</p>", None, "None"),
        ("", None, "None"),
    ],
)
def test_the_page_itself_may_show_the_date(inside: str, url: str | None, published: str) -> None:
    found = page(f"<html><body>{inside}{ARTICLE}</body></html>", url)
    assert str(found.published) == published


def test_a_date_below_the_headline_is_that_of_publication() -> None:
    below = "<h1>Ships burn</h1><p>Port Vela</p><p>12 March 2024 · Filed under ports</p>"
    source = "<html><head><title>Ships burn | Herald</title></head><body>{}<p>{}</p></body></html>"
    found = page(source.format(below, LONG * 3))
    assert str(found.published) == "2024-03-12 00:00:00+00:00"
    other = below.replace("Port Vela", "Updated")
    assert page(source.format(other, LONG * 3)).published is None


@pytest.mark.parametrize(
    ("written", "address", "day"),
    [
        ("2024-03-12T23:30:00-05:00", "", "2024-03-12"),
        ("2024-03-13T04:30:00Z", "2024/03/12/", "2024-03-12"),
        ("2024-03-13T04:30:00Z", "", "2024-03-13"),
        ("2024-03-13T04:30:00Z", "2023/01/01/", "2024-03-13"),
        ("", "2024/03/12/", "2024-03-12"),
        ("", "", "None"),
    ],
)
def test_the_day_is_that_of_the_page_s_own_zone(written: str, address: str, day: str) -> None:
    meta = f'<meta property="article:published_time" content="{written}">'
    found = page(
        f"<html><head>{meta}</head><body>{ARTICLE}</body></html>",
        f"https://herald.example/{address}ships",
    )
    assert str(found.day) == day


def test_nobody_is_no_author() -> None:
    found = page(f'<meta name="author" content="admin">{ARTICLE}')
    assert found.byline is None


@pytest.mark.parametrize(
    ("canonical", "found_at", "url"),
    [
        ("https://herald.example/ships", "https://www.herald.example/ships?x=1", "canonical"),
        ("https://www.herald.example/ships", "https://m.herald.example/ships", "canonical"),
        ("https://herald.example/ships", "https://amp.herald.example/ships", "canonical"),
        ("/ships", "https://herald.example/s?id=1", "https://herald.example/ships"),
        ("https://post.example/ships", "https://herald.example/ships", "found"),
        ("https://notherald.example/ships", "https://herald.example/ships", "found"),
        ("https://post.example/ships", None, "canonical"),
        ("javascript:alert(1)", "https://herald.example/ships", "found"),
    ],
)
def test_a_page_names_its_own_address_on_its_own_site(
    canonical: str, found_at: str | None, url: str
) -> None:
    found = page(f'<html><head><link rel="canonical" href="{canonical}"></head>{ARTICLE}', found_at)
    assert found.url == {"canonical": canonical, "found": found_at}.get(url, url)


def test_encodings_of_pages() -> None:
    source = PAGE.replace("known", "known — “naïvely” —")
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        declared = source.replace('charset="utf-8"', f'charset="{encoding}"')
        assert "known — “naïvely” —" in extract(declared.encode(encoding), None).text, encoding


def test_markup_inside_the_text_comes_out_as_text() -> None:
    source = PAGE.replace(
        "Nobody was hurt", "Nobody &lt;script&gt;alert(1)&lt;/script&gt; was hurt"
    )
    assert "Nobody <script>alert(1)</script> was hurt" in page(source).text


LONG = "It goes on and on, and it has many words in it, as the harbour master said on Monday."
HOSTILE = {
    "deep nesting": "<div>" * 100_000 + f"<p>{LONG}</p>" + "</div>" * 100_000,
    "deep, never closed": "<b>" * 100_000 + LONG,
    "a huge attribute": "<p title='" + "x" * 3_000_000 + f"'>{LONG}</p>",
    "many attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + f">{LONG}</p>",
    "an entity bomb": "<!DOCTYPE html [<!ENTITY a0 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 20))
    + f"]><p>&a19; {LONG}</p>",
    "many paragraphs": f"<p>{LONG}</p>" * 20_000,
    "open brackets": "<" * 1_000_000,
    "open quotes": "<p '" * 200_000,
    "open scripts": "<script>" * 200_000,
    "open comments": "<!--" * 200_000,
    "deep linked data": '<script type="application/ld+json">' + "[" * 300_000 + "</script>",
    "tables": "<table><tr><td>" * 20_000 + LONG,
    "control characters": "\x00\x01\x0b\x1f" * 100_000 + LONG,
    "references to control characters": "&#1;&#x0c;&#12;&#127;&#x9f;" * 10_000 + LONG,
    "form feeds before a link": f"<p>{LONG}</p>\f<p><a href='/x'>\fA link</a></p>\f\b" * 1000,
    "frames": "<frameset><frame src='x'></frameset>",
    "nothing": "",
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_pages_made_to_choke_a_parser_end_soon(source: str) -> None:
    begun = time.process_time()
    text = page(f"<html><body>{source}</body></html>").text
    assert time.process_time() - begun < 8
    text.encode()
    assert "\x00" not in text


def test_deep_pages_still_give_their_text() -> None:
    assert LONG in page(HOSTILE["deep nesting"]).text
    assert LONG in page(HOSTILE["many attributes"]).text
