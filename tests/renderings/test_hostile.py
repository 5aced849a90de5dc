"""Whatever a report holds, no rendering lets it be more than words."""

from __future__ import annotations

import io
import json
import re
import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from rich.console import Console

from sitrep.records import Brief, Flag, Ledger, Line, Section
from sitrep.renderings import FORMATS, render
from sitrep.renderings.passages import Mark, pieces
from sitrep.renderings.serial import from_dict
from sitrep.renderings.terminal import print_brief
from tests.renderings.hostile import HOSTILE, ledger_of
from tests.renderings.sample import LEDGER

TAGS = frozenset(
    "html head meta title style body a svg symbol circle path rect line text use div nav details "  # noqa: SIM905
    "summary ol ul li main header p h1 h2 h3 article section dl dt dd span b bdi mark wbr "
    "table thead tbody tr th td figure figcaption blockquote q footer input label button "
    "kbd script".split()
)
ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
EVIL = [pytest.param(words, id=name) for name, words in HOSTILE.items()]


class Page(HTMLParser):
    """Tags, attributes and the text of scripts, as a browser would find them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str | None]] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.scripts += tag == "script"
        self.attributes += [(tag, name, value) for name, value in attrs]


def page_of(ledger: Ledger) -> Page:
    page = Page()
    page.feed(render(ledger, "html"))
    return page


@pytest.mark.parametrize("words", EVIL)
def test_html_holds_no_tag_and_no_attribute_of_a_report(words: str) -> None:
    page = page_of(ledger_of(words))
    assert page.tags <= TAGS
    assert page.scripts == 1
    for tag, name, value in page.attributes:
        assert not name.startswith("on"), (tag, name, value)
        assert name not in ("style", "src", "srcdoc", "formaction"), (tag, name, value)
        if name == "href":
            assert re.match(r"#[\w-]+$|https?://", value or ""), value


@pytest.mark.parametrize("words", EVIL)
@pytest.mark.parametrize("format_name", ["text", "md", "html"])
def test_nothing_that_acts_on_a_terminal_or_turns_the_text_is_written(
    words: str, format_name: str
) -> None:
    assert not ACTING.search(render(ledger_of(words), format_name))


@pytest.mark.parametrize("words", EVIL)
def test_the_terminal_is_sent_only_its_own_escapes(words: str) -> None:
    out = io.StringIO()
    print_brief(ledger_of(words), Console(file=out, force_terminal=True, width=100))
    own = re.compile(r"\x1b\[[0-9;]*m")
    assert not ACTING.search(own.sub("", out.getvalue()))
    if words.startswith("[bold red]"):
        assert "[bold red]not bold[/bold red]" in own.sub("", out.getvalue()).replace("\n", " ")


@pytest.mark.parametrize("words", EVIL)
def test_markdown_of_a_report_is_text(words: str) -> None:
    rendered = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(
        render(ledger_of(words), "md")
    )
    page = Page()
    page.feed(rendered)
    assert page.tags <= {"h1", "h2", "p", "em", "strong", "ul", "li", "br", "blockquote", "a"}
    for _, name, value in page.attributes:
        assert name == "href"
        assert re.match(r"https://", value or "")


@pytest.mark.parametrize("words", EVIL)
def test_markdown_shows_the_words_letter_for_letter(words: str) -> None:
    from sitrep.renderings.markdown import escaped
    from sitrep.renderings.visible import one_line

    shown = MarkdownIt("gfm-like", {"linkify": False}).render(escaped(words))
    plain = re.sub(r"<[^>]+>", "", shown).strip()
    for mark, letter in {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}.items():
        plain = plain.replace(mark, letter)
    assert plain == one_line(words)


@pytest.mark.parametrize("words", EVIL)
def test_json_comes_back_whatever_it_holds(words: str) -> None:
    ledger = ledger_of(words)
    assert from_dict(json.loads(render(ledger, "json"))) == ledger


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("unit", ["<", "a.", "x "])
def test_a_line_of_five_megabytes_takes_seconds(unit: str, format_name: str) -> None:
    text = unit * (5_000_000 // len(unit.encode()))
    ledger = ledger_of("word")
    first = replace(ledger.reports[0], text=text, title=text, publisher=None)
    cite = replace(ledger.briefs[0].sections[0].lines[0].cites[0], start=0, end=len(text))
    line = Line(text[:1_000_000], (cite,), label=text[:1_000_000])
    brief = Brief(text, (Section("takeaways", "Takeaways", (line,)),))
    ledger = replace(ledger, reports=(first, ledger.reports[1]), briefs=(brief,))
    before = time.process_time()
    assert render(ledger, format_name)
    assert time.process_time() - before < 10


def test_many_overlapping_flags_and_marks_take_seconds() -> None:
    text = "x" * 200_000
    flags = [Flag("r", at, at + 3, "debris", "") for at in range(0, 199_000, 2)]
    marks = [Mark(str(at), "r", at, at + 500) for at in range(0, 199_000, 50)]
    before = time.process_time()
    found = pieces(text, marks, flags)
    assert "".join(piece.text for piece in found) == text
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://ok.example/a?b=1&c=2#d", "https://ok.example/a?b=1&amp;c=2#d"),
        ("http://ok.example/ä b", "http://ok.example/%C3%A4%20b"),
        ("javascript:alert(1)", None),
        ("JAVASCRIPT://ok.example/%0aalert(1)", None),
        ("data:text/html,x", None),
        ("//ok.example/", None),
        ("https://", None),
        ("http://[", None),
        ("https:ok.example", None),
        ("ftp://ok.example/", None),
        ("https://ok.example/" + "a" * 5_000, None),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str, linked: str | None) -> None:
    page = render(ledger_of(address), "html")
    links = re.findall(r'<a rel="([^"]*)" href="([^"]*)"', page)
    expected = [("noopener noreferrer nofollow", linked)] * 2 if linked else []
    assert links == expected


def test_the_policy_allows_this_style_and_script_alone() -> None:
    page = render(LEDGER, "html")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    rules = policy.group(1).replace("&#39;", "'")
    assert rules.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in rules
    assert "http" not in rules
