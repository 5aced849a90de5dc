"""Who may write over the interface, and which corrections are kept."""

from __future__ import annotations

from typing import Any

import pytest

from sitrep.errors import UsageError
from sitrep.settings import DEFAULT
from sitrep.web.api.routes import routes
from sitrep.web.api.table import ROOT
from tests.web.api.served import STORY, TOKEN, bearer, client, keeper

SAME = {"kind": "same-source", "of": ["r1", "r3"], "story": STORY, "reason": "one desk"}


def test_without_being_asked_for_nothing_can_be_written() -> None:
    with client() as asked:
        answer = asked.post(f"{ROOT}/corrections", json=SAME)
    assert answer.status_code == 405
    assert answer.json()["remedy"].endswith("writing is off unless it was asked for")


def test_writing_without_a_token_is_not_even_started() -> None:
    with pytest.raises(UsageError, match="needs a token"):
        routes(keeper(), DEFAULT, write=True)


@pytest.mark.parametrize(
    "headers",
    [{}, bearer("wrong"), bearer(""), bearer(TOKEN[:-1]), {"Authorization": f"Basic {TOKEN}"}],
)
def test_a_missing_or_wrong_token_neither_reads_nor_writes(headers: dict[str, str]) -> None:
    known = keeper()
    with client(over=known, token=TOKEN, write=True) as asked:
        written = asked.post(f"{ROOT}/corrections", json=SAME, headers=headers)
        read = asked.get(f"{ROOT}/stories", headers=headers)
    for answer in (written, read):
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert answer.headers["content-type"] == "application/problem+json"
    assert known.corrections() == ()


def test_the_cookie_of_the_desk_does_not_write_here() -> None:
    known = keeper()
    with client(over=known, token=TOKEN, write=True) as asked:
        asked.post("/login", data={"token": TOKEN, "word": TOKEN})
        answer = asked.post(f"{ROOT}/corrections", json=SAME)
    assert answer.status_code == 401
    assert known.corrections() == ()


def test_a_correction_is_kept_and_undone() -> None:
    with client(token=TOKEN, write=True) as asked:
        asked.headers.update(bearer())
        made = asked.post(f"{ROOT}/corrections", json=SAME)
        number = made.json()["number"]
        logged = asked.get(f"{ROOT}/corrections").json()["items"]
        back = asked.post(f"{ROOT}/corrections/{number}/undo")
        twice = asked.post(f"{ROOT}/corrections/{number}/undo")
        unknown = asked.post(f"{ROOT}/corrections/99/undo")
    assert made.status_code == 201
    assert made.json() == {
        **SAME, "to": None, "number": 1, "at": "2031-05-06T12:00:00Z", "undone": False
    }  # fmt: skip
    assert logged == [made.json()]
    assert (back.status_code, back.json()["undone"]) == (200, True)
    assert (twice.status_code, unknown.status_code) == (409, 404)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({**SAME, "kind": "delete"}, 422),
        ({**SAME, "of": []}, 422),
        ({**SAME, "of": ["r1"] * 501}, 422),
        ({**SAME, "of": "r1"}, 422),
        ({**SAME, "of": ["../x"]}, 422),
        ({**SAME, "of": ["r1\n"]}, 422),
        ({**SAME, "number": 7}, 422),
        ({**SAME, "reason": "x" * 1_001}, 422),
        ({"kind": "merge"}, 422),
        ([], 422),
        ({**SAME, "of": ["r1"]}, 409),
        ({**SAME, "story": "s999"}, 404),
    ],
)
def test_a_correction_that_cannot_be_is_refused(body: Any, status: int) -> None:
    known = keeper()
    with client(over=known, token=TOKEN, write=True) as asked:
        answer = asked.post(f"{ROOT}/corrections", json=body, headers=bearer())
    assert answer.status_code == status
    assert answer.json()["remedy"]
    assert known.corrections() == ()


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"kind":"split","of":["\\ud800"]}', "application/json", 400),
        (b"[" * 30_000, "application/json", 400),
        (b"kind=merge", "application/x-www-form-urlencoded", 415),
        (b"{}", "", 415),
        (b" " * 64_001, "application/json", 413),
    ],
)
def test_a_body_that_is_none_is_refused(body: bytes, media: str, status: int) -> None:
    with client(token=TOKEN, write=True) as asked:
        answer = asked.post(
            f"{ROOT}/corrections", content=body, headers={**bearer(), "Content-Type": media}
        )
    assert answer.status_code == status
