"""The desk as a reader meets it, in a real browser. Skipped where no Chromium is installed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from sitrep.protocols import Progress
from tests.browsing import SKIPPED, Reader, size
from tests.renderings.hostile import HOSTILE
from tests.web.examples import examples
from tests.web.served import served
from tests.web.test_hostile import keeper_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = SKIPPED

PHONE, TABLET, WIDE = 380, 900, 1440


@pytest.fixture(scope="module")
def desk() -> Iterator[str]:
    with served(examples()) as address:
        yield address


@pytest.fixture(scope="module")
def views(desk: str) -> list[str]:
    """The address of every view, on the story of the fire in the harbour."""
    keeper = examples()
    card = keeper.stories(order="largest")[0]
    ledger = keeper.ledger(card.id)
    story = f"/story/{card.id}"
    copy = next(c for c in ledger.copies if c.kind == "rewrite" and c.matches)
    disputed = next(f for f in ledger.findings if f.status == "disputed")
    updated = next(f for f in ledger.findings if f.status == "updated")
    report = copy.by
    everything = "&".join(
        f"layer={name}"
        for name in ("claims", "quotes", "attributions", "entities", "quantities", "times")
    )
    return [
        "/",
        "/?words=nothinglikethis",
        "/new",
        "/due",
        "/corrections",
        "/problems",
        "/search",
        "/search?words=alarm&who=Oskell",
        "/tour",
        "/nowhere",
        story,
        f"{story}/agreement",
        f"{story}/agreement?cells=words",
        f"{story}/agreement?show=alone",
        f"{story}/finding/{disputed.id}",
        f"{story}/finding/{updated.id}",
        f"{story}/copies",
        f"{story}/copies/{copy.by}/{copy.of}",
        f"{story}/quotes",
        f"{story}/reactions",
        f"{story}/numbers",
        f"{story}/timeline",
        f"{story}/outlook",
        f"{story}/new",
        f"{story}/sources",
        f"{story}/corrections",
        f"/report/{report}?{everything}&shown=yes",
        f"/report/{next(iter(keeper.older))}/versions",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, TABLET, WIDE])
def test_a_walk_through_every_view(
    browser: Browser, desk: str, views: list[str], width: int, scheme: str
) -> None:
    """No view is wider than the window, asks for anything outside, or complains."""
    reader = Reader(browser, desk, color_scheme=scheme, **size(width))
    for view in views:
        page = reader.go(view)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
        if view != "/nowhere":
            assert reader.faults == [], view
        reader.faults.clear()
    assert reader.outside == []
    reader.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_axe_finds_no_serious_fault(
    browser: Browser, desk: str, views: list[str], width: int, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    reader = Reader(browser, desk, color_scheme=scheme, bypass_csp=True, **size(width))
    found: list[tuple[str, str, str]] = []
    for view in views:
        page = reader.go(view)
        if any(part in view for part in ("/quotes", "/search", "/outlook", "/agreement")):
            for one in page.locator("main details").all()[:3]:
                one.evaluate("details => { details.open = true }")
        found.extend(
            (view, fault["id"], fault["nodes"][0]["html"][:200])
            for fault in axe.run(page).response["violations"]
            if fault["impact"] in ("serious", "critical")
        )
    reader.page.close()
    assert found == []


def test_axe_finds_no_serious_fault_beside_the_page(
    browser: Browser, desk: str, views: list[str]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for width in (PHONE, WIDE):
        reader = Reader(browser, desk, bypass_csp=True, **size(width))
        page = reader.go(views[10])
        page.locator("main a.cite").nth(5).click()
        page.locator("#panel-title").wait_for()
        faults = Axe().run(page).response["violations"]
        serious = [f["id"] for f in faults if f["impact"] in ("serious", "critical")]
        assert serious == []
        page.close()


@pytest.mark.parametrize("width", [PHONE, TABLET, WIDE])
def test_a_citation_opens_the_report_beside_the_page(
    browser: Browser, desk: str, views: list[str], width: int
) -> None:
    reader = Reader(browser, desk, **size(width))
    page = reader.go(views[10])
    before = page.url
    link = page.locator("main a.cite").nth(9)
    link.click()
    page.locator("#panel-body").wait_for()
    assert page.url == before
    shown = page.locator("#panel mark.on").first.bounding_box()
    body = page.locator("#panel-body").bounding_box()
    place = link.bounding_box()
    panel = page.locator("#panel").bounding_box()
    assert shown
    assert body
    assert place
    assert panel
    assert body["y"] <= shown["y"] <= body["y"] + body["height"]
    beside = place["x"] + place["width"] <= panel["x"]
    assert beside or place["y"] + place["height"] <= panel["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()
    assert reader.faults == []
    page.close()


def test_all_is_done_with_the_keyboard(browser: Browser, desk: str, views: list[str]) -> None:
    reader = Reader(browser, desk, **size(WIDE))
    page = reader.go(views[10])
    keys = page.keyboard
    keys.press("Tab")
    assert reader.focused("className") == "skip"
    keys.press("Enter")
    assert reader.focused("id") == "main"
    keys.press("Tab")
    assert str(reader.focused("className")).startswith("cite")
    address = reader.focused("href")
    keys.press("Enter")
    page.locator("#panel-body").wait_for()
    assert reader.focused("id") == "panel-title"
    keys.press("Tab")
    assert reader.focused("id") == "panel-close"
    keys.press("Enter")
    assert not page.locator("#panel").is_visible()
    assert reader.focused("href") == address
    page.close()


def test_a_correction_is_made_and_taken_back_with_the_keyboard(browser: Browser) -> None:
    with served(examples()) as desk:
        reader = Reader(browser, desk, **size(WIDE))
        page = reader.go("/")
        for box in page.locator("input[name=of]").all():
            box.focus()
            page.keyboard.press("Space")
        page.get_by_role("button", name="Merge the chosen stories").focus()
        page.keyboard.press("Enter")
        page.get_by_text("Corrected.").wait_for()
        assert page.locator("li.story").count() == 1
        page.locator(".notice button").focus()
        page.keyboard.press("Enter")
        page.get_by_text("Taken back.").wait_for()
        assert page.locator("li.story").count() == 2
        assert reader.faults == []
        page.close()


def test_enter_in_a_reason_presses_no_button(browser: Browser, desk: str, views: list[str]) -> None:
    reader = Reader(browser, desk, **size(WIDE))
    page = reader.go(next(view for view in views if view.endswith("/outlook")))
    page.locator(".why summary").first.click()
    reason = page.locator(".why input").first
    reason.fill("as the paper of Friday says")
    reader.asked.clear()
    reason.press("Enter")
    page.wait_for_timeout(300)
    assert reader.asked == []
    page.close()


def test_without_scripts_a_citation_leads_to_the_marked_words(
    browser: Browser, desk: str, views: list[str]
) -> None:
    reader = Reader(
        browser, desk, java_script_enabled=False, reduced_motion="reduce", **size(PHONE)
    )
    page = reader.go(views[10])
    page.locator("main a.cite").nth(9).click()
    page.wait_for_url("**/report/**")
    assert page.url.endswith("#at")
    place = page.locator("mark.on").first.bounding_box()
    assert place
    assert 0 <= place["y"] <= 800
    page.close()


def test_without_scripts_layers_are_switched_by_their_boxes(
    browser: Browser, desk: str, views: list[str]
) -> None:
    reader = Reader(browser, desk, java_script_enabled=False, **size(WIDE))
    page = reader.go(next(v for v in views if v.startswith("/report/") and "layer" in v))
    weight = "e => getComputedStyle(e).fontWeight"
    number = page.locator(".text .l-quantities").first
    assert int(number.evaluate(weight)) >= 600
    page.locator("#layer-quantities").uncheck()
    assert int(number.evaluate(weight)) == 400
    page.close()


def slowly(_: Progress | None) -> None:
    """Work that takes long enough to be watched."""
    threading.Event().wait(1.5)


def test_work_is_watched_and_its_page_comes_by_itself(browser: Browser) -> None:
    keeper = examples(waiting=True)
    keeper.work = slowly
    with served(keeper) as desk:
        reader = Reader(browser, desk, **size(PHONE))
        page = reader.go(f"/story/{keeper.stories()[0].id}")
        assert page.get_by_role("button", name="Stop").is_visible()
        page.get_by_role("heading", name="At a glance").wait_for(timeout=20_000)
        assert reader.faults == []
        page.close()


def test_on_paper_the_brief_stands_alone(browser: Browser, desk: str, views: list[str]) -> None:
    reader = Reader(browser, desk, **size(WIDE))
    page = reader.go(views[10])
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    for part in (".bar", ".views", ".foot", ".jump"):
        assert not page.locator(part).first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()


@pytest.mark.parametrize("words", [pytest.param(w, id=name) for name, w in HOSTILE.items()])
def test_no_report_makes_the_desk_act(browser: Browser, words: str) -> None:
    keeper = keeper_of(words)
    story = f"/story/{keeper.stories()[0].id}"
    report = f"/report/{next(iter(keeper.reports))}"
    with served(keeper) as desk:
        reader = Reader(browser, desk, **size(PHONE))
        for view in ("/", story, f"{story}/copies", f"{story}/agreement", f"{report}?at=12-20"):
            page = reader.go(view)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, view
            assert page.evaluate("document.querySelectorAll('script').length") == 2
            assert page.evaluate("document.querySelectorAll('iframe,img,object').length") == 0
        page = reader.go(story)
        for link in page.locator("main a.cite").all()[:2]:
            link.click()
            page.locator("#panel-body").wait_for()
            page.keyboard.press("Escape")
        assert reader.faults == []
        assert reader.outside == []
        page.close()
