"""A story in the formats of the export, over the interface."""

from __future__ import annotations

import pytest

from sitrep.evidence.verify import verify
from sitrep.exports import FORMS, export
from sitrep.web.api import exported
from sitrep.web.api.table import ROOT
from tests.web.api.served import STORY, client, keeper
from tests.web.examples import examples


@pytest.mark.parametrize("form", exported.EXPORTS)
def test_a_story_is_given_in_every_format_of_the_export(form: str) -> None:
    with client() as asked:
        answer = asked.get(f"{ROOT}/stories/{STORY}/export/{form}")
        assert answer.status_code == 200
        assert answer.content == export(keeper().ledger(STORY), form)
        assert answer.headers["Content-Type"] == FORMS[form].media
        file = f'attachment; filename="{STORY}{FORMS[form].suffix}"'
        assert answer.headers["Content-Disposition"] == file
        tag = {"If-None-Match": answer.headers["ETag"]}
        again = asked.get(f"{ROOT}/stories/{STORY}/export/{form}", headers=tag)
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("table", exported.TABLE_NAMES)
def test_each_table_of_a_story_is_given_as_csv(table: str) -> None:
    with client() as asked:
        answer = asked.get(f"{ROOT}/stories/{STORY}/tables/{table}")
    assert answer.content == export(keeper().ledger(STORY), "csv", table=table)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert f'filename="{STORY}-{table}.csv"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("path", ["export/csv", "export/docx", "tables/all", "tables/"])
def test_what_is_no_format_or_table_is_not_there(path: str) -> None:
    with client() as asked:
        assert asked.get(f"{ROOT}/stories/{STORY}/{path}").status_code == 404


def test_the_package_that_is_given_is_sound() -> None:
    over = examples()
    story = over.stories(order="largest")[0].id
    with client(over=over) as asked:
        package = asked.get(f"{ROOT}/stories/{story}/export/package").content
    assert verify(package).sound
