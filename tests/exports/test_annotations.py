"""Web Annotations: an annotator that is not ours finds each place again.

``anchored`` below is a small annotator of its own: it looks for the quoted words and takes the
place whose surroundings fit, without the position, as one does on a page that was laid out anew.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from sitrep.exports import export
from sitrep.records import Ledger
from tests.renderings.hostile import HOSTILE, ledger_of
from tests.renderings.sample import LEDGER
from tests.renderings.sample_claims import WIRE_CRACK
from tests.renderings.sample_reports import REPORTS

#: keys by the type they may stand in, from the W3C vocabulary and its JSON-LD context
KEYS = {
    "AnnotationPage": {"@context", "id", "type", "partOf", "startIndex", "items", "next", "prev"},
    "AnnotationCollection": {"id", "type", "label", "total", "first", "last", "created"}
    | {"generator", "creator", "modified"},
    "Annotation": {"id", "type", "motivation", "created", "body", "target", "dcterms:identifier"},
    "TextualBody": {"type", "purpose", "value", "format", "language"},
    "SpecificResource": {"type", "source", "selector", "state", "purpose"},
    "Text": {"id", "type", "language", "format", "dcterms:identifier", "dcterms:title"}
    | {"dcterms:publisher", "dcterms:issued"},
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix"},
    "TextPositionSelector": {"type", "start", "end"},
    "Software": {"id", "type", "name"},
}
#: the motivations of the standard, section 3.3.5
MOTIVATIONS = {
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
}
IRI = re.compile(r"(https?://|urn:uuid:[0-9a-f-]{36}$)")


def page(ledger: Ledger) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(export(ledger, "annotations"))
    return found


def selectors(annotation: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    quote, position = annotation["target"]["selector"]
    return quote, position


def anchored(text: str, quote: dict[str, Any]) -> list[int]:
    """Where the quoted words stand in the text, by their surroundings alone."""
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    places = [found.start() for found in re.finditer(f"(?={re.escape(whole)})", text)]
    return [place + len(quote["prefix"]) for place in places]


def test_it_is_one_page_of_the_standards_vocabulary() -> None:
    def walk(node: object) -> None:
        if isinstance(node, dict):
            assert set(node) <= KEYS[node["type"]], node
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    found = page(LEDGER)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["partOf"]["total"] == len(found["items"])
    walk(found)
    for item in found["items"]:
        assert item["motivation"] in MOTIVATIONS
        assert {body["purpose"] for body in item["body"]} <= MOTIVATIONS


def test_every_claim_quote_quantity_time_and_forecast_is_annotated() -> None:
    kinds = [item["body"][0]["value"] for item in page(LEDGER)["items"]]
    layers = LEDGER.analyses
    assert kinds.count("claim") == len(LEDGER.claims)
    assert kinds.count("forecast") == len(LEDGER.forecasts)
    assert kinds.count("speech") + kinds.count("term") == sum(len(a.quotes) for a in layers)
    assert kinds.count("quantity") == sum(len(a.quantities) for a in layers)
    assert kinds.count("time") == sum(len(a.times) for a in layers)


def test_both_selectors_of_every_annotation_lead_to_the_same_characters() -> None:
    texts = {report.id: report.text for report in REPORTS}
    for item in page(LEDGER)["items"]:
        text = texts[item["target"]["source"]["dcterms:identifier"]]
        quote, position = selectors(item)
        assert text[position["start"] : position["end"]] == quote["exact"] != ""
        assert position["start"] in anchored(text, quote)


def test_the_words_and_what_surrounds_them_are_found_in_one_place_only() -> None:
    texts = {report.id: report.text for report in REPORTS}
    for item in page(LEDGER)["items"]:
        text = texts[item["target"]["source"]["dcterms:identifier"]]
        assert len(anchored(text, selectors(item)[0])) == 1


def test_a_claim_is_tagged_with_its_finding_and_status() -> None:
    crack = next(i for i in page(LEDGER)["items"] if i["dcterms:identifier"] == WIRE_CRACK.id)
    tags = [body["value"] for body in crack["body"] if body["purpose"] == "tagging"]
    assert tags == ["finding f1", "corroborated"]


def test_ids_are_addresses_or_names_and_none_is_given_twice() -> None:
    items = page(LEDGER)["items"]
    ids = [item["id"] for item in items]
    assert len(set(ids)) == len(ids)
    assert all(IRI.match(iri) for iri in ids)
    assert all(IRI.match(item["target"]["source"]["id"]) for item in items)


def test_offsets_count_code_points_not_bytes_or_utf_16_units() -> None:
    emoji = page(ledger_of("👩‍👩‍👧‍👦 and 🇺🇳"))["items"][0]
    quote, position = selectors(emoji)
    assert position["end"] - position["start"] == len(quote["exact"]) == len("👩‍👩‍👧‍👦 and 🇺🇳")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_anchored_too_and_become_no_address(name: str) -> None:
    ledger = ledger_of(HOSTILE[name])
    texts = {report.id: report.text for report in ledger.reports}
    for item in page(ledger)["items"]:
        source = item["target"]["source"]
        assert IRI.match(source["id"])
        text = texts[source["dcterms:identifier"]]
        quote, position = selectors(item)
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert position["start"] in anchored(text, quote)
