"""How records look in a notebook: a small piece of HTML, escaped, without a script.

Colours are those of the page round it, so it reads in light and in dark; only the mark of a
status has its own, which is told in words too.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from sitrep.records import Brief, Claim, Finding, Ledger, Line, Report, Story
from sitrep.renderings.addresses import web_address
from sitrep.renderings.lookup import Lookup, moment
from sitrep.renderings.visible import clip, one_line
from sitrep.renderings.wording import badge, counted, lines_of_reporting, remark

__all__ = ["SHOWN", "html"]

#: the records that have a display of their own
SHOWN: tuple[type, ...] = (Ledger, Story, Finding, Claim, Report, Brief)
_KINDS = (
    ("report", "reports"),
    ("story", "stories"),
    ("claim", "claims"),
    ("finding", "findings"),
    ("forecast", "forecasts"),
    ("copy", "copies"),
    ("problem", "problems"),
)
#: lines of a brief, findings and reports of a ledger that are shown
_MOST_LINES = 120
_MOST_FINDINGS = 8
_MOST_REPORTS = 40
#: characters of a report's text that are shown
_OPENING = 500
#: of middling lightness: to be told from white and from black
_TINTS = {
    "corroborated": "#2f9e6e",
    "single-source": "#b8860b",
    "disputed": "#c2527f",
    "updated": "#3b8fc4",
}


def html(record: object) -> str:
    """The display of a ledger, story, finding, claim, report or brief.

    Raises:
        TypeError: for any other value.
    """
    if isinstance(record, Ledger):
        return _box(_ledger(record))
    if isinstance(record, Story):
        return _box(_head(record.title or "A story"), _quiet(_counted(record.reports), record.id))
    if isinstance(record, Finding):
        return _box(_finding(record))
    if isinstance(record, Claim):
        return _box(_claim(record))
    if isinstance(record, Report):
        return _box(_report(record))
    if isinstance(record, Brief):
        return _box(_brief(record))
    raise TypeError(f"{type(record).__name__} has no display")


def _box(*parts: str) -> str:
    return f'<div style="max-width:46em;line-height:1.45">{"".join(parts)}</div>'


def _text(words: str) -> str:
    return escape(one_line(words))


def _head(words: str) -> str:
    return f'<p style="margin:.2em 0;font-size:1.15em"><strong>{_text(words)}</strong></p>'


def _quiet(*words: str) -> str:
    told = " · ".join(_text(one) for one in words if one)
    return f'<p style="margin:.2em 0;opacity:.72;font-size:.9em">{told}</p>'


def _counted(reports: Iterable[object]) -> str:
    return counted(len(list(reports)), "report", "reports")


def _status(status: str | None, *words: str) -> str:
    """A status with its mark, and what stands beside it."""
    if not status and not any(words):
        return ""
    mark = f'<span style="color:{_TINTS.get(status or "", "currentColor")}">●</span> '
    told = " · ".join(_text(one) for one in ((status or "").replace("-", " "), *words) if one)
    return f'<div style="font-size:.9em;opacity:.85">{mark if status else ""}{told}</div>'


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    """A two-column table; the second cell is HTML already."""
    cell = (
        'style="color:inherit;font-size:inherit;text-align:left;vertical-align:top;'
        'padding:.1em .9em .1em 0"'
    )
    body = "".join(
        f'<tr><th {cell} scope="row">{_text(name)}</th><td {cell}>{told}</td></tr>'
        for name, told in rows
        if told
    )
    return f'<table style="margin:.3em 0;border-collapse:collapse">{body}</table>'


def _ledger(ledger: Ledger) -> str:
    told = ", ".join(counted(len(getattr(ledger, many)), one, many) for one, many in _KINDS)
    lookup = Lookup(ledger)
    parts = [_head("Ledger"), _quiet(told), _quiet(moment(ledger.created))]
    for story in ledger.stories[:_MOST_REPORTS]:
        findings = sorted(
            (one for one in ledger.findings if one.story == story.id),
            key=lambda one: (-one.importance, one.id),
        )
        named = [lookup.name[one.id] for one in lookup.in_order if one.id in story.reports]
        parts.append(_head(story.title or "A story"))
        parts.append(_quiet(_counted(story.reports), ", ".join(named[:_MOST_REPORTS])))
        items = "".join(f"<li>{_finding(one)}</li>" for one in findings[:_MOST_FINDINGS])
        parts.append(f'<ol style="margin:.3em 0 .6em">{items}</ol>')
        if len(findings) > _MOST_FINDINGS:
            parts.append(_quiet(f"and {len(findings) - _MOST_FINDINGS} more findings"))
    return "".join(parts)


def _finding(finding: Finding) -> str:
    explained = "; ".join(one.explanation for one in finding.differences)
    held = any(side.holder for side in finding.sides)
    sides = ", ".join(side.holder or "not named" for side in finding.sides if held)
    return (
        f"<div>{_text(finding.text)}</div>"
        + _status(finding.status, lines_of_reporting(finding.k), explained)
        + (_quiet(f"sides: {sides}") if sides else "")
    )


def _claim(claim: Claim) -> str:
    """A claim knows its place and not its words; a report has them."""
    event = claim.event.type or claim.event.predicate if claim.event else ""
    return _rows(
        (
            ("claim", f"<code>{_text(claim.id)}</code>"),
            ("kind", _text(f"{claim.kind}, {claim.certainty}, {claim.polarity}")),
            ("report", f"<code>{_text(claim.report)}</code>"),
            ("characters", f"{claim.start:,}–{claim.end:,}"),
            ("event", _text(event)),
            ("leans on", _text(claim.leans or "")),
            ("flagged", _text(claim.flagged or "")),
        )
    )


def _report(report: Report) -> str:
    address = web_address(report.url)
    link = f'<a href="{escape(address)}">{_text(address)}</a>' if address else ""
    published = moment(report.published) if report.published else "no date given"
    return (
        _head(report.title or report.publisher or report.path or report.id)
        + _quiet(report.publisher or "", report.byline or "", published)
        + f'<p style="margin:.3em 0">{escape(one_line(clip(report.text, _OPENING)))}</p>'
        + (f'<p style="margin:.2em 0;font-size:.9em">{link}</p>' if link else "")
        + _quiet(f"{len(report.text):,} characters", report.id)
    )


def _brief(brief: Brief) -> str:
    parts = [_head(brief.title or "Situation report")]
    if brief.standfirst:
        parts.append(f"<p><em>{_text(brief.standfirst.text)}</em></p>")
    left = _MOST_LINES
    for section in brief.sections:
        shown = section.lines[:left]
        left -= len(shown)
        if shown:
            heading = f"<strong>{_text(section.heading)}</strong>"
            parts.append(f'<p style="margin:.8em 0 .2em">{heading}</p>')
            items = "".join(f"<li>{_line(line)}</li>" for line in shown)
            parts.append(f'<ul style="margin:.2em 0">{items}</ul>')
    hidden = sum(len(section.lines) for section in brief.sections) - (_MOST_LINES - left)
    if hidden:
        parts.append(_quiet(f"and {hidden} more lines"))
    return "".join(parts)


def _line(line: Line) -> str:
    label = f"<strong>{_text(line.label)}</strong> " if line.label else ""
    cites = counted(len(line.cites), "citation", "citations")
    said = badge(line).partition(" · ")[2] if line.status else badge(line)
    return f"{label}{_text(line.text)}" + _status(line.status, said, remark(line), cites)
