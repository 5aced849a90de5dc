"""The commands of a kept ledger as the command line has them: their words and their help."""

# No postponed annotations here: typer reads those of functions made inside a function.
from typing import Annotated, Literal

import typer

from sitrep.commands.keeping import DEFAULT_DB

__all__ = ["register"]

Db = Annotated[
    str,
    typer.Option(
        "--db",
        metavar="LEDGER",
        envvar="SITREP_DB",
        help="The ledger: a file, or the address of a PostgreSQL database.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Tell neither progress nor problems.")]
Form = Annotated[
    Literal["text", "json"], typer.Option("--format", "-f", help="Lines to read, or JSON.")
]
Engine = Annotated[
    Literal["here", "processes", "dask"],
    typer.Option(help="What analyses reports: this process, several, or a Dask cluster."),
]
Scheduler = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="The scheduler of --engine dask.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands of a kept ledger to the command line."""
    _adding(app)
    _looking(app)
    _correcting(app)
    _serving(app)


def _adding(app: typer.Typer) -> None:
    @app.command(help="Read reports into a ledger that is kept, and put them into stories.")
    def add(
        paths: Annotated[
            list[str],
            typer.Argument(metavar="PATH", help="Files, folders and addresses; - for input."),
        ],
        db: Db = DEFAULT_DB,
        analyse: Annotated[
            bool, typer.Option("--analyse", help="Analyse each story that grew, now.")
        ] = False,
        engine: Engine = "here",
        scheduler: Scheduler = None,
        quiet: Quiet = False,
    ) -> None:
        from sitrep.commands.add import add as work

        code = work(paths, db, analyse=analyse, engine=engine, scheduler=scheduler, quiet=quiet)
        raise typer.Exit(code)

    @app.command(help="Read feeds into a kept ledger again and again, until stopped.")
    def watch(
        sources: Annotated[
            list[str] | None,
            typer.Argument(metavar="FEED", help="Addresses of feeds, and OPML lists."),
        ] = None,
        db: Db = DEFAULT_DB,
        once: Annotated[
            bool, typer.Option("--once", help="Read each feed that is due once, and end.")
        ] = False,
        analyse: Annotated[
            bool, typer.Option("--analyse", help="Analyse each story that grew, at once.")
        ] = False,
        quiet: Quiet = False,
    ) -> None:
        from sitrep.commands.watch import watch as work

        raise typer.Exit(work(sources or (), db, once=once, analyse=analyse, quiet=quiet))


def _looking(app: typer.Typer) -> None:
    @app.command(help="List the stories of a kept ledger.")
    def stories(
        words: Annotated[
            str, typer.Option(metavar="WORDS", help="Only stories in which these stand.")
        ] = "",
        order: Annotated[
            Literal["newest", "growing", "disputed", "largest"],
            typer.Option(help="Which come first."),
        ] = "newest",
        disputed: Annotated[
            bool, typer.Option("--disputed", help="Only stories with a dispute.")
        ] = False,
        limit: Annotated[int, typer.Option(min=1, help="How many at the most.")] = 50,
        form: Form = "text",
        db: Db = DEFAULT_DB,
    ) -> None:
        from sitrep.commands.stories import stories as work

        raise typer.Exit(work(db, order, words, form, disputed=disputed, limit=limit))

    @app.command(help="Show one story with its reports and findings, or one report.")
    def show(
        name: Annotated[str, typer.Argument(metavar="ID", help="Of a story or report.")],
        form: Form = "text",
        db: Db = DEFAULT_DB,
        quiet: Quiet = False,
    ) -> None:
        from sitrep.commands.stories import show as work

        raise typer.Exit(work(db, name, form, quiet=quiet))

    @app.command(help="Tell what is new since the last look, or since a date.")
    def new(
        since: Annotated[
            str | None, typer.Option(metavar="DATE", help="By default the last look.")
        ] = None,
        thorough: Annotated[
            bool, typer.Option("--all", help="Analyse every story that changed.")
        ] = False,
        form: Form = "text",
        db: Db = DEFAULT_DB,
        quiet: Quiet = False,
    ) -> None:
        from sitrep.commands.new import new as work

        raise typer.Exit(work(db, since, form, thorough=thorough, quiet=quiet))

    @app.command(help="List forecasts that nothing settled yet, those that fall due first.")
    def forecasts(
        due: Annotated[
            str | None, typer.Option(metavar="DATE", help="Only those that end by then.")
        ] = None,
        form: Form = "text",
        db: Db = DEFAULT_DB,
    ) -> None:
        from sitrep.commands.new import forecasts as work

        raise typer.Exit(work(db, due, form))

    @app.command(help="Find claims, quotations and reports by words and by meaning.")
    def search(
        words: Annotated[list[str] | None, typer.Argument(metavar="WORDS")] = None,
        kind: Annotated[
            Literal["claim", "quote", "report"] | None, typer.Option(help="Only this kind.")
        ] = None,
        who: Annotated[str | None, typer.Option(metavar="NAME", help="Who said it.")] = None,
        about: Annotated[
            str | None, typer.Option(metavar="NAME", help="Whom or what it names.")
        ] = None,
        since: Annotated[
            str | None, typer.Option("--from", metavar="DATE", help="Reported then or later.")
        ] = None,
        until: Annotated[
            str | None, typer.Option("--to", metavar="DATE", help="Reported then or earlier.")
        ] = None,
        status: Annotated[
            Literal["corroborated", "single-source", "disputed", "updated"] | None,
            typer.Option(help="Of the finding it belongs to."),
        ] = None,
        story: Annotated[str | None, typer.Option(metavar="ID", help="In this story.")] = None,
        meaning: Annotated[
            bool, typer.Option("--meaning/--words-only", help="Also by meaning, or not.")
        ] = True,
        limit: Annotated[int, typer.Option(min=1, max=200, help="How many at the most.")] = 20,
        form: Form = "text",
        db: Db = DEFAULT_DB,
    ) -> None:
        from sitrep.commands.moments import moment
        from sitrep.commands.search import search as work
        from sitrep.kept import Query

        query = Query(
            words=" ".join(words or ()),
            kind=kind,
            who=who,
            about=about,
            since=None if since is None else moment(since, "--from"),
            until=None if until is None else moment(until, "--to"),
            status=status,
            story=story,
            meaning=meaning,
            limit=limit,
        )
        raise typer.Exit(work(db, query, form))


def _correcting(app: typer.Typer) -> None:
    @app.command(help="Set something right; it stays right after every new report.")
    def correct(
        kind: Annotated[
            Literal["merge", "split", "move", "same-source", "not-a-dispute", "speaker", "outcome"],
            typer.Argument(metavar="KIND"),
        ],
        of: Annotated[list[str], typer.Argument(metavar="ID", help="What it is about.")],
        to: Annotated[
            str | None,
            typer.Option(metavar="WHAT", help="A story, a name or an outcome, by kind."),
        ] = None,
        story: Annotated[
            str | None, typer.Option(metavar="ID", help="The story of an attribution.")
        ] = None,
        reason: Annotated[str, typer.Option(metavar="WHY", help="Kept with it.")] = "",
        db: Db = DEFAULT_DB,
    ) -> None:
        from sitrep.commands.correct import correct as work
        from sitrep.kept import Correction

        asked = Correction(kind, tuple(of), to=to, story=story, reason=reason)
        raise typer.Exit(work(db, asked))

    @app.command(help="Take a correction back.")
    def undo(
        number: Annotated[int, typer.Argument(metavar="NUMBER", help="Of the correction.")],
        db: Db = DEFAULT_DB,
    ) -> None:
        from sitrep.commands.correct import undo as work

        raise typer.Exit(work(db, number))

    @app.command(help="List the corrections, those taken back among them.")
    def corrections(
        story: Annotated[str | None, typer.Option(metavar="ID", help="Of one story.")] = None,
        form: Form = "text",
        db: Db = DEFAULT_DB,
    ) -> None:
        from sitrep.commands.correct import corrections as work

        raise typer.Exit(work(db, story, form))


def _serving(app: typer.Typer) -> None:
    @app.command(help="Give a kept ledger to a program by the Model Context Protocol.")
    def mcp(db: Db = DEFAULT_DB) -> None:
        from sitrep.commands.mcp import mcp as work

        raise typer.Exit(work(db))

    @app.command(help="Show the ledger in a browser: a desk on this machine.")
    def serve(
        db: Db = DEFAULT_DB,
        host: Annotated[
            str | None, typer.Option(help="The address to listen on; by default 127.0.0.1.")
        ] = None,
        port: Annotated[
            int, typer.Option(min=0, max=65535, help="The port; 0 for any that is free.")
        ] = 8712,
        token: Annotated[
            str | None,
            typer.Option(
                envvar="SITREP_TOKEN",
                help="The word that is asked for; away from this machine one is made.",
            ),
        ] = None,
        write: Annotated[
            bool,
            typer.Option(
                "--write", help="Take corrections by the REST interface too; needs --host."
            ),
        ] = False,
        browse: Annotated[
            bool | None,
            typer.Option("--open/--no-open", help="Open the browser; by default at a terminal."),
        ] = None,
        quiet: Quiet = False,
    ) -> None:
        from sitrep.commands.serve import serve as work

        code = work(db, host, port, token=token, write=write, browse=browse, quiet=quiet)
        raise typer.Exit(code)
