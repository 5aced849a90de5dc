"""The desk with its interface over the invented dam, for tests that ask it over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from starlette.applications import Starlette
from starlette.testclient import TestClient

from sitrep.settings import DEFAULT
from sitrep.web.api.routes import routes
from sitrep.web.api.table import ROOT
from sitrep.web.app import application
from tests.renderings.sample import LEDGER
from tests.web.memory import MemoryKeeper

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)
TOKEN = "a-word-that-only-the-tests-know"
STORY = LEDGER.stories[0].id


def keeper() -> MemoryKeeper:
    return MemoryKeeper([LEDGER], clock=lambda: NOW)


def served(
    *, token: str | None = None, write: bool = False, over: MemoryKeeper | None = None
) -> Starlette:
    known = over or keeper()
    more = routes(known, DEFAULT, token=token, write=write)
    return application(
        known, DEFAULT, allowed_hosts=("127.0.0.1", "testserver"), token=token, more=more
    )


def client(**how: Any) -> TestClient:
    """A client of a fresh service; with a token it is not sent by itself."""
    return TestClient(served(**how), raise_server_exceptions=False)


def get(path: str, **headers: str) -> Any:
    """The answer of a fresh service to a program that may read."""
    with client() as asked:
        return asked.get(f"{ROOT}{path}", headers=headers)


def bearer(word: str = TOKEN) -> dict[str, str]:
    return {"Authorization": f"Bearer {word}"}
