"""The page of the interface (docs/rest.md) says what the service does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sitrep.kept import CorrectionKind
from sitrep.web.api import given, log
from sitrep.web.api.table import OPERATIONS
from sitrep.web.feeds import entries
from sitrep.web.guard import LONGEST_PATH, LONGEST_QUERY
from tests.web.api.served import client

PAGE = (Path(__file__).parents[3] / "docs" / "rest.md").read_text("utf-8")
SAMPLES = re.findall(r"```http\nGET (\S+)\n```\n\n```json\n(.*?)```", PAGE, re.DOTALL)
LINKED = re.findall(r"```http\nGET (\S+)\nLink: (.*)\n```", PAGE)


def test_every_route_is_told_and_no_other() -> None:
    told = re.findall(r"^\| (GET|POST) \| `([^`]+)` \| (.+) \|$", PAGE, re.MULTILINE)
    assert told == [(one.method, one.path, one.summary) for one in OPERATIONS]


@pytest.mark.parametrize(("address", "told"), SAMPLES, ids=[address for address, _ in SAMPLES])
def test_a_sample_is_what_the_service_answers(address: str, told: str) -> None:
    with client() as asked:
        assert asked.get(address).json() == json.loads(told)


def test_the_links_told_are_the_links_given() -> None:
    assert len(SAMPLES) >= 6
    assert LINKED
    for address, told in LINKED:
        with client() as asked:
            assert asked.get(address).headers["link"] == told


def test_every_kind_of_correction_is_told() -> None:
    for kind in CorrectionKind.__args__:  # type: ignore[attr-defined]
        assert f"| `{kind}` |" in PAGE


def test_every_refusal_is_told() -> None:
    statuses = {int(status) for one in OPERATIONS for status in one.refusals} | {405, 421}
    told = {int(one) for row in re.findall(r"^\| ([\d, ]+) \|", PAGE, re.MULTILINE)
            for one in row.split(", ")}  # fmt: skip
    assert told == statuses


def test_the_limits_told_are_those_of_the_program() -> None:
    text = " ".join(PAGE.split())
    for phrase in (
        f"`limit` ({given.PAGE} when left out, at most {given.LONGEST_PAGE};",
        f"Words are at most {given.LONGEST_WORDS} characters",
        f"more than {LONGEST_PATH:,} characters or a query of more than {LONGEST_QUERY:,}",
        f"a body of more than {log.LONGEST_BODY:,} bytes",
        f"the {entries.MOST_ENTRIES} newest stories",
        f"the {entries.MOST_CHANGES} last changes",
    ):
        assert phrase in text, phrase
