"""The interface is as it is described: generated requests against the description of itself."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from openapi_spec_validator import validate

from sitrep.web.api.openapi import document
from sitrep.web.api.table import OPERATIONS, ROOT
from tests.web.api.asked import ask, described, quickly
from tests.web.api.served import STORY, TOKEN, bearer, client, served

READING = schemathesis.openapi.from_asgi(f"{ROOT}/openapi.json", served())
WRITING = schemathesis.openapi.from_asgi(
    f"{ROOT}/openapi.json", served(token=TOKEN, write=True), headers=bearer()
)
#: ids that are known, so that not every generated path leads nowhere
KNOWN = {"story": STORY, "report": "r1", "number": 1, "format": "ris", "table": "claims"}


@described(READING)
@quickly(12)
def test_what_is_read_is_as_described(case: Any) -> None:
    ask(case, KNOWN)


@described(WRITING)
@quickly(12)
def test_what_is_written_is_as_described(case: Any) -> None:
    if case.operation.method == "post":
        ask(case, KNOWN, headers=bearer())


@pytest.mark.slow
@described(READING)
@quickly(50)
def test_what_is_read_is_as_described_at_length(case: Any) -> None:
    ask(case, KNOWN)


@pytest.mark.parametrize("write", [False, True])
def test_the_description_is_openapi(write: bool) -> None:
    validate(document(token=write, write=write))


def test_everything_that_is_served_is_described_and_listed() -> None:
    with client(token=TOKEN, write=True) as asked:
        described = asked.get(f"{ROOT}/openapi.json", headers=bearer()).json()["paths"]
        listed = asked.get(f"{ROOT}/", headers=bearer()).text
    for one in OPERATIONS:
        assert one.method.lower() in described[one.path]
        assert one.path in listed


def test_who_may_only_read_is_shown_no_way_to_write() -> None:
    with client() as asked:
        described = asked.get(f"{ROOT}/openapi.json").json()["paths"]
    assert {method for path in described.values() for method in path} == {"get"}


def test_the_page_of_the_interface_loads_nothing() -> None:
    with client() as asked:
        page = asked.get(f"{ROOT}/")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    for word in ("<script", "src=", "<link", "style="):
        assert word not in page.text
