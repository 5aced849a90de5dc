"""Words of reports as the tools pass them on: cut to a length, with acting characters shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sitrep.kept import StoryCard
from sitrep.records import Claim, Count, Finding, Ledger, Report
from sitrep.renderings.lookup import Lookup
from sitrep.renderings.visible import visible
from sitrep.web.agents.answers import FindingAnswer, Passage, StoryAnswer, Words

__all__ = ["LONGEST", "Passages", "bounds", "card", "name", "words"]

#: characters of a passage, and of a title or name, that are passed on
LONGEST, LONGEST_NAME = 600, 200


def words(text: str, *, speaker: str | None = None, report: Report | None = None) -> Words:
    """Words of others: invisible and acting characters are shown by their number."""
    return Words(
        visible(text[:LONGEST]),
        cut=len(text) > LONGEST,
        speaker=name(speaker),
        title=name(report.title) if report else None,
        publisher=name(report.publisher) if report else None,
    )


def bounds(count: Count) -> tuple[int, int]:
    """The two numbers of a count."""
    return (count.low, count.high)


def card(found: StoryCard) -> StoryAnswer:
    """A story's card."""
    return StoryAnswer(
        found.id,
        found.reports,
        found.changed.isoformat(),
        bounds(found.origins) if found.origins else None,
        found.disputed,
        found.corroborated,
        words(found.title),
    )


@dataclass(frozen=True)
class Passages:
    """The passages of one ledger."""

    ledger: Ledger

    @cached_property
    def lookup(self) -> Lookup:
        """Records by id."""
        return Lookup(self.ledger)

    @cached_property
    def speakers(self) -> dict[str, str]:
        """Who is said to say a claim, by the id of its attribution."""
        return {one.id: one.source for a in self.ledger.analyses for one in a.attributions}

    def at(
        self,
        report: str,
        start: int,
        end: int,
        claim: str | None = None,
        speaker: str | None = None,
    ) -> Passage:
        """The passage ``[start, end)`` of a report."""
        whole = self.lookup.report[report]
        said = words(whole.text[start:end], speaker=speaker, report=whole)
        return Passage(report, start, end, claim, said)

    def of(self, claim: Claim) -> Passage:
        """The words of a claim."""
        speaker = self.speakers.get(claim.attribution or "")
        return self.at(claim.report, claim.start, claim.end, claim.id, speaker)

    def finding(self, finding: Finding, most: int) -> FindingAnswer:
        """A finding with at most ``most`` passages, the one that stands for it first."""
        own = self.lookup.claim
        order = [
            finding.representative,
            *(c for c in finding.claims if c != finding.representative),
        ]
        return FindingAnswer(
            finding.id,
            finding.status,
            round(finding.importance, 3),
            bounds(finding.k),
            len(finding.claims),
            [self.of(own[claim]) for claim in order[:most]],
        )


def name(text: str | None) -> str | None:
    """A name or title that somebody else gave."""
    return None if text is None else visible(text[:LONGEST_NAME])
