"""Findings: claims of several reports about one point, with a status and its reasons."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sitrep.bounds import outdone
from sitrep.ledger.align import group_claims
from sitrep.ledger.case import Case
from sitrep.ledger.compare import Verdict, compare
from sitrep.ledger.copied import carried_claims, copied_pairs, echoes
from sitrep.ledger.count import Lines
from sitrep.ledger.features import Features
from sitrep.ledger.fit import fit, tells
from sitrep.ledger.importance import central_words, importance, reach
from sitrep.ledger.intervals import agree
from sitrep.ledger.oppose import Opposition, find_oppositions
from sitrep.ledger.pairs import Pairs
from sitrep.ledger.readings import Reading, gather
from sitrep.ledger.score import Compared
from sitrep.records import Claim, Count, Difference, Finding, Side, Status, content_id
from sitrep.settings import Settings
from sitrep.voices import voices

__all__ = ["find_findings"]

#: weight of a claim's likeness to the others of its finding beside its fitness for print
CENTRAL = 3.0
#: a claim counts for the words that stand for its finding from this likeness to them up
BORNE = 0.5
#: what likeness to a claim counts that does not bear it out: of two lines, that which others
#: bear out stands for a finding ("the order was signed" beside "which cost half a million")
UNBORNE = 0.5
#: two claims of one report say the same from this likeness up
TWICE = 0.75
#: two claims that give one measure speak of one thing from this probability up when their
#: figures agree, and from this one up when they differ
AGREEING, DIFFERING = 0.2, 0.4


@dataclass
class Draft:
    """A finding in the making."""

    claims: set[str]
    sides: list[tuple[str, ...]] = field(default_factory=list)
    status: Status | None = None
    differences: list[Difference] = field(default_factory=list)
    #: the claims that the count and the wording rest on; all of them when empty
    current: tuple[str, ...] = ()
    toll: bool = False
    #: what assessments differ on; "" for facts in dispute
    question: str = ""
    #: what its importance rests on: the claims, and those that were set apart
    topic: set[str] = field(default_factory=set)
    #: claims of copies, each with the claim here that it only repeats
    echoes: dict[str, str] = field(default_factory=dict)
    #: claims whose figures one report gives together: those of one set do not bear out another's
    apart: list[set[str]] = field(default_factory=list)


def find_findings(case: Case, alike: Compared, settings: Settings) -> tuple[Finding, ...]:
    """The findings of a story, most important first.

    Requires claims with slots, copies and joined entities; assigns every claim of prose to
    at least one finding. A copy changes no finding: what only repeats another report's claim
    is put beside it at the end, and counts with it.

    Args:
        case: the story with all that was found in its reports.
        alike: its claims, compared.
        settings: ``same_point``, ``cautious_edge``, ``bold_edge``.
    """
    if not case.claims:
        return ()
    by_id = {f.claim.id: f for f in alike.features}
    carried = carried_claims(case)
    echo = echoes(case, carried)
    pairs = _of_originals(case, alike.pairs.joined(copied_pairs(case, carried)), echo)
    groups = group_claims(case.claims, pairs, settings.same_point)
    drafts = [Draft(set(members)) for members in groups if echo.keys().isdisjoint(members)]
    drafts = _with_figures(case, drafts, pairs, [c for c in case.claims if c.id not in echo])
    drafts = _with_oppositions(case, drafts, find_oppositions(case, alike.features, pairs))
    drafts = [part for draft in drafts for part in _with_asides_apart(case, draft, pairs)]
    for draft in drafts:
        draft.echoes = {c: first for c, first in echo.items() if first in draft.claims}
    most = len(voices(case.story.reports, case.copies, settings.bold_edge))
    central, lines = central_words(case, alike.features), Lines(case, settings)
    found = [_finding(case, draft, by_id, central, most, lines, pairs) for draft in drafts]
    return tuple(sorted(found, key=lambda f: (-f.importance, f.id)))


def _of_originals(case: Case, pairs: Pairs, echo: Mapping[str, str]) -> Pairs:
    """The pairs without claims that only repeat another."""
    import numpy as np

    repeats = np.array([claim.id in echo for claim in case.claims])
    return pairs.where(~repeats[pairs.a] & ~repeats[pairs.b])


def _closeness(case: Case, pairs: Pairs, claims: Sequence[Claim]) -> list[float]:
    """How central each of some claims is to the others, from 0 to ``CENTRAL``.

    Those that do not bear it out count less.
    """
    if len(claims) < 2:
        return [0.0] * len(claims)
    table = pairs.among([case.place[c.id] for c in claims]).tolist()
    totals = [
        math.fsum(
            value * (1.0 if _bears_out(case, other, one) else UNBORNE)
            for value, other in zip(row, claims, strict=True)
            if value
        )
        for row, one in zip(table, claims, strict=True)
    ]
    return [CENTRAL * total / (len(claims) - 1) for total in totals]


def _with_figures(
    case: Case, drafts: list[Draft], pairs: Pairs, claims: Sequence[Claim]
) -> list[Draft]:
    """The drafts with their figures compared, and those of one measure brought together.

    A toll ("nine dead") is about the happening itself, so every claim of the story that
    gives it belongs to one finding, however differently it is worded. Claims that give
    another figure belong together when they resemble each other (:func:`_of_one_thing`);
    otherwise figures are compared only inside a group, where it is known that they speak of
    one point. What only one report says, and is nothing but the figure, becomes part of the
    finding about the figure.
    """
    for draft in drafts:
        for readings in gather(case, (case.claim[c] for c in draft.claims)).values():
            _judge(draft, compare(readings, case.reports))
    for readings in gather(case, claims).values():
        toll = readings[0].measure.toll
        for group in [readings] if toll else _of_one_thing(case, readings, pairs):
            drafts = _with_measure(case, drafts, group, toll=toll)
    return drafts


def _of_one_thing(case: Case, readings: Sequence[Reading], pairs: Pairs) -> list[list[Reading]]:
    """Readings of one measure in groups: each resembles another one, or agrees with it.

    Two claims that give one and the same measure in agreeing figures need resemble each
    other less than two that differ.
    """
    alike = pairs.among([case.place[r.claim.id] for r in readings])
    groups: dict[int, list[int]] = {}
    home: dict[int, int] = {}
    for at, reading in enumerate(readings):
        near = {
            home[other]
            for other in (alike[at, :at] >= AGREEING).nonzero()[0].tolist()
            if alike[at, other] >= DIFFERING or agree(reading.figure, readings[other].figure)
        }
        joined = [other for group in groups if group in near for other in groups[group]]
        groups = {group: held for group, held in groups.items() if group not in near}
        groups[at] = [*joined, at]
        home.update(dict.fromkeys(groups[at], at))
    return [[readings[at] for at in group] for group in groups.values()]


def _with_measure(
    case: Case, drafts: list[Draft], readings: Sequence[Reading], *, toll: bool
) -> list[Draft]:
    """The drafts with one about what these readings give, when several reports give it."""
    if len({r.claim.report for r in readings}) < 2:
        return drafts
    claims = {r.claim.id for r in readings}
    home = next(
        (
            d
            for d in drafts
            if claims == d.claims or (claims < d.claims and (d.differences or not toll))
        ),
        None,
    )
    if home is not None:
        home.toll = home.toll or toll
        return drafts
    made = Draft(claims, toll=toll)
    _judge(made, compare(readings, case.reports))
    return [*(d for d in drafts if not _only_figure(case, d, claims)), made]


def _only_figure(case: Case, draft: Draft, claims: set[str]) -> bool:
    """True for a group of one report's claims that all give the figure."""
    reports = {case.claim[c].report for c in draft.claims}
    return draft.claims <= claims and len(reports) == 1


def _judge(draft: Draft, verdict: Verdict) -> None:
    """Write what a comparison came to into a draft; a dispute outweighs an update."""
    draft.differences.extend(verdict.differences)
    if verdict.kind == "agreement" and len(verdict.sides) > 1:
        draft.apart = [{r.claim.id for r in side} for side in verdict.sides]
    if verdict.kind not in {"update", "dispute"} or draft.status == "disputed":
        return
    draft.sides = [tuple(sorted({r.claim.id for r in side})) for side in verdict.sides]
    draft.status = "updated" if verdict.kind == "update" else "disputed"
    draft.current = draft.sides[-1] if verdict.kind == "update" else ()


def _with_oppositions(
    case: Case, drafts: list[Draft], oppositions: Sequence[Opposition]
) -> list[Draft]:
    """The drafts, with each opposed pair of groups made one disputed finding.

    The groups of both claims become the two sides. A group that opposes one side of a
    dispute joins the other side; two disputes are never joined, so that opposed statements
    do not chain the whole story together. A claim that answers two questions ("it might not
    change the war but could widen it") stands in a dispute about each.
    """
    home = {claim: draft for draft in drafts for claim in sorted(draft.claims)}
    answers: dict[tuple[str, str], Draft] = {}
    for opposition in oppositions:
        question = opposition.explanation if opposition.kind == "assessment" else ""
        a, b = (
            _answering(question, claim, answers.get((question, claim)) or home.get(claim))
            for claim in (opposition.a, opposition.b)
        )
        if a is None or b is None or {a.status, b.status} & {"updated", "corroborated"}:
            continue
        if a.status and b.status:
            continue
        reason = Difference(
            opposition.kind, opposition.explanation, tuple(sorted((opposition.a, opposition.b)))
        )
        if opposition.kind != "polarity":
            # only the two statements are opposed, not all that their groups say
            a, b = (_taken_out(d, c) for d, c in ((a, opposition.a), (b, opposition.b)))
        if a.status == "disputed" or b.status == "disputed":
            dispute, other = (a, b) if a.status == "disputed" else (b, a)
            _join_side(case, dispute, other, opposition)
        else:
            dispute = _dispute(case, a, b, opposition)
            if not all(dispute.sides):
                continue
        if all(reason.kind != known.kind for known in dispute.differences):
            dispute.differences.append(reason)
        drafts = [d for d in drafts if d.claims and d is not dispute and d is not a and d is not b]
        drafts.append(dispute)
        dispute.question = question
        answers.update(dict.fromkeys(((question, c) for c in dispute.claims), dispute))
        home.update({c: dispute for c in dispute.claims if home[c].status != "disputed"})
    return drafts


def _answering(question: str, claim: str, draft: Draft | None) -> Draft | None:
    """The draft that a claim brings to a dispute: out of a dispute about something else, itself."""
    if draft is None or draft.status != "disputed" or draft.question == question:
        return draft
    return Draft({claim})


def _taken_out(draft: Draft, claim: str) -> Draft:
    """A draft of one claim, which leaves its group; a dispute stays as it is."""
    if draft.status == "disputed":
        return draft
    draft.claims.discard(claim)
    return Draft({claim})


def _dispute(case: Case, a: Draft, b: Draft, opposition: Opposition) -> Draft:
    """A draft with the two groups as its sides.

    Of a denial, what affirms stands on one side and what denies on the other, whichever
    group it came from: claims that deny a thing resemble those that affirm it. Of other
    oppositions inside one group, only the two claims are opposed.
    """
    claims = a.claims | b.claims
    if opposition.kind == "polarity":
        sides = _by_polarity(case, claims)
    elif a is b:
        sides = [(opposition.a,), (opposition.b,)]
    else:
        sides = [tuple(sorted(a.claims)), tuple(sorted(b.claims))]
    differences = [*a.differences, *(b.differences if b is not a else ())]
    return Draft(
        claims, sides=sides, status="disputed", differences=differences, toll=a.toll or b.toll
    )


def _by_polarity(case: Case, claims: Iterable[str]) -> list[tuple[str, ...]]:
    """The claims that affirm and the claims that deny."""
    order = sorted(claims)
    return [
        tuple(c for c in order if case.claim[c].polarity == polarity)
        for polarity in ("positive", "negative")
    ]


def _join_side(case: Case, dispute: Draft, other: Draft, opposition: Opposition) -> None:
    """Put a group on the side of a dispute that it does not oppose."""
    inside = opposition.a if opposition.a in dispute.claims else opposition.b
    dispute.claims |= other.claims
    dispute.differences.extend(other.differences)
    if opposition.kind == "polarity" and len(dispute.sides) == 2:
        dispute.sides = _by_polarity(case, dispute.claims)
        return
    facing = next((i for i, side in enumerate(dispute.sides) if inside in side), 0)
    mine = (facing + 1) % len(dispute.sides)
    dispute.sides[mine] = tuple(sorted({*dispute.sides[mine], *other.claims}))


def _with_asides_apart(case: Case, draft: Draft, pairs: Pairs) -> list[Draft]:
    """The draft and, each on its own, what its reports say besides.

    A report seldom says one thing twice. What it says on the topic of a finding, and what is
    not what the finding says, is a point of its own; it counts for nobody but itself.
    """
    if draft.status or draft.differences or len(draft.claims) < 2:
        return [draft]
    claims = [case.claim[c] for c in sorted(draft.claims)]
    best = _best(case, draft, pairs)
    alike = pairs.beside(case.place[best.id], [case.place[c.id] for c in claims])
    heard, kept, parts = {best.report}, {best.id}, []
    for value, claim in sorted(zip(alike, claims, strict=True), key=lambda x: (-x[0], x[1].id)):
        least = TWICE if claim.report == best.report else BORNE
        if claim.id == best.id:
            continue
        apart = value < least and claim.report in heard and claim.kind == "statement"
        if apart and claim.flagged is None and tells(case, claim):
            parts.append(Draft({claim.id}))
        else:
            kept.add(claim.id)
            heard.add(claim.report)
    return [replace(draft, claims=kept, topic=draft.claims), *parts]


def _best(case: Case, draft: Draft, pairs: Pairs) -> Claim:
    """The claim whose words stand for a draft: fit for print, and like the others."""
    bearing = [case.claim[c] for c in draft.current or sorted(draft.claims)]
    close = dict(zip((c.id for c in bearing), _closeness(case, pairs, bearing), strict=True))
    low = outdone(draft.differences)
    telling = [c for c in bearing if c.id not in low] or bearing
    return max(telling, key=lambda c: (round(fit(case, c) + close[c.id], 6), c.id))


def _finding(
    case: Case,
    draft: Draft,
    by_id: Mapping[str, Features],
    central: Mapping[str, float],
    most: int,
    lines: Lines,
    pairs: Pairs,
) -> Finding:
    """The finished record of a draft."""
    claims = [case.claim[c] for c in sorted(draft.claims)]
    bearing = [case.claim[c] for c in draft.current] or claims
    topic = [case.claim[c] for c in sorted(draft.topic or draft.claims)]
    best = _best(case, draft, pairs)
    beside = set[str]().union(*(side for side in draft.apart if best.id in side))
    other = set[str]().union(*draft.apart) - beside if beside else set[str]()
    bearing = [c for c in bearing if c.id not in other]
    if draft.status is None and not draft.differences:
        alike = pairs.beside(case.place[best.id], [case.place[c.id] for c in bearing])
        bearing = [
            c
            for c, value in zip(bearing, alike, strict=True)
            if c.id == best.id or (value >= BORNE and _bears_out(case, c, best))
        ]
    borne = {c.id for c in bearing}
    bearing += [case.claim[c] for c, first in sorted(draft.echoes.items()) if first in borne]
    report_count, origin_count = lines.of(bearing)
    least = min(report_count.low, origin_count.low)
    status: Status = draft.status or ("corroborated" if least >= 2 else "single-source")
    ids = tuple(sorted({c.id for c in claims} | draft.echoes.keys()))
    return Finding(
        id=content_id("f", case.story.id, *ids),
        story=case.story.id,
        text=case.text(best),
        status=status,
        importance=importance(
            case, topic, by_id, reach(report_count.high, most), central, toll=draft.toll
        ),
        claims=ids,
        representative=best.id,
        k_report=report_count,
        k_origin=origin_count,
        sides=tuple(_side(case, _echoed(draft, side), lines) for side in draft.sides),
        differences=tuple(draft.differences),
        tells=any(tells(case, c) for c in bearing if c.kind == best.kind),
    )


def _echoed(draft: Draft, side: Sequence[str]) -> tuple[str, ...]:
    """The claims of a side and those of copies that only repeat them."""
    return tuple(sorted({*side, *(c for c, first in draft.echoes.items() if first in side)}))


def _bears_out(case: Case, claim: Claim, best: Claim) -> bool:
    """True when a claim commits to as much as the words that stand for its finding.

    Filler and garbled text agree with nothing; who only foresees a thing does not report it,
    nor the other way; and who gives no figure does not bear one out.
    """
    if claim.flagged is not None or (claim.kind == "forecast") != (best.kind == "forecast"):
        return False
    units = _units(case, best)
    return not units or bool(units & _units(case, claim))


def _units(case: Case, claim: Claim) -> frozenset[str]:
    """The units of a claim's figures, in the common system where there is one."""
    found = (case.quantity[q] for q in claim.quantities if q in case.quantity)
    return frozenset(q.unit_si or q.unit for q in found if q.low is not None or q.high is not None)


def _side(case: Case, claims: Sequence[str], lines: Lines) -> Side:
    members = [case.claim[c] for c in claims]
    report_count, origin_count = lines.of(members)
    return Side(
        claims=tuple(claims),
        k=Count(min(report_count.low, origin_count.low), min(report_count.high, origin_count.high)),
        holder=_holder(case, members),
    )


def _holder(case: Case, claims: Sequence[Claim]) -> str | None:
    """Who holds a side: the source that most of its claims name, None when none do."""
    names: dict[str, int] = defaultdict(int)
    for claim in claims:
        attribution = case.attribution.get(claim.attribution or "")
        if attribution and attribution.source_kind != "unattributed":
            names[attribution.source] += 1
    return max(sorted(names), key=lambda n: names[n], default=None)
