"""Entities of one report: names, descriptions and pronouns joined, typed and given a country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sitrep.analysis.aliases import acronyms, group_names, half_countries
from sitrep.analysis.names_drafts import Draft, place_nominals
from sitrep.analysis.names_pronouns import Antecedent, resolve_pronouns
from sitrep.analysis.names_spans import Found, find_names
from sitrep.analysis.names_types import head_of, is_subject, type_names
from sitrep.analysis.nominals import Nominal, find_nominals
from sitrep.analysis.roles import Role, country_of, find_roles
from sitrep.data import gazetteer
from sitrep.records import (
    Entity,
    EntityType,
    Mention,
    Name,
    Report,
    Sentence,
    content_id,
)

__all__ = ["find_entities"]


def find_entities(
    report: Report, sentences: tuple[Sentence, ...], names: tuple[Name, ...]
) -> tuple[Entity, ...]:
    """Persons, bodies, states, places, weapons, events and other named things of a report.

    Args:
        report: the report read.
        sentences: its sentences with tokens.
        names: the language model's names; may be empty.

    Returns:
        Entities in order of first mention, mentions in text order. Ids are made of type and
        folded name, so one name has one id in every report; of a lone surname the report is
        part, since two reports may mean two persons.
    """
    text = report.text
    found = find_names(text, sentences, names)
    halves = half_countries(text, found)
    types: list[EntityType] = [
        "place" if index in halves else sort
        for index, sort in enumerate(type_names(text, sentences, found))
    ]
    roles = find_roles(text, sentences, found, types)
    genders = {index: role.gender for index, mine in roles.items() for role in mine if role.gender}
    drafts = [
        _draft(text, sentences, found, types, roles, genders, group)
        for group in group_names(text, found, types, genders, halves)
    ]
    nominals = find_nominals(text, sentences, found)
    placed = place_nominals(text, found, drafts, nominals)
    _place_pronouns(text, sentences, found, drafts, placed)
    return _finished(report, drafts, acronyms(text, found))


def _draft(
    text: str,
    sentences: Sequence[Sentence],
    found: Sequence[Found],
    types: Sequence[EntityType],
    roles: Mapping[int, Sequence[Role]],
    genders: Mapping[int, str],
    group: Sequence[int],
) -> Draft:
    counts = Counter(types[index] for index in group)
    draft = Draft(min(counts.items(), key=lambda item: (-item[1], item[0]))[0])
    draft.names = list(group)
    for index in group:
        name = found[index]
        draft.mentions[name.start, name.end] = "name"
        draft.called[name.words(text)] += 1
        draft.roles += [role for role in roles.get(index, ()) if role.spoken]
        draft.country = draft.country or _own_country(text, sentences, name, draft.type)
    draft.country = draft.country or next((r.country for r in draft.roles if r.country), None)
    told = {genders[index] for index in group if index in genders}
    if draft.type == "person":
        draft.gender = told.pop() if len(told) == 1 else _given_gender(draft.called)
    return draft


def _given_gender(called: Mapping[str, int]) -> str:
    """The gender that the given name of the fullest form mostly tells, or ""."""
    full = max(called, key=lambda form: (len(form.split()), form))
    words = full.split()
    return gazetteer.given_names().get(gazetteer.key(words[0]), "") if len(words) > 1 else ""


def _own_country(
    text: str, sentences: Sequence[Sentence], name: Found, sort: EntityType
) -> str | None:
    """The country of a name from the tables, its own words or the adjective before it."""
    words = name.words(text).replace("’", "'")
    entry = gazetteer.known().get(words)
    if entry is not None and words not in gazetteer.words("ambiguous"):
        return entry.country
    if sort not in ("organisation", "government"):
        return None
    tokens = sentences[name.sentence].tokens
    return country_of(text, tokens, max(0, name.first - 1), name.last)


def _place_pronouns(
    text: str,
    sentences: Sequence[Sentence],
    found: Sequence[Found],
    drafts: Sequence[Draft],
    placed: Sequence[tuple[int, Nominal]],
) -> None:
    """Adds every pronoun with exactly one compatible antecedent to that antecedent's draft."""
    antecedents: list[Antecedent] = []
    for number, draft in enumerate(drafts):
        for index in draft.names:
            name = found[index]
            tokens = sentences[name.sentence].tokens
            subject = is_subject(tokens, head_of(tokens, name.first, name.last))
            antecedents.append(
                Antecedent(
                    number,
                    name.start,
                    name.end,
                    name.sentence,
                    draft.type,
                    draft.gender,
                    subject,
                )
            )
    for number, nominal in placed:
        draft = drafts[number]
        antecedents.append(
            Antecedent(
                number,
                nominal.start,
                nominal.end,
                nominal.sentence,
                draft.type,
                draft.gender or nominal.gender,
                False,
            )
        )
    antecedents.sort(key=lambda mention: (mention.start, mention.end))
    for span, number in resolve_pronouns(text, sentences, antecedents).items():
        drafts[number].mentions.setdefault(span, "pronoun")


def _finished(
    report: Report, drafts: Sequence[Draft], defined: Mapping[str, str]
) -> tuple[Entity, ...]:
    """The drafts as records; drafts of one type and folded name become one entity."""
    merged: dict[str, Entity] = {}
    for draft in sorted(drafts, key=lambda d: min(d.mentions)):
        called = Counter(draft.called)
        for short, long in defined.items():
            if short in called:
                called[long] += 0
        name = _fullest(called, draft.type)
        key = content_id("e", *_identity(draft.type, name, report.id))
        mentions = tuple(
            Mention(report.id, start, end, kind)
            for (start, end), kind in sorted(draft.mentions.items())
        )
        aliases = tuple(sorted(form for form in called if form != name))
        roles: dict[str, Mention] = {}
        for role in sorted(draft.roles, key=lambda r: r.start):
            words = " ".join(report.text[role.start : role.end].split())
            roles.setdefault(words, Mention(report.id, role.start, role.end, "nominal"))
        entity = Entity(
            key,
            name,
            draft.type,
            aliases,
            tuple(roles),
            mentions,
            draft.country,
            tuple(roles.values()),
        )
        merged[key] = _one(merged[key], entity) if key in merged else entity
    return tuple(merged.values())


def _identity(sort: EntityType, name: str, report: str) -> tuple[str, ...]:
    """What an id is made of: a lone surname is nobody's but its report's."""
    lone = sort == "person" and len(name.split()) == 1
    return (sort, gazetteer.key(name), report) if lone else (sort, gazetteer.key(name))


def _one(first: Entity, second: Entity) -> Entity:
    """Two records of one entity as one."""
    spans = {(m.start, m.end): m for m in (*second.mentions, *first.mentions)}
    roles = dict(zip(second.roles, second.role_spans, strict=True))
    roles = dict(zip(first.roles, first.role_spans, strict=True)) | roles
    return Entity(
        first.id,
        first.name,
        first.type,
        tuple(sorted({*first.aliases, *second.aliases} - {first.name})),
        tuple(roles),
        tuple(spans[key] for key in sorted(spans)),
        first.country or second.country,
        tuple(roles.values()),
    )


def _fullest(called: Mapping[str, int], sort: EntityType) -> str:
    """The fullest form of a name that is used most.

    Persons: the most used among the forms with the most words (initials apart); other
    things: the most used form, the longer one on a tie.
    """
    if sort == "person":
        words = {form: len([w for w in form.split() if len(w.strip(".")) > 1]) for form in called}
        most = min(max(words.values()), 2)
        forms = [form for form in called if words[form] >= most]
    else:
        forms = list(called)
    return min(forms, key=lambda form: (-called[form], -len(form), form))
