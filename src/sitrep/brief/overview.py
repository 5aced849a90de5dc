"""The top of the brief: headline, standfirst, at a glance, takeaways."""

from __future__ import annotations

import tomllib
from collections import Counter
from datetime import datetime
from functools import cache
from importlib.resources import files

from sitrep.brief.desk import Desk
from sitrep.brief.line import LEAST_WORDS, cites_for, finding_line, finish, wording
from sitrep.records import Cite, Claim, Entity, Finding, Line, Section

__all__ = ["glance", "headline", "standfirst", "takeaways"]

#: a headline reads well between these lengths, in characters
HEADLINE = (20, 110)
#: names in one line of the glance, and figures
MOST_NAMES, MOST_FIGURES = 6, 3
#: findings whose words a title is held against
HEADED = 5
#: a takeaway matters at least this much, unless there is little else
LEAST_IMPORTANCE = 0.3


def headline(desk: Desk) -> str:
    """The title or heading that shares most with what is known, else the number of reports.

    A word counts by the importance of the findings that it stands in. Titles of the reports
    come first, then the first heading of each text, then others, which head only a part.
    """
    top: Counter[str] = Counter()
    for finding in desk.findings[:HEADED]:
        claim = desk.claims[finding.representative]
        for word in desk.words(claim.report, claim.span):
            top[word] += round(1000 * finding.importance**2)
    candidates = []
    current = _current_since(desk)
    for report in desk.reports.values():
        stale = current and (report.published is None or report.published < current)
        if report.title and not stale:
            words = frozenset(w.strip(".,:;?!'\"").lower() for w in report.title.split())
            candidates.append((2, sum(top[w] for w in words), report.title))
        first = 1
        for sentence in desk.analyses[report.id].sentences:
            if sentence.kind == "heading":
                text = " ".join(sentence.span.of(report.text).split())
                shared = sum(top[w] for w in desk.words(report.id, sentence.span))
                candidates.append((first, shared, text))
                first = 0
    fitting = [c for c in candidates if HEADLINE[0] <= len(c[2]) <= HEADLINE[1] and c[1]]
    plain = [c for c in fitting if not c[2].rstrip().endswith("?")]
    best = max(plain or fitting, key=lambda c: (c[0], c[1], -len(c[2]), c[2]), default=None)
    if best:
        return best[2].strip(" •*-")
    return f"Situation report on {len(desk.reports)} reports"


def _current_since(desk: Desk) -> datetime | None:
    """When the latest figure of the most important toll that rose was first given, if one did.

    Older titles may still give the figure that it replaced.
    """
    for finding in desk.findings:
        if finding.status == "updated":
            times = [
                published
                for c in finding.sides[-1].claims
                if (published := desk.reports[desk.claims[c].report].published)
            ]
            return min(times, default=None)
    return None


def standfirst(desk: Desk) -> Line | None:
    """The most important finding that can be told alone."""
    for finding in desk.findings:
        if finding.status != "disputed" and _is_told_as_fact(desk, finding):
            line = finding_line(desk, finding)
            if line:
                return line
    return None


def takeaways(desk: Desk) -> Section:
    """What a hurried reader must know, in order of importance."""
    lines: list[Line] = []
    for finding in desk.findings:
        if len(lines) >= desk.settings.takeaways or finding.importance < LEAST_IMPORTANCE:
            break
        if finding.status == "disputed" or not _is_told_as_fact(desk, finding):
            continue
        line = finding_line(desk, finding)
        if line:
            lines.append(line)
    return Section("takeaways", "Takeaways", tuple(lines))


def _is_told_as_fact(desk: Desk, finding: Finding) -> bool:
    """Forecasts belong to the outlook, quotations to those who said them; comments nowhere."""
    return finding.tells and desk.claims[finding.representative].kind == "statement"


def glance(desk: Desk, top: Line | None, figures: Section) -> Section:
    """Who, what, where, when and how much, in a line each.

    Args:
        desk: the story.
        top: the standfirst.
        figures: the numbers of the brief.
    """
    lines = [
        _what(desk, top),
        _names(desk, "Who", {"person", "organisation", "government"}),
        _names(desk, "Where", {"place"}),
        _when(desk),
        _scale(figures),
    ]
    return Section("glance", "At a glance", tuple(line for line in lines if line))


@cache
def _comments() -> frozenset[str]:
    """Verbs by which a text comments on what happened instead of telling it."""
    text = files("sitrep.data").joinpath("loaded.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["comments"])


def _what(desk: Desk, top: Line | None) -> Line | None:
    """The top finding in its shortest sound words, when they are not the standfirst's."""
    finding = next((f for f in desk.findings if top and f.id == top.finding), None)
    if finding is None or top is None:
        return None
    options = []
    current = finding.sides[-1].claims if finding.sides else finding.claims
    for claim in (desk.claims[c] for c in current if c in desk.claims):
        chosen = wording(desk, claim)
        stale = desk.is_used(claim) or claim.id in desk.superseded
        comment = claim.event is not None and claim.event.predicate in _comments()
        bare = chosen and len(desk.words(claim.report, chosen.span)) < LEAST_WORDS
        if chosen and claim.kind == "statement" and not (stale or comment or bare):
            options.append((len(chosen.span), claim.id, claim, chosen))
    if not options:
        return None
    _, _, claim, chosen = min(options)
    desk.take(claim, desk.words(claim.report, chosen.span))
    return Line(
        text=finish(chosen.span.of(desk.text(claim.report))),
        cites=cites_for(desk, claim, chosen.span, finding.claims),
        status=finding.status,
        k=finding.k,
        label="What",
        finding=finding.id,
    )


def _names(desk: Desk, label: str, types: set[str]) -> Line | None:
    """The names that most reports mention, each with the place that bears it out."""
    names: list[str] = []
    cites: list[Cite] = []
    for entity in desk.entities:
        if entity.type not in types or len(names) >= MOST_NAMES:
            continue
        found = _first_naming(desk, entity)
        if found:
            names.append(found[0])
            cites.append(found[1])
    if not names:
        return None
    return Line(text="; ".join(names), cites=tuple(cites), label=label)


def _first_naming(desk: Desk, entity: Entity) -> tuple[str, Cite] | None:
    """The entity's name as a sound claim writes it, with the citation."""
    best = None
    for mention in entity.mentions:
        if mention.kind != "name" or mention.report not in desk.reports:
            continue
        written = mention.span.of(desk.text(mention.report))
        for claim in desk.claims.values():
            inside = claim.report == mention.report and claim.span.contains(mention.span)
            if inside and not claim.flagged:
                rank = (written != entity.name, abs(len(written) - len(entity.name)), claim.id)
                cite = Cite(claim.id, claim.report, claim.start, claim.end)
                if best is None or rank < best[0]:
                    best = (rank, " ".join(written.split()), cite)
    return (best[1], best[2]) if best else None


def _when(desk: Desk) -> Line | None:
    """The day that most reports give, as written."""
    days: dict[str, list[tuple[float, str, Claim, str]]] = {}
    for claim in desk.claims.values():
        finding = desk.finding_of.get(claim.id)
        weight = finding.importance if finding else 0.0
        for time in (desk.times[t] for t in claim.times if t in desk.times):
            day = (time.value or "")[:10]
            if time.type == "DATE" and len(day) == 10 and day[-2:].isdigit() and not claim.flagged:
                written = " ".join(time.span.of(desk.text(claim.report)).split())
                days.setdefault(day, []).append((weight, claim.id, claim, written))
    if not days:
        return None
    day = max(sorted(days), key=lambda d: len({c.report for _, _, c, _ in days[d]}))
    _, _, claim, written = max(days[day], key=lambda x: x[:2])
    return Line(
        text=written,
        cites=cites_for(desk, claim, claim.span),
        label="When",
        note=None if day in written else day,
    )


def _scale(figures: Section) -> Line | None:
    """The first figures of the numbers, but for those in dispute, each with what it counts."""
    chosen = [line for line in figures.lines if line.status != "disputed"][:MOST_FIGURES]
    if not chosen:
        return None
    told = [
        line.text if not line.label or line.label in line.text else f"{line.text} ({line.label})"
        for line in chosen
    ]
    cites = dict.fromkeys(cite for line in chosen for cite in line.cites)
    return Line(text="; ".join(told), cites=tuple(cites), label="Scale")
