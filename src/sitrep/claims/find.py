"""The claims and forecasts of one report."""

from __future__ import annotations

from collections.abc import Sequence

from sitrep.claims.cards import Cards, cue_lemma, decided, governed
from sitrep.claims.certainty import attributed, stated, weaker
from sitrep.claims.clauses import Unit, clean
from sitrep.claims.event import roles
from sitrep.claims.future import Outlook, outlooks
from sitrep.claims.leans import leaning
from sitrep.claims.plover import plover_type
from sitrep.claims.polarity import is_silence, polarity
from sitrep.claims.slots import Slots
from sitrep.claims.tree import Tree
from sitrep.claims.units import Held, held_units
from sitrep.records import (
    Analysis,
    Certainty,
    Claim,
    ClaimEvent,
    ClaimKind,
    Forecast,
    Problem,
    Report,
    Sentence,
    Span,
    content_id,
)
from sitrep.settings import Settings

__all__ = ["find_claims"]

#: attributions read for one sentence, the narrowest first: no sentence of news has more, and
#: thousands of nested quotation marks must not make every sentence walk them all
_MOST_ATTRIBUTIONS = 16

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
        held = slots.attributions.inside(sentence.span)
        if len(held) > _MOST_ATTRIBUTIONS:
            held = sorted(held, key=lambda pair: (len(pair[0]), pair[0].start))[:_MOST_ATTRIBUTIONS]
            held.sort(key=lambda pair: (pair[0].start, pair[0].end))
        self.attributions = tuple({found.id: found for _, found in held}.values())
        self.outlooks = outlooks(self.tree)
        self.persons = self._persons(sentence.span)
        self.cards = Cards(report, slots, self.tree, self.attributions)

    def read(self) -> list[tuple[Claim, list[Forecast]]]:
        """The claims of the sentence, each with its forecasts."""
        if self.question:
            return []
        units = held_units(self.tree, self.attributions)
        carried = self._carried(units)
        return [
            (claim, self.cards.of(claim, held, carried.get(number, [])))
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
            flagged=flags[0][1].kind if flags else None,
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
        if own == "expected" and decided(self.tree, self.slots, held.unit.head):
            own = "planned"
        if held.attribution is None:
            return own
        return weaker(own, attributed(cue_lemma(self.tree, held.attribution)))

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
        chain = {outlook.clause, *governed(self.tree, outlook.clause, "xcomp", "csubj")}
        return unit.head in chain or outlook.first == unit.head

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

        So "warned" goes with what was warned of, which is claimed apart from it. What stands
        in no unit ("..., he said, raising the possibility of a strike") is no part of a claim.
        """
        out: dict[int, list[Outlook]] = {}
        for outlook in self.outlooks:
            place = self._around(units, outlook.first if outlook.phrase else outlook.clause)
            if place is None:
                place = self._around(units, outlook.first)
            if place is not None:
                out.setdefault(place, []).append(outlook)
        return out

    def _around(self, units: Sequence[Held], at: int) -> int | None:
        """The number of the smallest unit around a word."""
        around = [
            (held.unit.last - held.unit.first, number)
            for number, held in enumerate(units)
            if held.unit.first <= at <= held.unit.last
        ]
        return min(around)[1] if around else None
