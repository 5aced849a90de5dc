"""Who said what: quotations by speaker with their variants, and sayings by actor."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitrep.records import Attribution, Entity, Quote, SourceKind
from sitrep.renderings.lookup import Lookup
from sitrep.renderings.visible import one_line
from sitrep.web.views.agreement import clipped
from sitrep.web.views.differing import Stretch, alike, compared, words_of

__all__ = ["NOBODY", "Actor", "Saying", "Speaker", "Variant", "Words", "actors", "speakers"]

NOBODY = "Speaker not named"
#: share of the shorter quotation's words that stand in the longer one, in runs of two or more,
#: from which the two are one quotation (a reporter who trims keeps phrases whole)
ONE_QUOTATION = 0.6
#: words of a quotation; fewer are a term
_LEAST_WORDS = 3
#: words in a row by which two quotations find each other
_SHINGLE = 3
#: kinds of source that react; nameless ones do not (as in the brief)
_ACTORS: tuple[SourceKind, ...] = ("person", "organisation", "government", "group")


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a quotation: what differs from the fullest, and the reports that have it."""

    stretches: tuple[Stretch, ...]
    quotes: tuple[Quote, ...]
    names: tuple[str, ...]
    altered: bool
    shorter: bool


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation: its fullest wording, who prints it, and the other wordings."""

    text: str
    quote: Quote
    names: tuple[str, ...]
    quotes: tuple[Quote, ...]
    variants: tuple[Variant, ...]

    @property
    def reports(self) -> int:
        """How many reports print it, in whatever wording."""
        return len(
            {q.report for q in self.quotes}.union(q.report for v in self.variants for q in v.quotes)
        )


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is quoted, what the reports call them, and their quotations."""

    name: str
    roles: tuple[str, ...]
    words: tuple[Words, ...]
    reports: int


@dataclass(frozen=True, slots=True)
class Saying:
    """What an actor is said to say, think or want, in one report."""

    attribution: Attribution
    text: str
    cue: str
    report: str
    name: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody whose sayings are told."""

    name: str
    roles: tuple[str, ...]
    kind: SourceKind
    sayings: tuple[Saying, ...]
    reports: int


def speakers(lookup: Lookup) -> tuple[Speaker, ...]:
    """Those who are quoted, the most widely quoted first, the nameless last."""
    known = _known(lookup.ledger.entities)
    said: dict[str, list[Quote]] = defaultdict(list)
    order = {report.id: at for at, report in enumerate(lookup.in_order)}
    quotes = (q for a in lookup.ledger.analyses for q in a.quotes if q.report in order)
    for quote in sorted(quotes, key=lambda q: (order[q.report], q.start, q.id)):
        text = lookup.report[quote.report].text
        if quote.kind == "speech" and len(words_of(quote.span.of(text))) >= _LEAST_WORDS:
            said[_name(quote.speaker, known)].append(quote)
    found = []
    for name, own in said.items():
        words = _one_each(lookup, own)
        entity = known.get(name.casefold())
        roles = entity.roles if entity else ()
        found.append(Speaker(name, roles, words, len({quote.report for quote in own})))
    return tuple(sorted(found, key=lambda s: (s.name == NOBODY, -s.reports, -len(s.words), s.name)))


def _known(entities: Iterable[Entity]) -> Mapping[str, Entity]:
    """Entities by each name that no other entity has."""
    found: dict[str, Entity | None] = {}
    for entity in entities:
        for name in {entity.name.casefold(), *(alias.casefold() for alias in entity.aliases)}:
            found[name] = None if name in found else entity
    for entity in entities:
        found[entity.name.casefold()] = entity
    return {name: entity for name, entity in found.items() if entity is not None}


def _name(speaker: str | None, known: Mapping[str, Entity]) -> str:
    if not speaker:
        return NOBODY
    entity = known.get(speaker.casefold())
    return entity.name if entity else speaker


def _one_each(lookup: Lookup, quotes: list[Quote]) -> tuple[Words, ...]:
    """Quotations with their variants, the most printed first."""
    texts = [_spoken(lookup, quote) for quote in quotes]
    words = [words_of(text) for text in texts]
    group = list(range(len(quotes)))
    by_shingle: dict[tuple[str, ...], int] = {}
    for at, said in enumerate(words):
        near = dict.fromkeys(
            by_shingle.setdefault(said[i : i + _SHINGLE], at)
            for i in range(len(said) - _SHINGLE + 1)
        )
        for other in near:
            same = said == words[other] or alike(said, words[other]) >= ONE_QUOTATION
            if group[other] != group[at] and same:
                old, new = sorted((group[other], group[at]), reverse=True)
                group = [new if one == old else one for one in group]
    members: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(group):
        members[one].append(at)
    found = [
        _words(lookup, [quotes[i] for i in own], [texts[i] for i in own], [words[i] for i in own])
        for own in members.values()
    ]
    return tuple(sorted(found, key=lambda w: -w.reports))


def _words(
    lookup: Lookup, quotes: list[Quote], texts: list[str], words: list[tuple[str, ...]]
) -> Words:
    """One quotation: the longest wording stands for it, the earliest of those of one length."""
    wordings: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, said in enumerate(words):
        wordings[said].append(at)
    fullest = max(wordings, key=lambda said: (len(said), -wordings[said][0]))
    first = wordings[fullest][0]
    variants = []
    for said, places in wordings.items():
        if said == fullest:
            continue
        stretches = compared(texts[first], texts[places[0]])
        changed = any(one.kind == "new" and words_of(one.text) for one in stretches)
        variants.append(
            Variant(
                stretches,
                tuple(quotes[i] for i in places),
                _names(lookup, [quotes[i] for i in places]),
                altered=changed,
                shorter=not changed,
            )
        )
    own = [quotes[i] for i in wordings[fullest]]
    return Words(
        texts[first],
        quotes[first],
        _names(lookup, own),
        tuple(own),
        tuple(sorted(variants, key=lambda v: (not v.altered, -len(v.quotes)))),
    )


def _spoken(lookup: Lookup, quote: Quote) -> str:
    """The words; the comma before "she said" stands inside the marks but is not spoken."""
    return one_line(quote.span.of(lookup.report[quote.report].text)).rstrip(",")


def _names(lookup: Lookup, quotes: Iterable[Quote]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lookup.name[quote.report] for quote in quotes))


def actors(lookup: Lookup) -> tuple[Actor, ...]:
    """Those whose sayings are told, the most widely told first."""
    known = _known(lookup.ledger.entities)
    order = {report.id: at for at, report in enumerate(lookup.in_order)}
    said: dict[str, list[Attribution]] = defaultdict(list)
    for analysis in lookup.ledger.analyses:
        for one in analysis.attributions:
            if one.resolved and one.source_kind in _ACTORS and one.report in order:
                said[_name(one.source, known)].append(one)
    found = []
    for name, own in said.items():
        entity = known.get(name.casefold())
        own.sort(key=lambda a: (order[a.report], a.start, a.id))
        found.append(
            Actor(
                name,
                entity.roles if entity else (),
                own[0].source_kind,
                _sayings(lookup, own),
                len({one.report for one in own}),
            )
        )
    return tuple(sorted(found, key=lambda a: (-a.reports, -len(a.sayings), a.name)))


def _sayings(lookup: Lookup, own: list[Attribution]) -> tuple[Saying, ...]:
    """Each saying once: the same words in another report are told beside the first."""
    found: dict[tuple[str, ...], Saying] = {}
    also: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for one in own:
        text = lookup.report[one.report].text
        said = words_of(one.span.of(text))
        if said in found:
            also[said].append(lookup.name[one.report])
            continue
        cue = one_line(one.cue_span.of(text)) if one.cue_span else ""
        found[said] = Saying(
            one, clipped(one.span.of(text)), cue, one.report, lookup.name[one.report]
        )
    return tuple(
        Saying(s.attribution, s.text, s.cue, s.report, s.name, tuple(dict.fromkeys(also[key])))
        for key, s in found.items()
    )
