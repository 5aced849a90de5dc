"""What is foreseen, by whom, how firmly, and what came of it."""

from __future__ import annotations

from sitrep.brief.cards import REPORT, SETTLED, chief, remark
from sitrep.brief.desk import Desk, is_same
from sitrep.brief.finish import finish
from sitrep.brief.line import unsaid, wording
from sitrep.records import Cite, Forecast, Line, Section

__all__ = ["outlook"]

MOST_FORECASTS = 12
#: … and of those that the reports themselves foresee, which nobody answers for
MOST_UNHELD = 6
#: content words that a forecast has at least ("we want to know why" foresees nothing)
LEAST_WORDS = 4
#: a cue in one of these places of a sentence only colours a phrase ("a potential rival",
#: "leads to fears of …"): the sentence tells what is, and foresees nothing
COLOURING = frozenset({"amod", "conj", "obj", "obl"})
#: share of the content words of the shorter of two such forecasts in which one repeats the other
NEAR = 0.5
#: added where nobody is named who foresees it
REPORT_ITSELF = "foreseen by the report itself"
NOBODY = "Not named"


def outlook(desk: Desk) -> Section:
    """Forecasts, settled ones first, then those that somebody holds, by importance."""
    lines: list[Line] = []
    foreseen: list[frozenset[str]] = []
    unanswered: list[frozenset[str]] = []
    unheld = 0
    cards = (chief(desk, claim) for claim in desk.claims.values())
    for card in sorted((c for c in cards if c), key=lambda card: _order(desk, card)):
        if len(lines) >= MOST_FORECASTS:
            break
        claim = desk.claims[card.claim]
        settled = card.state in SETTLED
        # what came true is shown even where its sentence was told above; see `told` below
        if not settled and (desk.is_used(claim) or _only_colours(desk, card)):
            continue
        chosen = wording(desk, claim)
        if chosen is None:
            continue
        own = card.holder == REPORT and not settled
        if own and unheld >= MOST_UNHELD:
            continue
        words = desk.words(claim.report, chosen.span)
        # a settled forecast is shown even if it was told above, but only once
        told = is_same(words, foreseen) if settled else desk.is_told(words)
        if len(words) < LEAST_WORDS or told or (own and _is_near(words, unanswered)):
            continue
        unheld += own
        if own:
            unanswered.append(words)
        foreseen.append(words)
        desk.take(claim, words)
        itself = card.holder == REPORT
        evidence = [desk.claims[e] for e in card.evidence if e in desk.claims]
        tail = [REPORT_ITSELF] if itself else []
        text = finish(chosen.span.of(desk.text(claim.report)))
        lines.append(
            Line(
                text=text,
                cites=(
                    Cite(claim.id, claim.report, chosen.span.start, chosen.span.end),
                    *(Cite(c.id, c.report, c.start, c.end) for c in evidence[:2]),
                ),
                label=None if itself else unsaid(_named(card.holder), text),
                note="; ".join([remark(card), *tail]),
            )
        )
    return Section("outlook", "Outlook", tuple(lines))


def _is_near(words: frozenset[str], others: list[frozenset[str]]) -> bool:
    """True for a forecast that says much the same as another one that nobody answers for."""
    return any(len(words & o) >= NEAR * min(len(words), len(o)) for o in others)


def _only_colours(desk: Desk, card: Forecast) -> bool:
    """True when the cue is an adjective or noun inside a phrase, not what the sentence says."""
    cue = [
        t for t in desk.sentence(desk.claims[card.claim]).tokens if card.cue_span.contains(t.span)
    ]
    return bool(cue) and all(
        t.upos in {"ADJ", "NOUN", "DET", "ADP"} and t.relation in COLOURING | {"det", "case"}
        for t in cue
    )


def _named(holder: str) -> str:
    """The holder as the report names it; "her office" names nobody."""
    first = holder.split()[0].lower() if holder.split() else ""
    return NOBODY if first in {"he", "she", "they", "it", "his", "her", "their", "its"} else holder


def _order(desk: Desk, card: Forecast) -> tuple[bool, bool, float, str, str]:
    finding = desk.finding_of.get(card.claim)
    settled = card.state in SETTLED
    importance = finding.importance if finding else 0.0
    return (not settled, card.holder == REPORT, -importance, card.claim, card.id)
