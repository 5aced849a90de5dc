"""The interface over a ledger on disk: the example collections, read and analysed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import given
from starlette.testclient import TestClient

from sitrep.reports import read
from sitrep.settings import DEFAULT
from sitrep.upkeep import LedgerKeeper, open_ledger
from sitrep.web.api.routes import routes
from sitrep.web.api.table import OPERATIONS, ROOT
from sitrep.web.app import application
from tests.web.api.asked import ask, quickly
from tests.web.api.served import TOKEN, bearer
from tests.web.examples import COUNT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerKeeper]:
    keeper = open_ledger(tmp_path_factory.mktemp("kept") / "news.db", DEFAULT, create=True)
    reports, problems = read([str(COUNT)], DEFAULT)
    keeper.analyse(keeper.add(reports, problems=problems).stories)
    yield keeper
    keeper.close()


@pytest.fixture(scope="module")
def known(kept: LedgerKeeper) -> dict[str, object]:
    """Ids that are in the ledger, and a correction that can be undone."""
    story = kept.stories()[0].id
    report = kept.ledger(story).reports[0].id
    return {"story": story, "report": report, "number": 1, "format": "pdf", "table": "quotes"}


@pytest.fixture(scope="module")
def service(kept: LedgerKeeper) -> Any:
    more = routes(kept, DEFAULT, token=TOKEN, write=True)
    return application(kept, DEFAULT, allowed_hosts=("testserver",), token=TOKEN, more=more)


@pytest.fixture(scope="module")
def schema(service: Any) -> Any:
    return schemathesis.openapi.from_asgi(f"{ROOT}/openapi.json", service, headers=bearer())


@pytest.mark.parametrize("operation", [f"{one.method} {one.path}" for one in OPERATIONS])
def test_a_ledger_on_disk_answers_as_described(
    operation: str, schema: Any, known: dict[str, object]
) -> None:
    found = [result.ok() for result in schema.get_all_operations()]
    (wanted,) = (one for one in found if one.label == operation)

    @quickly(25)
    @given(case=wanted.as_strategy())
    def answers(case: Any) -> None:
        ask(case, known, headers=bearer())

    answers()


def test_every_operation_that_reads_answers_for_what_is_there(
    service: Any, known: dict[str, object]
) -> None:
    with TestClient(service, headers=bearer()) as asked:
        for one in OPERATIONS:
            if not one.writes:
                answer = asked.get(one.path.format(**known))
                assert answer.status_code == 200, f"{one.path}: {answer.text}"
