"""A claim as a line: the verbatim words that stand alone, with who said them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from sitrep.brief.cards import arranged, remark
from sitrep.brief.context import Context, contexts
from sitrep.brief.desk import Desk
from sitrep.brief.finish import finish
from sitrep.comments import comments, decision, opens_with_pronoun
from sitrep.data.tables import words
from sitrep.records import Attribution, Cite, Claim, Finding, Line, Span
from sitrep.text import fold, trim

__all__ = [
    "LEAST_WORDS",
    "PRONOUNS",
    "Wording",
    "cites_for",
    "finding_line",
    "unsaid",
    "wording",
]

#: content words that a line has at least: "China does not" tells nothing by itself
LEAST_WORDS = 3
#: lines cite at most this many voices; more would not make them truer
MOST_CITES = 4
#: share of the content words of the shorter of the two that a cited claim has in common with
#: the line; read off the five real reports, where claims that say the line's fact in other
#: words share at least a third and those that only belong to its topic share less
BEARS_SHARE = 1 / 3
#: "PORT ELLERY, Kestrany, March 14 (Halyard) - ", "Port Ellery (Halyard) - " or "(Halyard) " before
#: the first words of a report
DATELINE = re.compile(
    r"(?:[A-Z][\w' .,/-]{1,60} \([A-Z][^)\n]{1,29}\) ?[-–—]+ ?|"
    r"[A-Z][A-Z' .-]{2,40}(?:, [^\n]{0,60}?)?(?: \([^)\n]{2,30}\))? ?(?:[-–—]+|>>) |"
    r"\([A-Z][^)\n]{1,29}\)(?: ?[-–—]+ ?| ))(?=[“\"A-Z])"
)
#: words whose day depends on when they were written
DEICTIC = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|now|this (?:morning|afternoon|evening|week|month)|"
    r"last (?:night|week|month)|next (?:week|month))\b"
)
#: words that name a source only to who read the sentence before
PRONOUNS = frozenset(
    {
        "who",
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "you",
        "his",
        "her",
        "their",
        "its",
        "this",
        "that",
    }
)
#: punctuation that may hang over from a cut clause
LOOSE = " \t\n,;:–—-"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words chosen for a claim: a span of its report, and the source when it is outside."""

    span: Span
    label: str | None
    #: what its words point back at
    contexts: tuple[Context, ...] = ()

    @property
    def points_at(self) -> float:
        """The share of the words before the first that points back; 1 when none does."""
        first = min((c.phrase.start for c in self.contexts), default=self.span.end)
        return (first - self.span.start) / len(self.span)

    def cites(self) -> tuple[Cite, ...]:
        """The earlier claims that the words point back at, each once."""
        return tuple(dict.fromkeys(c.cite for c in self.contexts))

    def note(self, text: str) -> str | None:
        """What the words point back at, in words; None when they stand alone."""
        return "; ".join(c.note(text) for c in self.contexts) or None


def wording(
    desk: Desk, claim: Claim, *, alone: bool = False, leaning: bool = False, context: bool = False
) -> Wording | None:
    """The span that says the claim on its own, or None when its words cannot stand alone.

    An attributed claim is told by its whole sentence, which names the source; where the
    sentence is too long, leans on another or names the source by a pronoun, by the claim's
    own words with the source as the label. Words taken from an earlier report are never
    shown: the original is.

    Args:
        desk: the story.
        claim: to be told.
        alone: nothing but the claim's own words is wanted.
        leaning: words that lean are accepted where the sentence names who says them.
        context: words that point back are accepted where what they point at is found, and
            they tell something: a comment on what is not there tells nothing.
    """
    chosen = _chosen(desk, claim, alone=alone, leaning=leaning, resolved=False)
    if chosen is not None or not context:
        return chosen
    found = contexts(desk, claim)
    if found is None or (found and comments(claim, desk.sentence(claim))):
        return None
    chosen = _chosen(desk, claim, alone=alone, leaning=leaning, resolved=True)
    if chosen is None:
        return None
    return replace(chosen, contexts=tuple(c for c in found if chosen.span.contains(c.phrase)))


def _chosen(
    desk: Desk, claim: Claim, *, alone: bool, leaning: bool, resolved: bool
) -> Wording | None:
    attribution = desk.attributions.get(claim.attribution or "")
    named = attribution is not None and attribution.source_kind != "unattributed"
    spoken = leaning and (named or _names_somebody(desk, claim))
    if (claim.leans and not (spoken or resolved)) or claim.flagged or claim.id in desk.taken:
        return None
    text = desk.text(claim.report)
    most = desk.settings.max_line_chars
    if attribution is None:
        span = _clean(text, claim.span)
        return Wording(span, None) if 0 < len(span) <= most else None
    place = (claim.report, claim.sentence)
    whole = _clean(text, desk.sentence(claim).span)
    leans = place in desk.leaning and not (spoken or resolved)
    if not (alone or leans) and len(whole) <= most and _names(text, whole, attribution):
        return Wording(whole, None)
    span = _clean(text, claim.span)
    if len(span) > most or not _is_clause(desk, claim):
        return None
    if attribution.source_kind == "unattributed":
        # "Russia has been reported to use …" says itself that it is hearsay
        hearsay = attribution.cue_span is not None and span.contains(attribution.cue_span)
        return Wording(span, None) if hearsay else None
    return Wording(span, attribution.source) if attribution.resolved or alone else None


def _names_somebody(desk: Desk, claim: Claim) -> bool:
    """True when the claim's words tell whose saying they report ("some experts warning of …")."""
    return any(
        a.source_kind != "unattributed" and a.source_span and claim.span.contains(a.source_span)
        for a in desk.analyses[claim.report].attributions
    )


def _names(text: str, whole: Span, attribution: Attribution) -> bool:
    """True when the sentence itself says whose words these are, and not by a pronoun."""
    if attribution.source_kind == "unattributed":
        return attribution.cue_span is not None and whole.contains(attribution.cue_span)
    source = attribution.source_span
    if source is None or not whole.contains(source):
        return False
    first = source.of(text).split()[:1]
    return not first or first[0].lower() not in PRONOUNS


def _is_clause(desk: Desk, claim: Claim) -> bool:
    """True when the claim's own words are a clause with a subject that is named.

    "She was ordered to write" may have its "reporter" in the sentence around it.
    """
    inside = [
        t for t in desk.sentence(claim).tokens if claim.start <= t.start and t.end <= claim.end
    ]
    words = [t for t in inside if t.upos != "PUNCT"]
    if not words or words[0].upos in {"ADP", "SCONJ", "CCONJ"} or opens_with_pronoun(inside):
        return False
    return any(t.relation.startswith(("nsubj", "expl")) for t in inside)


@cache
def _openers() -> re.Pattern[str]:
    """Words that only tie a sentence to the one before it ("Consequently, ", "In addition, ")."""
    free = words("leaning", "openers") | words("leaning", "opener_phrases")
    free -= words("leaning", "binding")
    return re.compile(rf"(?:{'|'.join(sorted(free, reverse=True))}),\s+", re.IGNORECASE)


def _clean(text: str, span: Span) -> Span:
    """The span without a dateline, an opener, white space and loose punctuation at its edges."""
    start, end = span.start, span.end
    dateline = DATELINE.match(text, start, end)
    if dateline:
        start = dateline.end()
    while start < end and text[start] in LOOSE + "•*":
        start += 1
    opener = _openers().match(text, start, end)
    if opener:
        start = opener.end()
    while end > start and text[end - 1] in LOOSE:
        end -= 1
    return trim(text, start, end)


def cites_for(
    desk: Desk,
    claim: Claim,
    span: Span,
    others: tuple[str, ...] = (),
    compared: frozenset[str] = frozenset(),
) -> tuple[Cite, ...]:
    """The line's citations: the words themselves first, then one claim of each other voice.

    A claim that shares too few words with the line is about its point but does not bear it
    out, and is not cited, unless its figure was compared with the line's (``compared``).

    Args:
        desk: the story.
        claim: whose words the line prints.
        span: of those words.
        others: ids of claims about the same point.
        compared: ids of claims whose figures were found to agree or differ.
    """
    first = Cite(claim.id, claim.report, span.start, span.end)
    line = desk.words(claim.report, span)
    bearing = [c for c in others if c in compared or _bears(desk, c, line)]
    more = [
        Cite(other.id, other.report, other.start, other.end)
        for other in desk.independent((claim.id, *bearing))
        if other.report != claim.report
    ]
    return (first, *more[: MOST_CITES - 1])


def _bears(desk: Desk, claim: str, line: frozenset[str]) -> bool:
    """True when a claim's words have enough in common with a line's to bear it out."""
    if claim not in desk.claims:
        return False
    words = desk.words(desk.claims[claim].report, desk.claims[claim].span)
    return len(words & line) >= BEARS_SHARE * max(1, min(len(words), len(line)))


def unsaid(label: str | None, text: str) -> str | None:
    """The label, unless the text opens with it ("Analysts: The analysts suggest …")."""
    opening = fold(text).text.removeprefix("the ")
    if label and opening.startswith(fold(label).text.removeprefix("the ")):
        return None
    return label[:1].upper() + label[1:] if label else None


def note_of(desk: Desk, claim: Claim, finding: Finding) -> str | None:
    """What was found in comparing, and the day on which "this morning" was written."""
    remarks = [d.explanation for d in finding.differences if claim.id in d.claims or not d.figures]
    published = desk.reports[claim.report].published
    words = desk.text(claim.report)[claim.start : claim.end].lower()
    if published and DEICTIC.search(words):
        remarks.append(f"written on {published.day} {published:%B %Y}")
    return "; ".join(dict.fromkeys(remarks)) or None


def _compared(finding: Finding, claim: Claim) -> frozenset[str]:
    """The claims whose figures were held against this claim's."""
    return frozenset(c for d in finding.differences if claim.id in d.claims for c in d.claims)


def finding_line(desk: Desk, finding: Finding, *, pointing: float = 1.0) -> Line | None:
    """The line that tells a finding, or None when no claim of it can be told.

    The representative is tried first, then the other claims of its kind that it rests on,
    those that share most words with it before others:
    what is foreseen does not tell what happened, and of it only what was arranged is told.
    Sentences already in the brief, and facts already told, are passed over.

    Args:
        desk: the story.
        finding: to be told.
        pointing: share of the line from which on words may point back, told with what they
            point at: 1 nowhere, 0 anywhere.
    """
    if finding.id in desk.shown:
        return None
    bearing = finding.sides[-1].claims if finding.status == "updated" else finding.claims
    best = desk.claims[finding.representative]
    said, kind = desk.words(best.report, best.span), best.kind
    others = (desk.claims[c] for c in bearing if c in desk.claims)
    nearest = sorted(others, key=lambda c: (-len(said & desk.words(c.report, c.span)), c.id))
    for claim in dict.fromkeys((best, *nearest)):
        if claim.kind != kind or (finding.tells and comments(claim, desk.sentence(claim))):
            continue
        card = arranged(desk, claim) if kind == "forecast" else None
        if kind == "forecast" and card is None:
            continue
        stale = desk.is_used(claim) or claim.id in desk.superseded
        chosen = None if stale else wording(desk, claim, context=pointing < 1)
        if chosen is None or chosen.points_at < pointing:
            continue
        words = desk.words(claim.report, chosen.span)
        decided = decision(claim, desk.sentence(claim))
        news = desk.words(claim.report, decided) if decided else words
        if len(words) < LEAST_WORDS or desk.is_told(news):
            continue
        desk.take(claim, words)
        desk.told.append(news)
        desk.shown.add(finding.id)
        text = desk.text(claim.report)
        remarks = (remark(card) if card else None, note_of(desk, claim, finding), chosen.note(text))
        cites = cites_for(desk, claim, chosen.span, bearing, _compared(finding, claim))
        return Line(
            text=finish(chosen.span.of(text)),
            cites=(*cites, *(c for c in chosen.cites() if c not in cites)),
            status=finding.status,
            k=finding.k,
            label=chosen.label,
            note="; ".join(r for r in remarks if r) or None,
            finding=finding.id,
        )
    return None
