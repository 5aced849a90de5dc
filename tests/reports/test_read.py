"""Every input is a report or a problem that says what and where."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.records import Problem, Report
from sitrep.reports import read
from sitrep.reports.walk import KINDS
from sitrep.settings import DEFAULT, Settings

TEXT = "Two ships burned in Port Vela on Monday, the harbour master said.\nNobody was hurt.\n"


def reading(
    *paths: Path | str, settings: Settings = DEFAULT, stdin: bytes = b""
) -> tuple[tuple[Report, ...], tuple[Problem, ...]]:
    return read([str(path) for path in paths], settings, stdin=io.BytesIO(stdin))


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# -- plain text ----------------------------------------------------------------------------


def test_plain_text_is_the_content_and_nothing_else_is_changed(tmp_path: Path) -> None:
    content = "  \r\nTwo ships burned – “badly” 🔥.\r\n\r\n\tNobody was hurt.\u2028  \n\n"
    reports, problems = reading(put(tmp_path, "a.txt", b"\xef\xbb\xbf" + content.encode()))
    assert problems == ()
    assert reports[0].text == content
    assert (reports[0].title, reports[0].publisher, reports[0].published) == (None, None, None)
    assert reports[0].extractor == "text"


def test_standard_input_is_plain_text() -> None:
    reports, problems = reading("-", stdin=TEXT.encode())
    assert problems == ()
    assert (reports[0].text, reports[0].path) == (TEXT, "-")


def test_one_text_is_one_report_whatever_its_path_and_outlets_are_told_apart(
    tmp_path: Path,
) -> None:
    put(tmp_path, "a/one.txt", TEXT)
    put(tmp_path, "a/two.txt", TEXT)
    put(tmp_path, "a/herald.md", f"---\npublisher: The Herald\n---\n{TEXT}")
    put(tmp_path, "a/courier.md", f"---\npublisher: The Courier\n---\n{TEXT}")
    reports, problems = reading(tmp_path)
    assert [report.publisher for report in reports] == ["The Courier", "The Herald", None]
    assert [problem.message for problem in problems] == [
        f"given twice; the same report as {tmp_path}/a/one.txt"
    ]
    again, _ = reading(put(tmp_path / "b", "moved.txt", TEXT))
    assert again[0].id == reports[2].id


def test_a_path_given_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", TEXT)
    for paths in [(path, path), (path, tmp_path), (tmp_path, path)]:
        reports, problems = reading(*paths)
        assert len(reports) == 1
        assert [problem.message for problem in problems] == ["given twice; it is read once"]


def test_the_order_of_the_paths_does_not_matter(tmp_path: Path) -> None:
    paths = [put(tmp_path, f"{name}.txt", f"{TEXT} {name}") for name in "abc"]
    paths.append(put(tmp_path, "empty.txt", ""))
    assert reading(*paths) == reading(*reversed(paths))


# -- what cannot be read -------------------------------------------------------------------

BAD: list[tuple[str, bytes, str]] = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\t\n", "empty"),
    ("short.txt", b"Fire.", "too little text for a report (5 characters)"),
    ("binary.txt", bytes(range(256)) * 20, "binary data, not text"),
    ("report.pdf.txt", b"%PDF-1.7\nabc", "this is a PDF document, not text"),
    ("zip.md", b"PK\x03\x04abcdefgh", "this is a zip archive or office document, not text"),
    (
        "menu.html",
        b"<html><body><nav></nav></body></html>",
        "no article text was found in the page",
    ),
    ("empty.html", b"", "empty"),
    ("row.jsonl", b'{"title": "Fire"}\n', "line 1: no text in any of the fields"),
    ("list.jsonl", b"[1, 2]\n", "line 1: not a JSON object"),
    ("broken.jsonl", b'{"text": "Fi\n', "line 1: no valid JSON"),
    ("deep.jsonl", b"[" * 100_000, "line 1: JSON that cannot be read"),
    ("truth.json", b'{"a": 1}', "no text in any of the fields"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD, ids=[name for name, *_ in BAD])
def test_bad_input_is_a_problem_and_the_rest_is_read(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    bad = put(tmp_path, name, content)
    put(tmp_path, "good.txt", TEXT)
    reports, problems = reading(tmp_path)
    assert [report.text for report in reports] == [TEXT]
    assert [(problem.stage, problem.path) for problem in problems] == [("reports", str(bad))]
    assert message in problems[0].message


def test_other_encodings_are_read_with_a_problem(tmp_path: Path) -> None:
    text = "Le café du port a brûlé, the mayor of Évreux said. It was the third fire this year."
    for encoding, told in [
        ("cp1252", "not valid UTF-8; read as"),
        ("utf-16", "encoded in UTF-16-LE, not in UTF-8"),
        ("utf-16-be", "encoded in UTF-16-BE, not in UTF-8"),
    ]:
        reports, problems = reading(put(tmp_path, "a.txt", text.encode(encoding)))
        assert [report.text for report in reports] == [text], encoding
        assert [problem.message[: len(told)] for problem in problems] == [told]


def test_a_few_wrong_bytes_do_not_change_the_encoding(tmp_path: Path) -> None:
    content = ("“Ships burned” – said the mayor. " * 9).encode() + b"\xff and more."
    reports, problems = reading(put(tmp_path, "a.txt", content))
    assert reports[0].text.count("\ufffd") == 1
    assert "1 bytes are not valid UTF-8" in problems[0].message


def test_a_file_over_the_limit_is_never_opened(tmp_path: Path) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as stream:
        stream.truncate(200_000_000)
    huge.chmod(0)
    reports, problems = reading(huge)
    assert reports == ()
    assert problems[0].message == "too large: 200 MB, at most 20 MB are read"


def test_long_text_is_cut_with_a_problem(tmp_path: Path) -> None:
    reports, problems = reading(
        put(tmp_path, "a.txt", "word " * 100), settings=Settings(max_text_chars=50)
    )
    assert reports[0].text == "word " * 10
    assert problems[0].message == "500 characters long; only the first 50 are kept"


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    cases: list[tuple[Path | str, str]] = [
        (tmp_path / "missing.txt", "no such file or folder"),
        (tmp_path / "dangling.txt", "no such file or folder"),
        (folder, "a folder with nothing in it to read"),
        (tmp_path / "pipe.txt", "neither a file nor a folder"),
        ("", "not a path"),
        ("a\0b", "not a path"),
        ("ftp://news.example/fire", "not fetched: only http and https addresses are opened"),
    ]
    for path, message in cases:
        reports, problems = reading(path)
        assert reports == ()
        assert [problem.message for problem in problems] == [message]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_a_problem(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", TEXT)
    path.chmod(0)
    _, problems = reading(path)
    assert "permission denied" in problems[0].message


# -- folders -------------------------------------------------------------------------------


def test_folders_are_followed_without_hidden_files_and_loops(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", TEXT + "b")
    put(tmp_path, "a/deep/c.TXT", TEXT + "c")
    put(tmp_path, ".hidden/d.txt", TEXT + "d")
    put(tmp_path, "a/.e.txt", TEXT + "e")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    put(tmp_path, "notes.log", TEXT)
    reports, problems = reading(tmp_path)
    assert [report.text[-1] for report in reports] == ["c", "b"]
    assert len(problems) == 1
    assert problems[0].path == f"{tmp_path}/notes.log"
    assert problems[0].message.startswith("not a kind of file that is read")


def test_limits_of_depth_and_number_are_told(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        put(tmp_path, f"{name}.txt", TEXT + name)
    put(tmp_path, "x/y/z.txt", TEXT)
    reports, problems = reading(tmp_path, settings=Settings(max_files=2))
    assert (len(reports), len(problems)) == (2, 1)
    assert "holds more than 2 files" in problems[0].message
    reports, problems = reading(tmp_path, settings=Settings(max_depth=2))
    assert (len(reports), len(problems)) == (3, 1)
    assert "too deep" in problems[0].message


def test_many_files_of_other_kinds_are_counted(tmp_path: Path) -> None:
    for number in range(30):
        put(tmp_path, f"{number:02}.bin", b"x")
    _, problems = reading(tmp_path)
    assert len(problems) == 11
    assert problems[-1].message == "20 more files are not of a kind that is read"


def test_progress_is_told(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", TEXT)
    put(tmp_path, "b.txt", TEXT + "b")
    told: list[tuple[str, int, int]] = []
    read([str(tmp_path)], DEFAULT, progress=lambda *step: told.append(step))
    assert told == [("files", 1, 2), ("files", 2, 2)]


# -- Markdown and rows ---------------------------------------------------------------------


def test_front_matter_gives_the_particulars(tmp_path: Path) -> None:
    path = put(
        tmp_path,
        "a.md",
        "---\n"
        'title: "Fire: two ships burn"\n'
        "publisher: The Vela Herald\n"
        "byline: Ana Ruiz\n"
        "published: 2024-03-12T13:10:00+01:00\n"
        "updated: 12 March 2024 15:00 GMT\n"
        "url: https://herald.example/fire\n"
        "note: invented\n"
        "---\n\n" + TEXT,
    )
    (report,), problems = reading(path)
    assert problems == ()
    assert report.text == TEXT.strip()
    assert (report.title, report.publisher) == ("Fire: two ships burn", "The Vela Herald")
    assert (report.byline, report.url) == ("Ana Ruiz", "https://herald.example/fire")
    assert str(report.published) == "2024-03-12 12:10:00+00:00"
    assert str(report.updated) == "2024-03-12 15:00:00+00:00"


def test_a_date_that_cannot_be_read_is_a_problem_and_no_date(tmp_path: Path) -> None:
    path = put(tmp_path, "a.md", f"---\npublished: last Tuesday\n---\n{TEXT}")
    (report,), problems = reading(path)
    assert report.published is None
    assert problems[0].message == "published: 'last Tuesday' is no date that can be read"


def test_a_header_that_is_not_closed_is_text(tmp_path: Path) -> None:
    (report,), problems = reading(put(tmp_path, "a.md", f"---\ntitle: x\n{TEXT}"))
    assert report.title is None
    assert report.text.startswith("---")
    assert "not closed" in problems[0].message


def test_rows_of_news_please_and_plain_rows(tmp_path: Path) -> None:
    rows = [
        {"text": TEXT, "title": "Fire", "publisher": "Herald", "published": "2024-03-12"},
        {
            "maintext": TEXT + "More.",
            "source_domain": "courier.example",
            "authors": ["Ana Ruiz", "Lee Park"],
            "date_publish": "2024-03-12 13:10:00",
            "url": "https://courier.example/fire",
            "language": "en",
        },
        {"body": TEXT + "Less.", "publisher": {"name": "The Post"}, "date": 1710249000},
    ]
    lines = [json.dumps(row) for row in rows]
    content = "\n".join([lines[0], "{broken", lines[1], "", lines[2]])
    reports, problems = reading(put(tmp_path, "a.jsonl", content))
    assert [report.path for report in reports] == [f"{tmp_path}/a.jsonl#{n}" for n in (1, 3, 5)]
    assert [report.publisher for report in reports] == ["Herald", "courier.example", "The Post"]
    assert reports[1].byline == "Ana Ruiz, Lee Park"
    assert str(reports[1].published) == "2024-03-12 13:10:00+00:00"
    assert str(reports[2].published) == "2024-03-12 13:10:00+00:00"
    assert [problem.message[:22] for problem in problems] == ["line 2: no valid JSON "]


def test_many_broken_lines_are_counted(tmp_path: Path) -> None:
    _, problems = reading(put(tmp_path, "a.jsonl", "{\n" * 1000))
    assert len(problems) == 21
    assert problems[-1].message == "980 more lines cannot be used"


def test_lone_surrogates_do_not_reach_the_text(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", '{"text": "A fire \\ud83d in the harbour of Port Vela."}')
    (report,), _ = reading(path)
    assert report.text.encode()
    assert "\ufffd" in report.text


# -- languages -----------------------------------------------------------------------------

LANGUAGES = [
    ("en", TEXT),
    ("en", "Fire in Port Vela kills two"),
    ("de", "Zwei Schiffe sind am Montag im Hafen verbrannt, teilte die Behörde der Stadt mit."),
    ("fr", "Deux navires ont brûlé lundi dans le port, a déclaré le maire de la ville hier soir."),
    ("ru", "Два корабля сгорели в порту в понедельник, сообщил начальник порта журналистам."),
    ("es", "Dos barcos ardieron el lunes en el puerto, dijo el alcalde de la ciudad a la prensa."),
]


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_other_languages_are_kept_and_named(tmp_path: Path, language: str, text: str) -> None:
    (report,), _ = reading(put(tmp_path, "a.txt", text))
    assert report.language == language


def test_an_empty_list_is_a_problem(tmp_path: Path) -> None:
    reports, problems = reading(put(tmp_path, "a.json", "[]"))
    assert not reports
    assert problems[0].message == "an empty list"
    reports, problems = reading(put(tmp_path, "b.jsonl", b"\xef\xbb\xbf"))
    assert not reports
    assert problems[0].message == "empty"


# -- anything at all -----------------------------------------------------------------------


@given(st.binary(max_size=400), st.sampled_from(sorted(KINDS)))
def test_any_bytes_are_reports_or_problems(content: bytes, suffix: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        reports, problems = reading(put(Path(folder), "a" + suffix, content))
    assert reports or problems
    for report in reports:
        report.text.encode()
