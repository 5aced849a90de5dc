"""``sitrep export``: what goes where, and what is refused before the work begins."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from sitrep import cli
from sitrep.commands import build
from sitrep.exports import FORMS
from sitrep.exports.tables import TABLES
from sitrep.records import Ledger
from tests.renderings.sample import LEDGER


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the ledger was asked for with; the ledger itself is the sample."""
    calls: list[Any] = []

    def ledger_at(*words: object, **options: object) -> Ledger:
        calls.append((words, options))
        return LEDGER

    monkeypatch.setattr(build, "_ledger_at", ledger_at)
    return calls


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"csv"}))
def test_each_format_is_chosen_by_the_ending_of_the_file(
    form: str, asked: list[Any], tmp_path: Path
) -> None:
    out = tmp_path / f"brief{FORMS[form].suffix}"
    assert cli.main(["export", "reports", "--out", str(out)]) == 1  # the sample has problems
    named = tmp_path / "named"
    assert cli.main(["export", "reports", "--format", form, "--out", str(named)]) == 1
    assert out.read_bytes() == named.read_bytes() != b""


def test_all_tables_go_into_a_folder_that_is_made(asked: list[Any], tmp_path: Path) -> None:
    out = tmp_path / "tables"
    cli.main(["export", "reports", "--format", "csv", "--out", str(out)])
    assert {path.name for path in out.iterdir()} == {f"{name}.csv" for name in TABLES}


def test_one_table_goes_to_standard_output(
    asked: list[Any], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    cli.main(["export", "reports", "-f", "csv", "--table", "quotes"])
    rows = list(csv.reader(capfdbinary.readouterr().out.decode("utf-8-sig").splitlines()))
    assert rows[0][:3] == ["id", "kind", "speaker"]


def test_now_and_title_are_handed_on(asked: list[Any], tmp_path: Path) -> None:
    out = str(tmp_path / "x.json")
    cli.main(["export", "a", "b", "--now", "2031-05-06", "--title", "Dam", "-o", out, "-q"])
    ((words, options),) = asked
    assert words[0] == ["a", "b"]
    assert (words[1].isoformat(), words[2]) == ("2031-05-06T00:00:00+00:00", "Dam")
    assert options == {"quiet": True}
    assert json.loads(Path(out).read_text("utf-8"))["schema"] == "sitrep.ledger/1"


MISUSE = [
    (["export", "x"], "say which format"),
    (["export", "x", "--out", "{folder}/brief.docx"], "say which format"),
    (["export", "x", "--format", "docx"], "'docx' is none; choose one of text"),
    (["export", "x", "-f", "csv"], "give a folder with --out, or one table with --table"),
    (["export", "x", "-f", "csv", "--table", "words"], "'words' is none; with csv choose one of"),
    (["export", "x", "-f", "ris", "--table", "claims"], "only csv has tables"),
    (["export", "x", "-f", "csv", "--out", "{folder}/file"], "cannot be made a folder"),
    (["export", "x", "-f", "pdf", "--out", "{folder}"], "is a folder"),
    (["export", "x", "-f", "json", "--now", "someday"], "'someday' is no date"),
    (["export", "-f", "json"], "give the reports at PATH"),
]


@pytest.mark.parametrize(("words", "said"), MISUSE, ids=[" ".join(words) for words, _ in MISUSE])
def test_misuse_is_2_says_why_and_no_work_was_done(
    words: list[str],
    said: str,
    asked: list[Any],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "file").touch()
    assert cli.main([word.format(folder=tmp_path) for word in words]) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not asked
