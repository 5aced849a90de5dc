"""An empty or older database in, one of the present schema out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sqlalchemy import Connection, Index, insert, inspect, select, text, update

from sitrep.errors import StoreError, UsageError
from sitrep.store.schema import TABLES, VERSION, meta, placement, redirect
from sitrep.store.words import Words

__all__ = ["STEPS", "migrate"]

Step = Callable[[Connection, Words], None]


def _to_2(connection: Connection, _: Words) -> None:
    """What a search for neighbours found is kept, and redirects are found by where they lead."""
    kind = placement.c.around.type.compile(connection.dialect)
    connection.execute(text(f"ALTER TABLE placement ADD COLUMN around {kind}"))
    _index(redirect.indexes, "redirect_new").create(connection)


def _index(indexes: Iterable[Index], name: str) -> Index:
    return next(index for index in indexes if index.name == name)


#: what brings a ledger from one version of the schema to the next, by the version it leads to
STEPS: Mapping[int, Step] = {2: _to_2}


def migrate(connection: Connection, words: Words, name: str, *, create: bool = True) -> None:
    """Makes the tables, or takes every step from the ledger's version to the present one.

    Runs inside one transaction, so that a ledger is never between two versions.

    Args:
        connection: with a writing transaction.
        words: the full-text index of this kind of database.
        name: of the ledger, for messages.
        create: make the tables where there are none.

    Raises:
        StoreError: when a newer version made the ledger, or the database holds something else.
        UsageError: when there is no ledger and none may be made.
    """
    tables = set(inspect(connection).get_table_names())
    if "meta" not in tables:
        if tables & set(TABLES.tables):
            raise StoreError(f"{name} is a database, but no ledger; give another file")
        if not create:
            raise UsageError(f"there is no ledger at {name}; `sitrep add` makes one")
        TABLES.create_all(connection)
        words.create(connection)
        connection.execute(insert(meta).values(key="schema", value=str(VERSION)))
        return
    version = int(
        connection.execute(select(meta.c.value).where(meta.c.key == "schema")).scalar_one()
    )
    if version > VERSION:
        raise StoreError(
            f"{name} was written by a newer version (schema {version}, this one knows {VERSION}); "
            "install the newer version"
        )
    for step in range(version + 1, VERSION + 1):
        STEPS[step](connection, words)
    if version != VERSION:
        connection.execute(update(meta).where(meta.c.key == "schema").values(value=str(VERSION)))
