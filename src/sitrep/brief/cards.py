"""What claims foretell, as the brief tells it: which of it is news, and what came of it."""

from __future__ import annotations

from sitrep.brief.desk import Desk
from sitrep.records import Claim, Forecast

__all__ = ["REPORT", "SETTLED", "arranged", "chief", "remark"]

SETTLED = frozenset({"confirmed", "refuted"})
STATES = {
    "confirmed": "came true",
    "refuted": "did not come true",
    "expired": "its time has passed; nothing more was reported",
}
#: holder of a forecast that a report makes itself
REPORT = "report"


def remark(card: Forecast) -> str:
    """What kind of forecast it is, how firm, and what came of it, in words."""
    state = [STATES[card.state]] if card.state in STATES else []
    return "; ".join([f"{card.kind}, {card.certainty}", *state])


def chief(desk: Desk, claim: Claim) -> Forecast | None:
    """The card of a claim that counts: what is settled, else that of the highest word.

    "As the president prepares to leave, questions loom" foresees questions, not a plan.
    """
    return min(
        desk.cards_of(claim),
        key=lambda card: (card.state not in SETTLED, _depth(desk, card), card.id),
        default=None,
    )


def arranged(desk: Desk, claim: Claim) -> Forecast | None:
    """The card of a claim that tells what was arranged: that it was is news already.

    What somebody plans; what somebody says will be ("names will be removed, the secretary
    said"), but not what somebody only expects; and what a day is set for ("the panel will meet
    on Wednesday"). What a report itself thinks will come is no news.
    """
    card = chief(desk, claim)
    if card is None or card.certainty not in {"planned", "expected"}:
        return None
    said = bool(claim.times) if card.holder == REPORT else _is_said(desk, claim, card)
    return card if card.certainty == "planned" or said else None


def _is_said(desk: Desk, claim: Claim, card: Forecast) -> bool:
    """True when a helping verb foretells ("will"), not one of expecting."""
    return any(
        t.upos == "AUX" for t in desk.sentence(claim).tokens if card.cue_span.contains(t.span)
    )


def _depth(desk: Desk, card: Forecast) -> int:
    """How many words stand above the cue in the parse."""
    tokens = desk.sentence(desk.claims[card.claim]).tokens
    at = next((i for i, t in enumerate(tokens) if card.cue_span.contains(t.span)), -1)
    depth = 0
    while at >= 0 and depth < len(tokens):
        at = tokens[at].head
        depth += 1
    return depth
