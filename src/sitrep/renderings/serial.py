"""The ledger as JSON: the data contract ``sitrep.ledger/1`` (docs/contract.md), and back.

The parse of each sentence (words, sentence vector, factuality) is left out: it is large, and
the language model makes it again from the text. All else comes back as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from sitrep.codec import decode, encode
from sitrep.errors import UsageError
from sitrep.records import Ledger

__all__ = ["SCHEMA", "from_dict", "part", "to_dict", "to_json", "without_parse"]

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
    return {key: make(ledger) for key, make in _PARTS.items()}


def part(ledger: Ledger, key: str) -> Any:
    """What :func:`to_dict` has under one key, without making the rest.

    Raises:
        UsageError: when the contract has no such key.
    """
    if key not in _PARTS:
        raise UsageError(f"the contract has no {key!r}; choose one of {', '.join(_PARTS)}")
    return _PARTS[key](ledger)


def _layer(ledger: Ledger, layer: str) -> list[Any]:
    """One layer of all analyses, whose records name their report."""
    return [encode(found) for one in ledger.analyses for found in getattr(one, layer)]


def _of_report(ledger: Ledger, layer: str) -> list[Any]:
    """One layer of all analyses, each thing with the report that it stands in."""
    return [
        {"report": one.report, **encode(found, without=_PARSE)}
        for one in ledger.analyses
        for found in getattr(one, layer)
    ]


def _reports(ledger: Ledger) -> list[Any]:
    analysed = {analysis.report for analysis in ledger.analyses}
    return [{**encode(report), "analysed": report.id in analysed} for report in ledger.reports]


#: the contract's keys in its order, and what stands under each
_PARTS: Mapping[str, Callable[[Ledger], Any]] = {
    "schema": lambda _: SCHEMA,
    "sitrep": lambda ledger: {"version": ledger.version},
    "created": lambda ledger: encode(ledger.created),
    "reports": _reports,
    "stories": lambda ledger: encode(ledger.stories),
    "sentences": lambda ledger: _of_report(ledger, "sentences"),
    "entities": lambda ledger: encode(ledger.entities),
    "quotes": lambda ledger: _layer(ledger, "quotes"),
    "attributions": lambda ledger: _layer(ledger, "attributions"),
    "quantities": lambda ledger: _layer(ledger, "quantities"),
    "times": lambda ledger: _layer(ledger, "times"),
    "claims": lambda ledger: encode(ledger.claims),
    "forecasts": lambda ledger: encode(ledger.forecasts),
    "copies": lambda ledger: encode(ledger.copies),
    "origins": lambda ledger: encode(ledger.origins),
    "findings": lambda ledger: encode(ledger.findings),
    "flags": lambda ledger: _layer(ledger, "flags"),
    "brief": lambda ledger: encode(ledger.briefs[0]) if ledger.briefs else None,
    "problems": lambda ledger: encode(ledger.problems),
    "further_briefs": lambda ledger: encode(ledger.briefs[1:]),
    "names": lambda ledger: _of_report(ledger, "names"),
    "report_entities": lambda ledger: _of_report(ledger, "entities"),
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
