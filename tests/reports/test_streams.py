"""Files larger than memory are read as streams: the same reports, some at a time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from sitrep.reports import Arriving, archives, read_all
from sitrep.settings import DEFAULT
from tests.reports.test_archives import ONE, TWO, warc

SMALL = replace(DEFAULT, max_file_bytes=200)


def row(number: int, words: str = "The river rose again in the night.") -> bytes:
    made = {"text": f"{words} Part {number}.", "publisher": "Valley Post", "id": number}
    return json.dumps(made, ensure_ascii=False).encode()


def file_of(folder: Path, *lines: bytes) -> str:
    path = folder / "rows.jsonl"
    path.write_bytes(b"\n".join(lines) + b"\n")
    return str(path)


def test_a_large_file_of_rows_gives_what_a_small_one_does(tmp_path: Path) -> None:
    path = file_of(tmp_path, *(row(number) for number in range(50)))
    assert Path(path).stat().st_size > SMALL.max_file_bytes
    assert tuple(Arriving([path], SMALL)) == read_all([path], DEFAULT).reports


def test_where_all_is_held_in_memory_a_large_file_is_a_problem(tmp_path: Path) -> None:
    path = file_of(tmp_path, *(row(number) for number in range(50)))
    came = read_all([path], SMALL)
    assert came.reports == ()
    assert came.problems[0].message.startswith("too large")


#: (a line that cannot be used, what is said of it)
BROKEN = [
    (b"{not json", "line 2: no valid JSON"),
    (b'{"title": "no text"}', "line 2: no text"),
    (row(1, "long " * 100), "line 2: longer than 0.0002 MB"),
    (
        b'{"text": "\xff\xfe no text in this encoding"}',
        "line 2: not valid UTF-8",
    ),
]


@pytest.mark.parametrize(("line", "told"), BROKEN, ids=[told for _, told in BROKEN])
def test_a_line_that_cannot_be_used_is_a_problem_and_the_rest_is_read(
    tmp_path: Path, line: bytes, told: str
) -> None:
    path = file_of(tmp_path, row(0), line, row(2), row(3))
    came = Arriving([path], SMALL)
    assert [one.path for one in came] == [f"{path}#1", f"{path}#3", f"{path}#4"]
    (problem,) = came.problems
    assert problem.message.startswith(told)


def test_many_broken_lines_are_counted_in_one_problem(tmp_path: Path) -> None:
    came = Arriving([file_of(tmp_path, *[b"{"] * 200)], SMALL)
    assert list(came) == []
    assert len(came.problems) == 21
    assert came.problems[-1].message == "180 more lines cannot be used"


def test_a_file_of_rows_is_read_up_to_a_limit(tmp_path: Path) -> None:
    path = file_of(tmp_path, *(row(number) for number in range(50)))
    came = Arriving([path], replace(SMALL, max_unpacked_bytes=1000))
    assert 0 < len(list(came)) < 12
    assert came.problems[0].message == "larger than 0.001 MB; the rest is not read"


def test_a_report_that_stands_twice_in_a_stream_comes_once(tmp_path: Path) -> None:
    came = Arriving([file_of(tmp_path, row(1), row(1), row(2), row(2))], SMALL)
    assert len(list(came)) == 2
    assert "given twice" in came.problems[0].message


def test_an_archive_is_handed_on_some_pages_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(warc(ONE, TWO))
    at_once = read_all([str(path)], DEFAULT)
    monkeypatch.setattr(archives, "_AT_A_TIME", 1)
    parts = [len(part.drafts) for part in archives.read_archive(path, str(path), DEFAULT)]
    assert parts == [1, 1, 0]
    came = Arriving([str(path)], DEFAULT)
    assert tuple(came) == at_once.reports
    assert tuple(came.problems) == at_once.problems
