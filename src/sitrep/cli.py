"""Words on the command line in; calls of the pipeline and the renderings, and an exit code out.

Exit codes: 0 done, 1 done but with problems (each told on standard error), 2 misuse,
3 the installation is at fault, 130 interrupted. Heavy libraries are imported where they
are used, so that ``sitrep --version`` answers at once.
"""

# No postponed annotations here: typer reads those of functions made inside a function.
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Literal

from sitrep import __version__
from sitrep.errors import SitrepError, UsageError
from sitrep.records import Ledger, Problem
from sitrep.settings import DEFAULT

__all__ = ["main"]

Format = Literal["text", "md", "html", "json"]

DONE, WITH_PROBLEMS, MISUSE, BROKEN, INTERRUPTED = 0, 1, 2, 3, 130
#: what a shell shows for a program whose reader went away (128 + SIGPIPE)
_READER_GONE = 141
_SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}
#: how the stages that report progress are called on screen
_STAGES = {
    "files": "reading files",
    "reading": "analysing reports",
    "stories": "weighing stories",
}
#: seconds between two progress lines where there is no terminal
_PAUSE = 5.0


def main(words: Sequence[str] | None = None) -> int:
    """The exit code of ``sitrep WORDS``.

    Args:
        words: the arguments; those of the process by default.
    """
    arguments = list(sys.argv[1:] if words is None else words)
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"sitrep {__version__}\n")
        return DONE
    try:
        _commands()(arguments, prog_name="sitrep")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE if end.code is None else MISUSE
    except KeyboardInterrupt:
        return _say("interrupted", INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _READER_GONE
    except UsageError as error:
        return _say(str(error), MISUSE)
    except SitrepError as error:
        return _say(str(error), BROKEN)
    return DONE


def _say(message: str, code: int) -> int:
    sys.stderr.write(f"sitrep: {message}\n")
    return code


def _commands() -> Any:
    """The command-line interface, built when it is needed."""
    import typer

    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help="Reads many reports of one event and writes a cited situation report.",
    )

    @app.callback()
    def top(
        version: Annotated[
            bool, typer.Option("--version", "-V", help="Say the version and end.")
        ] = False,
    ) -> None:
        if version:
            typer.echo(f"sitrep {__version__}")
            raise typer.Exit(DONE)

    @app.command(help="Write a situation report on the reports at PATH...")
    def brief(
        paths: Annotated[
            list[str],
            typer.Argument(
                metavar="PATH",
                help="Files and folders of .txt, .md, .html, .jsonl; - for standard input.",
            ),
        ],
        form: Annotated[
            Format | None,
            typer.Option(
                "--format", "-f", help="What to write; by default by the ending of FILE, or text."
            ),
        ] = None,
        out: Annotated[
            Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to write.")
        ] = None,
        now: Annotated[
            str | None,
            typer.Option(metavar="DATE", help="The moment of asking; by default the clock's."),
        ] = None,
        title: Annotated[
            str | None, typer.Option(metavar="T", help="The title of the brief.")
        ] = None,
        quiet: Annotated[
            bool, typer.Option("--quiet", "-q", help="Tell neither progress nor problems.")
        ] = False,
    ) -> None:
        raise typer.Exit(_brief(paths, form, out, now, title, quiet=quiet))

    @app.command(
        help="Measure error rates and speed on open data; from a checkout of the project.",
        add_help_option=False,
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    )
    def bench(context: typer.Context) -> None:
        raise typer.Exit(_bench(context.args))

    return app


def _bench(words: Sequence[str]) -> int:
    """The exit code of the bench, which lives beside the package, not in it."""
    import importlib

    checkout = Path(__file__).resolve().parents[2]
    if not (checkout / "bench" / "command.py").is_file():
        raise UsageError(
            "bench: it is no part of the installed package; clone the project, "
            "run `make setup` there, then `.venv/bin/sitrep bench`"
        )
    if str(checkout) not in sys.path:
        sys.path.insert(0, str(checkout))
    return int(importlib.import_module("bench.command").main(words))


def _brief(
    paths: Sequence[str],
    form: Format | None,
    out: Path | None,
    now: str | None,
    title: str | None,
    *,
    quiet: bool,
) -> int:
    asked = _moment(now)
    _check_writable(out)
    chosen: Format = form or (_SUFFIXES.get(out.suffix.lower(), "text") if out else "text")
    ledger = _ledger(paths, asked, title, quiet=quiet)
    if out is None and chosen == "text" and sys.stdout.isatty():
        _show(ledger)
    else:
        from sitrep.renderings import render

        _write(render(ledger, chosen), out)
    if not quiet:
        _tell(ledger.problems)
    return WITH_PROBLEMS if ledger.problems else DONE


def _moment(written: str | None) -> datetime:
    if written is None:
        return datetime.now(UTC)
    from sitrep.reports.dates import read_date

    moment = read_date(written)
    if moment is None:
        raise UsageError(f"--now: {written!r} is no date; write it like 2024-11-17T18:00:00Z")
    return moment


def _check_writable(out: Path | None) -> None:
    """Raises before the work begins when its result could not be written."""
    if out is None:
        return
    if out.is_dir():
        raise UsageError(f"--out: {out} is a folder; give a file")
    try:
        if out.exists():
            with out.open("ab"):
                return
        with tempfile.NamedTemporaryFile(dir=out.parent):
            return
    except OSError as error:
        raise UsageError(f"--out: {out} cannot be written ({error.strerror})") from error


def _ledger(paths: Sequence[str], now: datetime, title: str | None, *, quiet: bool) -> Ledger:
    from sitrep.pipeline import default_tagger, run
    from sitrep.reports import read

    with _progress(quiet=quiet) as progress:
        stdin: BinaryIO = sys.stdin.buffer
        reports, problems = read(paths, DEFAULT, stdin=stdin, progress=progress)
        return run(
            reports,
            problems,
            DEFAULT,
            now=now,
            title=title,
            tagger=default_tagger(DEFAULT),
            progress=progress,
        )


def _show(ledger: Ledger) -> None:
    from rich.console import Console

    from sitrep.renderings.terminal import print_brief

    print_brief(ledger, Console())


def _write(text: str, out: Path | None) -> None:
    """Writes UTF-8 to standard output, or whole or not at all to the file ``out``."""
    data = text.encode("utf-8")
    if out is None:
        sys.stdout.flush()
        left = memoryview(data)
        while left:  # an unbuffered stream (PYTHONUNBUFFERED) may take a part at a time
            left = left[sys.stdout.buffer.write(left) :]
        sys.stdout.buffer.flush()
        return
    try:
        if out.exists() and not out.is_file():
            out.write_bytes(data)
            return
        with tempfile.NamedTemporaryFile(dir=out.parent, delete=False) as stream:
            stream.write(data)
        part = Path(stream.name)
        part.chmod(0o644 & ~_mask())
        part.replace(out)
    except OSError as error:
        raise UsageError(f"--out: {out} cannot be written ({error.strerror})") from error


def _mask() -> int:
    """The permissions that new files shall not have."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _tell(problems: Sequence[Problem]) -> None:
    for problem in problems:
        place = problem.path or problem.report or problem.stage
        line = " ".join(f"{place}: {problem.message}".split())
        printable = "".join(char if char.isprintable() else "\ufffd" for char in line)
        sys.stderr.write(printable.encode("utf-8", "replace").decode("utf-8") + "\n")


def _progress(*, quiet: bool) -> "_Silent":
    if quiet:
        return _Silent()
    return _Bar() if sys.stderr.isatty() else _Lines()


class _Silent:
    """Progress that nobody sees; the parent of those that are seen."""

    def __enter__(self) -> "_Silent":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leaves the screen as it was."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """``done`` of ``total`` items of ``stage`` are finished."""


class _Lines(_Silent):
    """One plain line when a stage is done, and now and then before."""

    def __init__(self) -> None:
        self.last = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Writes a line when the stage is done or the last line is some seconds old."""
        if done < total and time.monotonic() - self.last < _PAUSE:
            return
        self.last = time.monotonic()
        sys.stderr.write(f"{_STAGES.get(stage, stage)}: {done} of {total}\n")


class _Bar(_Silent):
    """A bar on the terminal that is gone when the work is done."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        self.bars = Progress(console=Console(stderr=True), transient=True)
        self.tasks: dict[str, Any] = {}
        self.bars.start()

    def close(self) -> None:
        """Takes the bar off the screen."""
        self.bars.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Moves the bar of ``stage``."""
        if stage not in self.tasks:
            self.tasks[stage] = self.bars.add_task(_STAGES.get(stage, stage), total=total)
        self.bars.update(self.tasks[stage], completed=done, total=total)
