"""Lists over the interface: a page at a time, with links to the pages around it."""

from __future__ import annotations

from typing import Any

import pytest

from sitrep.web.api.table import ROOT
from tests.renderings.sample import LEDGER
from tests.web.api.served import STORY, client, get


def links(answer: Any) -> dict[str, str]:
    found = {}
    for one in answer.headers["link"].split(", "):
        target, name = one.split("; rel=")
        found[name.strip('"')] = target.strip("<>")
    return found


def test_following_next_gives_every_item_once() -> None:
    with client() as asked:
        address = f"{ROOT}/stories/{STORY}/claims?limit=3"
        found: list[str] = []
        while address:
            answer = asked.get(address)
            found += [claim["id"] for claim in answer.json()["items"]]
            relative = links(answer).get("next", "")
            address = f"{ROOT}/stories/{STORY}/claims{relative}" if relative else ""
    assert found == [claim.id for claim in LEDGER.claims]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?limit=500", {"first", "last"}),
        ("?limit=1", {"first", "next", "last"}),
        ("?limit=1&offset=1", {"first", "prev", "next", "last"}),
        ("?limit=1&offset=4", {"first", "prev", "last"}),
        ("?limit=1&offset=99", {"first", "prev", "last"}),
    ],
)
def test_a_page_links_to_the_pages_that_there_are(query: str, names: set[str]) -> None:
    assert set(links(get(f"/stories/{STORY}/findings{query}"))) == names


def test_a_link_keeps_what_was_asked_for() -> None:
    answer = get("/search?words=the+dam&limit=1")
    assert links(answer)["next"] == "?words=the+dam&limit=1&offset=1"
