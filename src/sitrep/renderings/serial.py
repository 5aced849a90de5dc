"""The ledger as JSON: the data contract ``sitrep.ledger/1`` (docs/contract.md), and back.

The parse of each sentence (words, sentence vector, factuality) is left out: it is large, and
the language model makes it again from the text. All else comes back as it was.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sitrep.codec import decode, encode
from sitrep.errors import UsageError
from sitrep.records import Ledger

__all__ = ["SCHEMA", "from_dict", "to_dict", "to_json", "without_parse"]

#: the name of the contract; another number would mean that a key changed its meaning
SCHEMA = "sitrep.ledger/1"
_PARSE = frozenset({"tokens", "vector", "factuality"})

#: the layers of an analysis and the contract's keys for them
_LAYERS = {
    "sentences": "sentences",
    "names": "names",
    "entities": "report_entities",
    "quotes": "quotes",
    "attributions": "attributions",
    "quantities": "quantities",
    "times": "times",
    "flags": "flags",
}


def to_json(ledger: Ledger) -> str:
    """The ledger as JSON text in UTF-8, indented by two, ending in a newline."""
    import orjson

    data = to_dict(ledger)
    try:
        written: bytes = orjson.dumps(data, option=orjson.OPT_INDENT_2)
    except orjson.JSONEncodeError:
        # half a surrogate pair or a number beyond 64 bits: only the slower writer has them
        return json.dumps(data, indent=2) + "\n"
    return written.decode("utf-8") + "\n"


def to_dict(ledger: Ledger) -> dict[str, Any]:
    """The ledger as the contract's object; the order of keys is the contract's."""
    analyses = ledger.analyses
    analysed = {analysis.report for analysis in analyses}
    return {
        "schema": SCHEMA,
        "sitrep": {"version": ledger.version},
        "created": encode(ledger.created),
        "reports": [{**encode(r), "analysed": r.id in analysed} for r in ledger.reports],
        "stories": encode(ledger.stories),
        "sentences": [
            {"report": analysis.report, **encode(sentence, without=_PARSE)}
            for analysis in analyses
            for sentence in analysis.sentences
        ],
        "entities": encode(ledger.entities),
        "quotes": [encode(quote) for analysis in analyses for quote in analysis.quotes],
        "attributions": [encode(said) for one in analyses for said in one.attributions],
        "quantities": [encode(number) for one in analyses for number in one.quantities],
        "times": [encode(time) for analysis in analyses for time in analysis.times],
        "claims": encode(ledger.claims),
        "forecasts": encode(ledger.forecasts),
        "copies": encode(ledger.copies),
        "origins": encode(ledger.origins),
        "findings": encode(ledger.findings),
        "flags": [encode(flag) for analysis in analyses for flag in analysis.flags],
        "brief": encode(ledger.briefs[0]) if ledger.briefs else None,
        "problems": encode(ledger.problems),
        "further_briefs": encode(ledger.briefs[1:]),
        "names": [
            {"report": analysis.report, **encode(name)}
            for analysis in analyses
            for name in analysis.names
        ],
        "report_entities": [
            {"report": analysis.report, **encode(entity)}
            for analysis in analyses
            for entity in analysis.entities
        ],
    }


def from_dict(data: Mapping[str, Any]) -> Ledger:
    """The ledger that :func:`to_dict` wrote, without the parse of its sentences.

    Args:
        data: an object of the contract; unknown keys are passed over.

    Returns:
        The ledger; ``to_dict`` of it gives ``data`` again.

    Raises:
        UsageError: when ``data`` is not of the contract, with the place of the fault.
    """
    if data.get("schema") != SCHEMA:
        raise UsageError(f"the schema is {data.get('schema')!r}; only {SCHEMA!r} can be read")
    maker = data.get("sitrep")
    brief = data.get("brief")
    further = data.get("further_briefs", [])
    return decode(
        Ledger,
        {
            **data,
            "version": maker.get("version") if isinstance(maker, Mapping) else None,
            "analyses": _analyses(data),
            "briefs": [] if brief is None else [brief, *further],
        },
    )


def _analyses(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The layers, which the contract keeps in one list each, put back report by report."""
    found: dict[str, dict[str, Any]] = {
        report["id"]: {"report": report["id"], **{field: [] for field in _LAYERS}}
        for report in _objects(data, "reports")
        if report.get("analysed", True) and "id" in report
    }
    for field, key in _LAYERS.items():
        for item in _objects(data, key):
            report = item.get("report")
            if report not in found:
                raise UsageError(f"{key}: {report!r} is not the id of an analysed report")
            found[report][field].append(item)
    return list(found.values())


def _objects(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    items = data.get(key, [])
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise UsageError(f"{key}: a list of objects is needed")
    return items


def without_parse(ledger: Ledger) -> Ledger:
    """The ledger as it comes back from JSON: every sentence without its parse."""
    return replace(
        ledger,
        analyses=tuple(
            replace(
                analysis,
                sentences=tuple(
                    replace(sentence, tokens=(), vector=b"", factuality=())
                    for sentence in analysis.sentences
                ),
            )
            for analysis in ledger.analyses
        ),
    )
