"""The tables of a kept ledger: one schema for the embedded database and for the server.

Moments are whole microseconds since 1970 in UTC, so that they compare alike everywhere. Large
records are compressed bytes whose form their writer knows; what is asked for stands in columns.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

__all__ = [
    "TABLES",
    "VERSION",
    "analysis",
    "article",
    "article_key",
    "bond",
    "correction",
    "event",
    "feed",
    "judged",
    "look",
    "meta",
    "moved",
    "placement",
    "problem",
    "redirect",
    "report",
    "saying",
    "story",
]

#: the version of the schema; ``migrate`` brings older ledgers up to it
VERSION = 2

TABLES = MetaData()

#: SQLite counts only plain INTEGER keys up by itself
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def _number() -> Column[int]:
    return Column("number", _NUMBER, primary_key=True, autoincrement=True)


meta = Table(
    "meta",
    TABLES,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

#: one published item as it was read; its text never changes
report = Table(
    "report",
    TABLES,
    _number(),
    Column("id", String(40), nullable=False, unique=True),
    Column("article", String(40), nullable=False),
    Column("version", Integer, nullable=False),
    Column("seen", BigInteger, nullable=False),
    Column("moment", BigInteger, nullable=False),
    Column("ended", BigInteger),
    Column("publisher", Text),
    Column("title", Text),
    Column("record", LargeBinary, nullable=False),
    Index("report_article", "article", "version"),
    Index("report_moment", "moment"),
    Index("report_seen", "seen"),
)

#: what several reports are versions of; ``withdrawn`` is when its publisher took it back
article = Table(
    "article",
    TABLES,
    Column("id", String(40), primary_key=True),
    Column("current", String(40)),
    Column("withdrawn", BigInteger),
    Column("reason", Text, nullable=False, default=""),
)

#: what names an article: its address, or the id that its publisher gives it
article_key = Table(
    "article_key",
    TABLES,
    Column("key", Text, primary_key=True),
    Column("article", String(40), nullable=False),
)

story = Table(
    "story",
    TABLES,
    _number(),
    Column("id", String(40), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("added", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("first", BigInteger),
    Column("last", BigInteger),
    Column("reports", Integer, nullable=False),
    Column("publishers", Text, nullable=False),
    Column("followed", Boolean, nullable=False, default=False),
    Index("story_changed", "changed"),
    Index("story_reports", "reports"),
)

#: which story a report is in, how surely, and why; ``outline`` is what grouping looks at, and
#: ``around`` what its search for neighbours found (none in rows of a ledger's first version)
placement = Table(
    "placement",
    TABLES,
    Column("report", String(40), ForeignKey("report.id"), primary_key=True),
    Column("story", String(40), nullable=False),
    Column("score", Float, nullable=False),
    Column("reason", Text, nullable=False),
    Column("moment", BigInteger, nullable=False),
    Column("dated", Boolean, nullable=False),
    Column("outline", LargeBinary, nullable=False),
    Column("around", LargeBinary),
    Index("placement_story", "story"),
    Index("placement_moment", "moment"),
)

#: ids of stories that were taken in by others
redirect = Table(
    "redirect",
    TABLES,
    Column("old", String(40), primary_key=True),
    Column("new", String(40), nullable=False),
    Index("redirect_new", "new"),
)

#: what happened to stories as wholes, in order: merged, split, moved, by whom and why
event = Table(
    "event",
    TABLES,
    _number(),
    Column("at", BigInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("story", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Index("event_at", "at"),
)

#: what was found in one report alone, by the engine of that name
analysis = Table(
    "analysis",
    TABLES,
    Column("report", String(40), ForeignKey("report.id"), primary_key=True),
    Column("engine", String(40), nullable=False),
    Column("record", LargeBinary, nullable=False),
)

#: the last conclusion on a story; ``stamp`` tells what it was made from
judged = Table(
    "judged",
    TABLES,
    Column("story", String(40), primary_key=True),
    Column("stamp", String(40), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("low", Integer, nullable=False),
    Column("high", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    Column("corroborated", Integer, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

#: claims and quotations of concluded stories, for search and for what falls due
saying = Table(
    "saying",
    TABLES,
    _number(),
    Column("id", String(40), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("story", String(40), nullable=False),
    Column("report", String(40), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("moment", BigInteger, nullable=False),
    Column("finding", String(40)),
    Column("status", String(20)),
    Column("forecast", String(40)),
    Column("due", BigInteger),
    Column("state", String(20)),
    Column("vector", LargeBinary, nullable=False),
    Index("saying_story", "story"),
    Index("saying_due", "due"),
    Index("saying_moment", "moment"),
)

#: users' decisions, in order; nothing is ever changed here but ``undone``'s own entries added
correction = Table(
    "correction",
    TABLES,
    _number(),
    Column("at", BigInteger, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("story", String(40)),
    Column("record", LargeBinary, nullable=False),
    Column("undoes", _NUMBER),
)

#: what a correction moved, so that it can be taken back
moved = Table(
    "moved",
    TABLES,
    _number(),
    Column("correction", _NUMBER, nullable=False),
    Column("report", String(40), nullable=False),
    Column("story", String(40), nullable=False),
    Index("moved_correction", "correction"),
)

#: two reports that users put into one story, or into two
bond = Table(
    "bond",
    TABLES,
    _number(),
    Column("correction", _NUMBER, nullable=False),
    Column("one", String(40), nullable=False),
    Column("other", String(40), nullable=False),
    Column("together", Boolean, nullable=False),
    Index("bond_correction", "correction"),
)

look = Table(
    "look",
    TABLES,
    Column("reader", String(80), primary_key=True),
    Column("at", BigInteger, nullable=False),
)

#: what is remembered of an address that is asked again
feed = Table(
    "feed",
    TABLES,
    Column("address", Text, primary_key=True),
    Column("followed", Boolean, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("record", LargeBinary, nullable=False),
)

problem = Table(
    "problem",
    TABLES,
    _number(),
    Column("at", BigInteger, nullable=False),
    Column("stage", String(40), nullable=False),
    Column("report", String(40)),
    Column("path", Text),
    Column("start", Integer),
    Column("end", Integer),
    Column("message", Text, nullable=False),
)
