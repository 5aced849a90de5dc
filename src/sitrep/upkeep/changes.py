"""Two ledgers of one story, before and after, in; what changed between them out.

The rules, in order; each finding is told once:

- *disputed*: it is in dispute and was not; *settled*: it was in dispute and is not;
- *revised*: a later figure supersedes the one that held before;
- *edited*: an article now says something else where it said this;
- *strengthened*: at least one more independent line than before carries it for sure;
- *claim*: it was not there;
- *withdrawn*: it was there, and no report says it any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sitrep.kept import Change, ChangeKind
from sitrep.records import Cite, Claim, Finding, Forecast, Ledger
from sitrep.upkeep.carried import carry

__all__ = ["changes_between"]

#: words of a new claim that is told; shorter ones say nothing without their surroundings
LEAST_WORDS = 5
#: what became of a forecast, in words
_OUTCOMES = {
    "confirmed": "came true",
    "refuted": "did not come true",
    "expired": "its time has passed; nothing more was reported",
    "unresolvable": "cannot be settled",
}


def changes_between(
    before: Ledger,
    after: Ledger,
    articles: Mapping[str, str],
    seen: Mapping[str, datetime],
    at: datetime,
) -> tuple[Change, ...]:
    """What is new in ``after``, the most important findings first.

    Args:
        before: the ledger of the story as it was.
        after: the ledger as it is.
        articles: the article of each report of either, so that versions are compared.
        seen: when each report came in.
        at: the moment of a change that no new report explains.
    """
    comparison = _Comparison(before, after, articles, seen, at)
    found = [change for f in after.findings for change in comparison.of_finding(f)]
    found.extend(comparison.withdrawn())
    found.extend(comparison.outcomes())
    return tuple(found)


class _Comparison:
    def __init__(
        self,
        before: Ledger,
        after: Ledger,
        articles: Mapping[str, str],
        seen: Mapping[str, datetime],
        at: datetime,
    ) -> None:
        self.before, self.after, self.seen, self.at = before, after, seen, at
        self.story = after.stories[0].id if after.stories else before.stories[0].id
        self.claims = {c.id: c for c in after.claims}
        self.old_claims = {c.id: c for c in before.claims}
        self.texts = {r.id: r.text for r in (*before.reports, *after.reports)}
        self.old_findings = {c: f for f in before.findings for c in f.claims}
        self.same: dict[str, str] = {c: c for c in self.claims if c in self.old_claims}
        self.edited: dict[str, str] = {}
        self._carry(articles)
        self.met: set[str] = set()

    def _carry(self, articles: Mapping[str, str]) -> None:
        """Matches the claims of the versions that replaced one another."""
        kept = {r.id for r in self.before.reports} & {r.id for r in self.after.reports}
        gone = {articles[r.id]: r for r in self.before.reports if r.id not in kept}
        for report in self.after.reports:
            earlier = gone.get(articles.get(report.id, ""))
            if report.id in kept or earlier is None:
                continue
            matched = carry(
                earlier,
                [c for c in self.before.claims if c.report == earlier.id],
                report,
                [c for c in self.after.claims if c.report == report.id],
            )
            self.same.update(matched.same)
            self.edited.update(matched.edited)

    def of_finding(self, finding: Finding) -> Iterable[Change]:
        """What is new about a finding; nothing when it is as it was."""
        older = self._older(finding)
        self.met.update(f.id for f in older)
        if finding.status == "disputed" and all(f.status != "disputed" for f in older):
            yield self._change("disputed", finding, self._fresh(finding))
            return
        if older and finding.status != "disputed" and all(f.status == "disputed" for f in older):
            yield self._change("settled", finding, self._fresh(finding))
            return
        if not older:
            if self._can_be_told(finding, self.claims):
                yield self._change("claim", finding, finding.claims)
            return
        if finding.status == "updated" and self._is_revised(finding):
            now, then = finding.sides[-1].claims, finding.sides[0].claims
            yield self._change("revised", finding, now, before=then, after=now)
            return
        rewritten = [c for c in finding.claims if c in self.edited]
        if rewritten:
            for claim in rewritten:
                yield self._edit(finding, claim)
            return
        had = max(f.k.low for f in older)
        if finding.k.low > had and finding.status != "disputed":
            lines = f"{had}", f"{finding.k.low}"
            yield Change(
                "strengthened",
                self.story,
                self._moment(self._fresh(finding)),
                finding.text,
                finding=finding.id,
                before=lines[0],
                after=lines[1],
                cites=self._cites(finding, self._fresh(finding)),
            )

    def withdrawn(self) -> Iterable[Change]:
        """Findings of before that no claim of now carries on."""
        carried = {*self.same.values(), *self.edited.values()}
        for finding in self.before.findings:
            if finding.id in self.met or carried & set(finding.claims):
                continue
            if not self._can_be_told(finding, self.old_claims):
                continue
            yield Change(
                "withdrawn", self.story, self.at, finding.text, finding=finding.id, cites=()
            )

    def outcomes(self) -> Iterable[Change]:
        """Forecasts that were open and are no more."""
        old = {self._forecast_key(f, self.old_claims): f for f in self.before.forecasts}
        home = {c: f.id for f in self.after.findings for c in f.claims}
        told: set[tuple[str, str]] = set()
        for card in self.after.forecasts:
            known = old.get(self._forecast_key(card, self.claims))
            if known is None or known.state == card.state or card.state not in _OUTCOMES:
                continue
            point = (home.get(card.claim, card.claim), card.state)
            if point in told:  # the same thing foreseen in other reports
                continue
            told.add(point)
            claim = self.claims[card.claim]
            cites = [claim, *(self.claims[e] for e in card.evidence if e in self.claims)]
            yield Change(
                "outcome",
                self.story,
                self._moment([c.id for c in cites]),
                self._words(claim),
                before=known.state,
                after=_OUTCOMES[card.state],
                cites=tuple(Cite(c.id, c.report, c.start, c.end) for c in cites[:3]),
            )

    def _forecast_key(self, card: Forecast, claims: Mapping[str, Claim]) -> str:
        return self.same.get(card.claim, card.claim) if claims is self.claims else card.claim

    def _can_be_told(self, finding: Finding, claims: Mapping[str, Claim]) -> bool:
        """True when the words that stand for a finding stand alone, and are no debris."""
        claim = claims.get(finding.representative)
        if claim is None or claim.leans is not None or claim.flagged is not None:
            return False
        return len(finding.text.split()) >= LEAST_WORDS

    def _older(self, finding: Finding) -> list[Finding]:
        """The findings of before that claims of this one stood in."""
        found: dict[str, Finding] = {}
        for claim in finding.claims:
            old = self.same.get(claim) or self.edited.get(claim)
            if old in self.old_findings:
                found.setdefault(self.old_findings[old].id, self.old_findings[old])
        return list(found.values())

    def _is_revised(self, finding: Finding) -> bool:
        """True when the figure that holds now was given by no claim of before."""
        if not finding.sides:
            return False
        return all(self.same.get(c) is None for c in finding.sides[-1].claims)

    def _edit(self, finding: Finding, claim: str) -> Change:
        old, new = self.old_claims[self.edited[claim]], self.claims[claim]
        return Change(
            "edited",
            self.story,
            self._moment([claim]),
            self._words(new),
            finding=finding.id,
            before=self._words(old),
            after=self._words(new),
            cites=self._cites(finding, [claim]),
        )

    def _fresh(self, finding: Finding) -> list[str]:
        """The claims of a finding that were not there; all when none is new."""
        return [c for c in finding.claims if c not in self.same] or list(finding.claims)

    def _change(
        self,
        kind: ChangeKind,
        finding: Finding,
        claims: Sequence[str],
        before: Sequence[str] = (),
        after: Sequence[str] = (),
    ) -> Change:
        return Change(
            kind,
            self.story,
            self._moment(claims),
            finding.text,
            finding=finding.id,
            before=self._words(self._first(before)) if before else None,
            after=self._words(self._first(after)) if after else None,
            cites=self._cites(finding, claims),
        )

    def _cites(self, finding: Finding, claims: Sequence[str]) -> tuple[Cite, ...]:
        """The finding's own words first, then up to two of the claims that changed it."""
        first = [c for c in (finding.representative, *claims) if c in self.claims]
        chosen = [self.claims[c] for c in dict.fromkeys(first)][:3]
        return tuple(Cite(c.id, c.report, c.start, c.end) for c in chosen)

    def _first(self, claims: Sequence[str]) -> Claim:
        """The claim of the earliest report, one that stands alone and unharmed if there is any."""
        reports = {r.id: r for r in self.after.reports}

        def order(claim: Claim) -> tuple[bool, bool, str, str]:
            published = reports[claim.report].published
            return (
                claim.flagged is not None,
                claim.leans is not None,
                published.isoformat() if published else "9999",
                claim.id,
            )

        return min((self.claims[c] for c in claims), key=order)

    def _moment(self, claims: Sequence[str]) -> datetime:
        """When the latest report came in that was not there before."""
        old = {r.id for r in self.before.reports}
        times = [
            self.seen[self.claims[c].report]
            for c in claims
            if c in self.claims
            and self.claims[c].report not in old
            and self.claims[c].report in self.seen
        ]
        return max(times, default=self.at)

    def _words(self, claim: Claim) -> str:
        return claim.span.of(self.texts[claim.report])
