"""Statements that oppose one another: denials, contrasts of holders, opposed assessments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitrep.ledger.case import Case
from sitrep.ledger.features import Features
from sitrep.ledger.poles import markers, poles
from sitrep.ledger.score import Pair
from sitrep.records import Claim
from sitrep.text import fold

__all__ = ["Opposition", "find_oppositions"]

#: two claims of one sentence set against each other by a marker need at least this much
#: in common, as the probability of speaking of one point; across reports more is asked
NEAR = 0.25
ACROSS = 0.45
#: a denial opposes what it denies from this probability up
SAME = 0.6


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two claims that cannot both be right, or that opposed holders set against each other."""

    a: str
    b: str
    kind: str
    explanation: str


def find_oppositions(
    case: Case, features: Sequence[Features], pairs: Sequence[Pair]
) -> tuple[Opposition, ...]:
    """Every opposition between two claims of the story, sorted.

    Three rules (contradiction types of de Marneffe et al. 2008; methods, part 5, recipe 6):

    * *polarity*: two claims about one point with the same predicate, one of them negated;
    * *assessment*: two claims about one thing at opposite poles of an axis, at least one of
      them somebody's assessment or forecast;
    * *contrast*: two holders in one sentence, or in two that follow each other, with a word
      between them that sets one against the other.
    """
    found = set(_across(case, features, pairs))
    found.update(_contrasts(case))
    return tuple(sorted(found, key=lambda o: (o.a, o.b, o.kind)))


def _across(
    case: Case, features: Sequence[Features], pairs: Sequence[Pair]
) -> Iterator[Opposition]:
    """Polarity and assessment: over scored pairs."""
    stands = [poles(case.sentence(f.claim), f.claim) for f in features]
    for pair in pairs:
        a, b = features[pair.a], features[pair.b]
        if a.claim.flagged or b.claim.flagged or a.claim.report == b.claim.report:
            continue
        if pair.probability >= SAME and _same_act(a.claim, b.claim) and a.negative != b.negative:
            yield _opposition(a.claim, b.claim, "polarity", "one says it, the other denies it")
        elif pair.probability >= ACROSS and _assesses(a.claim, b.claim):
            shared = stands[pair.a].keys() & stands[pair.b].keys()
            opposed = sorted(x for x in shared if stands[pair.a][x] != stands[pair.b][x])
            agreed = [x for x in shared if stands[pair.a][x] == stands[pair.b][x]]
            if opposed and not agreed:
                yield _opposition(a.claim, b.claim, "assessment", f"opposed on {opposed[0]}")


def _opposition(a: Claim, b: Claim, kind: str, explanation: str) -> Opposition:
    first, second = sorted((a.id, b.id))
    return Opposition(first, second, kind, explanation)


def _same_act(a: Claim, b: Claim) -> bool:
    """True when both claims have the same predicate."""
    return bool(
        a.event and b.event and a.event.predicate and a.event.predicate == b.event.predicate
    )


def _assesses(a: Claim, b: Claim) -> bool:
    """True when at least one claim is a forecast or less than asserted."""
    return any(c.kind == "forecast" or c.certainty in {"possible", "likely"} for c in (a, b))


def _contrasts(case: Case) -> Iterator[Opposition]:
    """Contrast: within each report, between claims of two holders that stand side by side."""
    for report in case.reports.values():
        held = [
            claim
            for claim in case.claims
            if claim.report == report.id and claim.attribution in case.attribution
        ]
        for a, b in pairwise(held):
            if not 0 <= b.sentence - a.sentence <= 1 or _holder(case, a) == _holder(case, b):
                continue
            marker = _marker(case, a, b)
            if not marker:
                continue
            stand_a, stand_b = (poles(case.sentence(c), c) for c in (a, b))
            opposed = any(stand_a[x] != stand_b[x] for x in stand_a.keys() & stand_b.keys())
            if opposed or marker in markers("strong") or _some_others(case, a, b):
                yield _opposition(a, b, "contrast", f"set against each other by “{marker}”")


def _holder(case: Case, claim: Claim) -> str:
    return case.attribution[claim.attribution or ""].source


def _marker(case: Case, a: Claim, b: Claim) -> str:
    """The first marker around the two claims, "" when none sets them against each other."""
    text = case.reports[a.report].text
    first, last = case.sentence(a), case.sentence(b)
    around = fold(text[first.start : last.end]).text
    for strength in ("strong", "weak"):
        for word in markers(strength):
            if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", around):
                return word
    return ""


def _some_others(case: Case, a: Claim, b: Claim) -> bool:
    """True for the frame "some … say A, while others … say B"."""
    text = case.reports[a.report].text
    sources = [case.attribution[c.attribution or ""].source_span for c in (a, b)]
    words = [fold(span.of(text)).text if span else "" for span in sources]
    return any(w.startswith("some") for w in words) and any(w.startswith("other") for w in words)
