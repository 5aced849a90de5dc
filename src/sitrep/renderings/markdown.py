"""The brief as Markdown with footnotes; what a report says is never read as markup.

Footnotes are those of GitHub, Pandoc and most others (``[^1]``). Escapes follow CommonMark
0.31, section 2.4: a backslash before ASCII punctuation. Only addresses of http and https
become links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitrep.records import Brief, Ledger, Line, Section
from sitrep.renderings.addresses import web_address
from sitrep.renderings.lookup import Lookup, Note
from sitrep.renderings.visible import clip, one_line
from sitrep.renderings.wording import (
    NO_BRIEF,
    PROBLEMS_HEADING,
    badge,
    masthead,
    place_of,
    points,
    problem_line,
    remark,
    title_of,
)

__all__ = ["escaped", "to_markdown"]

#: characters of a cited span that its footnote repeats; spans are sentences, so only a text
#: without sentences is ever cut
_QUOTE_CHARS = 2_000
#: what may open markup anywhere: emphasis, code, links, HTML, tables, maths, strikethrough,
#: footnotes, references to entities and to people
_ANYWHERE = re.compile(r"([\\`*_\[\]<>|$~^@&])")
#: what may open a block at the start of a line: heading, list, quotation, rule, setext rule
_OPENING = re.compile(r"^([#+=:\-]|\d{1,9}(?=[.)]))")
#: bare addresses that some renderers turn into links
_ADDRESS = re.compile(r"(?i)://|\bwww\.|\b(mailto|javascript|xmpp):")


def escaped(text: str) -> str:
    """Words of a report as Markdown shows them letter for letter, on one line."""
    words = _ANYWHERE.sub(r"\\\1", one_line(text))
    words = _OPENING.sub(_opening, words)
    return _ADDRESS.sub(_unlinked, words)


def to_markdown(ledger: Ledger) -> str:
    """Every brief of the ledger, its problems and footnotes as Markdown."""
    lookup = Lookup(ledger)
    rows: list[str] = []
    for brief in ledger.briefs:
        rows.extend(_brief(lookup, brief))
    if not ledger.briefs:
        rows.extend((NO_BRIEF, ""))
    if ledger.problems:
        rows.extend((f"## {PROBLEMS_HEADING}", ""))
        rows.extend(f"- {escaped(problem_line(lookup, p))}" for p in ledger.problems)
        rows.append("")
    for note in lookup.notes:
        rows.extend((_footnote(lookup, note), ""))
    return "\n".join(rows).rstrip("\n") + "\n"


def _brief(lookup: Lookup, brief: Brief) -> Iterator[str]:
    yield f"# {escaped(title_of(brief, lookup.ledger))}"
    yield ""
    if brief.standfirst:
        words = f"**{escaped(brief.standfirst.text)}**{_marks(lookup, brief.standfirst)}"
        yield "  \n".join((words, *_backing(brief.standfirst)))
        yield ""
    yield f"*{escaped(masthead(lookup, brief))}*"
    yield ""
    for section in brief.sections:
        yield from _section(lookup, section)


def _section(lookup: Lookup, section: Section) -> Iterator[str]:
    yield f"## {escaped(section.heading)}"
    yield ""
    if section.note:
        yield f"*{escaped(section.note)}*"
        yield ""
    if section.kind == "quotes":
        for line in section.lines:
            yield from _quotation(lookup, line)
        return
    for differ, lines in points(section):
        if differ:
            yield from (f"{escaped(differ)}:", "")
        for line in lines:
            yield _line(lookup, line)
        if section.kind == "disputed":
            yield ""
    if section.lines and section.kind != "disputed":
        yield ""


def _line(lookup: Lookup, line: Line) -> str:
    label = f"**{escaped(line.label)}**: " if line.label else ""
    parts = [f"- {label}{escaped(line.text)}{_marks(lookup, line)}"]
    parts.extend(f"  {row}" for row in _backing(line))
    return "  \n".join(parts)


def _backing(line: Line) -> Iterator[str]:
    """On how many lines of reporting it stands, and what else is to be said of it."""
    said = badge(line)
    if said:
        yield f"*({said})*"
    if remark(line):
        yield escaped(remark(line))


def _quotation(lookup: Lookup, line: Line) -> Iterator[str]:
    yield f"> {escaped(line.text)}{_marks(lookup, line)}"
    tail = " · ".join(
        part for part in (escaped(line.label or ""), badge(line), escaped(remark(line))) if part
    )
    if tail:
        yield ">"
        yield f"> — {tail}"
    yield ""


def _marks(lookup: Lookup, line: Line) -> str:
    return "".join(f"[^{note.number}]" for note in lookup.numbered(line.cites))


def _footnote(lookup: Lookup, note: Note) -> str:
    words = clip(one_line(lookup.quoted(note)), _QUOTE_CHARS)
    address = web_address(lookup.report[note.report].url)
    link = f" <{address}>" if address else ""
    place = escaped(place_of(lookup, note))
    return f"[^{note.number}]: {place}: “{escaped(words)}”{link}"


def _opening(found: re.Match[str]) -> str:
    opener = found.group(1)
    # a figure is kept; the dot after it is what opens a numbered list
    return f"&#{ord(opener[0])};{opener[1:]}" if opener[0].isdigit() else f"\\{opener}"


def _unlinked(found: re.Match[str]) -> str:
    words = found.group()
    return words.replace(":", "\\:").replace(".", "\\.")
