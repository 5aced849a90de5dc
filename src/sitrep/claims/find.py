"""The claims and forecasts of one report."""

from __future__ import annotations

from collections.abc import Sequence

from sitrep.claims.certainty import attributed, conditions, stated, weaker
from sitrep.claims.clauses import Unit, clean
from sitrep.claims.event import roles
from sitrep.claims.filler import is_filler
from sitrep.claims.future import Outlook, outlooks
from sitrep.claims.leans import leaning
from sitrep.claims.plover import plover_type
from sitrep.claims.polarity import is_silence, polarity
from sitrep.claims.slots import Slots
from sitrep.claims.tables import table, words
from sitrep.claims.tree import Tree
from sitrep.claims.units import Held, held_units
from sitrep.records import (
    Analysis,
    Attribution,
    Certainty,
    Claim,
    ClaimEvent,
    ClaimKind,
    Forecast,
    Interval,
    Problem,
    Report,
    Sentence,
    Span,
    content_id,
)
from sitrep.settings import Settings

__all__ = ["find_claims"]

Found = tuple[tuple[Claim, ...], tuple[Forecast, ...], tuple[Problem, ...]]


def find_claims(report: Report, analysis: Analysis, settings: Settings) -> Found:
    """The claims of a report, its forecasts, and what could not be read.

    Args:
        report: the report; claims are spans of its text.
        analysis: its layers; empty layers are allowed and leave their slots empty.
        settings: limits (``max_sentence_words``).

    Returns:
        Claims and forecasts in the order of the text, and problems.
    """
    slots = Slots(analysis)
    claims: dict[Span, Claim] = {}
    forecasts: list[Forecast] = []
    problems: list[Problem] = []
    for index, sentence in enumerate(analysis.sentences):
        if sentence.kind not in ("prose", "list"):
            continue
        if not sentence.tokens or len(sentence.tokens) > settings.max_sentence_words:
            problems.append(_unread(report, sentence))
            continue
        reader = _Reader(report, slots, sentence, index)
        for claim, cards in reader.read():
            if claim.span not in claims:
                claims[claim.span] = claim
                forecasts.extend(cards)
    return tuple(claims.values()), tuple(forecasts), tuple(problems)


def _unread(report: Report, sentence: Sentence) -> Problem:
    why = "no words" if not sentence.tokens else f"{len(sentence.tokens)} words"
    return Problem(
        stage="claims",
        message=f"a sentence with {why} was not read for claims",
        report=report.id,
        path=report.path,
        start=sentence.start,
        end=sentence.end,
    )


class _Reader:
    """Reads one sentence."""

    def __init__(self, report: Report, slots: Slots, sentence: Sentence, index: int) -> None:
        self.report = report
        self.slots = slots
        self.index = index
        self.tree = Tree(sentence.tokens)
        self.question = report.text[sentence.start : sentence.end].rstrip("\"'”’) ").endswith("?")
        seen: dict[str, Attribution] = {}
        for _, attribution in slots.attributions.inside(sentence.span):
            seen.setdefault(attribution.id, attribution)
        self.attributions = tuple(seen.values())
        self.outlooks = outlooks(self.tree)
        self.persons = self._persons(sentence.span)

    def read(self) -> list[tuple[Claim, list[Forecast]]]:
        """The claims of the sentence, each with its forecasts."""
        if self.question:
            return []
        units = held_units(self.tree, self.attributions)
        carried = self._carried(units)
        return [
            (claim, self._forecasts(claim, held, carried.get(number, [])))
            for number, held in enumerate(units)
            if (claim := self._claim(held)) is not None
        ]

    def _persons(self, span: Span) -> frozenset[int] | None:
        """The words inside mentions of persons; None when the report names nothing at all."""
        if not self.slots.named:
            return None
        spans = [
            place for place, entity in self.slots.mentions.inside(span) if entity.type == "person"
        ]
        return frozenset(
            at
            for at, token in enumerate(self.tree.tokens)
            if token.upos != "PRON" and any(place.overlaps(token.span) for place in spans)
        )

    def _claim(self, held: Held) -> Claim | None:
        tree, unit = self.tree, held.unit
        ahead = self._ahead(unit)
        if not self._checkable(unit, ahead) or is_silence(tree, unit.head):
            return None
        span = clean(self.report.text, tree.span(unit.first, unit.last))
        if not span:
            return None
        attribution = held.attribution
        certainty = self._certainty(held)
        found = roles(tree, unit.head)
        kind = self._kind(held, span, ahead)
        flags = self.slots.flags.inside(span)
        tokens = tree.tokens[unit.first : unit.last + 1]
        filler = "filler" if is_filler(tokens) else None
        return Claim(
            id=content_id("c", self.report.id, span.start, span.end),
            report=self.report.id,
            start=span.start,
            end=span.end,
            kind=kind,
            attribution=attribution.id if attribution else None,
            certainty=certainty,
            polarity=polarity(tree, unit.head),
            quantities=tuple(q.id for _, q in self.slots.quantities.inside(span)),
            times=tuple(t.id for _, t in self.slots.times.inside(span)),
            entities=tuple(dict.fromkeys(e.id for _, e in self.slots.mentions.inside(span))),
            event=ClaimEvent(
                type=plover_type(tree, unit.head),
                predicate=found.predicate,
                actor=self._entity(found.actor),
                recipient=self._entity(found.recipient),
                place=self._entity(found.place),
            ),
            sentence=self.index,
            leans=leaning(tree, unit, told=attribution is not None, persons=self.persons),
            flagged=flags[0][1].kind if flags else filler,
        )

    def _checkable(self, unit: Unit, ahead: list[Outlook]) -> bool:
        """False for headings in disguise, commands and scraps without a predicate."""
        tree = self.tree
        inside = range(unit.first, unit.last + 1)
        if not any(tree.tokens[at].upos in ("VERB", "AUX") for at in inside):
            return bool(ahead)
        bare = tree.tokens[unit.head].xpos == "VB" and not tree.kids(unit.head, "aux", "nsubj")
        return not (bare and all(tree.tokens[at].upos == "ADV" for at in inside if at < unit.head))

    def _certainty(self, held: Held) -> Certainty:
        own = stated(self.tree, held.unit.head)
        if own == "expected" and self._decided(held.unit.head):
            own = "planned"
        if held.attribution is None:
            return own
        return weaker(own, attributed(self._cue_lemma(held.attribution)))

    def _decided(self, head: int) -> bool:
        """True for "the bank will close 40 branches": an actor's own act, not a forecast."""
        tree = self.tree
        subject = tree.subject(head)
        modals = {tree.lemma(kid) for kid in tree.kids(head, "aux")}
        if subject is None or not modals & {"will", "'ll", "would"}:
            return False
        if tree.lemma(head) not in words("predicates", "volitional"):
            return False
        token = tree.tokens[subject]
        if token.relation == "nsubj:pass":
            return False
        if token.upos == "PRON":
            return tree.lemma(subject) in ("he", "she", "they", "we", "i")
        entity = self.slots.entity(token.span)
        return entity is not None and entity.type in ("person", "organisation", "government")

    def _cue_lemma(self, attribution: Attribution) -> str:
        """The lemma of the attribution's verb; "" when the cue stands elsewhere."""
        if attribution.cue_span is None:
            return ""
        return next(
            (
                self.tree.lemma(at)
                for at, token in enumerate(self.tree.tokens)
                if attribution.cue_span.contains(token.span) and token.upos in ("VERB", "NOUN")
            ),
            "",
        )

    def _kind(self, held: Held, span: Span, ahead: list[Outlook]) -> ClaimKind:
        for marks, quote in self.slots.quotes.inside(span):
            shared = min(marks.end, span.end) - max(marks.start, span.start)
            if quote.kind == "speech" and shared >= 0.8 * len(span):
                return "quote"
        if any(self._main(held.unit, outlook) for outlook in ahead):
            return "forecast"
        return "statement"

    def _main(self, unit: Unit, outlook: Outlook) -> bool:
        """True when the cue turns the unit's own predicate to the future."""
        if outlook.phrase:
            return False
        chain = {outlook.clause, *self._governed(outlook.clause, "xcomp", "csubj")}
        return unit.head in chain or outlook.first == unit.head

    def _governed(self, clause: int, *relations: str) -> list[int]:
        """The predicates above a clause that it completes, by one of ``relations``."""
        out = []
        at = clause
        for governor in self.tree.above(clause):
            if self.tree.relation(at) not in relations:
                break
            out.append(governor)
            at = governor
        return out

    def _entity(self, at: int | None) -> str | None:
        if at is None:
            return None
        entity = self.slots.entity(self.tree.tokens[at].span)
        return entity.id if entity else None

    def _ahead(self, unit: Unit) -> list[Outlook]:
        """The cues inside the unit."""
        return [o for o in self.outlooks if unit.first <= o.first and o.last <= unit.last]

    def _carried(self, units: Sequence[Held]) -> dict[int, list[Outlook]]:
        """The cues for each unit, by its number: a cue goes to the smallest unit around it.

        A cue in no unit ("..., the minister said, vowing to stay") goes to the nearest unit
        before it, else to the first.
        """
        out: dict[int, list[Outlook]] = {}
        for outlook in self.outlooks:
            around = [
                (held.unit.last - held.unit.first, number)
                for number, held in enumerate(units)
                if held.unit.first <= outlook.first <= held.unit.last
            ]
            before = [n for n, held in enumerate(units) if held.unit.last < outlook.first]
            if units:
                place = min(around)[1] if around else (before[-1] if before else 0)
                out.setdefault(place, []).append(outlook)
        return out

    def _forecasts(self, claim: Claim, held: Held, ahead: list[Outlook]) -> list[Forecast]:
        """One card for each clause of the claim that looks ahead, else one for a phrase."""
        if claim.flagged == "filler":
            ahead = [outlook for outlook in ahead if not outlook.phrase]
        clauses: dict[int, Outlook] = {}
        for outlook in ahead:
            if not outlook.phrase:
                clauses.setdefault(outlook.clause, outlook)
        cards = [
            self._card(claim, held, o, self.tree.span(o.first, o.last)) for o in clauses.values()
        ]
        if not cards and held.attribution is not None:
            cards = self._by_cue(claim, held)
        if not cards:
            cards = [self._card(claim, held, o, self.tree.span(o.first, o.last)) for o in ahead[:1]]
        return cards

    def _by_cue(self, claim: Claim, held: Held) -> list[Forecast]:
        """The card of a content whose cue looks ahead ("experts predict that ...")."""
        attribution = held.attribution
        if attribution is None or attribution.cue_span is None:
            return []
        entry = table("forecast_cues")["verbs"].get(self._cue_lemma(attribution))
        if entry is None:
            return []
        certainty, kind = entry.split()
        head = held.unit.head
        outlook = Outlook(head, head, head, certainty, kind)
        return [self._card(claim, held, outlook, attribution.cue_span)]

    def _card(self, claim: Claim, held: Held, outlook: Outlook, cue: Span) -> Forecast:
        certainty, kind = outlook.certainty, outlook.kind
        if not outlook.phrase:
            certainty = weaker(certainty, stated(self.tree, outlook.clause))
            if certainty == "expected" and self._decided(outlook.clause):
                certainty, kind = "planned", "plan"
        return Forecast(
            id=content_id("f", claim.id, cue.start, cue.end),
            claim=claim.id,
            holder=self._holder(held, outlook),
            certainty=certainty,
            cue_span=cue,
            condition_span=self._condition(outlook),
            horizon=self._horizon(claim),
            kind=kind,
        )

    def _holder(self, held: Held, outlook: Outlook) -> str:
        """Who holds the forecast: its source, or for a plan or promise who makes it."""
        if held.attribution is not None:
            return held.attribution.source
        here = self.tree.tokens[outlook.first].span
        for attribution in self.attributions:
            cue = attribution.cue_span
            if attribution.source_kind == "unattributed" or not attribution.resolved:
                continue
            if attribution.span.contains(here) or (cue is not None and cue.overlaps(here)):
                return attribution.source
        if outlook.kind in ("plan", "promise", "threat"):
            maker = roles(self.tree, outlook.first).actor
            if maker is not None:
                entity = self.slots.entity(self.tree.tokens[maker].span)
                if entity is not None:
                    return entity.name
        return "report"

    def _condition(self, outlook: Outlook) -> Span | None:
        above = self._governed(outlook.clause, "xcomp", "ccomp", "csubj")
        for head in (outlook.clause, *above):
            for kid in conditions(self.tree, head):
                return clean(
                    self.report.text, self.tree.span(self.tree.first[kid], self.tree.last[kid])
                )
        return None

    def _horizon(self, claim: Claim) -> Interval | None:
        """From when to when the forecast can come true, from the times inside the claim."""
        published = self.report.published
        known = [
            time
            for _, time in self.slots.times.inside(claim.span)
            if time.latest is not None
            and time.type in ("DATE", "TIME")
            and (published is None or time.latest >= published)
        ]
        if not known:
            return None
        starts = [time.earliest for time in known if time.earliest is not None]
        ends = [time.latest for time in known if time.latest is not None]
        return Interval(min(starts) if starts else None, max(ends))
