"""What the interface refuses, and the reason and remedy that it gives."""

from __future__ import annotations

from typing import Any

import pytest

from sitrep.errors import StoreError
from sitrep.records import Problem
from sitrep.web.api.table import ROOT
from tests.renderings.sample import LEDGER
from tests.web.api.served import STORY, client, get
from tests.web.memory import MemoryKeeper


@pytest.mark.parametrize(
    ("path", "status", "parameter"),
    [
        ("/stories?limit=0", 400, "limit"),
        ("/stories?limit=501", 400, "limit"),
        ("/stories?limit=1e2", 400, "limit"),
        ("/stories?limit=%EF%BC%91", 400, "limit"),
        ("/stories?limit=", 400, "limit"),
        ("/stories?offset=-1", 400, "offset"),
        ("/stories?order=best", 400, "order"),
        ("/stories?words=" + "a" * 201, 400, "words"),
        ("/stories?words=a%00b", 400, "words"),
        ("/stories?disputed=yes", 400, "disputed"),
        ("/stories?colour=red", 400, "colour"),
        ("/stories?limit=1&limit=2", 400, "limit"),
        ("/news?since=yesterday", 400, "since"),
        ("/news?since=2031-13-01", 400, "since"),
        ("/news?since=2031-05-04T10:00:00", 400, "since"),
        ("/search?since=0000-01-01T00:00:00Z", 400, "since"),
        ("/stories/..%2F..%2Fetc%2Fpasswd", 404, None),
        ("/stories/%F0%9F%92%A5", 404, "story"),
        ("/stories/" + "a" * 65, 404, "story"),
        ("/stories/s999", 404, None),
        ("/reports/r999", 404, None),
        ("/nothing", 404, None),
        (f"/stories/{STORY}/secrets", 404, None),
    ],
)
def test_what_is_beyond_the_limits_is_refused_with_a_reason(
    path: str, status: int, parameter: str | None
) -> None:
    answer = get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["detail"]
    assert told["remedy"]
    assert told.get("parameter") == parameter
    if parameter is not None:
        assert told["limit"]


def test_none_of_the_formats_is_accepted() -> None:
    answer = get(f"/stories/{STORY}/brief", Accept="application/pdf")
    assert answer.status_code == 406
    assert answer.json()["value"] == "application/pdf"


def test_a_ledger_that_cannot_be_read_is_told_as_such_and_a_fault_of_ours_as_ours() -> None:
    class Broken(MemoryKeeper):
        def problems(self, limit: int = 200) -> tuple[Problem, ...]:
            raise StoreError(f"{limit} problems cannot be read; another program holds the file")

        def corrections(self, story: str | None = None) -> Any:
            raise RuntimeError(f"the secret of the house, and of {story}")

    with client(over=Broken([LEDGER])) as asked:
        unread = asked.get(f"{ROOT}/problems")
        broken = asked.get(f"{ROOT}/corrections")
    assert unread.status_code == 503
    assert "another program" in unread.json()["detail"]
    assert broken.status_code == 500
    assert broken.headers["content-type"] == "application/problem+json"
    assert "secret" not in broken.text
