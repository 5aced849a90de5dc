"""The page as a reader meets it, in a real browser. Skipped where no Chromium is installed."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sitrep.records import Ledger
from sitrep.renderings import render
from tests.browsing import SKIPPED, Reader, size
from tests.renderings.hostile import HOSTILE, ledger_of
from tests.renderings.sample import LEDGER
from tests.renderings.sample_brief import BRIEF
from tests.renderings.sample_claims import LEAVE
from tests.renderings.sample_reports import WIRE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = SKIPPED

PHONE, TABLET, WIDE = 390, 820, 1400


def opened(browser: Browser, folder: Path, ledger: Ledger, **context: Any) -> Reader:
    """The page of a ledger, opened from a file."""
    file = folder / "brief.html"
    file.write_text(render(ledger, "html"), encoding="utf-8")
    reader = Reader(browser, "file:", **context)
    reader.page.goto(file.as_uri())
    return reader


def leave_note(reader: Reader) -> str:
    """The number of the note that cites the words on how many had to leave."""
    words = reader.page.locator("#notes ~ ol li", has_text=LEAVE).first
    return (words.get_attribute("id") or "").removeprefix("n")


def test_nothing_is_asked_for_but_the_file(browser: Browser, tmp_path: Path) -> None:
    reader = opened(browser, tmp_path, LEDGER)
    reader.page.wait_for_load_state("networkidle")
    assert reader.outside == []
    assert len(reader.asked) == 1
    assert reader.faults == []


@pytest.mark.parametrize("width", [PHONE, TABLET, WIDE])
def test_the_page_is_never_wider_than_the_window(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    for ledger in (LEDGER, ledger_of("W" * 300), ledger_of(HOSTILE["emoji"])):
        page = opened(browser, tmp_path, ledger, **size(width)).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("a.cite").first.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


@pytest.mark.parametrize("width", [PHONE, TABLET, WIDE])
def test_a_citation_opens_the_report_at_its_words(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    reader = opened(browser, tmp_path, LEDGER, **size(width))
    number = leave_note(reader)
    reader.page.locator(f'main a.cite[data-key="{number}"]').first.click()
    panel = reader.page.locator("#panel")
    assert panel.is_visible()
    assert "Tessel Wire" in panel.locator("#panel-title").inner_text()
    assert panel.locator("mark.on").all_inner_texts() == [LEAVE]
    shown = panel.locator("mark.on").bounding_box()
    body = panel.locator("#panel-body").bounding_box()
    assert shown
    assert body
    assert body["y"] <= shown["y"] <= body["y"] + body["height"]
    assert panel.locator(".text").inner_text().strip() == WIRE.text


def test_the_line_asked_about_stays_in_view(browser: Browser, tmp_path: Path) -> None:
    for width in (PHONE, TABLET, WIDE):
        reader = opened(browser, tmp_path, LEDGER, **size(width))
        for at in range(0, reader.page.locator("main a.cite").count(), 5):
            link = reader.page.locator("main a.cite").nth(at)
            link.click()
            place, panel = link.bounding_box(), reader.page.locator("#panel").bounding_box()
            assert place
            assert panel
            assert place["y"] >= 0
            beside = place["x"] + place["width"] <= panel["x"]
            assert beside or place["y"] + place["height"] <= panel["y"], (width, at)
            reader.page.keyboard.press("Escape")
        reader.page.close()


def test_all_is_done_with_the_keyboard(browser: Browser, tmp_path: Path) -> None:
    reader = opened(browser, tmp_path, LEDGER, **size(WIDE))
    keys = reader.page.keyboard
    keys.press("Tab")
    assert reader.focused("className") == "skip"
    keys.press("Enter")
    assert reader.focused("id") == "brief"
    keys.press("Tab")
    assert str(reader.focused("className")).startswith("cite")
    number = reader.focused("dataset.key")
    keys.press("Enter")
    assert reader.focused("id") == "panel-title"
    keys.press("Tab")
    assert reader.focused("id") == "panel-close"
    keys.press("Tab")
    assert reader.focused("id") == "panel-body"
    keys.press("Escape")
    assert not reader.page.locator("#panel").is_visible()
    assert reader.focused("dataset.key") == number
    keys.press("Enter")
    keys.press("Tab")
    keys.press("Enter")
    assert not reader.page.locator("#panel").is_visible()
    assert reader.focused("dataset.key") == number


def test_without_scripts_a_citation_leads_to_the_marked_words(
    browser: Browser, tmp_path: Path
) -> None:
    reader = opened(
        browser,
        tmp_path,
        LEDGER,
        java_script_enabled=False,
        reduced_motion="reduce",
        **size(PHONE),
    )
    number = leave_note(reader)
    reader.page.locator(f'main a.cite[data-key="{number}"]').first.click()
    assert reader.page.url.endswith(f"#m{number}")
    marked = reader.page.locator(f"#m{number} + mark")
    assert marked.inner_text() == LEAVE
    place = marked.bounding_box()
    assert place
    assert 0 <= place["y"] <= 800
    assert not reader.page.locator("#panel").is_visible()


def test_every_citation_leads_somewhere_and_no_two_places_share_a_name(
    browser: Browser, tmp_path: Path
) -> None:
    lost = """[...document.querySelectorAll('a[href^="#"]')].map(a => a.getAttribute('href'))
        .filter(place => !document.querySelector(place))"""
    names = "[...document.querySelectorAll('[id]')].map(element => element.id)"
    for ledger in (LEDGER, ledger_of("word")):
        page = opened(browser, tmp_path, ledger).page
        assert page.evaluate(lost) == []
        found = page.evaluate(names)
        assert len(found) == len(set(found))


def test_headings_descend_one_step_at_a_time(browser: Browser, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, LEDGER).page
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.locator("h1").inner_text() == BRIEF.title
    assert page.locator("main").count() == 1
    assert page.locator("nav[aria-label]").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_paper(browser: Browser, tmp_path: Path, scheme: str) -> None:
    """Contrast of at least 4.5 to 1 (WCAG 2.2, criterion 1.4.3) wherever letters stand."""
    page = opened(browser, tmp_path, LEDGER, color_scheme=scheme).page
    page.locator("a.cite").nth(2).click()
    pale = page.evaluate((Path(__file__).parent / "contrast.js").read_text(encoding="utf-8"))
    assert pale == []


@pytest.mark.parametrize("words", [pytest.param(w, id=name) for name, w in HOSTILE.items()])
def test_no_report_makes_the_page_act(browser: Browser, tmp_path: Path, words: str) -> None:
    reader = opened(browser, tmp_path, ledger_of(words))
    for link in reader.page.locator("a.cite").all()[:3]:
        link.click()
        reader.page.keyboard.press("Escape")
    assert reader.faults == []
    assert len(reader.asked) == 1
    allowed = "document.querySelectorAll('script, iframe, img, object, embed, form').length"
    assert reader.page.evaluate(allowed) == 1
    reader.page.close()


def test_on_paper_notes_stand_and_texts_are_left_out_unless_asked_for(
    browser: Browser, tmp_path: Path
) -> None:
    page = opened(browser, tmp_path, LEDGER, **size(WIDE)).page
    page.emulate_media(media="print")
    assert page.locator("section.notes").is_visible()
    assert not page.locator("section.texts").is_visible()
    assert not page.locator("nav").is_visible()
    page.emulate_media(media="screen")
    page.locator("#print-texts").check()
    page.emulate_media(media="print")
    assert page.locator("section.texts").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
