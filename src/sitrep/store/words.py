"""Search by words: the full-text index of the embedded database and that of the server.

Two small adapters with the same verbs. Queries are plain words: each must be met, by its stem,
and nothing of what is asked is taken for a query language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from sqlalchemy import Connection, text

from sitrep.store.pack import storable

__all__ = ["Indexed", "Words", "words_of"]

#: what is indexed: whole reports, or the claims and quotations of analysed ones
Indexed = Literal["report", "saying"]
#: words of a query that are looked for; the rest is passed over
MOST_WORDS = 32
#: rows in which the words stand that are ranked, those that came last; a word that stands in more
#: tells little, and ranking them all would cost more with every report that comes
MOST_MATCHED = 20_000
_WORD = re.compile(r"\w+")


class Words(Protocol):
    """A full-text index beside the tables, one row for each number of a table."""

    def create(self, connection: Connection) -> None:
        """Makes the index of each kind."""
        ...

    def put(
        self, connection: Connection, kind: Indexed, rows: Iterable[tuple[int, str, str]]
    ) -> None:
        """Adds (number, heading, text)."""
        ...

    def drop(self, connection: Connection, kind: Indexed, numbers: Sequence[int]) -> None:
        """Takes rows out."""
        ...

    def find(
        self, connection: Connection, kind: Indexed, asked: str, most: int, *, every: bool = True
    ) -> list[tuple[int, float]]:
        """(number, rank) of the rows that hold every word asked for, or any, best first.

        Of more than ``MOST_MATCHED`` rows those are ranked that came last. Ranks are positive;
        a higher one is better. An empty question finds nothing.
        """
        ...


def words_of(dialect: str) -> Words:
    """The full-text index of a kind of database."""
    return Server() if dialect == "postgresql" else Embedded()


def asked_words(asked: str) -> list[str]:
    """The words of a question, in order, each once."""
    return list(dict.fromkeys(word.lower() for word in _WORD.findall(asked)))[:MOST_WORDS]


class Embedded:
    """SQLite's FTS5 with the Porter stemmer; its ranks are BM25."""

    def create(self, connection: Connection) -> None:
        """Makes the index of each kind."""
        for kind in ("report", "saying"):
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {kind}_words USING fts5(heading, body, content='', "
                "contentless_delete=1, tokenize='porter unicode61 remove_diacritics 2')"
                if _can_delete(connection)
                else f"CREATE VIRTUAL TABLE {kind}_words USING fts5(heading, body, "
                "tokenize='porter unicode61 remove_diacritics 2')"
            )

    def put(
        self, connection: Connection, kind: Indexed, rows: Iterable[tuple[int, str, str]]
    ) -> None:
        """Adds (number, heading, text)."""
        given = [{"number": n, "heading": storable(h), "body": storable(b)} for n, h, b in rows]
        if given:
            connection.execute(
                text(
                    f"INSERT INTO {kind}_words(rowid, heading, body) "  # noqa: S608
                    "VALUES (:number, :heading, :body)"
                ),
                given,
            )

    def drop(self, connection: Connection, kind: Indexed, numbers: Sequence[int]) -> None:
        """Takes rows out."""
        if numbers:
            connection.execute(
                text(f"DELETE FROM {kind}_words WHERE rowid = :number"),  # noqa: S608
                [{"number": number} for number in numbers],
            )

    def find(
        self, connection: Connection, kind: Indexed, asked: str, most: int, *, every: bool = True
    ) -> list[tuple[int, float]]:
        """(number, rank) of the rows that hold every word asked for, or any, best first."""
        words = asked_words(asked)
        if not words:
            return []
        query = (" " if every else " OR ").join(f'"{word}"' for word in words)
        found = connection.execute(
            text(
                f"SELECT rowid, -rank FROM (SELECT rowid, rank FROM {kind}_words "  # noqa: S608
                f"WHERE {kind}_words MATCH :query AND rank MATCH 'bm25(3.0, 1.0)' "
                "ORDER BY rowid DESC LIMIT :newest) ORDER BY rank, rowid LIMIT :most"
            ),
            {"query": query, "most": most, "newest": MOST_MATCHED},
        )
        return [(int(number), max(float(rank), 1e-9)) for number, rank in found]


def _can_delete(connection: Connection) -> bool:
    """True where an index without a copy of the texts can forget rows (SQLite 3.43)."""
    version = str(connection.exec_driver_sql("SELECT sqlite_version()").scalar_one())
    return tuple(int(part) for part in version.split(".")[:2]) >= (3, 43)


class Server:
    """PostgreSQL's text search in English; its ranks are by cover density."""

    def create(self, connection: Connection) -> None:
        """Makes the index of each kind."""
        for kind in ("report", "saying"):
            connection.execute(
                text(f"CREATE TABLE {kind}_words (number BIGINT PRIMARY KEY, body TSVECTOR)")
            )
            connection.execute(
                text(f"CREATE INDEX {kind}_words_body ON {kind}_words USING GIN (body)")
            )

    def put(
        self, connection: Connection, kind: Indexed, rows: Iterable[tuple[int, str, str]]
    ) -> None:
        """Adds (number, heading, text)."""
        given = [
            {"number": n, "heading": storable(h)[:_MOST_TEXT], "body": storable(b)[:_MOST_TEXT]}
            for n, h, b in rows
        ]
        if given:
            connection.execute(
                text(
                    f"INSERT INTO {kind}_words(number, body) VALUES (:number, "  # noqa: S608
                    "setweight(to_tsvector('english', :heading), 'A') || "
                    "to_tsvector('english', :body))"
                ),
                given,
            )

    def drop(self, connection: Connection, kind: Indexed, numbers: Sequence[int]) -> None:
        """Takes rows out."""
        if numbers:
            connection.execute(
                text(f"DELETE FROM {kind}_words WHERE number = ANY(:numbers)"),  # noqa: S608
                {"numbers": list(numbers)},
            )

    def find(
        self, connection: Connection, kind: Indexed, asked: str, most: int, *, every: bool = True
    ) -> list[tuple[int, float]]:
        """(number, rank) of the rows that hold every word asked for, or any, best first."""
        words = asked_words(asked)
        if not words:
            return []
        found = connection.execute(
            text(
                "SELECT number, ts_rank_cd(body, query) AS rank "  # noqa: S608
                f"FROM (SELECT number, body, query FROM {kind}_words, "
                "websearch_to_tsquery('english', :asked) AS query WHERE body @@ query "
                "ORDER BY number DESC LIMIT :newest) AS met ORDER BY rank DESC, number LIMIT :most"
            ),
            {
                "asked": (" " if every else " or ").join(f'"{w}"' for w in words),
                "most": most,
                "newest": MOST_MATCHED,
            },
        )
        return [(int(number), max(float(rank), 1e-9)) for number, rank in found]


#: PostgreSQL indexes words of text up to one megabyte; the first part of a report is enough
_MOST_TEXT = 200_000
