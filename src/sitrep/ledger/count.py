"""How many independent lines carry a claim: voices among reports, and their sources."""

from __future__ import annotations

from collections.abc import Sequence

from sitrep.ledger.case import Case
from sitrep.ledger.gathering import gathers
from sitrep.records import Claim, Count
from sitrep.settings import Settings
from sitrep.voices import claim_voices

__all__ = ["k_origin", "k_report", "source_key"]

#: kinds of source that cannot be told apart by name: five papers resting on "officials"
#: may rest on the same ones, so doubt makes them one
NAMELESS = frozenset({"anonymous officials", "unnamed experts", "group"})


def k_report(case: Case, claims: Sequence[Claim], settings: Settings) -> Count:
    """How many independent gatherers assert the claims, at least and at most."""
    cautious = claim_voices(claims, case.copies, settings.cautious_edge)
    bold = claim_voices(claims, case.copies, settings.bold_edge)
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
    named_low: set[str] = set()
    silent_low = 0
    for voice in claim_voices(claims, case.copies, settings.cautious_edge):
        members = [by_id[i] for i in voice]
        keys = {key for claim in members if (key := source_key(case, claim))}
        if keys:
            named_low |= keys
        elif any(gathers(case.reports[c.report], case.analyses[c.report]) for c in members):
            named_low.add(f"gathered:{min(c.report for c in members)}")
        else:
            silent_low += 1
    low = len(named_low) if named_low else silent_low
    named_high: set[str] = set()
    silent_high = 0
    for voice in claim_voices(claims, case.copies, settings.bold_edge):
        keys = {key for i in voice if (key := source_key(case, by_id[i]))}
        named_high |= keys
        silent_high += not keys
    return Count(low, max(low, len(named_high) + silent_high))


def source_key(case: Case, claim: Claim) -> str:
    """What tells the claim's named source from others, "" when the report names none.

    A person who speaks for a body is that body: a police chief and a police spokeswoman
    are one source when their roles name the same organisation.
    """
    if claim.attribution is None or claim.attribution not in case.attribution:
        return ""
    attribution = case.attribution[claim.attribution]
    if attribution.source_kind == "unattributed":
        return ""
    if attribution.source_kind in NAMELESS or not attribution.resolved:
        return f"nameless:{attribution.source_kind}"
    source = attribution.source.casefold()
    entity = next((e for e in case.entities.values() if _names(e.name, e.aliases, source)), None)
    if entity is None:
        return f"source:{source}"
    for body in case.entities.values():
        if body.type in {"organisation", "government"} and body.id != entity.id:
            names = (body.name, *body.aliases)
            if any(n.casefold() in role.casefold() for role in entity.roles for n in names):
                return f"entity:{body.id}"
    return f"entity:{entity.id}"


def _names(name: str, aliases: tuple[str, ...], source: str) -> bool:
    return source == name.casefold() or any(source == alias.casefold() for alias in aliases)
