"""The brief as a news item in ninjs, the IPTC's "News in JSON", version 3.0.

Each brief is an item of type ``text`` with a plain and an HTML body; several briefs are a
``composite`` item that holds them. The reports it rests on are ``associations`` and
``infoSources``, by their addresses where they have one. Nothing is called ready to publish:
``pubStatus`` is ``withheld`` until a person has read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from typing import Any

from sitrep.exports.facts import Facts, as_json, instant, uri
from sitrep.records import Brief, EntityType, Ledger, Line, Report
from sitrep.renderings.addresses import web_address
from sitrep.renderings.plain import to_text
from sitrep.renderings.visible import one_line
from sitrep.renderings.wording import NO_BRIEF, badge, masthead, remark, title_of

__all__ = ["SCHEMA", "to_ninjs"]

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#"
_NOTE = (
    "Written by Sitrep from the reports named as associations. Every line is in the words of a "
    "report and cites its characters; open the citation before you publish a line."
)
#: the item's lists of names and the types of entity in each
_NAMED: tuple[tuple[str, tuple[EntityType, ...]], ...] = (
    ("people", ("person",)),
    ("organisations", ("organisation", "government")),
    ("places", ("place",)),
)


def to_ninjs(ledger: Ledger) -> bytes:
    """One news item; its versions share a ``uri`` as long as the story's reports are the same."""
    facts = Facts(ledger)
    items = [_item(facts, brief) for brief in ledger.briefs]
    if len(items) == 1:
        return as_json({**_standard(), **items[0]})
    told = "\x1f".join(item["uri"] for item in items)
    return as_json(
        {
            **_standard(),
            "uri": uri("briefs", told),
            "type": "composite",
            **_dates(facts),
            "headlines": [_text(f"{len(items)} briefs" if items else NO_BRIEF)],
            "associations": [{"name": f"brief {at}", **item} for at, item in enumerate(items, 1)],
        }
    )


def _standard() -> dict[str, Any]:
    return {"standard": {"name": "ninjs", "version": "3.0", "schema": SCHEMA}}


def _dates(facts: Facts) -> dict[str, Any]:
    return {
        "representationType": "full",
        "versionCreated": instant(facts.ledger.created),
        "pubStatus": "withheld",
        "language": "en",
        "by": one_line(f"Sitrep {facts.ledger.version}"),
        "edNote": _NOTE,
    }


def _item(facts: Facts, brief: Brief) -> dict[str, Any]:
    story = facts.story(brief)
    reports = [r for r in facts.in_order if story is None or r.id in story.reports]
    alone = Facts(_only(facts.ledger, brief))
    return {
        "uri": uri("brief", story.id if story else brief.title),
        "type": "text",
        **_dates(facts),
        "title": title_of(brief, facts.ledger),
        "headlines": [_text(title_of(brief, facts.ledger))],
        "bodies": [
            {**_text(to_text(alone.ledger)), "role": "main"},
            {"role": "richtext", "contentType": "text/html", "value": _html(alone, brief)},
        ],
        **_entities(facts, {report.id for report in reports}),
        "infoSources": list(_info_sources(facts, reports)),
        "associations": [_association(facts, report) for report in reports],
    }


def _only(ledger: Ledger, brief: Brief) -> Ledger:
    """The ledger with one brief: its citations then count from 1, and it tells its own story."""
    return replace(ledger, briefs=(brief,), problems=())


def _text(value: str) -> dict[str, str]:
    return {"role": "main", "contentType": "text/plain", "value": value}


def _entities(facts: Facts, reports: set[str]) -> dict[str, list[dict[str, str]]]:
    return {
        key: [
            {"name": one_line(entity.name), "literal": one_line(entity.id)}
            for entity in facts.ledger.entities
            if entity.type in types and any(m.report in reports for m in entity.mentions)
        ]
        for key, types in _NAMED
    }


def _info_sources(facts: Facts, reports: Iterable[Report]) -> Iterator[dict[str, str]]:
    """Each publisher once, in the order in which they came out."""
    for name in dict.fromkeys(facts.plain_name[report.id] for report in reports):
        yield {"name": name}


def _association(facts: Facts, report: Report) -> dict[str, Any]:
    address = web_address(report.url)
    told: dict[str, Any] = {
        "name": facts.name[report.id],
        "uri": address or uri("report", report.id),
        "type": "text",
        "representationType": "partial",
        "contentCreated": instant(report.published),
        "headlines": [_text(one_line(report.title))] if report.title else None,
        "by": one_line(report.byline) if report.byline else None,
        "altIds": [{"role": "sitrep", "value": one_line(report.id)}],
        "renditions": [{"name": "original", "href": address}] if address else None,
    }
    return {key: value for key, value in told.items() if value}


def _html(facts: Facts, brief: Brief) -> str:
    """The brief as an HTML fragment: headings, lists, and links to the sources."""
    rows = [f"<h1>{escape(title_of(brief, facts.ledger))}</h1>"]
    if brief.standfirst:
        rows.append(f"<p><strong>{_line(facts, brief.standfirst)}</strong></p>")
    rows.append(f"<p>{escape(masthead(facts, brief))}</p>")
    for section in brief.sections:
        rows.append(f"<h2>{escape(one_line(section.heading))}</h2>")
        if section.note:
            rows.append(f"<p>{escape(one_line(section.note))}</p>")
        if section.lines:
            items = "".join(f"<li>{_line(facts, line)}</li>" for line in section.lines)
            rows.append(f"<ul>{items}</ul>")
    return "\n".join(rows)


def _line(facts: Facts, line: Line) -> str:
    label = f"{escape(one_line(line.label))}: " if line.label else ""
    cited = dict.fromkeys(cite.report for cite in line.cites if cite.report in facts.report)
    links = ", ".join(_link(facts, report) for report in cited)
    said = "; ".join(part for part in (badge(line), remark(line)) if part)
    tail = f" [{escape(one_line(said))}]" if said else ""
    return f"{label}{escape(one_line(line.text))} ({links}){tail}"


def _link(facts: Facts, report: str) -> str:
    name = escape(facts.name[report])
    address = web_address(facts.report[report].url)
    return f'<a href="{escape(address)}">{name}</a>' if address else name
