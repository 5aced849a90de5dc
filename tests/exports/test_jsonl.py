"""JSON Lines: nothing of the ledger is lost on the way."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sitrep.exports import export
from sitrep.exports.jsonl import RECORDS
from sitrep.records import Ledger
from sitrep.renderings.serial import from_dict, without_parse
from tests.renderings.hostile import HOSTILE, ledger_of
from tests.renderings.sample import LEDGER
from tests.renderings.sample_reports import REPORTS


def lines(ledger: Ledger) -> list[dict[str, Any]]:
    written = export(ledger, "jsonl").decode("utf-8")
    assert written.endswith("\n")
    return [json.loads(line) for line in written.split("\n")[:-1]]


def gathered(records: list[dict[str, Any]]) -> Ledger:
    """The ledger that the lines make when they are sorted back into the contract's lists."""
    lists = {kind: key for key, kind in RECORDS.items()}
    head, *rest = records
    data: dict[str, Any] = {**head, **{key: [] for key in RECORDS}}
    briefs: list[dict[str, Any]] = []
    for record in rest:
        kind = record.pop("record")
        (briefs if kind == "brief" else data[lists[kind]]).append(record)
    return from_dict({**data, "brief": briefs[0] if briefs else None, "further_briefs": briefs[1:]})


def test_the_first_line_says_what_this_is() -> None:
    head = lines(LEDGER)[0]
    assert (head["record"], head["schema"]) == ("ledger", "sitrep.ledger/1")


def test_the_lines_make_the_ledger_again() -> None:
    assert gathered(lines(LEDGER)) == without_parse(LEDGER)


def test_each_line_says_what_it_is_and_holds_its_words() -> None:
    texts = {report.id: report.text for report in REPORTS}
    kinds = set()
    for record in lines(LEDGER)[1:]:
        kinds.add(record["record"])
        if record["record"] in ("claim", "quote", "quantity", "time", "attribution"):
            assert record["text"] == texts[record["report"]][record["start"] : record["end"]]
    assert {"report", "story", "claim", "quote", "finding", "copy", "brief", "problem"} <= kinds


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_stay_inside_their_line(name: str) -> None:
    ledger = ledger_of(HOSTILE[name])
    assert gathered(lines(ledger)) == without_parse(ledger)
