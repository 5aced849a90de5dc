"""Everything the ledger's rules look at for one story, looked up by id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sitrep.ledger.gathering import gathers
from sitrep.records import (
    Analysis,
    Attribution,
    Claim,
    Copy,
    Entity,
    Quantity,
    Report,
    Sentence,
    Story,
    TimeExpression,
)
from sitrep.voices import reprints, taken

__all__ = ["Case"]


@dataclass(frozen=True)
class Case:
    """One story's reports, analyses, claims and copies, with the entities of all reports.

    ``joined`` maps the id of an entity of one report to the id of the joined entity in
    ``entities``; an id that is not in it stands for itself.
    """

    story: Story
    reports: Mapping[str, Report]
    analyses: Mapping[str, Analysis]
    claims: tuple[Claim, ...]
    copies: tuple[Copy, ...]
    entities: Mapping[str, Entity]
    joined: Mapping[str, str]

    @classmethod
    def of(
        cls,
        story: Story,
        reports: Sequence[Report],
        analyses: Sequence[Analysis],
        claims: Sequence[Claim],
        copies: Sequence[Copy],
        entities: Sequence[Entity],
        joined: Mapping[str, str],
    ) -> Case:
        """The case of ``story``: only what belongs to its reports is kept, in a fixed order."""
        members = set(story.reports)
        return cls(
            story=story,
            reports={r.id: r for r in sorted(reports, key=lambda r: r.id) if r.id in members},
            analyses={a.report: a for a in analyses if a.report in members},
            claims=tuple(
                sorted(
                    (c for c in claims if c.report in members),
                    key=lambda c: (c.report, c.start, c.end, c.id),
                )
            ),
            copies=tuple(c for c in copies if c.by in members and c.of in members),
            entities={e.id: e for e in entities},
            joined=dict(joined),
        )

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each claim in ``claims``, by id."""
        return {claim.id: place for place, claim in enumerate(self.claims)}

    @cached_property
    def claims_of(self) -> dict[str, tuple[Claim, ...]]:
        """Claims by report, in their order."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims:
            found.setdefault(claim.report, []).append(claim)
        return {report: tuple(claims) for report, claims in found.items()}

    @cached_property
    def attribution(self) -> dict[str, Attribution]:
        """Attributions by id."""
        return {a.id: a for analysis in self.analyses.values() for a in analysis.attributions}

    @cached_property
    def quantity(self) -> dict[str, Quantity]:
        """Quantities by id."""
        return {q.id: q for analysis in self.analyses.values() for q in analysis.quantities}

    @cached_property
    def time(self) -> dict[str, TimeExpression]:
        """Time expressions by id."""
        return {t.id: t for analysis in self.analyses.values() for t in analysis.times}

    @cached_property
    def first(self) -> datetime | None:
        """When the first of the reports was published; None when no report tells."""
        return min((r.published for r in self.reports.values() if r.published), default=None)

    @cached_property
    def naming(self) -> Counter[str]:
        """How many reports name each time, by its value."""
        return Counter(
            value
            for analysis in self.analyses.values()
            for value in {t.value for t in analysis.times if t.value}
        )

    @cached_property
    def taken(self) -> frozenset[str]:
        """Ids of claims whose words were taken from an earlier report."""
        return taken(self.claims, self.copies, self.quantity)

    @cached_property
    def reprint(self) -> dict[str, str]:
        """The report that stands for each report and its reprints, by id."""
        return reprints(self.reports, self.copies)

    @cached_property
    def named(self) -> dict[str, Entity]:
        """Entities by each of their names, case folded."""
        found: dict[str, Entity] = {}
        for entity in self.entities.values():
            for name in (entity.name, *entity.aliases):
                found.setdefault(name.casefold(), entity)
        return found

    @cached_property
    def gatherers(self) -> frozenset[str]:
        """Ids of the reports that show that they gathered news themselves."""
        return frozenset(r for r in self.reports if gathers(self.reports[r], self.analyses[r]))

    def sentence(self, claim: Claim) -> Sentence:
        """The sentence the claim stands in."""
        return self.analyses[claim.report].sentences[claim.sentence]

    def text(self, claim: Claim) -> str:
        """The claim's own words."""
        return claim.span.of(self.reports[claim.report].text)

    def parties(self, claim: Claim) -> frozenset[str]:
        """The joined ids of the entities that the claim names."""
        return frozenset(self.joined.get(e, e) for e in claim.entities)
