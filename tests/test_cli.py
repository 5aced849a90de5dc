"""The command line: what it says, where, and with which exit code."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from sitrep import __version__, cli
from sitrep.errors import ModelError
from sitrep.records import Ledger, Problem, Report

TEXT = "Two ships burned in Port Vela on Monday, the harbour master said.\n"


class Pipeline(ModuleType):
    """Stands where the pipeline stands: keeps what it was asked, gives a bare ledger."""

    def __init__(self) -> None:
        super().__init__("sitrep.pipeline")
        self.asked: dict[str, Any] = {}
        self.fault: BaseException | None = None

    def default_tagger(self, _settings: object) -> object:
        return SimpleNamespace()

    def run(
        self, reports: Sequence[Report], problems: Sequence[Problem], _settings: object, **rest: Any
    ) -> Ledger:
        if self.fault:
            raise self.fault
        self.asked = {"reports": reports, **rest}
        rest["progress"]("reading", len(reports), len(reports))
        return Ledger(__version__, rest["now"], reports=tuple(reports), problems=tuple(problems))


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    stand_in = Pipeline()
    monkeypatch.setitem(sys.modules, "sitrep.pipeline", stand_in)
    return stand_in


@pytest.fixture
def report(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return str(path)


def test_an_address_on_this_machine_is_refused_and_told(
    pipeline: Pipeline, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["brief", "http://127.0.0.1:9/x", "--now", "2024-03-15"]) == 1
    assert (
        "http://127.0.0.1:9/x: not fetched: 127.0.0.1 is on a network that is not public"
        in capsys.readouterr().err
    )


def test_done_is_0_and_problems_are_1(
    pipeline: Pipeline, report: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["brief", report]) == 0
    assert capsys.readouterr().err == "reading files: 1 of 1\nanalysing reports: 1 of 1\n"
    empty = tmp_path / "empty\nfile.txt"
    empty.touch()
    assert cli.main(["brief", report, str(empty), "gone.txt"]) == 1
    assert capsys.readouterr().err.splitlines()[-2:] == [
        "gone.txt: no such file or folder",
        f"{tmp_path}/empty\ufffdfile.txt: empty",
    ]
    assert [one.text for one in pipeline.asked["reports"]] == [TEXT]


def test_quiet_says_nothing(
    pipeline: Pipeline, report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["brief", report, "gone.txt", "--quiet"]) == 1
    assert capsys.readouterr().err == ""


MISUSE = [
    ([], "Usage"),
    (["brief"], "PATH"),
    (["boil"], "boil"),
    (["brief", "{report}", "--format", "pdf"], "pdf"),
    (["brief", "{report}", "--colour"], "--colour"),
    (["brief", "{report}", "--now", "tomorrow"], "'tomorrow' is no date"),
    (["brief", "{report}", "--out", "{folder}"], "is a folder"),
    (["brief", "{report}", "--out", "{folder}/no/brief.md"], "cannot be written"),
    (["brief", "{report}", "--out", "/proc/brief.md"], "cannot be written"),
]


@pytest.mark.parametrize(("words", "said"), MISUSE, ids=[" ".join(words) for words, _ in MISUSE])
def test_misuse_is_2_and_says_what_is_wrong(
    pipeline: Pipeline,
    report: str,
    tmp_path: Path,
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    filled = [word.format(report=report, folder=tmp_path) for word in words]
    assert cli.main(filled) == 2
    shown = capsys.readouterr()
    assert said in shown.err + shown.out
    assert "Traceback" not in shown.err
    assert not pipeline.asked


def test_now_and_title_are_handed_on(pipeline: Pipeline, report: str) -> None:
    assert cli.main(["brief", report, "--now", "2024-11-17T20:00+02:00", "--title", "Fire"]) == 0
    assert pipeline.asked["now"] == datetime(2024, 11, 17, 18, tzinfo=UTC)
    assert pipeline.asked["title"] == "Fire"


def test_now_is_the_clock_when_it_is_not_given(pipeline: Pipeline, report: str) -> None:
    before = datetime.now(UTC)
    cli.main(["brief", report])
    assert before <= pipeline.asked["now"] <= datetime.now(UTC)


def test_standard_input_is_read(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert cli.main(["brief", "-"]) == 0
    assert pipeline.asked["reports"][0].text == TEXT


def test_out_is_written_whole_in_the_format_of_its_ending(
    pipeline: Pipeline, report: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "brief.json"
    out.write_text("an older brief")
    assert cli.main(["brief", report, "--out", str(out)]) == 0
    assert out.read_text().startswith("{")
    assert capsys.readouterr().out == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.json", "report.txt"]
    assert cli.main(["brief", report, "--out", str(out), "--format", "md"]) == 0
    assert not out.read_text().startswith("{")


def test_an_interrupt_ends_cleanly(
    pipeline: Pipeline, report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.fault = KeyboardInterrupt()
    assert cli.main(["brief", report]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_broken_installation_is_3(
    pipeline: Pipeline, report: str, capsys: pytest.CaptureFixture[str]
) -> None:
    pipeline.fault = ModelError("tagger.onnx is missing; install sitrep again")
    assert cli.main(["brief", report]) == 3
    assert "sitrep: tagger.onnx is missing" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_fault() -> None:
    code = (
        "import sys; from sitrep import cli; from sitrep.commands.output import write;"
        "cli._commands = lambda: lambda *words, **rest: write('x' * 10_000_000, None);"
        "sys.exit(cli.main(['brief', '.']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(1)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141


def test_the_version_is_said_at_once() -> None:
    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    least = 9.0
    for _ in range(3):
        before = spent()
        done = subprocess.run(
            [sys.executable, "-m", "sitrep", "--version"], capture_output=True, text=True
        )
        least = min(least, spent() - before)
        assert (done.returncode, done.stdout) == (0, f"sitrep {__version__}\n")
    assert least < 0.25  # seconds of processor time: a busy machine does not count


REPORT = """Two cargo ships burned in the harbour of Port Vela on Monday night, an officer said.
Three sailors were taken to hospital, Captain Lee Park told reporters.
The port will stay closed until Thursday, and 12 ships are waiting outside.
"""


def test_bad_input_is_told_and_the_rest_of_the_work_is_done(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(REPORT)
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "latin.txt").write_bytes(REPORT.replace("Vela", "Véla").encode("cp1252"))
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.truncate(200_000_000)
    (tmp_path / "nothing").mkdir()
    (tmp_path / "german.txt").write_text(
        "Zwei Frachter brannten am Montag im Hafen der Stadt, sagte der Hafenmeister am Abend."
    )
    (tmp_path / "rows.jsonl").write_text('{"text": "' + "Another fire was seen. " * 3 + '"}\n{"te')
    (tmp_path / "page.html").write_text("<script>alert('x')</script><nav>Home</nav>")
    said_where = {
        "empty.txt": "empty",
        "binary.txt": "binary data",
        "latin.txt": "not valid UTF-8; read as",
        "huge.txt": "too large: 200 MB",
        "nothing": "a folder with nothing in it",
        "german.txt": "'de'",
        "good.txt": "given twice",
        "rows.jsonl": "line 2: no valid JSON",
        "page.html": "no article text",
        "missing.txt": "no such file",
    }
    paths = [str(tmp_path / name) for name in said_where]
    done = subprocess.run(
        [sys.executable, "-m", "sitrep", "brief", *paths, str(good), "--now", "2024-11-20"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "Two cargo ships burned in the harbour of Port Vela" in done.stdout
    problems = [line for line in done.stderr.splitlines() if str(tmp_path) in line]
    for name, said in said_where.items():
        told = [line for line in problems if line.startswith(str(tmp_path / name)) and said in line]
        assert len(told) == 1, (name, done.stderr)
