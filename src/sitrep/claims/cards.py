"""Forecast cards: who holds a statement about the future, how firmly, if what, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitrep.claims.ahead import looks_ahead, over
from sitrep.claims.certainty import conditions, stated, told, weaker
from sitrep.claims.clauses import clean
from sitrep.claims.embedded import is_embedded
from sitrep.claims.future import Outlook
from sitrep.claims.makers import is_purpose, maker
from sitrep.claims.slots import Slots
from sitrep.claims.tree import Tree
from sitrep.claims.units import Held
from sitrep.data.tables import table, words
from sitrep.records import Attribution, Claim, Forecast, Interval, Report, Span, content_id

__all__ = ["Cards", "cue_lemma", "decided", "governed"]


class Cards:
    """Makes the cards of one sentence."""

    def __init__(
        self, report: Report, slots: Slots, tree: Tree, attributions: Sequence[Attribution]
    ) -> None:
        self.report = report
        self.slots = slots
        self.tree = tree
        self.attributions = attributions

    def of(self, claim: Claim, held: Held, ahead: list[Outlook]) -> list[Forecast]:
        """One card for each clause of the claim that looks ahead, else one for a phrase."""
        if claim.flagged == "filler":
            ahead = [outlook for outlook in ahead if not outlook.phrase]
        ahead = [o for o in ahead if not is_embedded(self.tree, o.first, held.unit)]
        cards = [
            self._card(claim, held, o, self.tree.span(o.first, o.last))
            for o in _joined(ahead, self.tree)
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
        lemma = cue_lemma(self.tree, attribution)
        entry = table("forecast_cues")["verbs"].get(lemma)
        if lemma in words("forecast_cues", "rules", "gerund_only"):
            return []  # "is widely considered the best"
        at = _cue_word(self.tree, attribution)
        if entry is None or (at is not None and is_purpose(self.tree, at)):
            return []
        certainty, kind = entry.split()
        head = held.unit.head
        if over(self.tree, head) or (kind != "forecast" and not looks_ahead(self.tree, head)):
            return []  # "warned that parts of the pier were rotten"
        if is_embedded(self.tree, head, held.unit):
            return []
        outlook = Outlook(head, head, head, certainty, kind)
        return [self._card(claim, held, outlook, attribution.cue_span)]

    def _card(self, claim: Claim, held: Held, outlook: Outlook, cue: Span) -> Forecast:
        certainty, kind = outlook.certainty, outlook.kind
        if not outlook.phrase:
            certainty = weaker(certainty, stated(self.tree, outlook.clause))
            if certainty == "expected" and decided(self.tree, self.slots, outlook.clause):
                certainty, kind = "planned", "promise" if kind == "promise" else "plan"
        return Forecast(
            id=content_id("f", claim.id, cue.start, cue.end),
            claim=claim.id,
            holder=self._holder(held, replace(outlook, kind=kind)),
            certainty=certainty,
            cue_span=cue,
            condition_span=self._condition(outlook),
            horizon=self._horizon(claim),
            kind=kind,
        )

    def _holder(self, held: Held, outlook: Outlook) -> str:
        """Who holds the forecast: its source, or for a plan or promise who makes it."""
        if held.attribution is not None and held.attribution.source_kind != "unattributed":
            return held.attribution.source
        here = self.tree.tokens[outlook.first].span
        for attribution in self.attributions:
            cue = attribution.cue_span
            if attribution.source_kind == "unattributed" or not attribution.resolved:
                continue
            if attribution.span.contains(here) or (cue is not None and cue.overlaps(here)):
                return attribution.source
        if outlook.kind in ("plan", "promise", "threat"):
            modal = self.tree.tokens[outlook.first].upos == "AUX"
            who = maker(self.tree, outlook.clause if modal else outlook.first)
            if who is not None:
                entity = self.slots.entity(self.tree.tokens[who].span)
                if entity is not None:
                    return entity.name
        return "report"

    def _condition(self, outlook: Outlook) -> Span | None:
        above = governed(self.tree, outlook.clause, "xcomp", "ccomp", "csubj")
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


def _joined(ahead: Sequence[Outlook], tree: Tree) -> list[Outlook]:
    """One outlook for each clause; "warn that it is likely to fall" is one, of the first cue."""
    found: dict[int, Outlook] = {}
    for outlook in ahead:
        if outlook.phrase:
            continue
        outer = found.get(outlook.first)
        if outer is None:
            found.setdefault(outlook.clause, outlook)
        elif tree.tokens[outer.first].upos != "AUX":
            certainty = weaker(outer.certainty, outlook.certainty)
            found[outlook.first] = replace(outer, clause=outlook.clause, certainty=certainty)
    return list(found.values())


def governed(tree: Tree, clause: int, *relations: str) -> list[int]:
    """The predicates above a clause that it completes, by one of ``relations``."""
    out = []
    at = clause
    for governor in tree.above(clause):
        if tree.relation(at) not in relations:
            break
        out.append(governor)
        at = governor
    return out


def decided(tree: Tree, slots: Slots, head: int) -> bool:
    """True for "the bank will close 40 branches": an actor's own act, not a forecast."""
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
        # "said it would review the offer": a body speaks of itself
        own = tree.lemma(subject) == "it" and told(tree, head)
        return own or tree.lemma(subject) in ("he", "she", "they", "we", "i")
    entity = slots.entity(token.span)
    return entity is not None and entity.type in ("person", "organisation", "government")


def cue_lemma(tree: Tree, attribution: Attribution) -> str:
    """The lemma of the attribution's verb; "" when the cue stands elsewhere."""
    at = _cue_word(tree, attribution)
    return "" if at is None else tree.lemma(at)


def _cue_word(tree: Tree, attribution: Attribution) -> int | None:
    """The attribution's verb or noun; None when the cue stands elsewhere."""
    if attribution.cue_span is None:
        return None
    return next(
        (
            at
            for at, token in enumerate(tree.tokens)
            if attribution.cue_span.contains(token.span) and token.upos in ("VERB", "NOUN")
        ),
        None,
    )
