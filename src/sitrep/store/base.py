"""The database of a kept ledger: an embedded file by default, a server by its address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from sitrep.errors import StoreError, UsageError
from sitrep.store.migrate import migrate
from sitrep.store.words import Words, words_of

__all__ = ["Base", "open_base"]

#: seconds that a writer waits for another one before it gives up
_PATIENCE = 60
#: the key of the lock that writers of one server database take in turn (any fixed number)
_WRITERS = 7_418_101


class Base:
    """An open database. Reading and writing are each one transaction.

    Writers take turns: what one reads inside its transaction stays true until it commits. A
    transaction that ends in an error leaves nothing behind.
    """

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name
        self.words: Words = words_of(engine.dialect.name)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger.

        Raises:
            StoreError: when the database cannot be read.
        """
        with self._guarded(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that no other writer runs beside; committed at the end.

        Raises:
            StoreError: when the database cannot be written, as when the disk is full.
        """
        with self._guarded(), self.engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                if self.engine.dialect.name == "postgresql":
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITERS})"))
                yield connection

    def close(self) -> None:
        """Gives all connections back."""
        self.engine.dispose()

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            raise StoreError(f"the ledger {self.name}: {_why(error)}") from error


def open_base(address: str | Path, *, create: bool = True) -> Base:
    """The database at ``address``, brought up to the present schema.

    Args:
        address: a file's path, or the address of a PostgreSQL server
            (``postgresql://user@host/name``, which needs the extra ``postgres``).
        create: make an empty ledger where there is none.

    Raises:
        UsageError: when the address is none, or there is no ledger and none may be made.
        StoreError: when the database cannot be opened, or was made by a newer version.
    """
    written = str(address)
    if "://" in written:
        engine, name = _server(written)
    else:
        engine, name = _file(Path(written), create=create), written
    base = Base(engine, name)
    with base.writing() as connection:
        migrate(connection, base.words, name, create=create)
    return base


def _file(path: Path, *, create: bool) -> Engine:
    if path.is_dir():
        raise UsageError(f"{path} is a folder; give the file of a ledger")
    if not path.exists():
        if not create:
            raise UsageError(f"there is no ledger at {path}; `sitrep add` makes one")
        if not path.resolve().parent.is_dir():
            raise UsageError(f"{path.parent} is no folder; make it, or give another file")
    engine = create_engine(
        f"sqlite:///{path}", connect_args={"timeout": _PATIENCE, "check_same_thread": False}
    )
    event.listen(engine, "connect", _prepared)
    event.listen(engine, "begin", _begun)
    return engine


def _prepared(connection: Any, _: Any) -> None:
    """Write-ahead log, so that readers never wait; every commit is on the disk when it returns."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begun(connection: Connection) -> None:
    """Writers ask for the lock at once: a reader that turned writer could not be served."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _server(address: str) -> tuple[Engine, str]:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise UsageError(f"{address.split('@')[-1]!r} is no address of a database") from error
    name = url.render_as_string(hide_password=True)
    if url.get_backend_name() != "postgresql":
        raise UsageError(f"{name}: only PostgreSQL servers are known; give postgresql://…")
    try:
        return create_engine(url.set(drivername="postgresql+psycopg")), name
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{name}: the driver is not installed; install sitrep[postgres]"
        ) from error


def _why(error: SQLAlchemyError) -> str:
    """The database's own first line, without the statement and its values."""
    cause = getattr(error, "orig", None) or error
    lines = str(cause).strip().splitlines()
    return lines[0] if lines else type(error).__name__
