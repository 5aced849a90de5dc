"""The example collections and their truth.json agree with each other, to the character."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
COLLECTIONS = sorted(path.parent.name for path in EXAMPLES.glob("*/truth.json"))
NOTE = "Invented example: the place, people, outlets and events in this report do not exist."
KINDS = {"verbatim", "trimmed", "rewrite", "spun", "common_upstream", None}
STATUSES = {"corroborated", "single-source", "disputed", "updated"}
CERTAINTIES = {"possible", "likely", "expected", "planned", "alleged", "reported", "asserted"}
STATES = {"open", "confirmed", "refuted", "expired", "unresolvable"}
#: Lines that a reprint may add or drop: the dateline before the first words, the agency's credit.
DATELINE = re.compile(r"^[A-Z ]+, .*? - ")
CREDIT = re.compile(r"^\(Reporting by .*\)$")


@cache
def truth(collection: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((EXAMPLES / collection / "truth.json").read_text("utf-8"))
    return loaded


def parts(path: Path) -> Iterator[tuple[str, str, str]]:
    """Each report of a file: its name in truth.json, its metadata as written, its text."""
    source = path.read_text("utf-8")
    if path.suffix == ".md":
        _, head, text = source.split("---\n", 2)
        yield path.name, head, text.strip()
    elif path.suffix == ".html":
        article = re.search(r"<article>(.*?)</article>", source, re.DOTALL)
        assert article
        paragraphs = re.findall(r"<p>(.*?)</p>", article[1], re.DOTALL)
        yield path.name, source.partition("</head>")[0], "\n\n".join(paragraphs)
    elif path.suffix == ".jsonl":
        for number, line in enumerate(source.splitlines(), start=1):
            row = json.loads(line)
            yield f"{path.name}#{number}", json.dumps(row, ensure_ascii=False), row["text"]
    else:
        yield path.name, source, source


@cache
def reports(collection: str) -> dict[str, tuple[str, str]]:
    files = sorted(p for p in (EXAMPLES / collection).iterdir() if p.name != "truth.json")
    return {name: (head, text) for path in files for name, head, text in parts(path)}


def quoted(node: object) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        if "file" in node and "quote" in node:
            yield node["file"], node["quote"]
        for child in node.values():
            yield from quoted(child)
    elif isinstance(node, list):
        for child in node:
            yield from quoted(child)


def body(collection: str, name: str) -> list[str]:
    """The paragraphs that a reprint shares with what it reprints."""
    paragraphs = reports(collection)[name][1].strip().split("\n\n")
    kept = [p for p in paragraphs if not CREDIT.match(p) and NOTE not in p]
    return [DATELINE.sub("", kept[0]), *kept[1:]]


def derived(collection: str, kind: str) -> list[tuple[str, str]]:
    return [
        (name, original)
        for name, report in truth(collection)["reports"].items()
        if report["kind"] == kind
        for original in report["derived_from"] or []
    ]


def bounds(pair: list[int]) -> bool:
    return len(pair) == 2 and 0 < pair[0] <= pair[1]


def test_the_collections_are_there() -> None:
    assert {"harbour-fire", "lake-province-count"} <= set(COLLECTIONS)


@pytest.mark.parametrize("collection", COLLECTIONS)
class TestCollection:
    def test_lists_every_report_and_no_other(self, collection: str) -> None:
        assert set(truth(collection)["reports"]) == set(reports(collection))

    def test_every_report_says_that_it_is_invented(self, collection: str) -> None:
        for name, (head, _) in reports(collection).items():
            assert NOTE in head, name

    def test_publisher_and_time_are_those_of_the_file(self, collection: str) -> None:
        for name, report in truth(collection)["reports"].items():
            for field in ("publisher", "published"):
                assert report[field] is None or report[field] in reports(collection)[name][0], name
            if report["published"]:
                assert datetime.fromisoformat(report["published"]).tzinfo is not None

    def test_every_quoted_text_stands_in_its_report(self, collection: str) -> None:
        texts = reports(collection)
        for name, quote in quoted(truth(collection)):
            assert quote, name
            assert quote in texts[name][1], (name, quote)

    def test_texts_hold_no_markup(self, collection: str) -> None:
        for name, (_, text) in reports(collection).items():
            assert not re.search(r"<[a-z/]|&[a-z#]+;", text), name

    def test_derivations_name_known_reports_and_kinds(self, collection: str) -> None:
        known = truth(collection)["reports"]
        for name, report in known.items():
            assert report["kind"] in KINDS
            upstream = report["derived_from"] or []
            assert {*upstream, *report["sources"]} <= set(known) - {name}
            assert report["kind"] is not None or not upstream, name

    def test_origins_part_the_reports_along_the_derivations(self, collection: str) -> None:
        groups = [set(group) for group in truth(collection)["origins"]]
        assert sorted(name for group in groups for name in group) == sorted(reports(collection))
        for name, report in truth(collection)["reports"].items():
            (own,) = [group for group in groups if name in group]
            assert set(report["derived_from"] or []) <= own
            assert (len(own) > 1) >= (report["kind"] is not None)

    def test_findings_are_well_formed(self, collection: str) -> None:
        for finding in truth(collection)["findings"]:
            assert finding["status"] in STATUSES
            assert finding["support"]
            assert bounds(finding["k_report"])
            assert bounds(finding["k_origin"])
            assert finding["k_origin"][1] <= len(truth(collection)["origins"])

    def test_no_more_voices_than_origins_among_the_supports(self, collection: str) -> None:
        for finding in truth(collection)["findings"]:
            files = {support["file"] for support in finding["support"]}
            voices = [group for group in truth(collection)["origins"] if files & set(group)]
            assert finding["k_origin"][1] <= len(voices), finding["id"]
            if finding["status"] == "corroborated":
                assert finding["k_origin"][0] >= 2, finding["id"]
            if finding["status"] == "single-source":
                assert min(finding["k_origin"][1], finding["k_report"][1]) == 1, finding["id"]

    def test_disputes_and_updates_belong_to_findings(self, collection: str) -> None:
        status = {finding["id"]: finding["status"] for finding in truth(collection)["findings"]}
        assert len(status) == len(truth(collection)["findings"])
        disputed = [dispute["finding"] for dispute in truth(collection)["disputes"]]
        assert sorted(disputed) == sorted(k for k, v in status.items() if v == "disputed")
        updated = {update["finding"] for update in truth(collection)["updates"]} - {None}
        assert updated == {k for k, v in status.items() if v == "updated"}

    def test_sides_of_a_dispute_share_no_claim(self, collection: str) -> None:
        for dispute in truth(collection)["disputes"]:
            claims = [set(quoted(side["claims"])) for side in dispute["sides"]]
            assert len(claims) >= 2
            assert all(claims)
            assert all(not one & other for one, other in combinations(claims, 2))

    def test_a_value_has_one_figure_per_time(self, collection: str) -> None:
        for update in truth(collection)["updates"]:
            days: dict[str, set[float]] = {}
            for value in update["values"]:
                days.setdefault(value["as_of"][:10], set()).add(value["value"])
            assert len(days) > 1, update["id"]
            assert all(len(values) == 1 for values in days.values()), update["id"]

    def test_quotations_stand_between_marks(self, collection: str) -> None:
        for quotation in truth(collection)["quotes"]:
            text = reports(collection)[quotation["file"]][1]
            assert any(
                f"{opening}{quotation['quote']}{closing}" in text
                for opening, closing in ("“”", "‘’", '""')
            ), quotation

    def test_altered_quotations_differ_from_their_originals(self, collection: str) -> None:
        spoken = {(q["file"], q["quote"].rstrip(",.")) for q in truth(collection)["quotes"]}
        for pair in truth(collection)["altered_quotes"]:
            assert pair["original"]["quote"] != pair["altered"]["quote"]
            for side in ("original", "altered"):
                assert (pair[side]["file"], pair[side]["quote"].rstrip(",.")) in spoken, pair

    def test_forecasts_are_well_formed(self, collection: str) -> None:
        for forecast in truth(collection)["forecasts"]:
            assert forecast["certainty"] in CERTAINTIES
            assert forecast["state"] in STATES
            assert bool(forecast["evidence"]) == (forecast["state"] in {"confirmed", "refuted"})
            assert forecast["condition"] is None or forecast["condition"] in forecast["quote"]
            if forecast["horizon"]:
                earliest, latest = map(datetime.fromisoformat, forecast["horizon"])
                assert earliest.date() <= latest.date()

    def test_verbatim_copies_share_their_body(self, collection: str) -> None:
        for name, original in derived(collection, "verbatim"):
            assert body(collection, name) == body(collection, original)

    def test_trimmed_copies_are_a_beginning(self, collection: str) -> None:
        for name, original in derived(collection, "trimmed"):
            short, full = body(collection, name), body(collection, original)
            assert len(short) < len(full)
            assert short == full[: len(short)]

    def test_rewrites_share_no_sentence_outside_quotation_marks(self, collection: str) -> None:
        for name, original in [*derived(collection, "rewrite"), *derived(collection, "spun")]:
            ours, theirs = (
                set(re.split(r"(?<=[.!?]) ", re.sub(r"“[^”]*”", "", " ".join(body(collection, x)))))
                for x in (name, original)
            )
            assert not {s for s in ours & theirs if len(s.split()) > 3}, name


def test_the_harbour_fire_plays_every_part() -> None:
    known = truth("harbour-fire")
    kinds = [report["kind"] for report in known["reports"].values()]
    assert 12 <= len(kinds) <= 14
    assert [kinds.count(k) for k in ("verbatim", "trimmed", "rewrite", "spun")] == [2, 1, 2, 1]
    assert 10 <= len(known["findings"]) <= 16
    assert len(known["disputes"]) == 2
    assert {f["state"] for f in known["forecasts"]} >= {"confirmed", "refuted", "open"}
    assert known["debris"]
    assert known["garbled"]
    assert all(pair["agree"] for pair in known["unit_pairs"])
