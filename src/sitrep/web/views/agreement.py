"""Who agrees with whom: findings down, independent lines across, and the words each uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitrep.records import Claim, Finding, Status, Story
from sitrep.renderings.carriers import Manner, across, cell
from sitrep.renderings.lookup import Lookup
from sitrep.renderings.visible import one_line

__all__ = ["Across", "Entry", "Voice", "ranked", "row", "told_by", "told_in", "voices"]

#: characters of a report's words in a cell; the link opens the rest
WORDS = 220


@dataclass(frozen=True, slots=True)
class Voice:
    """An origin at the head of the table: its reports, the first of which names it."""

    number: int
    name: str
    reports: tuple[str, ...]

    @property
    def others(self) -> int:
        """How many reports stand behind the one that names it."""
        return len(self.reports) - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What one origin says of a finding: how it tells it, on which side, in which words."""

    claim: Claim
    words: str
    manner: Manner
    side: str
    said: str
    report: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Across:
    """A finding and the entries of each voice: none where it does not tell it, one a side."""

    finding: Finding
    entries: tuple[tuple[Entry, ...], ...]


def voices(lookup: Lookup, story: Story) -> tuple[Voice, ...]:
    """The origins of a story, the earliest first."""
    reports, groups = across(lookup, story)
    found: list[Voice] = []
    at = 0
    for number, size in enumerate(groups, 1):
        members = reports[at : at + size]
        found.append(Voice(number, lookup.name[members[0]], members))
        at += size
    return tuple(found)


def ranked(
    lookup: Lookup, story: Story, *, status: Status | None, alone: bool
) -> tuple[Finding, ...]:
    """Findings of a story, the weightiest first.

    Args:
        lookup: of the story's ledger.
        story: whose findings are asked for.
        status: only those with it; None for all.
        alone: those that one report tells and no other, instead of those told by several.
    """
    found = (
        finding
        for finding in lookup.ledger.findings
        if finding.story == story.id
        and (status is None or finding.status == status)
        and (len(told_by(lookup, finding)) < 2) == alone
    )
    return tuple(sorted(found, key=lambda f: (-f.importance, f.id)))


def told_by(lookup: Lookup, finding: Finding) -> frozenset[str]:
    """The reports that tell a finding."""
    return frozenset(lookup.claim[c].report for c in finding.claims if c in lookup.claim)


def row(lookup: Lookup, finding: Finding, shown: Sequence[Voice]) -> Across:
    """A finding across some voices."""
    tellers = told_by(lookup, finding)
    silent = [not tellers.intersection(voice.reports) for voice in shown]
    return Across(
        finding,
        tuple(
            () if quiet else told_in(lookup, finding, voice)
            for voice, quiet in zip(shown, silent, strict=True)
        ),
    )


def told_in(lookup: Lookup, finding: Finding, voice: Voice) -> tuple[Entry, ...]:
    """What a voice says of a finding: one entry for each side that it tells.

    Claims on no side (an earlier figure that the same report revises) are told only where the
    voice has none on a side.
    """
    sided = {claim for side in finding.sides for claim in side.claims}
    sides = [side.claims for side in finding.sides] if len(finding.sides) > 1 else []
    rest = tuple(claim for claim in finding.claims if not sides or claim not in sided)
    found = [_entry(lookup, replace(finding, claims=part), voice) for part in sides]
    told = tuple(entry for entry in found if entry is not None)
    if told:
        return told
    alone = _entry(lookup, replace(finding, claims=rest), voice)
    return (alone,) if alone else ()


def _entry(lookup: Lookup, finding: Finding, voice: Voice) -> Entry | None:
    """The part of the voice's report that tells the finding by itself, else of its first."""
    tellers = told_by(lookup, finding)
    found = []
    for report in voice.reports:
        one = cell(lookup, finding, report) if report in tellers else None
        if one is not None:
            words = one.claim.span.of(lookup.report[report].text)
            found.append(Entry(one.claim, clipped(words), one.manner, one.side, one.words, report))
    if not found:
        return None
    best = next((entry for entry in found if entry.manner == "own"), found[0])
    also = tuple(lookup.name[entry.report] for entry in found if entry is not best)
    return replace(best, also=also)


def clipped(words: str) -> str:
    """Words on one line, cut at a word's end."""
    line = one_line(words)
    if len(line) <= WORDS:
        return line
    return line[:WORDS].rsplit(" ", 1)[0] + " …"
