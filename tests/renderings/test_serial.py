"""The data contract: what is written, and that it comes back as it was."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sitrep import records
from sitrep.errors import UsageError
from sitrep.records import (
    Analysis,
    Brief,
    Cite,
    Claim,
    Copy,
    Count,
    Ledger,
    Line,
    Match,
    Problem,
    Report,
    Section,
    Sentence,
    Span,
    Token,
)
from sitrep.renderings import render
from sitrep.renderings.serial import from_dict, to_dict, to_json, without_parse
from tests.renderings.sample import LEDGER

DOCS = Path(__file__).parents[2] / "docs"
CONTRACT = DOCS / "contract.md"
SCHEMA_FILE = DOCS / "sitrep.ledger.1.schema.json"

times = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001 - the zone comes from `timezones`
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]),
)
maybe_times = st.none() | times
# every code point, halves of surrogate pairs too: a .jsonl file may hold them
texts = st.text(st.characters(), max_size=30)
counts = st.builds(Count, st.integers(0, 9), st.integers(0, 9))
spans = st.builds(Span, st.integers(0, 99), st.integers(0, 99))
reports = st.builds(
    Report,
    id=texts,
    text=texts,
    url=st.none() | texts,
    published=maybe_times,
    updated=maybe_times,
)
cites = st.builds(Cite, texts, texts, st.integers(0, 99), st.integers(0, 99))
lines = st.builds(
    Line,
    text=texts,
    cites=st.lists(cites, max_size=2).map(tuple),
    status=st.sampled_from([None, "corroborated", "disputed"]),
    k=st.none() | counts,
    label=st.none() | texts,
    note=st.none() | texts,
)
sections = st.builds(
    Section,
    kind=st.sampled_from(["glance", "quotes"]),
    heading=texts,
    lines=st.lists(lines, max_size=2).map(tuple),
)
briefs = st.builds(
    Brief, title=texts, sections=st.lists(sections, max_size=2).map(tuple), standfirst=lines
)
copies = st.builds(
    Copy,
    by=texts,
    of=texts,
    kind=st.sampled_from(["verbatim", "rewrite"]),
    probability=st.floats(0, 1),
    share=st.floats(0, 1),
    matches=st.lists(st.builds(Match, spans, spans), max_size=2).map(tuple),
)
ledgers = st.builds(
    Ledger,
    version=texts,
    created=times,
    reports=st.lists(reports, max_size=3, unique_by=lambda r: r.id).map(tuple),
    copies=st.lists(copies, max_size=2).map(tuple),
    briefs=st.lists(briefs, max_size=2).map(tuple),
    problems=st.lists(st.builds(Problem, stage=texts, message=texts), max_size=2).map(tuple),
)


@given(ledgers)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_ledger_comes_back_as_it_was(ledger: Ledger) -> None:
    assert from_dict(to_dict(ledger)) == ledger
    assert from_dict(json.loads(to_json(ledger))) == ledger


def test_the_sample_comes_back_as_it_was() -> None:
    assert from_dict(json.loads(to_json(LEDGER))) == LEDGER


def test_only_the_parse_is_left_out() -> None:
    token = Token(0, 3, "DET", "DT", "the", 1, "det")
    parsed = Analysis("r1", sentences=(Sentence(0, 7, tokens=(token,), vector=b"12"),))
    ledger = Ledger("1", LEDGER.created, reports=LEDGER.reports[:1], analyses=(parsed,))
    assert from_dict(to_dict(ledger)) == without_parse(ledger)
    assert "tokens" not in to_json(ledger)


def test_the_same_ledger_gives_the_same_bytes() -> None:
    assert to_json(LEDGER) == to_json(from_dict(to_dict(LEDGER)))


def test_keys_stand_in_the_order_of_the_contract() -> None:
    data = to_dict(LEDGER)
    assert list(data)[:20] == [
        "schema",
        "sitrep",
        "created",
        "reports",
        "stories",
        "sentences",
        "entities",
        "quotes",
        "attributions",
        "quantities",
        "times",
        "claims",
        "forecasts",
        "copies",
        "origins",
        "findings",
        "flags",
        "brief",
        "problems",
        "further_briefs",
    ]
    assert list(data["problems"][0]) == ["stage", "report", "path", "start", "end", "message"]
    assert list(data["reports"][0])[-4:] == ["text", "extractor", "guid", "analysed"]


def test_spans_and_counts_are_pairs_and_times_end_in_z() -> None:
    data = to_dict(LEDGER)
    assert data["created"] == "2031-05-06T08:00:00Z"
    assert data["findings"][0]["k_origin"] == [2, 3]
    assert data["copies"][0]["matches"][0]["by"] == [0, 91]
    assert data["quotes"][0]["cue_span"] is None
    assert data["brief"]["sections"][0]["lines"][0]["k"] == [2, 2]


def broken(change: dict[str, Any]) -> dict[str, Any]:
    return {**to_dict(LEDGER), **change}


@pytest.mark.parametrize(
    ("data", "named"),
    [
        pytest.param({}, "schema", id="not of the contract"),
        pytest.param(broken({"schema": "sitrep.ledger/2"}), "sitrep.ledger/2", id="a later one"),
        pytest.param(broken({"created": "yesterday"}), "created", id="no time"),
        pytest.param(broken({"created": "2031-05-06T08:00:00"}), "zone", id="no time zone"),
        pytest.param(broken({"claims": [{"id": "c1"}]}), r"claims\[0\]", id="half a claim"),
        pytest.param(broken({"claims": {}}), "list", id="no list"),
        pytest.param(broken({"names": [{"report": "r9"}]}), "r9", id="an unknown report"),
        pytest.param(broken({"origins": [3]}), r"origins\[0\]", id="a number for a record"),
        pytest.param(broken({"sitrep": None}), "version", id="no version"),
        pytest.param(broken({"stories": [{}]}), "'id'", id="a story without id"),
    ],
)
def test_what_is_not_of_the_contract_is_refused_with_its_place(
    data: dict[str, Any], named: str
) -> None:
    with pytest.raises(UsageError, match=named):
        from_dict(data)


def test_unknown_keys_are_passed_over() -> None:
    assert from_dict(broken({"weather": "fair"})) == LEDGER


def test_unknown_format_names_the_choices() -> None:
    with pytest.raises(UsageError, match="text, md"):
        render(LEDGER, "pdf")


def test_a_claim_without_certainty_of_the_list_is_refused() -> None:
    data = to_dict(LEDGER)
    data["claims"][0]["certainty"] = "sure"
    with pytest.raises(UsageError, match="asserted"):
        from_dict(data)
    assert isinstance(LEDGER.claims[0], Claim)


def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    return found


def undescribed(data: Any, part: dict[str, Any], whole: dict[str, Any], at: str = "$") -> list[str]:
    """Keys in ``data`` that the schema does not describe."""
    for option in [part, *part.get("anyOf", [])]:
        if "$ref" in option:
            part = whole["$defs"][option["$ref"].rsplit("/", 1)[1]]
    if isinstance(data, dict):
        found = [f"{at}.{key}" for key in data if key not in part["properties"]]
        for key in data.keys() & part["properties"].keys():
            found += undescribed(data[key], part["properties"][key], whole, f"{at}.{key}")
        return found
    if isinstance(data, list) and "items" in part:
        return [m for item in data for m in undescribed(item, part["items"], whole, f"{at}[]")]
    return []


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())


def test_a_ledger_from_before_figures_were_kept_is_read() -> None:
    data = to_dict(LEDGER)
    for finding in data["findings"]:
        for difference in finding["differences"]:
            del difference["figures"]
    assert from_dict(data) == LEDGER


@pytest.mark.parametrize("ledger", [LEDGER, Ledger("1", LEDGER.created)], ids=["sample", "empty"])
def test_what_is_written_keeps_the_schema(ledger: Ledger) -> None:
    faults = Draft202012Validator(schema()).iter_errors(json.loads(to_json(ledger)))
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


@given(ledgers)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_written_keeps_the_schema(ledger: Ledger) -> None:
    Draft202012Validator(schema()).validate(json.loads(to_json(ledger)))


def test_every_key_that_is_written_is_described() -> None:
    assert undescribed(to_dict(LEDGER), schema(), schema()) == []


def test_every_key_of_the_schema_is_in_the_contract() -> None:
    text = CONTRACT.read_text(encoding="utf-8")
    whole = schema()
    parts = [whole, *whole["$defs"].values()]
    keys = {key for part in parts for key in part.get("properties", {})}
    assert [key for key in sorted(keys) if f"`{key}`" not in text] == []


#: keys that a record has only in the contract, where each layer is one list
IN_LISTS = {"sentence": {"report"}, "name": {"report"}, "report": {"analysed"}}
#: the parse, which is left out
LEFT_OUT = {"sentence": {"tokens", "vector", "factuality"}}


@pytest.mark.parametrize(
    "kind",
    [
        *(records.Report, records.Story, records.Sentence, records.Entity, records.Mention),
        *(records.Quote, records.Attribution, records.Quantity, records.Claim, records.ClaimEvent),
        *(records.Forecast, records.Interval, records.Copy, records.Match, records.Origin),
        *(records.Finding, records.Side, records.Difference, records.ComparedFigure),
        *(records.Flag, records.Brief),
        *(records.Section, records.Line, records.Cite, records.Problem, records.Name),
    ],
    ids=lambda kind: kind.__name__,
)
def test_a_field_that_a_record_gains_is_described(kind: type[Any]) -> None:
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()
    written = {field.name for field in fields(kind)} - LEFT_OUT.get(name, set())
    assert written | IN_LISTS.get(name, set()) == set(schema()["$defs"][name]["properties"])


def test_the_example_of_the_contract_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    example = re.search(r"```python\n(.*?)```", CONTRACT.read_text(encoding="utf-8"), re.DOTALL)
    assert example
    (tmp_path / "ledger.json").write_text(to_json(LEDGER), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(example.group(1), "contract.md", "exec"), {})
    assert (
        "disputed Count(low=2, high=2) the gates were opened at 3 a.m." in capsys.readouterr().out
    )
