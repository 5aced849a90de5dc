"""Words on the command line in; a command's work and its exit code out.

This file only registers the commands; each is a file of :mod:`sitrep.commands`, imported when
it is called, so that ``sitrep --version`` answers at once. The exit codes are those of
:mod:`sitrep.commands.exits`.
"""

# No postponed annotations here: typer reads those of functions made inside a function.
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from sitrep import __version__
from sitrep.commands.exits import BROKEN, DONE, INTERRUPTED, MISUSE, READER_GONE
from sitrep.errors import SitrepError, UsageError

__all__ = ["main"]


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
        return READER_GONE
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

    from sitrep.commands.brief import Format
    from sitrep.commands.keeping import DEFAULT_DB
    from sitrep.commands.registered import register
    from sitrep.exports import FORMS

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
            list[str] | None,
            typer.Argument(
                metavar="PATH",
                help="Files, folders, addresses (texts, pages, feeds); - for standard input.",
            ),
        ] = None,
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
        story: Annotated[
            str | None,
            typer.Option(metavar="ID", help="A story of a kept ledger, instead of PATH."),
        ] = None,
        db: Annotated[
            str, typer.Option("--db", metavar="LEDGER", envvar="SITREP_DB", help="That ledger.")
        ] = DEFAULT_DB,
        quiet: Annotated[
            bool, typer.Option("--quiet", "-q", help="Tell neither progress nor problems.")
        ] = False,
    ) -> None:
        from sitrep.commands.brief import brief as work

        kept = None if story is None else (db, story)
        raise typer.Exit(work(paths or (), form, out, now, title, kept=kept, quiet=quiet))

    register(app)

    @app.command(help="Write what was found in the reports at PATH... in one of many formats.")
    def export(
        paths: Annotated[
            list[str] | None, typer.Argument(metavar="PATH", help="As for brief.")
        ] = None,
        form: Annotated[
            str | None,
            typer.Option("--format", "-f", metavar="FORMAT", help=", ".join(FORMS)),
        ] = None,
        table: Annotated[
            str | None, typer.Option(metavar="TABLE", help="With csv: the one table to write.")
        ] = None,
        out: Annotated[
            Path | None,
            typer.Option("--out", "-o", metavar="FILE", help="Where; for all tables a folder."),
        ] = None,
        now: Annotated[str | None, typer.Option(metavar="DATE", help="As for brief.")] = None,
        title: Annotated[str | None, typer.Option(metavar="T", help="As for brief.")] = None,
        story: Annotated[
            str | None, typer.Option(metavar="ID", help="A story of a kept ledger.")
        ] = None,
        db: Annotated[
            str, typer.Option("--db", metavar="LEDGER", envvar="SITREP_DB", help="That ledger.")
        ] = DEFAULT_DB,
        quiet: Annotated[bool, typer.Option("--quiet", "-q", help="As for brief.")] = False,
    ) -> None:
        from sitrep.commands.export import export_reports

        kept = None if story is None else (db, story)
        code = export_reports(paths or (), form, table, out, now, title, kept=kept, quiet=quiet)
        raise typer.Exit(code)

    @app.command(help="Verify any text with citations, or a brief as JSON, against a ledger.")
    def check(
        brief: Annotated[Path, typer.Argument(metavar="BRIEF", help="- for standard input.")],
        ledger: Annotated[
            Path, typer.Option(metavar="LEDGER", help="A file that --format json wrote.")
        ],
        quiet: Annotated[
            bool, typer.Option("--quiet", "-q", help="Tell the numbers alone.")
        ] = False,
    ) -> None:
        from sitrep.commands.check import check_file

        raise typer.Exit(check_file(brief, ledger, quiet=quiet))

    @app.command(help="Prove an evidence package unaltered and every citation in it sound.")
    def verify(
        package: Annotated[Path, typer.Argument(metavar="PACKAGE", help="- for standard input.")],
        digest: Annotated[
            str | None,
            typer.Option(metavar="SHA256", help="Of the package, kept elsewhere when it was made."),
        ] = None,
        quiet: Annotated[
            bool, typer.Option("--quiet", "-q", help="Tell only what does not hold.")
        ] = False,
    ) -> None:
        from sitrep.commands.verify import verify_package

        raise typer.Exit(verify_package(package, digest, quiet=quiet))

    @app.command(
        help="Measure error rates and speed on open data; from a checkout of the project.",
        add_help_option=False,
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    )
    def bench(context: typer.Context) -> None:
        from sitrep.commands.bench import bench as work

        raise typer.Exit(work(context.args))

    return app
