"""Who said what: reactions actor by actor, and quotations with their speakers."""

from __future__ import annotations

from collections import Counter, defaultdict

from sitrep.brief.desk import Desk, report_name
from sitrep.brief.finish import finish
from sitrep.brief.line import PRONOUNS, wording
from sitrep.brief.stance import is_chief_deed, takes_stand
from sitrep.records import Attribution, Cite, Claim, Entity, Line, Quote, Section
from sitrep.text import same_text

__all__ = ["quotes", "reactions"]

#: actors shown, lines for each, quotations shown, and of one speaker
MOST_ACTORS, LINES_EACH, MOST_QUOTES, QUOTES_EACH = 10, 2, 10, 2
#: words of a quotation; shorter ones are terms and greetings
LEAST_WORDS = 4
#: who speaks when the report does not tell
NOBODY = "Speaker not named"
#: kinds of source that react; nameless ones do not
ACTORS = frozenset({"person", "organisation", "government"})


def reactions(desk: Desk, first: Line | None = None) -> Section:
    """How each named actor took it, those whom most reports quote first.

    What officials only tell of the happening is no reaction, nor is its chief deed.

    Args:
        desk: the story.
        first: the line that opens the brief.
    """
    top = desk.claims.get(first.cites[0].claim) if first else None
    said: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in sorted(desk.attributions.values(), key=lambda a: (a.report, a.start, a.id)):
        if (
            attribution.resolved
            and attribution.source_kind in ACTORS
            and _speaks(desk, attribution)
            and takes_stand(desk, attribution)
        ):
            actor = _actor(desk, attribution)
            if actor:
                said[actor].append(attribution)
    order = sorted(said, key=lambda s: (-len({a.report for a in said[s]}), -len(said[s]), s))
    lines: list[Line] = []
    shown = 0
    for actor in order:
        told = _lines(desk, actor, said[actor], top)
        lines.extend(told)
        shown += bool(told)
        if shown >= MOST_ACTORS:
            break
    return Section("reactions", "Reactions", tuple(lines))


def _speaks(desk: Desk, attribution: Attribution) -> bool:
    """True when the cue holds a verb and the saying happened.

    "His decision to" tells of an act, not of a saying; who "may perceive" a thing said nothing.
    """
    cue = attribution.cue_span
    if attribution.cue_state == "hypothetical":
        return False
    return cue is not None and any(
        token.upos == "VERB"
        for sentence in desk.analyses[attribution.report].sentences
        if sentence.span.overlaps(cue)
        for token in sentence.tokens
        if cue.contains(token.span)
    )


def _actor(desk: Desk, attribution: Attribution) -> str:
    """The actor's name, "" for one that is only described ("the officials")."""
    source = attribution.source.casefold()
    for entity in desk.entities:
        if source in _names(entity):
            return entity.name
    name = _called(desk, attribution.source)
    words = name.split()
    return name if any(word[:1].isupper() for word in words[1:] or words) else ""


def _called(desk: Desk, speaker: str) -> str:
    """A person's usual name: "Ann Holt" for "Holt" and "Mayor Ann Holt"; others as written."""
    folded = speaker.casefold()
    people = [entity for entity in desk.entities if entity.type == "person"]
    exact = (entity.name for entity in people if folded in _names(entity))
    titled = (
        entity.name
        for entity in people
        if any(" " in name and folded.endswith(f" {name}") for name in _names(entity))
    )
    return next(exact, None) or next(titled, speaker)


def _names(entity: Entity) -> frozenset[str]:
    return frozenset(name.casefold() for name in (entity.name, *entity.aliases))


def _lines(desk: Desk, actor: str, said: list[Attribution], top: Claim | None) -> list[Line]:
    """At most ``LINES_EACH`` lines of one actor, the most important findings first."""
    told = {claim.id: claim for a in said if (claim := _told_in(desk, a)) is not None}
    ranked = sorted(
        told.values(),
        key=lambda c: (-(f.importance if (f := desk.finding_of.get(c.id)) else 0.0), c.id),
    )
    lines: list[Line] = []
    for claim in ranked:
        if desk.is_used(claim) or _holds_speech(desk, claim) or is_chief_deed(desk, claim, top):
            continue
        chosen = wording(desk, claim, context=True)
        if chosen is None:
            continue
        words = desk.words(claim.report, chosen.span)
        if desk.is_told(words):
            continue
        desk.take(claim, words)
        cite = Cite(claim.id, claim.report, chosen.span.start, chosen.span.end)
        text = desk.text(claim.report)
        lines.append(
            Line(
                text=finish(chosen.span.of(text)),
                cites=(cite, *chosen.cites()),
                label=actor,
                note=chosen.note(text),
            )
        )
        if len(lines) == LINES_EACH:
            break
    return lines


def _told_in(desk: Desk, attribution: Attribution) -> Claim | None:
    """The claim that tells the saying: its own, else the one that names source and content."""
    near = [
        c
        for c in desk.claims_in(attribution.report)
        if c.start < attribution.end and attribution.start < c.end
    ]
    own = next((c for c in near if c.attribution == attribution.id), None)
    source = attribution.source_span or attribution.span
    return own or next(
        (c for c in near if c.span.contains(attribution.span) and c.span.contains(source)), None
    )


def _holds_speech(desk: Desk, claim: Claim) -> bool:
    """True when a spoken quotation covers most of the claim: it is shown as a quotation."""
    return any(
        q.report == claim.report
        and q.kind == "speech"
        and q.span.overlaps(claim.span)
        and min(q.end, claim.end) - max(q.start, claim.start) > 0.6 * (claim.end - claim.start)
        for q in desk.analyses[claim.report].quotes
    )


def quotes(desk: Desk) -> Section:
    """Spoken words inside quotation marks, each once, with the speaker the report names.

    Those of named speakers come first, then what several reports quote, then what belongs
    to the most important findings; nobody speaks more than twice.
    """
    shown: list[str] = []
    spoken: Counter[str] = Counter()
    lines: list[Line] = []
    for quote in sorted(desk.quotes, key=lambda q: _rank(desk, q)):
        if quote.kind != "speech" or len(lines) >= MOST_QUOTES:
            continue
        # the comma before "she said" stands inside the marks but is not the speaker's
        words = " ".join(quote.span.of(desk.text(quote.report)).split()).rstrip(",")
        claim = _claim_of(desk, quote)
        unnamed = quote.speaker is None or quote.speaker.lower() in PRONOUNS
        speaker = NOBODY if unnamed else _called(desk, quote.speaker or "")
        repeated = any(_same(words, other) for other in shown)
        if claim is None or claim.flagged or claim.id in desk.taken:
            continue
        if repeated or spoken[speaker] >= QUOTES_EACH or len(words.split()) < LEAST_WORDS:
            continue
        if unnamed and not _is_clause(desk, quote):
            continue
        shown.append(words)
        spoken[speaker] += 1
        lines.append(
            Line(
                text=f"“{words}”",
                cites=(Cite(claim.id, quote.report, *_with_speaker(quote)),),
                label=speaker,
                note=f"in {report_name(desk.reports[quote.report])}",
            )
        )
    return Section("quotes", "In their words", tuple(lines))


def _rank(desk: Desk, quote: Quote) -> tuple[bool, bool, int, float, tuple[bool, str, str], str]:
    """Named before described before unknown, often quoted before once, important before not."""
    claim = _claim_of(desk, quote)
    finding = desk.finding_of.get(claim.id) if claim else None
    return (
        quote.speaker is None,
        quote.speaker is None or not _is_named(desk, quote.speaker),
        -desk.spread(quote),
        -(finding.importance if finding else 0.0),
        desk.age(quote.report),
        quote.id,
    )


def _is_named(desk: Desk, speaker: str) -> bool:
    """True for the name of somebody who acts in the story, not a description."""
    return speaker.casefold() in desk.actors


def _is_clause(desk: Desk, quote: Quote) -> bool:
    """True when the words have a subject: a part of a clause tells nothing without its speaker."""
    return any(
        token.relation.startswith(("nsubj", "csubj", "expl")) and quote.span.contains(token.span)
        for sentence in desk.analyses[quote.report].sentences
        if sentence.span.overlaps(quote.span)
        for token in sentence.tokens
    )


def _with_speaker(quote: Quote) -> tuple[int, int]:
    """The stretch that holds the quoted words and the name of who said them."""
    spans = [quote.span, *(s for s in (quote.speaker_span, quote.cue_span) if s is not None)]
    near = [s for s in spans if abs(s.start - quote.start) < 400]
    return min(s.start for s in near), max(s.end for s in near)


def _same(a: str, b: str) -> bool:
    """True when one quotation holds the other, whatever the marks and the end stop."""
    short, long = sorted((a, b), key=len)
    return same_text(short, long) or (len(short) > 30 and short.strip(" .,") in long)


def _claim_of(desk: Desk, quote: Quote) -> Claim | None:
    """The claim that overlaps the quotation most."""
    best = max(
        desk.claims_in(quote.report),
        key=lambda c: (min(c.end, quote.end) - max(c.start, quote.start), c.id),
        default=None,
    )
    return best if best is not None and best.span.overlaps(quote.span) else None
