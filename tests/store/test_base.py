"""A database is opened, brought up to date, or refused with the reason."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import insert, inspect, select, text, update

from sitrep.errors import StoreError, UsageError
from sitrep.store import migrate as migrating
from sitrep.store import open_base
from sitrep.store.schema import VERSION, meta, problem

ROW = {"at": 1, "stage": "reports", "message": "m"}


def test_there_is_a_ledger_or_it_is_said_that_there_is_none(tmp_path: Path) -> None:
    place = tmp_path / "news.db"
    with pytest.raises(UsageError, match="there is no ledger at"):
        open_base(place, create=False)
    assert not place.exists()
    open_base(place).close()
    open_base(place, create=False).close()


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("mysql://u:secret@h/d", "only PostgreSQL servers"),
        ("postgresql://u:secret@h:port/d", "no address"),
        ("{folder}", "is a folder"),
        ("{folder}/missing/news.db", "is no folder"),
    ],
)
def test_what_is_no_address_is_refused_without_its_secret(
    tmp_path: Path, address: str, told: str
) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        open_base(address.format(folder=tmp_path))
    assert "secret" not in str(caught.value)


def test_a_server_that_does_not_answer_is_told_without_its_secret() -> None:
    with pytest.raises(StoreError) as caught:
        open_base("postgresql://u:secret@127.0.0.1:9/d")
    assert "secret" not in str(caught.value)


def test_another_database_is_not_taken_for_a_ledger(tmp_path: Path) -> None:
    place = tmp_path / "other.db"
    with sqlite3.connect(place) as connection:
        connection.execute("CREATE TABLE report (x)")
    with pytest.raises(StoreError, match="but no ledger"):
        open_base(place)


def test_what_is_no_database_is_said_to_be_none(tmp_path: Path) -> None:
    place = tmp_path / "letter.db"
    place.write_text("Dear editor, " * 500)
    with pytest.raises(StoreError, match="not a database"):
        open_base(place)


def test_a_ledger_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    base = open_base(tmp_path / "news.db")
    with base.writing() as connection:
        connection.execute(
            update(meta).where(meta.c.key == "schema").values(value=str(VERSION + 1))
        )
    base.close()
    with pytest.raises(StoreError, match="newer version"):
        open_base(tmp_path / "news.db")


def test_an_older_ledger_takes_every_step_in_one_transaction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_base(tmp_path / "news.db").close()
    taken: list[int] = []
    steps = {
        VERSION + 1: lambda c, _w: taken.append(c.execute(text("SELECT 1")).scalar_one()),
        VERSION + 2: lambda _c, _w: taken.append(2),
    }
    monkeypatch.setattr(migrating, "VERSION", VERSION + 2)
    monkeypatch.setattr(migrating, "STEPS", steps)
    open_base(tmp_path / "news.db").close()
    assert taken == [1, 2]
    open_base(tmp_path / "news.db").close()
    assert taken == [1, 2]


def test_a_ledger_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    base = open_base(tmp_path / "news.db")
    with base.writing() as connection:
        connection.execute(text("ALTER TABLE placement DROP COLUMN around"))
        connection.execute(text("DROP INDEX redirect_new"))
        connection.execute(update(meta).where(meta.c.key == "schema").values(value="1"))
    base.close()
    now = open_base(tmp_path / "news.db")
    with now.reading() as connection:
        kept = connection.execute(select(meta.c.value).where(meta.c.key == "schema")).scalar_one()
        columns = {one["name"] for one in inspect(connection).get_columns("placement")}
        indexes = {one["name"] for one in inspect(connection).get_indexes("redirect")}
    assert int(kept) == VERSION
    assert "around" in columns
    assert "redirect_new" in indexes
    now.close()


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    base = open_base(tmp_path / "news.db")

    def fail() -> None:
        with base.writing() as connection:
            connection.execute(insert(problem).values(**ROW))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with base.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM problem")).scalar_one() == 0


def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    base = open_base(tmp_path / "news.db")
    with base.writing() as connection:
        connection.execute(insert(problem).values(**ROW))

    def fill() -> None:
        with base.writing() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 4}")
            for _ in range(200):
                connection.execute(insert(problem).values(**{**ROW, "message": "x" * 4000}))

    with pytest.raises(StoreError, match="full"):
        fill()
    base.close()
    again = open_base(tmp_path / "news.db")
    with again.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM problem")).scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
