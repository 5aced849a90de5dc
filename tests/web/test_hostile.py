"""Reports that try to be more than text, on every page of the desk."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from sitrep.kept import Correction
from tests.renderings.hostile import HOSTILE, ledger_of
from tests.web.clients import client_of, links, shape
from tests.web.memory import MemoryKeeper

#: elements that a page of the desk never holds, whatever a report says
FORBIDDEN = {"iframe", "object", "embed", "img", "base", "style", "math", "audio", "video"}


class Markup(HTMLParser):
    """Gathers what in a page could act."""

    def __init__(self) -> None:
        super().__init__()
        self.acting: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in FORBIDDEN:
            self.acting.append(tag)
        if tag == "script":
            self.scripts.append(given.get("src") or "inline")
        for name, value in given.items():
            if name.startswith(("on", "hx-on")) or name == "style":
                self.acting.append(f"{tag} {name}")
            if name in ("href", "src", "action") and re.match(
                r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE
            ):
                self.acting.append(f"{tag} {name}={value}")


def keeper_of(words: str) -> MemoryKeeper:
    ledger = ledger_of(words, ids="0")
    keeper = MemoryKeeper([ledger])
    story = ledger.stories[0].id
    keeper.log.append(Correction("speaker", ("q1",), words, story, words, 1, ledger.created))
    return keeper


@pytest.mark.parametrize("words", [pytest.param(w, id=name) for name, w in HOSTILE.items()])
def test_no_report_becomes_markup(words: str) -> None:
    client = client_of(keeper_of(words))
    todo, seen = ["/", "/new", "/due", "/corrections", "/problems", "/search?words=a"], set()
    todo.append("/corrections?done=1")
    while todo:
        address = todo.pop()
        if shape(address) in seen or address.startswith("/static/"):
            continue
        seen.add(shape(address))
        answer = client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.text[:500]}"
        page = Markup()
        page.feed(answer.text)
        assert page.acting == [], address
        assert all(src.startswith("/static/") for src in page.scripts)
        for acting in ("\x00", "\x1b", "\u202e", "\u2066", "\U000e0041"):
            assert acting not in answer.text
        todo.extend(links(answer.text))
    assert len(seen) > 15
