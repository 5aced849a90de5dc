"""One story's part of a ledger, looked up the way an editor asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath

from sitrep.bounds import outdone
from sitrep.records import (
    Analysis,
    Attribution,
    Claim,
    Copy,
    Entity,
    Finding,
    Forecast,
    Ledger,
    Quantity,
    Quote,
    Report,
    Sentence,
    Span,
    Story,
    TimeExpression,
)
from sitrep.settings import Settings
from sitrep.text import fold
from sitrep.voices import Voices, taken

__all__ = ["Desk", "is_same", "report_name"]

#: share of the content words of the shorter line by which two lines tell one fact
SAME_SHARE = 0.62


def report_name(report: Report) -> str:
    """What a reader calls the report: its publisher, else its file, else its id."""
    if report.publisher:
        return report.publisher
    if report.path:
        return PurePath(report.path).name
    return report.id


def is_same(words: frozenset[str], told: Iterable[frozenset[str]]) -> bool:
    """True when one of the lines told holds most of these content words, or they are none.

    "Most" is ``SAME_SHARE`` of the smaller of the two sets; set by reading the briefs of the
    example collections, where a lower share hid facts and a higher one told them twice.
    """
    if not words:
        return True
    return any(len(words & line) >= SAME_SHARE * min(len(words), len(line)) for line in told)


@dataclass
class Desk:
    """A story on an editor's desk, with what has been put into the brief so far.

    ``used`` holds the (report, sentence) places already shown, so that no sentence is
    printed twice; ``told`` the content words of the lines and ``shown`` the findings that
    have a line, so that no fact is.
    """

    ledger: Ledger
    story: Story
    settings: Settings
    used: set[tuple[str, int]] = field(default_factory=set)
    told: list[frozenset[str]] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The story's reports by id."""
        members = set(self.story.reports)
        return {r.id: r for r in self.ledger.reports if r.id in members}

    @cached_property
    def analyses(self) -> dict[str, Analysis]:
        """Their analyses by report id."""
        return {a.report: a for a in self.ledger.analyses if a.report in self.reports}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The story's claims by id."""
        return {c.id: c for c in self.ledger.claims if c.report in self.reports}

    @cached_property
    def _by_report(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.claims.values():
            found.setdefault(claim.report, []).append(claim)
        return found

    def claims_in(self, report: str) -> Sequence[Claim]:
        """The claims of one report."""
        return self._by_report.get(report, ())

    @cached_property
    def _by_sentence(self) -> dict[tuple[str, int], list[Claim]]:
        found: dict[tuple[str, int], list[Claim]] = {}
        for claim in self.claims.values():
            found.setdefault((claim.report, claim.sentence), []).append(claim)
        return found

    def claims_of(self, report: str, sentence: int) -> Sequence[Claim]:
        """The claims of one sentence, by its index in the report's analysis."""
        return self._by_sentence.get((report, sentence), ())

    @cached_property
    def _copied(self) -> dict[str, list[Copy]]:
        found: dict[str, list[Copy]] = {}
        for copy in self.ledger.copies:
            found.setdefault(copy.by, []).append(copy)
        return found

    def copies_by(self, report: str) -> Sequence[Copy]:
        """What a report took from others."""
        return self._copied.get(report, ())

    @cached_property
    def taken(self) -> frozenset[str]:
        """Ids of claims whose words were taken from an earlier report."""
        return taken(self.claims.values(), self.ledger.copies, self.quantities)

    @cached_property
    def leaning(self) -> frozenset[tuple[str, int]]:
        """(report, sentence) of sentences in which some claim leans on another sentence."""
        return frozenset((c.report, c.sentence) for c in self.claims.values() if c.leans)

    @cached_property
    def superseded(self) -> frozenset[str]:
        """Ids of claims with a figure that another one replaced or outdid.

        A later figure replaces an earlier one; "59" and "at least 59" outdo the "at least 50"
        that they agree with.
        """
        replaced = {
            claim
            for finding in self.findings
            if finding.status == "updated"
            for side in finding.sides[:-1]
            for claim in side.claims
        }
        return frozenset(replaced) | outdone(d for f in self.findings for d in f.differences)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The story's findings, most important first."""
        found = (f for f in self.ledger.findings if f.story == self.story.id)
        return tuple(sorted(found, key=lambda f: (-f.importance, f.id)))

    @cached_property
    def finding_of(self) -> dict[str, Finding]:
        """The most important finding that holds each claim, by claim id."""
        found: dict[str, Finding] = {}
        for finding in self.findings:
            for claim in finding.claims:
                found.setdefault(claim, finding)
        return found

    @cached_property
    def forecasts(self) -> tuple[Forecast, ...]:
        """The story's forecasts."""
        return tuple(f for f in self.ledger.forecasts if f.claim in self.claims)

    @cached_property
    def _cards(self) -> dict[str, list[Forecast]]:
        found: dict[str, list[Forecast]] = {}
        for card in self.forecasts:
            found.setdefault(card.claim, []).append(card)
        return found

    def cards_of(self, claim: Claim) -> Sequence[Forecast]:
        """The forecasts that a claim makes."""
        return self._cards.get(claim.id, ())

    @cached_property
    def attributions(self) -> dict[str, Attribution]:
        """Attributions by id."""
        return {a.id: a for x in self.analyses.values() for a in x.attributions}

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """Quantities by id."""
        return {q.id: q for x in self.analyses.values() for q in x.quantities}

    @cached_property
    def times(self) -> dict[str, TimeExpression]:
        """Times by id."""
        return {t.id: t for x in self.analyses.values() for t in x.times}

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Every quotation of the story, in order of report and place."""
        return tuple(q for r in sorted(self.analyses) for q in self.analyses[r].quotes)

    @cached_property
    def _spreads(self) -> dict[str, set[str]]:
        """The reports in which the same words are quoted, by the folded words."""
        found: dict[str, set[str]] = {}
        for quote in self.quotes:
            found.setdefault(self._folded(quote), set()).add(quote.report)
        return found

    def _folded(self, quote: Quote) -> str:
        return fold(quote.span.of(self.text(quote.report))).text.strip(" .,")

    def spread(self, quote: Quote) -> int:
        """In how many reports the same words are quoted."""
        return len(self._spreads[self._folded(quote)])

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Entities named in the story, with only their mentions in it, most reports first."""
        found = []
        for entity in self.ledger.entities:
            spread = {m.report for m in entity.mentions if m.report in self.reports}
            if spread:
                found.append((-len(spread), -self.mentions(entity), entity.name, entity))
        return tuple(e for *_, e in sorted(found, key=lambda x: x[:3]))

    @cached_property
    def name_of(self) -> dict[str, str]:
        """The names of the story's entities by id."""
        return {entity.id: entity.name for entity in self.entities}

    @cached_property
    def actors(self) -> frozenset[str]:
        """The names of persons, bodies and governments, in small letters."""
        return frozenset(
            name.casefold()
            for entity in self.entities
            if entity.type in {"person", "organisation", "government"}
            for name in (entity.name, *entity.aliases)
        )

    @cached_property
    def _mentions(self) -> dict[str, list[tuple[Span, str]]]:
        """Where joined entities are mentioned, by report."""
        found: dict[str, list[tuple[Span, str]]] = {}
        for entity in self.entities:
            for mention in entity.mentions:
                if mention.report in self.reports:
                    found.setdefault(mention.report, []).append((mention.span, entity.id))
        return found

    @cached_property
    def _mentioned(self) -> dict[str, tuple[tuple[Span, str], ...]]:
        return {
            claim.id: tuple(
                (span, entity)
                for span, entity in self._mentions.get(claim.report, ())
                if claim.span.contains(span)
            )
            for claim in self.claims.values()
        }

    def mentioned(self, claim: Claim) -> Sequence[tuple[Span, str]]:
        """Where a claim names joined entities, and their ids."""
        return self._mentioned.get(claim.id, ())

    def first_named(self, claim: Claim) -> str | None:
        """The id of the first joined entity that a claim, or who says it, names; None for none."""
        said = self.attributions.get(claim.attribution or "")
        start = min(claim.start, self.sentence(claim).start) if said else claim.start
        held = (m for m in self._mentions.get(claim.report, ()) if start <= m[0].start < claim.end)
        return min(held, default=(None, None))[1]

    @cached_property
    def named(self) -> dict[str, frozenset[str]]:
        """The joined entities that each claim names, by claim id."""
        return {claim: frozenset(e for _, e in found) for claim, found in self._mentioned.items()}

    def mentions(self, entity: Entity) -> int:
        """How often the story names the entity."""
        return sum(m.report in self.reports for m in entity.mentions)

    def text(self, report: str) -> str:
        """A report's text."""
        return self.reports[report].text

    def sentence(self, claim: Claim) -> Sentence:
        """The sentence a claim stands in."""
        return self.analyses[claim.report].sentences[claim.sentence]

    def words(self, report: str, span: Span) -> frozenset[str]:
        """The content lemmas of the sentence words inside a span."""
        start, end = span.start, span.end
        return frozenset(
            token.lemma.lower()
            for sentence in self.analyses[report].sentences
            if sentence.start < end and start < sentence.end
            for token in sentence.tokens
            if start <= token.start
            and token.end <= end
            and token.upos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
            and token.lemma.lower() not in {"be", "have", "do", "say"}
        )

    def is_told(self, words: frozenset[str]) -> bool:
        """True when a line of the brief already holds most of these content words."""
        return is_same(words, self.told)

    def take(self, claim: Claim, words: frozenset[str]) -> None:
        """Remember that a claim's sentence is in the brief, and its words."""
        self.used.add((claim.report, claim.sentence))
        self.told.append(words)

    def is_used(self, claim: Claim) -> bool:
        """True when the claim's sentence is in the brief already."""
        return (claim.report, claim.sentence) in self.used

    @cached_property
    def _voices(self) -> Voices:
        return Voices(self.ledger.copies, self.settings.cautious_edge)

    def independent(self, claims: Sequence[str]) -> tuple[Claim, ...]:
        """One claim for each voice among ``claims``, the first published of each first."""
        members = [self.claims[c] for c in claims if c in self.claims]
        found = self._voices.of(members)
        first = [min((self.claims[c] for c in voice), key=self._place) for voice in found]
        return tuple(sorted(first, key=self._place))

    def age(self, report: str) -> tuple[bool, str, str]:
        """Originals before copies, early before late, dated before undated."""
        published = self.reports[report].published
        copied = any(c.directed for c in self.copies_by(report))
        return (copied, published.isoformat() if published else "9999", report)

    def _place(self, claim: Claim) -> tuple[bool, str, str, int]:
        return (*self.age(claim.report), claim.start)
