"""One link between two reports: how likely, which way, what kind, and why."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sitrep.lineage.credits import Credit, Credited, hours_later
from sitrep.lineage.features import NAMES, Pair, Prepared, compare, features
from sitrep.lineage.matches import matches_of, share_of
from sitrep.lineage.score import derivation_probability, direction_probability
from sitrep.records import Copy, CopyKind, Match

__all__ = ["Link", "joined", "link_of", "record_of"]

#: shares of words in shared runs from which a copy is verbatim or trimmed (the brief of the
#: project: "share of nine tenths both ways")
_VERBATIM = 0.9
_TRIMMED = 0.85
#: most that content and marks together may reach when content alone does not (the bold count
#: must not rest on make-up)
_MOST_BY_MARKS = 0.85
#: probability from which the direction is held to be known
_DIRECTED = 0.7


@dataclass(frozen=True, slots=True)
class Link:
    """``by`` probably took from ``of``; the passages and the evidence."""

    by: Prepared
    of: Prepared
    probability: float
    direction: float
    matches: tuple[Match, ...]
    share: float
    same_words: float
    same_words_back: float
    values: tuple[float, ...]
    credit: Credit | None
    upstream: frozenset[str]
    hours: float | None


def link_of(one: Prepared, other: Prepared, credited: Credited, least: float) -> Link | None:
    """The two reports as a link, turned so that ``by`` is the one that probably copied.

    Args:
        one: a report.
        other: another of the story.
        credited: the credits that each report of the story gives.
        least: probability below which there is no link.
    """
    pair = compare(one, other)
    values = features(pair)
    meaning = one.sheet.vectors is not None and other.sheet.vectors is not None
    there = credited.between(one.page.report, other.page.report)
    back = credited.between(other.page.report, one.page.report)
    hours = hours_later(one.page.report, other.page.report)
    direction = direction_probability(
        credit=(there is not None) - (back is not None),
        hours=hours,
        contained=max(-1.0, min(1.0, pair.alignment.kept - pair.alignment.kept_back)),
        oddness=_oddness(pair),
    )
    turned = direction < 0.5 or (direction == 0.5 and one.page.report.id > other.page.report.id)
    credit = back if turned else there
    probability = derivation_probability(
        values, meaning=meaning, credit=credit is not None and credit.whole
    )
    if probability < least:
        return None
    by, of = (other, one) if turned else (one, other)
    shared = _words_shared(pair)
    matches = matches_of(pair, turned=turned)
    return Link(
        by,
        of,
        probability,
        max(direction, 1.0 - direction),
        matches,
        share_of(by.page, matches),
        shared[1] if turned else shared[0],
        shared[0] if turned else shared[1],
        values,
        credit,
        frozenset(
            given.name
            for given in credited.by(of.page.report)
            if given.whole and given.name and credit is None
        ),
        -hours if hours is not None and turned else hours,
    )


def joined(copies: Iterable[Copy]) -> tuple[Copy, ...]:
    """One copy for each pair of reports, sorted: what two kinds of evidence say is added up.

    Args:
        copies: copies, among them some without passages (see :mod:`sitrep.lineage.marks`).
    """
    pairs: dict[frozenset[str], Copy] = {}
    for copy in copies:
        pair = frozenset((copy.by, copy.of))
        known = pairs.get(pair)
        if known is None:
            pairs[pair] = copy
            continue
        fuller, other = (known, copy) if known.matches else (copy, known)
        doubt = (1.0 - known.probability) * (1.0 - copy.probability)
        probability = max(fuller.probability, min(_MOST_BY_MARKS, 1.0 - doubt))
        pairs[pair] = replace(
            fuller, probability=round(probability, 4), reasons=fuller.reasons + other.reasons
        )
    return tuple(sorted(pairs.values(), key=lambda copy: (copy.by, copy.of)))


def record_of(link: Link, outlets: Collection[str]) -> Copy:
    """The link as a record.

    Args:
        link: the link.
        outlets: names of the publishers of the story's reports.
    """
    directed = link.direction >= _DIRECTED
    return Copy(
        by=link.by.page.report.id,
        of=link.of.page.report.id,
        kind=_kind(link, outlets),
        probability=round(link.probability, 4),
        share=round(link.share, 4),
        matches=link.matches,
        reasons=tuple(_reasons(link, directed=directed)),
        directed=directed,
    )


def _kind(link: Link, outlets: Collection[str]) -> CopyKind:
    """How the words were taken over.

    Two papers that cut one agency's report each in its own way share an upstream; neither
    copied the other. That can be told when the source says whose report it prints, is no
    agency itself, and the agency's own report is not among those at hand.
    """
    if link.same_words >= _VERBATIM and link.same_words_back >= _VERBATIM:
        return "verbatim"
    if link.of.page.report.publisher and link.upstream and not link.upstream & set(outlets):
        return "common_upstream"
    return "trimmed" if link.same_words >= _TRIMMED else "rewrite"


def _words_shared(pair: Pair) -> tuple[float, float]:
    """The part of each report's words in shared runs, quotations included."""
    words = sum(run.length for run in pair.runs)
    return (
        words / max(1, len(pair.one.page.words)),
        words / max(1, len(pair.other.page.words)),
    )


def _oddness(pair: Pair) -> float:
    """How much rarer the words are that only the first report has in answering sentences."""
    one, other = pair.one.page, pair.other.page
    mine: list[float] = []
    theirs: list[float] = []
    for at, there in enumerate(pair.alignment.forward):
        if pair.alignment.likeness[at, there] < 0.3:
            continue
        here_unit, there_unit = one.units[at], other.units[there]
        here_words = one.words[here_unit.first : here_unit.last]
        there_words = other.words[there_unit.first : there_unit.last]
        known = {word.stem for word in here_words} & {word.stem for word in there_words}
        mine.extend(
            one.weight[i]
            for i, word in enumerate(here_words, here_unit.first)
            if word.stem not in known and not word.capital and not word.number
        )
        theirs.extend(
            other.weight[i]
            for i, word in enumerate(there_words, there_unit.first)
            if word.stem not in known and not word.capital and not word.number
        )
    if len(mine) < 8 or len(theirs) < 8:
        return 0.0
    return max(-1.0, min(1.0, sum(mine) / len(mine) - sum(theirs) / len(theirs)))


def _reasons(link: Link, *, directed: bool) -> list[str]:
    """Plain sentences, the weightiest first."""
    values = dict(zip(NAMES, link.values, strict=True))
    reasons = []
    if link.credit is not None:
        whose = link.credit.name or "agencies"
        reasons.append(f"It credits {whose}: “{link.credit.words}”.")
    if link.same_words >= 0.05:
        longest = max((run_words(link, match) for match in link.matches), default=0)
        reasons.append(
            f"{link.same_words:.0%} of its words stand in runs shared word for word; "
            f"the longest passage has {longest} words."
        )
    rendered = len(link.matches)
    if values["order_kept"] >= 0.25:
        reasons.append(
            f"{rendered} {'passage answers' if rendered == 1 else 'passages answer'} to passages "
            f"of the other in the same order; they make up {link.share:.0%} of it."
        )
    if values["numbers"] >= 0.5:
        reasons.append("The same numbers follow one another in both.")
    if link.hours is not None and link.hours > 0:
        reasons.append(f"It was published {_later(link.hours)} later.")
    if not directed:
        reasons.append("Nothing tells which of the two came first.")
    return reasons


def run_words(link: Link, match: Match) -> int:
    """Words of a matched passage."""
    page = link.by.page
    return max(0, bisect_right(page.ends, match.by.end) - bisect_left(page.starts, match.by.start))


def _later(hours: float) -> str:
    if hours < 1:
        minutes = max(1, round(hours * 60))
        return f"{minutes} minute{'s' if minutes != 1 else ''}"
    if hours < 48:
        return f"{round(hours)} hour{'s' if round(hours) != 1 else ''}"
    return f"{round(hours / 24)} days"
