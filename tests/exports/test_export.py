"""What holds for every format: the same bytes each time, whatever the words."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from sitrep.errors import UsageError
from sitrep.exports import FORMS, export
from tests.renderings.hostile import HOSTILE, ledger_of
from tests.renderings.sample import LEDGER

ALL = sorted(FORMS)


def table_of(name: str) -> str | None:
    return "claims" if name == "csv" else None


@pytest.mark.parametrize("name", ALL)
def test_the_same_ledger_gives_the_same_bytes(name: str) -> None:
    assert export(LEDGER, name, table=table_of(name)) == export(LEDGER, name, table=table_of(name))


@pytest.mark.parametrize("name", ALL)
def test_any_words_can_be_written(name: str) -> None:
    for words in HOSTILE.values():
        assert export(ledger_of(words), name, table=table_of(name))


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl"])
def test_the_order_of_the_reports_does_not_matter(name: str) -> None:
    mixed = list(LEDGER.reports)
    random.Random(4).shuffle(mixed)
    assert export(replace(LEDGER, reports=tuple(mixed)), name) == export(LEDGER, name)


@pytest.mark.parametrize("name", ALL)
def test_a_ledger_without_anything_can_be_written(name: str) -> None:
    empty = replace(ledger_of(""), **dict.fromkeys(EMPTY, ()))  # type: ignore[arg-type]
    export(empty, name, table=table_of(name))


EMPTY = (
    "reports",
    "analyses",
    "stories",
    "entities",
    "claims",
    "forecasts",
    "copies",
    "origins",
    "findings",
    "briefs",
    "problems",
)


def test_endings_and_names_of_formats_are_told_apart() -> None:
    assert len({form.suffix for form in FORMS.values()}) == len(FORMS)


def test_an_unknown_format_is_misuse_and_the_known_are_named() -> None:
    with pytest.raises(UsageError, match="'docx'; choose one of text, md"):
        export(LEDGER, "docx")
