"""A real browser for tests: started quietly, and watched for all it asks and complains of."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Route

__all__ = ["CHROMIUM", "QUIET", "SKIPPED", "Reader", "size"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
#: marks of a file of tests that need the browser
SKIPPED = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]


def size(width: int) -> dict[str, Any]:
    """A window of a width."""
    return {"viewport": {"width": width, "height": 800}}


class Reader:
    """A tab with what it asked for and what went wrong written down.

    Args:
        browser: that the tab is of.
        home: what addresses may begin with; all others are written down and not asked for.
        context: of the browser, such as a colour scheme.
    """

    def __init__(self, browser: Browser, home: str, **context: Any) -> None:
        self.home = home
        self.asked: list[str] = []
        self.outside: list[str] = []
        self.faults: list[str] = []
        self.page: Page = browser.new_page(**context)
        self.page.route("**/*", self._route)
        self.page.on("dialog", self._dialog)
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _route(self, route: Route) -> None:
        self.asked.append(route.request.url)
        if route.request.url.startswith(self.home):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def go(self, address: str) -> Page:
        """The page at an address below home, once nothing more is asked for."""
        self.page.goto(self.home.rstrip("/") + address)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def focused(self, question: str) -> object:
        """What the element with the focus answers."""
        return self.page.evaluate(f"document.activeElement.{question}")
