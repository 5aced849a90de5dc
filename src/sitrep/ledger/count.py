"""How many independent lines carry a claim: voices among reports, and their sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sitrep.ledger.case import Case
from sitrep.records import Attribution, Claim, Count, Entity, Token
from sitrep.settings import Settings

__all__ = ["k_origin", "k_report", "source_keys"]

#: kinds of source that cannot be told apart by name: five papers resting on "officials"
#: may rest on the same ones, so doubt makes them one
NAMELESS = frozenset({"anonymous officials", "unnamed experts", "group"})
#: words that tell no source from another
ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their"})


def k_report(case: Case, claims: Sequence[Claim], settings: Settings) -> Count:
    """How many independent gatherers assert the claims, at least and at most."""
    cautious = case.voices(settings.cautious_edge).of(_first_hand(case, claims))
    bold = case.voices(settings.bold_edge).of(claims)
    return Count(min(len(cautious), len(bold)), max(len(cautious), len(bold)))


def k_origin(case: Case, claims: Sequence[Claim], settings: Settings) -> Count:
    """How many distinct upstream sources the claims rest on, at least and at most.

    A voice that names its source rests on that source. A voice that names none rests on
    what it gathered itself, if its report shows that it gathered (a reporter on the spot,
    people who "told" the outlet); otherwise it may rest on a source that another voice
    names, so it raises only the highest number, unless nobody names any.

    Source of the rule: a chain of reports is as independent as its upstream sources
    (methods, part 2, recipe 8); doubt never raises the count.
    """
    by_id = {claim.id: claim for claim in claims}
    named: set[str] = set()
    silent: list[list[Claim]] = []
    first_hand = _first_hand(case, claims)
    for voice in case.voices(settings.cautious_edge).of(first_hand):
        members = _originals(case, [by_id[i] for i in voice])
        keys = {key for claim in members for key in source_keys(case, claim)}
        if keys:
            named |= keys
        elif any(c.report in case.gatherers for c in members):
            named.add(f"gathered:{min(c.report for c in members)}")
        else:
            silent.append(members)
    named |= {key for members in silent for key in _own_words(case, members, named)}
    low = _apart(named) if named else len(silent)
    high = 0
    told: set[str] = set()
    for voice in case.voices(settings.bold_edge).of(claims):
        keys = {key for i in voice for key in source_keys(case, by_id[i])}
        told |= keys
        high += not keys
    return Count(low, max(low, len(told) + high))


def _first_hand(case: Case, claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those that relay another of the reports; all when all do.

    "The Courier reports that …" adds nobody to what the Courier itself says.
    """
    publishers = {
        c.report: frozenset((case.reports[c.report].publisher or "").casefold().split()) - ARTICLES
        for c in claims
    }

    def relays(claim: Claim) -> bool:
        attribution = case.attribution.get(claim.attribution or "")
        if attribution is None:
            return False
        names = {attribution.source.casefold(), (attribution.via or "").casefold()} - {""}
        return any(
            report != claim.report and words and words <= frozenset(name.split())
            for report, words in publishers.items()
            for name in names
        )

    return [c for c in claims if not relays(c)] or list(claims)


def _originals(case: Case, members: list[Claim]) -> list[Claim]:
    """The claims of a voice that were not taken from another report; all when all were.

    Who rewords a report also rewords its sources ("the authority" becomes "the operator"),
    which makes no new source.
    """
    return [c for c in members if c.id not in case.taken] or members


def _own_words(case: Case, members: Sequence[Claim], named: set[str]) -> set[str]:
    """The key of a publisher that speaks for itself: others name it as their source."""
    found = set()
    for claim in members:
        own = f"source:{(case.reports[claim.report].publisher or '').casefold()}"
        if own != "source:" and any(_apart([own, key]) == 1 for key in named):
            found.add(own)
    return found


def _speaks_for(role: str, body: Entity) -> bool:
    """True when a role names a body: "spokesman for the harbour authority"."""
    if any(name.casefold() in role.casefold() for name in (body.name, *body.aliases)):
        return True
    whom = re.split(r"\b(?:for|of|at|with)\b", role.casefold())[1:]
    words = frozenset(whom[-1].split()) - ARTICLES if whom else frozenset()
    return len(words) > 1 and words <= frozenset(body.name.casefold().split())


def _apart(keys: Iterable[str]) -> int:
    """How many sources are surely different: a name whose words all stand in another's is one.

    "The authority" may be the harbour authority, so it raises no lowest count.
    """
    words = [frozenset(key.split(":", 1)[1].split()) - ARTICLES for key in sorted(set(keys))]
    longest = sorted(words, key=len, reverse=True)
    kept: list[frozenset[str]] = []
    for one in longest:
        if not any(one <= other for other in kept):
            kept.append(one)
    return len(kept)


def source_keys(case: Case, claim: Claim) -> frozenset[str]:
    """What tells the claim's named sources from others; empty when the report names none.

    The report may name the source in the claim's own sentence, or in the next one, of what
    was just told ("This shift, confirmed by anonymous officials, …").
    """
    found = [case.attribution[claim.attribution]] if claim.attribution in case.attribution else []
    following = claim.sentence + 1
    sentences = case.analyses[claim.report].sentences
    if not found and following < len(sentences):
        found = [
            attribution
            for attribution in case.analyses[claim.report].attributions
            if sentences[following].span.contains(attribution.span)
            and _points_back(sentences[following].tokens, attribution)
        ]
    keys = (_key(case, attribution) for attribution in found)
    return frozenset(key for key in keys if key)


def _points_back(tokens: Sequence[Token], attribution: Attribution) -> bool:
    """True when the content is a bare "this shift": no clause, but what was just told."""
    content = [t for t in tokens if attribution.span.contains(t.span)]
    if not content or content[0].lemma.lower() not in {"this", "that", "these", "those"}:
        return False
    inside = {place for place, t in enumerate(tokens) if attribution.span.contains(t.span)}
    return not any(t.relation.startswith("nsubj") and t.head in inside for t in content)


def _key(case: Case, attribution: Attribution) -> str:
    """One source's key, "" for none.

    A person who speaks for a body is that body: a police chief and a police spokeswoman
    are one source when their roles name the same organisation.
    """
    if attribution.source_kind == "unattributed":
        return ""
    if attribution.source_kind in NAMELESS or not attribution.resolved:
        return f"nameless:{attribution.source_kind}"
    source = attribution.source.casefold()
    entity = case.named.get(source)
    if entity is None:
        return f"source:{source}"
    for body in case.entities.values():
        other = body.type in {"organisation", "government"} and body.id != entity.id
        if other and any(_speaks_for(role, body) for role in entity.roles):
            return f"entity:{body.name.casefold()}"
    return f"entity:{entity.name.casefold()}"
