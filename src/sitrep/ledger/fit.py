"""How well a claim's own words can stand for a finding in a brief."""

from __future__ import annotations

from sitrep.comments import comments, opens_with_pronoun
from sitrep.data.tables import words
from sitrep.ledger.case import Case
from sitrep.records import Claim, Token

__all__ = ["fit", "tells"]

#: judging words from which a claim is a comment
MANY = 3
#: lengths in characters between which a clause reads well on its own
SHORT, LONG = 50, 240


def tells(case: Case, claim: Claim) -> bool:
    """True when the claim tells what happened, False when it comments on it.

    A comment has a predicate such as "underscores" or "raises", or is made of words that
    judge ("a significant shift in the geopolitical landscape").
    """
    judging = sum(
        t.lemma.lower() in words("loaded", "words")
        for t in case.sentence(claim).tokens
        if claim.start <= t.start and t.end <= claim.end
    )
    return not comments(claim, case.sentence(claim)) and judging < MANY


def fit(case: Case, claim: Claim) -> float:
    """A score, higher is better, for standing alone, plain, complete and precise.

    A claim that leans on another sentence, is flagged or was copied can never win against
    one that is sound: those faults cost more than everything else together.
    """
    sentence = case.sentence(claim)
    tokens = [t for t in sentence.tokens if claim.start <= t.start and t.end <= claim.end]
    length = claim.end - claim.start
    score = 0.0
    score -= 8.0 * (claim.flagged is not None)
    score -= 6.0 * (claim.leans is not None or _is_said_of_whom(claim, tokens))
    score -= 4.0 * (claim.id in case.taken)
    score -= 3.0 * (sentence.kind in {"heading", "debris"})
    score -= 2.0 * (claim.kind == "quote")
    score -= max(0, SHORT - length) / 25 + max(0, length - LONG) / 60
    score += 0.5 * min(len(claim.entities), 3)
    score += 0.5 * bool(claim.quantities) + 0.3 * bool(claim.times)
    score += 1.0 * any(t.relation.startswith("nsubj") for t in tokens)
    score -= 0.4 * sum(t.lemma.lower() in words("loaded", "words") for t in tokens)
    score -= 1.2 * comments(claim, sentence)
    score += 0.4 * tells(case, claim)
    score -= 0.5 * (claim.certainty in {"possible", "likely"})
    score -= 1.5 * (claim.kind == "forecast" or claim.certainty in {"expected", "planned"})
    report = case.reports[claim.report]
    place = claim.start / max(len(report.text), 1)
    return score - 0.5 * place


def _is_said_of_whom(claim: Claim, tokens: list[Token]) -> bool:
    """True for words that need the sentence around them: what somebody said that "she" did."""
    return claim.kind != "quote" and claim.attribution is not None and opens_with_pronoun(tokens)
