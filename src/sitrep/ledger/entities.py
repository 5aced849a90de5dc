"""Entities of all reports: one record for one person, body, state, place or thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from sitrep.data import gazetteer
from sitrep.data.spellings import (
    parts_of,
    same_person,
    skeleton,
    spelt_alike,
    without_nationality,
)
from sitrep.records import Analysis, Entity, EntityType, Mention, Report, Story, content_id

__all__ = ["join"]

#: lone surnames of one spelling that are compared with one another
_MOST = 200


def join(
    analyses: Sequence[Analysis], reports: Sequence[Report], stories: Sequence[Story] = ()
) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """Joined entities over all reports, and the map from each report's entity id to its own.

    Joined are: equal folded names of one kind; states by country; known bodies and weapons by
    their usual name; short forms that a report itself gives as an alias of a longer one, when
    only one longer one is known; persons whose full names agree (transliterations with the
    same role or country), and surnames alone when exactly one full name has that surname and
    the two stand in one story, or with a common name besides. Persons are never joined for a
    surname only.

    Args:
        analyses: one for each report, in any order.
        reports: the reports, whose text tells which form of a name is used most.
        stories: which reports tell one happening; its "Biden" is its only "Joe Biden".

    Returns:
        Entities sorted by type and name, with mentions of all reports; id -> joined id.
    """
    texts = {report.id: report.text for report in reports}
    told = {report: story.id for story in stories for report in story.reports}
    parts: dict[str, list[Entity]] = defaultdict(list)
    beside: dict[str, set[str]] = defaultdict(set)
    for analysis in sorted(analyses, key=lambda item: item.report):
        company = {one.id: _evidence(one) for one in analysis.entities}
        for entity in analysis.entities:
            parts[entity.id].append(entity)
            own = company[entity.id]
            beside[entity.id] |= {name for name in company.values() if name and name != own}
            if analysis.report in told:
                beside[entity.id].add(told[analysis.report])
    groups = _Groups(sorted(parts))
    _join_things(parts, groups)
    _join_persons(parts, groups, beside)
    joined: list[Entity] = []
    mapped: dict[str, str] = {}
    for members in groups.sets():
        entity = _joined([one for key in members for one in parts[key]], texts, members[0])
        joined.append(entity)
        mapped.update(dict.fromkeys(members, entity.id))
    return tuple(sorted(joined, key=lambda one: (one.type, one.name, one.id))), mapped


def _evidence(entity: Entity) -> str:
    """What an entity tells of those who stand beside it; countries and places tell nothing."""
    if entity.type in ("place", "government"):
        return ""
    words = parts_of(entity.name) if entity.type == "person" else ()
    return skeleton(words[-1]) if words else gazetteer.key(entity.name)


class _Groups:
    """Disjoint sets of ids."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._parent = {key: key for key in keys}

    def find(self, key: str) -> str:
        """The id that stands for the set of ``key``."""
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, one: str, other: str) -> None:
        """Makes one set of two; the smaller id stands for it."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def sets(self) -> list[list[str]]:
        """The sets, each sorted, in order of their first id."""
        members: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self._parent):
            members[self.find(key)].append(key)
        return [members[key] for key in sorted(members)]


def _kind(sort: EntityType) -> str:
    return "body" if sort in ("organisation", "government") else sort


def _is_country(name: str) -> bool:
    entry = gazetteer.known().get(_plain(name))
    return entry is not None and entry.kind == "country"


def _plain(name: str) -> str:
    return name.replace("’", "'")


def _join_things(parts: Mapping[str, Sequence[Entity]], groups: _Groups) -> None:
    """Joins everything but persons: by state, usual name, and unambiguous short form."""
    first: dict[object, str] = {}
    longer: dict[tuple[str, str], set[str]] = defaultdict(set)
    names: dict[tuple[str, str], str] = {}
    for key in sorted(parts):
        for entity in parts[key]:
            if entity.type == "person":
                continue
            kind = _kind(entity.type)
            form = _usual(entity)
            groups.join(first.setdefault((kind, form), key), key)
            names.setdefault((kind, gazetteer.key(entity.name)), key)
            for alias in entity.aliases:
                longer[kind, gazetteer.key(alias)].add(key)
    for (kind, alias), owners in sorted(longer.items()):
        own = names.get((kind, alias))
        roots = {groups.find(owner) for owner in owners}
        if own is not None and len(roots | {groups.find(own)}) == 2 and len(roots) == 1:
            groups.join(own, min(owners))


def _usual(entity: Entity) -> str:
    """The form by which an entity that is no person is compared."""
    entries = [gazetteer.known().get(_plain(form)) for form in (entity.name, *entity.aliases)]
    known = [entry for entry in entries if entry is not None]
    if entity.type == "government":
        for entry in known:
            if entry.kind in ("country", "capital", "seat") and entry.country:
                return "state " + entry.country
        if entity.country and without_nationality(entity.name) in gazetteer.words("state_nouns"):
            return "state " + entity.country
    if entity.country and entity.name.split()[-1].lower() in gazetteer.words("group_nouns"):
        return f"{entity.country} {without_nationality(entity.name)}"
    own = gazetteer.known().get(_plain(entity.name))
    return gazetteer.key(own.name if own else entity.name)


def _join_persons(
    parts: Mapping[str, Sequence[Entity]], groups: _Groups, beside: Mapping[str, set[str]]
) -> None:
    """Joins full names that agree, then initials and lone surnames that only one can own."""
    words = {
        key: parts_of(entities[0].name)
        for key, entities in parts.items()
        if entities[0].type == "person"
    }
    full: dict[tuple[str, str], list[str]] = defaultdict(list)
    bearers: dict[str, list[str]] = defaultdict(list)
    unsure: list[str] = []
    for key in sorted(words):
        mine = words[key]
        if len(mine) > 1 and len(mine[0]) > 1:
            full[skeleton(mine[-1]), mine[0][0]].append(key)
            for word in sorted({mine[0], skeleton(mine[-1])}):
                bearers[word].append(key)
        elif mine:
            unsure.append(key)
    for near in full.values():
        for one, other in combinations(near, 2):
            if _one_person(words[one], words[other], parts[one], parts[other]):
                groups.join(one, other)
    free = [k for k in unsure if not _claimed(k, words, parts, groups, bearers, beside)]
    _join_lone(free, words, parts, groups, beside)


def _join_lone(
    keys: Sequence[str],
    words: Mapping[str, tuple[str, ...]],
    parts: Mapping[str, Sequence[Entity]],
    groups: _Groups,
    beside: Mapping[str, set[str]],
) -> None:
    """Joins equal surnames of two reports that have a role or two common names beside them."""
    lone: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key in keys:
        lone[words[key]].append(key)
    for near in lone.values():
        for one, other in combinations(near[:_MOST], 2):
            company = len(beside[one] & beside[other]) > 1
            if company or _share_role(parts[one], parts[other]):
                groups.join(one, other)


def _claimed(
    key: str,
    words: Mapping[str, tuple[str, ...]],
    parts: Mapping[str, Sequence[Entity]],
    groups: _Groups,
    bearers: Mapping[str, Sequence[str]],
    beside: Mapping[str, set[str]],
) -> bool:
    """Joins "Smith" or "A. Smith" to the only person of that name, if there is one.

    Every known bearer of the name, also as a first name ("Kim Jong Un"), is a rival; the
    one that is left must stand with a common name besides, or have a role in common.
    """
    surname, initial = words[key][-1], words[key][0][0] if len(words[key]) > 1 else ""
    fits = [
        other
        for other in dict.fromkeys([*bearers.get(skeleton(surname), ()), *bearers.get(surname, ())])
        if spelt_alike(words[other][-1], surname) or words[other][0] == surname
        if not initial or words[other][0][0] == initial
    ]
    if len({groups.find(other) for other in fits}) != 1:
        return False
    for other in fits:
        if beside[other] & beside[key] or _share_role(parts[other], parts[key]):
            groups.join(key, other)
            return True
    return False


def _share_role(first: Sequence[Entity], second: Sequence[Entity]) -> bool:
    return bool(_role_heads(first) & _role_heads(second))


def _one_person(
    one: Sequence[str],
    other: Sequence[str],
    first: Sequence[Entity],
    second: Sequence[Entity],
) -> bool:
    """True when two full names are one person's.

    Rule: equal words; or, without a clash of country, :func:`same_person`, or surnames of
    two spellings with the same given initial and a role or country in common.
    """
    if tuple(one) == tuple(other):
        return True
    countries = {e.country for e in first if e.country}, {e.country for e in second if e.country}
    if countries[0] and countries[1] and not countries[0] & countries[1]:
        return False
    if same_person(one, other):
        return True
    common = bool(countries[0] & countries[1]) or _share_role(first, second)
    spelt = one[-1] != other[-1] and spelt_alike(one[-1], other[-1])
    return common and spelt and len(one) == len(other) == 2


def _role_heads(entities: Sequence[Entity]) -> set[str]:
    """The role nouns of some entities: "Foreign Minister" -> "minister"."""
    return {
        word.lower()
        for entity in entities
        for role in entity.roles
        for word in role.split(" of ")[0].split()[-1:]
    }


def _joined(entities: Sequence[Entity], texts: Mapping[str, str], first: str) -> Entity:
    """One record of several: the proper name used most, everything else together.

    ``first`` is the smallest id of its parts: two persons of one lone surname have two ids.
    """
    called: Counter[str] = Counter()
    mentions = sorted(
        {mention for entity in entities for mention in entity.mentions},
        key=lambda m: (m.report, m.start, m.end, m.kind),
    )
    for mention in mentions:
        if mention.kind == "name" and mention.report in texts:
            called[" ".join(texts[mention.report][mention.start : mention.end].split())] += 1
    forms = {form for entity in entities for form in (entity.name, *entity.aliases)}
    sort = Counter(entity.type for entity in entities)
    kind = min(sort, key=lambda name: (-sort[name], name))
    names = {entity.name for entity in entities}
    if kind == "person":
        proper = {name for name in names if len(name.split()) > 1}
    elif kind == "government":
        # a state is called by its country, not by its seat or capital, where a report does so
        proper = {form for form in forms if _is_country(form)}
    else:
        proper = names
    name = min(proper or names, key=lambda form: (-called[form], -len(form), form))
    roles: dict[str, Mention] = {}
    for entity in entities:
        for role, span in zip(entity.roles, entity.role_spans, strict=False):
            roles.setdefault(role, span)
    countries = Counter(entity.country for entity in entities if entity.country)
    lone = kind == "person" and len(name.split()) == 1
    return Entity(
        first if lone else content_id("e", kind, gazetteer.key(name)),
        name,
        kind,
        tuple(sorted(forms - {name})),
        tuple(dict.fromkeys(role for entity in entities for role in entity.roles)),
        tuple(mentions),
        min(countries, key=lambda code: (-countries[code], code)) if countries else None,
        tuple(roles.values()),
    )
