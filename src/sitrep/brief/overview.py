"""The top of the brief: headline, standfirst, at a glance, takeaways."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from statistics import fmean, median

from sitrep.brief.cards import arranged
from sitrep.brief.desk import Desk
from sitrep.brief.finish import finish
from sitrep.brief.line import LEAST_WORDS, cites_for, finding_line, wording
from sitrep.brief.moments import moments
from sitrep.brief.names import names
from sitrep.comments import comments
from sitrep.records import Claim, Finding, Line, Report, Section

__all__ = ["glance", "headline", "standfirst", "takeaways"]

#: a headline reads well between these lengths, in characters
HEADLINE = (20, 110)
#: share of their words without names that two claims have in common which say the same
LEAST_SHARED = 0.2
#: figures in one line of the glance
MOST_FIGURES = 3
#: findings whose words a title is held against
HEADED = 5
#: "Title - Site", "Title | Site"
SITE = re.compile(r"(?P<title>.+?\S) ?(?: [-–—|:]{1,2}|\|) ?(?P<site>[^|]{2,60})")
#: a shorter wording of the first line has at most this share of its characters
SHORTER = 0.9
#: a takeaway matters at least this much, unless there is little else
LEAST_IMPORTANCE = 0.3
#: certainties of what is told as a guess
UNSURE = frozenset({"possible", "likely"})
#: a takeaway is read first: what it tells stands before any words that point back
LATE = 0.5


def headline(desk: Desk, first: Line | None = None) -> str:
    """The title or heading that shares most with what is known, else the chief name.

    A word counts by the importance of the findings that it stands in. Titles of the reports
    come first, then the first heading of each text, then others, which head only a part.

    Args:
        desk: the story.
        first: the line that opens the brief.
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
        title = _without_site(report)
        if title and not stale:
            words = frozenset(w.strip(".,:;?!'\"").lower() for w in title.split())
            candidates.append((2, sum(top[w] for w in words), title))
        rank = 1
        for sentence in desk.analyses[report.id].sentences:
            if sentence.kind == "heading":
                text = " ".join(sentence.span.of(report.text).split())
                shared = sum(top[w] for w in desk.words(report.id, sentence.span))
                candidates.append((rank, shared, text))
                rank = 0
    fitting = [c for c in candidates if HEADLINE[0] <= len(c[2]) <= HEADLINE[1] and c[1]]
    plain = [c for c in fitting if not c[2].rstrip().endswith("?")]
    best = max(plain or fitting, key=lambda c: (c[0], c[1], -len(c[2]), c[2]), default=None)
    if best:
        return best[2].strip(" •*-")
    return _named_after(desk, first)


def _without_site(report: Report) -> str:
    """The report's title without the site's name at its end, "" when it has none.

    "Toddler shot in face - Northstrand Post": what follows the last dash or bar is the
    site's name when its letters stand in the publisher's name or the address.
    """
    title = " ".join((report.title or "").split())
    known = _letters(f"{report.publisher or ''} {report.url or ''}")
    while True:
        found = SITE.fullmatch(title)
        site = _letters(found["site"]) if found else ""
        if not found or not site or not (site in known or known in site):
            return title
        title = found["title"]


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold().removeprefix("www.") if c.isalnum())


def _named_after(desk: Desk, first: Line | None) -> str:
    """What a story without a fitting title is called: its chief name, and how many report.

    A name of the line that opens the brief comes before others that more reports give.
    """
    count = f"{len(desk.reports)} reports" if len(desk.reports) > 1 else "one report"
    chief = names(desk, "", {"person", "organisation", "government", "place"})
    if chief is None:
        return f"Untitled: {count}"
    known = chief.text.split("; ")
    opening = first.text if first else ""
    return f"{next((name for name in known if name in opening), known[0])}: {count}"


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
        line = finding_line(desk, finding, pointing=LATE)
        if line:
            lines.append(line)
    return Section("takeaways", "Takeaways", tuple(lines))


def _is_told_as_fact(desk: Desk, finding: Finding) -> bool:
    """Forecasts belong to the outlook, quotations to those who said them; comments nowhere.

    What only may be so is no fact; that something was arranged is one.
    """
    claim = desk.claims[finding.representative]
    if claim.kind == "forecast":
        return finding.tells and arranged(desk, claim) is not None
    return finding.tells and claim.kind == "statement" and claim.certainty not in UNSURE


def glance(desk: Desk, top: Line | None, figures: Section) -> Section:
    """Who, what, where, when and how much, in a line each.

    Args:
        desk: the story.
        top: the standfirst.
        figures: the numbers of the brief.
    """
    who = names(desk, "Who", {"person", "organisation", "government"})
    lines = [
        _what(desk, top),
        who,
        names(desk, "Where", {"place"}, who.text.split("; ") if who else ()),
        _when(desk),
        _scale(figures),
    ]
    return Section("glance", "At a glance", tuple(line for line in lines if line))


def _what(desk: Desk, top: Line | None) -> Line | None:
    """The top finding in its shortest sound words that say the same, if not the standfirst's.

    A finding also gathers what belongs to its point without saying it: words are taken only
    from a claim that shares as much with the others as most of them do with each other.
    """
    finding = next((f for f in desk.findings if top and f.id == top.finding), None)
    if finding is None or top is None:
        return None
    current = finding.sides[-1].claims if finding.sides else finding.claims
    claims = [desk.claims[c] for c in current if c in desk.claims]
    told = {c.id: _acts(desk, c) for c in claims}
    central = {
        c: fmean(_shared(told[c], told[o]) for o in told if o != c) for c in told if len(told) > 1
    }
    least = max(median(central.values()), LEAST_SHARED) if central else 1.0
    options = []
    for claim in claims:
        chosen = wording(desk, claim)
        stale = desk.is_used(claim) or claim.id in desk.superseded
        bare = chosen and len(desk.words(claim.report, chosen.span)) < LEAST_WORDS
        aside = central.get(claim.id, 0.0) < least
        if (
            chosen
            and claim.kind == "statement"
            and not (stale or comments(claim, desk.sentence(claim)) or bare or aside)
        ):
            options.append((len(chosen.span), claim.id, claim, chosen))
    if not options:
        return None
    length, _, claim, chosen = min(options)
    if length >= SHORTER * len(top.text):
        return None
    desk.take(claim, desk.words(claim.report, chosen.span))
    return Line(
        text=finish(chosen.span.of(desk.text(claim.report))),
        cites=cites_for(desk, claim, chosen.span, finding.claims),
        status=finding.status,
        k=finding.k,
        label="What",
        finding=finding.id,
    )


def _acts(desk: Desk, claim: Claim) -> frozenset[str]:
    """A claim's content lemmas without names, which tell whom it is about and not what."""
    return frozenset(
        t.lemma.lower()
        for t in desk.sentence(claim).tokens
        if claim.span.contains(t.span) and t.upos in {"NOUN", "VERB", "ADJ", "NUM"}
    )


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _when(desk: Desk) -> Line | None:
    """The day that most reports give, as written: by its name before "the middle of the day"."""
    days: dict[str, list[tuple[bool, float, str, Claim, str]]] = {}
    for claim in desk.claims.values():
        finding = desk.finding_of.get(claim.id)
        weight = finding.importance if finding else 0.0
        for time in moments(desk, claim):
            day = (time.value or "")[:10]
            if time.type == "DATE" and len(day) == 10 and day[-2:].isdigit() and not claim.flagged:
                written = " ".join(time.span.of(desk.text(claim.report)).split())
                named = any(c.isupper() or c.isdigit() for c in written)
                days.setdefault(day, []).append((named, weight, claim.id, claim, written))
    if not days:
        return None
    day = max(sorted(days), key=lambda d: len({c.report for *_, c, _ in days[d]}))
    *_, claim, written = max(days[day], key=lambda x: x[:3])
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
