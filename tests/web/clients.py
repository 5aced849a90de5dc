"""A reader's client: it sends forms as the desk's own pages do."""

from __future__ import annotations

import re
from html import unescape

from starlette.testclient import TestClient

from sitrep.protocols import Keeper
from sitrep.settings import DEFAULT
from sitrep.web import application
from tests.web.examples import NOW

BASE = "http://127.0.0.1"
_WORD = re.compile(r'name="word" value="([^"]+)"')
_HREF = re.compile(r'(?:href|hx-get)="([^"#]*)')


def client_of(keeper: Keeper, token: str | None = None) -> TestClient:
    """A client of a desk over a keeper."""
    app = application(keeper, DEFAULT, token=token, clock=lambda: NOW)
    return TestClient(app, base_url=BASE, raise_server_exceptions=False)


def send(client: TestClient, path: str, on: str, **fields: str | list[str]) -> str:
    """The page after a form was sent, with the word that the page ``on`` holds."""
    found = _WORD.search(client.get(on).text)
    assert found, f"{on} has no form"
    answer = client.post(path, data={"word": found[1], "back": on, **fields})
    assert answer.status_code == 200, answer.text
    return answer.text


def links(page: str) -> set[str]:
    """The addresses of the desk that a page leads to."""
    return {unescape(one) for one in _HREF.findall(page) if one.startswith("/")}


def shape(address: str) -> str:
    """An address with ids, numbers and names left out: addresses of one shape are one view."""
    plain = re.sub(r"[a-z]?[0-9a-f]{16}", "ID", address)
    return re.sub(r"(who|words)=[^&]*", r"\1=", re.sub(r"\d+", "N", plain))


def text_of(page: str) -> str:
    """What a page says, without its markup, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())
