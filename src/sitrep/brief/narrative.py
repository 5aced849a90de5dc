"""The body of the brief: what else is known, in titled sections, without repetition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sitrep.brief.desk import Desk
from sitrep.brief.line import finding_line
from sitrep.records import Finding, Line, Section

__all__ = ["narrative"]

#: lines under the heading of an entity, sections of the body, and lines in all
MOST_LINES, MOST_SECTIONS, MOST_IN_ALL = 5, 5, 18
#: an entity named by a larger share of the findings is what the whole story is about, and
#: tells no section from another
COMMON_SHARE = 0.5
#: what matters less is detail, found in the report itself
LEAST_IMPORTANCE = 0.3
#: heading of the lines that share no entity with two others
REST = "Also reported"


def narrative(desk: Desk) -> tuple[Section, ...]:
    """Sections of findings that share an entity, most important first.

    Findings told already, forecasts, quotations and disputes have their own sections.
    """
    left = [
        finding
        for finding in desk.findings
        if finding.status != "disputed"
        and finding.tells
        and finding.importance >= LEAST_IMPORTANCE
        and desk.claims[finding.representative].kind == "statement"
    ]
    parties = {f.id: _parties(desk, f) for f in left}
    sections: list[Section] = []
    alone: list[Line] = []
    budget = MOST_IN_ALL
    while left and budget > 0 and len(sections) < MOST_SECTIONS:
        topic = _topic(left, parties)
        if topic is None:
            break
        members = [f for f in left if topic in parties[f.id]]
        lines = _lines(desk, members, min(MOST_LINES, budget))
        left = [f for f in left if f not in members]
        budget -= len(lines)
        if len(lines) >= 2:
            sections.append(Section("narrative", topic, lines))
        else:
            alone += lines
    rest = (*alone, *_lines(desk, [f for f in left if _says_something(desk, f)], budget))
    if rest:
        sections.append(Section("narrative", REST, rest))
    return tuple(sections)


def _lines(desk: Desk, findings: list[Finding], most: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    for finding in findings:
        if len(lines) >= most:
            break
        line = finding_line(desk, finding, pointing=0.0)
        if line:
            lines.append(line)
    return tuple(_in_order(lines))


def _in_order(lines: list[Line]) -> Iterator[Line]:
    """The lines, each behind the one that tells what it points back at."""
    left = list(lines)
    while left:
        told = {line.cites[0].claim for line in left}
        free = (x for x in left if told.isdisjoint(cite.claim for cite in x.cites[1:]))
        line = next(free, left[0])
        left.remove(line)
        yield line


def _says_something(desk: Desk, finding: Finding) -> bool:
    """True when a finding names somebody or something, or gives a figure or a time.

    "International reactions range from acknowledgment to concern" could stand in any report.
    """
    claims = [desk.claims[c] for c in finding.claims if c in desk.claims]
    return any(c.entities or c.quantities or c.times for c in claims)


def _parties(desk: Desk, finding: Finding) -> frozenset[str]:
    """The names of the joined entities that a finding speaks of: the first of its claims.

    What else is named ("as Russia's actions unsettle Europe") is said of somebody else, and
    what its own words do not name is no heading for them. A country that acts and a country
    where things happen are two entities under one heading.
    """
    best = desk.claims[finding.representative]
    claims = (desk.claims[c] for c in finding.claims if c in desk.claims)
    first = {entity for c in claims if (entity := desk.first_named(c))}
    own = desk.named.get(best.id, frozenset()) | {desk.first_named(best)}
    return frozenset(desk.name_of[entity] for entity in first & own if entity)


def _topic(findings: list[Finding], parties: dict[str, frozenset[str]]) -> str | None:
    """The entity that gathers the most important findings and still tells them apart."""
    weight: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for finding in findings:
        for party in parties[finding.id]:
            weight[party] += round(1000 * finding.importance)
            spread[party] += 1
    useful = [
        p
        for p in weight
        if spread[p] >= 2 and (spread[p] <= COMMON_SHARE * len(findings) or len(findings) <= 4)
    ]
    return max(sorted(useful), key=lambda p: weight[p], default=None)
