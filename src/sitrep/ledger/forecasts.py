"""What became of forecasts: later claims that bear them out or refute them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sitrep.ledger.case import Case
from sitrep.ledger.poles import poles
from sitrep.ledger.score import Compared
from sitrep.records import Claim, Forecast, ForecastState

__all__ = ["resolve_forecasts"]

#: a later claim speaks of what was foreseen from this probability up
SAME_THING = 0.35
#: auxiliaries of what has not come to pass
FUTURE = frozenset({"will", "would", "may", "might", "could", "shall", "should", "'ll"})
#: certainties of a claim that can settle a forecast
SETTLING = frozenset({"reported", "asserted", "denied"})


def resolve_forecasts(
    case: Case, alike: Compared, forecasts: Sequence[Forecast], now: datetime
) -> tuple[Forecast, ...]:
    """The forecasts of the case with their state and the claims that decide it.

    A forecast is *confirmed* by a claim of a report published later that states the same
    predicate of the same thing as fact, *refuted* by one that denies it or stands at the
    opposite pole, *expired* when its horizon lies before ``now`` and nothing was said, and
    else *open*. Without publication times nothing can be later, so nothing is settled.

    Args:
        case: the story.
        alike: its claims, compared.
        forecasts: cards whose claims are in the case.
        now: the moment of asking, UTC.
    """
    near = alike.pairs.where(alike.pairs.probability >= SAME_THING)
    return tuple(
        _settled(case, card, [case.claims[at] for at in near.of_claim(case.place[card.claim])], now)
        for card in sorted(forecasts, key=lambda card: card.id)
        if card.claim in case.claim
    )


def _settled(case: Case, card: Forecast, near: Sequence[Claim], now: datetime) -> Forecast:
    claim = case.claim[card.claim]
    made = case.reports[claim.report].published
    bearing: dict[ForecastState, list[str]] = {"confirmed": [], "refuted": []}
    for other in near:
        told = case.reports[other.report].published
        if made is None or told is None or told <= made or not _settles(case, other):
            continue
        state = _verdict(case, claim, other)
        if state != "open":
            bearing[state].append(other.id)
    if bearing["confirmed"] and not bearing["refuted"]:
        return replace(card, state="confirmed", evidence=tuple(sorted(bearing["confirmed"])))
    if bearing["refuted"] and not bearing["confirmed"]:
        return replace(card, state="refuted", evidence=tuple(sorted(bearing["refuted"])))
    horizon = card.horizon.latest if card.horizon else None
    if horizon is not None and horizon < now:
        return replace(card, state="expired")
    return card


def _settles(case: Case, claim: Claim) -> bool:
    """True when a claim tells as fact what came to pass; a repeated promise settles nothing."""
    if claim.kind != "statement" or claim.certainty not in SETTLING or claim.flagged is not None:
        return False
    return claim.id not in case.taken and not any(
        token.upos == "AUX" and token.lemma.lower() in FUTURE
        for token in case.sentence(claim).tokens
        if claim.start <= token.start < claim.end
    )


def _verdict(case: Case, foreseen: Claim, told: Claim) -> ForecastState:
    """What one later claim says of a forecast."""
    a, b = foreseen.event, told.event
    if a is not None and b is not None and a.predicate and a.predicate == b.predicate:
        if foreseen.entities and told.entities and not case.parties(foreseen) & case.parties(told):
            return "open"
        if foreseen.polarity == told.polarity:
            return "confirmed"
        # what came to pass although it was not foreseen refutes nobody who foresaw nothing
        return "refuted" if told.polarity == "negative" else "open"
    mine, theirs = (poles(case.sentence(c), c) for c in (foreseen, told))
    shared = mine.keys() & theirs.keys()
    if shared and all(mine[axis] != theirs[axis] for axis in shared):
        return "refuted"
    return "open"
