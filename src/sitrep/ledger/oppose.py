"""Statements that oppose one another: denials, contrasts of holders, opposed assessments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache
from itertools import pairwise

from sitrep.ledger.case import Case
from sitrep.ledger.denials import GIVEN, Denials, is_negative
from sitrep.ledger.features import LIGHT, Features
from sitrep.ledger.intervals import Figure, agree, figure
from sitrep.ledger.measures import is_whole_count, measure_of, words_for
from sitrep.ledger.pairs import Pairs
from sitrep.ledger.poles import assessments, markers, poles, question
from sitrep.ledger.readings import is_background
from sitrep.records import Attribution, Claim, Quantity
from sitrep.text import fold

__all__ = ["Opposition", "find_oppositions"]

#: two assessments are opposed from this probability of speaking of one point up
ACROSS = 0.1
#: a denial opposes what it denies from this probability up
SAME = 0.42
#: two bare counts clash from this probability up
FIGURES = 0.4


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two claims that cannot both be right, or that opposed holders set against each other."""

    a: str
    b: str
    kind: str
    explanation: str


def find_oppositions(
    case: Case, features: Sequence[Features], pairs: Pairs
) -> tuple[Opposition, ...]:
    """Every opposition between two claims of the story, sorted.

    Four rules (contradiction types of de Marneffe et al. 2008; methods, part 5, recipe 6):

    * *polarity*: one claim denies what the other tells (:mod:`denials`);
    * *number*: two claims of one day that give one bare count each to one verb, and disagree;
    * *assessment*: two claims about one thing at opposite poles of an axis, both
      forecasts or statements of what may be;
    * *contrast*: two holders in one sentence, or in two that follow each other, with a word
      between them that sets one against the other.
    """
    found = set(_across(case, features, pairs))
    found.update(_contrasts(case))
    return tuple(sorted(found, key=lambda o: (o.a, o.b, o.kind)))


def _across(case: Case, features: Sequence[Features], pairs: Pairs) -> Iterator[Opposition]:
    """Polarity, number and assessment: over scored pairs."""
    stands = [assessments(case.sentence(f.claim), f.claim) for f in features]
    denials = Denials(case)
    held: dict[tuple[int, str, int], set[str]] = defaultdict(set)
    for at, to, probability in _worth_a_look(case, features, pairs, stands).rows():
        a, b = features[at], features[to]
        if _one_voice(case, a.claim, b.claim):
            continue
        if (
            probability >= SAME
            and denials.between(a.claim, b.claim)
            and not _may_have_changed(case, a.claim, b.claim)
        ):
            yield _opposition(a.claim, b.claim, "polarity", "one says it, the other denies it")
        elif probability >= FIGURES and _figures_clash(case, a.claim, b.claim):
            yield _opposition(a.claim, b.claim, "number", "the figures cannot both be right")
        elif probability >= ACROSS and _assesses(a.claim) and _assesses(b.claim):
            axis = _opposed_on(stands[at], stands[to])
            if axis:
                yield _assessment(a.claim, b.claim, axis)
                held[to, axis, stands[at][axis]] |= a.parties
                held[at, axis, stands[to][axis]] |= b.parties
    yield from _assessments(features, stands, held)


def _worth_a_look(
    case: Case, features: Sequence[Features], pairs: Pairs, stands: Sequence[Mapping[str, int]]
) -> Pairs:
    """The pairs that can be opposed at all, told from each claim alone."""
    import numpy as np

    a, b, likely = pairs.a, pairs.b, pairs.probability
    flagged = np.array([f.claim.flagged is not None for f in features])
    negative = np.array([f.negative for f in features])
    given = np.array([f.claim.certainty in GIVEN for f in features])
    counts = [_bare_count(case, f.claim) for f in features]
    counted = np.array([q is not None for q in counts]) & given
    figures = [figure(q) if q is not None else Figure(0.0, 0.0, "") for q in counts]
    low, high = (np.array([getattr(f, end) for f in figures]) for end in ("low", "high"))
    held = np.array([bool(s) and _assesses(f.claim) for f, s in zip(features, stands, strict=True)])
    denied = (likely >= SAME) & given[a] & given[b] & (negative[a] != negative[b])
    clash = (likely >= FIGURES) & counted[a] & counted[b]
    clash &= (low[a] > high[b]) | (low[b] > high[a])
    assessed = (likely >= ACROSS) & held[a] & held[b]
    return pairs.where((denied | clash | assessed) & ~flagged[a] & ~flagged[b])


def _opposed_on(first: Mapping[str, int], second: Mapping[str, int]) -> str:
    """The axis on which two stands are opposed, "" when none or when they agree on another."""
    shared = sorted(first.keys() & second.keys())
    opposed = [axis for axis in shared if first[axis] != second[axis]]
    return opposed[0] if len(opposed) == len(shared) and opposed else ""


def _assessments(
    features: Sequence[Features],
    stands: Sequence[Mapping[str, int]],
    held: Mapping[tuple[int, str, int], set[str]],
) -> Iterator[Opposition]:
    """The oppositions to an assessment of whoever else takes the stand that it opposes.

    Somebody else's assessment belongs to the same question when it names a party that one
    opposed to the assessment already names.

    Args:
        features: of all claims.
        stands: the axes on which each claim stands, and the pole.
        held: the parties that are named where an axis and a pole oppose a claim.
    """
    takers: dict[tuple[str, int], list[Features]] = defaultdict(list)
    for one, stand in zip(features, stands, strict=True):
        if _assesses(one.claim) and not one.claim.flagged:
            for axis, pole in stand.items():
                takers[axis, pole].append(one)
    for (against, axis, pole), parties in held.items():
        for other in takers[axis, pole]:
            if not other.parties.isdisjoint(parties):
                yield _assessment(other.claim, features[against].claim, axis)


def _assessment(a: Claim, b: Claim, axis: str) -> Opposition:
    return _opposition(a, b, "assessment", f"they differ on {question(axis)}")


def _opposition(a: Claim, b: Claim, kind: str, explanation: str) -> Opposition:
    first, second = sorted((a.id, b.id))
    return Opposition(first, second, kind, explanation)


def _one_voice(case: Case, a: Claim, b: Claim) -> bool:
    """True for claims of one report that the same person, or the report itself, makes.

    A writer does not contradict himself from one sentence to the next; two of his sources
    may contradict each other.
    """
    return a.report == b.report and _said_by(case, a) == _said_by(case, b)


def _figures_clash(case: Case, a: Claim, b: Claim) -> bool:
    """True for two claims that give one bare count each to one verb, and disagree.

    Both must be of one day: a count of another day is another count. What both count must be
    one thing, and no toll: those of a story are compared together (:mod:`compare`).
    """
    days = {r.date() if (r := case.reports[c.report].published) else None for c in (a, b)}
    if len(days) > 1 or None in days or not {a.certainty, b.certainty} <= GIVEN:
        return False
    mine, theirs = _bare_count(case, a), _bare_count(case, b)
    if mine is None or theirs is None or agree(figure(mine), figure(theirs)):
        return False
    if is_background(case, a) or is_background(case, b):
        return False
    nouns = {mine.measures.lower(), theirs.measures.lower()} - {""}
    if not nouns.isdisjoint(words_for("addresses")):
        return False
    counted = [
        (
            measure_of(count, case.sentence(claim), case.reports[claim.report].text),
            _verb_of(case, claim, count),
        )
        for claim, count in ((a, mine), (b, theirs))
    ]
    measure, verb = counted[0]
    return len(nouns) < 2 and counted[0] == counted[1] and verb != "" and not measure.toll


def _bare_count(case: Case, claim: Claim) -> Quantity | None:
    """The claim's only figure when it is an exact count of all, without a unit."""
    held = [case.quantity[q] for q in claim.quantities if q in case.quantity]
    if len(held) != 1 or held[0].unit or held[0].approximation != "exact":
        return None
    text = case.reports[claim.report].text
    return held[0] if is_whole_count(held[0], case.sentence(claim), text) else None


def _verb_of(case: Case, claim: Claim, count: Quantity) -> str:
    """The verb whose subject or object a count is; "" for none, or one that says little."""
    tokens = case.sentence(claim).tokens
    at = next((i for i, t in enumerate(tokens) if count.start <= t.start < count.end), -1)
    for _ in range(len(tokens)):
        if at < 0 or tokens[at].upos == "VERB":
            break
        at = tokens[at].head
    lemma = tokens[at].lemma.lower() if at >= 0 else ""
    return "" if lemma in LIGHT else lemma


def _said_by(case: Case, claim: Claim) -> str:
    """Who says it: the named source, else the report."""
    attribution = case.attribution.get(claim.attribution or "")
    return attribution.source if attribution else claim.report


def _may_have_changed(case: Case, a: Claim, b: Claim) -> bool:
    """True when one speaks of a state ("has not been found") that may be another by now.

    A past happening stays denied for ever. "Has not been charged" denies that somebody was
    charged before it was said, and nothing that came later. Of two states both must be of
    one moment. A report dated by its day alone stands at midnight.
    """
    denying, telling = (a, b) if is_negative(a) else (b, a)
    if not any(_is_state(case, c) for c in (denying, telling)):
        return False
    said, told = (case.reports[c.report].published for c in (denying, telling))
    if said is None or told is None:
        return True
    if not _is_state(case, telling) and said.date() > told.date():
        return False
    if time.min in {said.time(), told.time()}:
        return True
    return said != told if _is_state(case, telling) else said < told


def _is_state(case: Case, claim: Claim) -> bool:
    """True when the predicate is in the present, or denied in a perfect tense.

    "Has been charged" tells what happened; "has not been charged" what is so by now.
    """
    predicate = claim.event.predicate if claim.event else ""
    tokens = case.sentence(claim).tokens
    for place, token in enumerate(tokens):
        if token.lemma != predicate or not claim.start <= token.start < claim.end:
            continue
        helpers = [t for t in tokens if t.head == place and t.relation.startswith("aux")]
        if any(t.lemma == "have" for t in helpers):
            return is_negative(claim)
        if token.xpos in {"VBP", "VBZ"} or any(t.xpos in {"VBP", "VBZ"} for t in helpers):
            return True
    return False


def _assesses(claim: Claim) -> bool:
    """True when a claim is a forecast or says what may be."""
    return claim.kind == "forecast" or claim.certainty in {"possible", "likely"}


def _contrasts(case: Case) -> Iterator[Opposition]:
    """Contrast: within each report, between statements of two holders that stand side by side."""
    for report, analysis in case.analyses.items():
        held = [
            (attribution, claim)
            for attribution in sorted(analysis.attributions, key=lambda a: (a.start, a.end, a.id))
            if (claim := _claim_of(case, report, attribution)) is not None
        ]
        for (first, a), (second, b) in pairwise(held):
            if a.id == b.id or not 0 <= b.sentence - a.sentence <= 1:
                continue
            if first.source == second.source:
                continue
            marker = _marker(case, a, b)
            nameless = [x for x in (first, second) if x.source_kind == "unattributed"]
            # "despite assurances that …": nobody is named, but somebody gave them
            if not marker or len(nameless) > 1 or (nameless and marker not in markers("strong")):
                continue
            stand_a, stand_b = (poles(case.sentence(c), c) for c in (a, b))
            opposed = any(stand_a[x] != stand_b[x] for x in stand_a.keys() & stand_b.keys())
            if opposed or marker in markers("strong") or _some_others(case, first, second):
                text = f"the report sets the two statements against each other (“{marker}”)"
                yield _opposition(a, b, "contrast", text)


def _claim_of(case: Case, report: str, attribution: Attribution) -> Claim | None:
    """The claim that holds an attribution's content: its own, else the one it stands in."""
    near = [c for c in case.claims_of.get(report, ()) if c.span.overlaps(attribution.span)]
    own = next((c for c in near if c.attribution == attribution.id), None)
    return own or next((c for c in near if c.span.contains(attribution.span)), None)


def _marker(case: Case, a: Claim, b: Claim) -> str:
    """The first marker that sets claim ``b`` against ``a``, "" when there is none.

    It stands between the two, or opens their sentence ("Despite assurances that A, experts
    warn B"); a marker elsewhere belongs to other statements.
    """
    text = case.reports[a.report].text
    start = case.sentence(b).start if a.sentence != b.sentence else a.end
    zones = [text[start : b.start]]
    if a.sentence == b.sentence:
        zones.append(text[case.sentence(a).start : a.start])
    folded = [fold(zone).text for zone in zones]
    for strength in ("strong", "weak"):
        for word in markers(strength):
            if any(word in zone and _word(word).search(zone) for zone in folded):
                return word
    return ""


@cache
def _word(word: str) -> re.Pattern[str]:
    """A marker where it stands as a word of its own."""
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")


def _some_others(case: Case, first: Attribution, second: Attribution) -> bool:
    """True for the frame "some … say A, while others … say B"."""
    text = case.reports[first.report].text
    words = [fold(a.source_span.of(text)).text if a.source_span else "" for a in (first, second)]
    return words[0].startswith("some") and words[1].startswith("other")
