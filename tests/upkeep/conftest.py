"""Every test here runs on the embedded database and, where one is at hand, on a server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from sitrep.upkeep import LedgerKeeper
from tests.upkeep.keeping import keeper_at

#: the address of a server on which databases may be made, such as postgresql://u:p@localhost/u
SERVER = os.environ.get("SITREP_TEST_POSTGRES", "")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an empty ledger can be made."""
    if request.param == "sqlite":
        yield str(tmp_path / "news.db")
        return
    if not SERVER:
        pytest.skip("no server: SITREP_TEST_POSTGRES names none")
    from sqlalchemy import create_engine, make_url, text

    url = make_url(SERVER).set(drivername="postgresql+psycopg")
    name = f"test_{uuid4().hex}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    try:
        yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()


@pytest.fixture
def keeper(address: str) -> Iterator[LedgerKeeper]:
    """An empty ledger."""
    made = keeper_at(address)
    yield made
    made.close()
