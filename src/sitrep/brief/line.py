"""A claim as a line: the verbatim words that stand alone, with who said them."""

from __future__ import annotations

from dataclasses import dataclass

from sitrep.brief.desk import Desk
from sitrep.records import Cite, Claim, Finding, Line, Span
from sitrep.text import fold, trim

__all__ = ["Wording", "cites_for", "finding_line", "finish", "unsaid", "wording"]

#: lines cite at most this many voices; more would not make them truer
MOST_CITES = 4
#: punctuation that may hang over from a cut clause
LOOSE = " \t\n,;:–—-"
#: what a complete line ends on
STOPS = ".!?…"
CLOSERS = "\"'”’»)]"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words chosen for a claim: a span of its report, and the source when it is outside."""

    span: Span
    label: str | None


def wording(desk: Desk, claim: Claim, *, alone: bool = False) -> Wording | None:
    """The span that says the claim on its own, or None when its words cannot stand alone.

    An attributed claim is told by its whole sentence, which names the source; where the
    sentence is too long or leans on another, or ``alone`` asks for nothing but the claim's
    words, by those with the source as the label. Words taken from an earlier report are
    never shown: the original is.
    """
    if claim.leans or claim.flagged or claim.id in desk.taken:
        return None
    text = desk.text(claim.report)
    most = desk.settings.max_line_chars
    sentence = desk.sentence(claim)
    attribution = desk.attributions.get(claim.attribution or "")
    if attribution is None:
        span = _clean(text, claim.span)
        return Wording(span, None) if 0 < len(span) <= most else None
    whole = _clean(text, sentence.span)
    nobody = attribution.source_kind == "unattributed"
    names = attribution.cue_span if nobody else attribution.source_span
    if not alone and len(whole) <= most and not _leans(desk, claim) and _holds(whole, names):
        return Wording(whole, None)
    span = _clean(text, claim.span)
    told = attribution.resolved or alone
    if nobody or not told or len(span) > most or not _is_clause(desk, claim):
        return None
    return Wording(span, attribution.source)


def _leans(desk: Desk, claim: Claim) -> bool:
    """True when any claim of the same sentence leans on another sentence."""
    return any(
        other.leans
        for other in desk.claims.values()
        if other.report == claim.report and other.sentence == claim.sentence
    )


def _is_clause(desk: Desk, claim: Claim) -> bool:
    """True when the claim's own words are a clause with a subject, not a part of one."""
    inside = [
        t for t in desk.sentence(claim).tokens if claim.start <= t.start and t.end <= claim.end
    ]
    words = [t for t in inside if t.upos != "PUNCT"]
    if not words or words[0].upos in {"ADP", "SCONJ", "CCONJ"}:
        return False
    return any(t.relation.startswith(("nsubj", "expl")) for t in inside)


def _holds(whole: Span, part: Span | None) -> bool:
    return part is not None and whole.contains(part)


def _clean(text: str, span: Span) -> Span:
    """The span without white space and loose punctuation at its edges."""
    start, end = span.start, span.end
    while start < end and text[start] in LOOSE + "•*":
        start += 1
    while end > start and text[end - 1] in LOOSE:
        end -= 1
    return trim(text, start, end)


def finish(words: str) -> str:
    """Words cut from a report, as a line: first letter upright, one stop at the end."""
    joined = " ".join(words.split())
    if not joined:
        return joined
    joined = joined[0].upper() + joined[1:]
    bare = joined.rstrip(CLOSERS)
    return joined if bare and bare[-1] in STOPS else joined + "."


def cites_for(
    desk: Desk, claim: Claim, span: Span, others: tuple[str, ...] = ()
) -> tuple[Cite, ...]:
    """The line's citations: the words themselves first, then one claim of each other voice."""
    first = Cite(claim.id, claim.report, span.start, span.end)
    more = [
        Cite(other.id, other.report, other.start, other.end)
        for other in desk.independent((claim.id, *others))
        if other.report != claim.report
    ]
    return (first, *more[: MOST_CITES - 1])


def unsaid(label: str | None, text: str) -> str | None:
    """The label, unless the text opens with it ("Analysts: Analysts suggest …")."""
    if label and fold(text).text.startswith(fold(label).text.removeprefix("the ")):
        return None
    return label


def finding_line(desk: Desk, finding: Finding) -> Line | None:
    """The line that tells a finding, or None when no claim of it can be told alone.

    The representative is tried first, then the other claims it rests on; sentences already
    in the brief, and facts already told, are passed over.
    """
    bearing = finding.sides[-1].claims if finding.status == "updated" else finding.claims
    order = (finding.representative, *(c for c in bearing if c != finding.representative))
    for claim in (desk.claims[c] for c in order if c in desk.claims):
        chosen = None if desk.is_used(claim) else wording(desk, claim)
        if chosen is None:
            continue
        words = desk.words(claim.report, chosen.span)
        if desk.is_told(words):
            continue
        desk.take(claim, words)
        return Line(
            text=finish(chosen.span.of(desk.text(claim.report))),
            cites=cites_for(desk, claim, chosen.span, bearing),
            status=finding.status,
            k=finding.k,
            label=chosen.label,
            note="; ".join(d.explanation for d in finding.differences) or None,
            finding=finding.id,
        )
    return None
