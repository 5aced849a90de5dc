"""Which names of one report name the same thing: surnames, acronyms, spellings, titles off."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from sitrep.analysis.names_spans import Found
from sitrep.data import gazetteer
from sitrep.data.spellings import parts_of, same_person, skeleton
from sitrep.records import EntityType

__all__ = ["acronyms", "group_names", "half_countries"]

#: parts of a full name, and the indices of its mentions
_Full = tuple[tuple[str, ...], list[int]]
#: persons of one surname that are compared; a report with more is a list
_MOST = 40
#: "Army Tactical Missile System (ATACMS)": long form up to 10 words, short form of 2 to 10 letters
_DEFINITION = re.compile(r"\(\s?(?:the |or |known as )?([A-Z][A-Za-z0-9&./-]{1,9}?)s?\s?\)")


def acronyms(text: str, found: Sequence[Found]) -> dict[str, str]:
    """Short form -> long form, from definitions in the text ("State Duma Committee (SDC)").

    Source: Schwartz and Hearst (2003), the long form being the words before the bracket
    whose initials, in order, hold the short form's letters.
    """
    names = {name.end: name for name in found}
    defined: dict[str, str] = {}
    for match in _DEFINITION.finditer(text):
        short = match.group(1)
        if sum(char.isupper() for char in short) < 2:
            continue
        before = text[max(0, match.start() - 120) : match.start()].rstrip()
        long = _long_form(short, before)
        name = names.get(len(text[: match.start()].rstrip()))
        if name is not None and not long and _initials_fit(short, name.words(text)):
            long = name.words(text)
        if long:
            defined.setdefault(short, long)
    return defined


def _long_form(short: str, before: str) -> str:
    """The words at the end of ``before`` that ``short`` abbreviates, or ""."""
    words = list(re.finditer(r"[^\s()\-]+", before))
    letters = [char.lower() for char in short if char.isalnum()]
    for size in range(min(len(words), len(letters) + 5), 0, -1):
        chunk = before[words[-size].start() :]
        if not chunk[0].isupper() or chunk[0].lower() != letters[0]:
            continue
        if any(char in chunk for char in "().;:"):
            continue
        if _initials_fit(short, chunk) and size >= 2:
            return " ".join(chunk.split())
    return ""


def _initials_fit(short: str, long: str) -> bool:
    """True when the letters of ``short`` stand in ``long`` in order, mostly opening its words."""
    letters = [char.lower() for char in short if char.isalnum()]
    words = [word.lower() for word in re.findall(r"[^\W_]+", long)]
    at = inner = 0
    opened = 0
    for word in words:
        if at < len(letters) and word[0] == letters[at]:
            at += 1
            opened += 1
            inner = 1
            while at < len(letters) and (place := word.find(letters[at], inner)) >= 0:
                if opened < len(words) and _later(words[opened:], letters[at]):
                    break
                inner = place + 1
                at += 1
        elif word not in ("of", "the", "and", "for", "in", "on", "de", "to"):
            opened += 1
    return at == len(letters)


def _later(words: Sequence[str], letter: str) -> bool:
    return any(word.startswith(letter) for word in words)


def group_names(
    text: str,
    found: Sequence[Found],
    types: Sequence[EntityType],
    genders: Mapping[int, str],
    stands_for: Mapping[int, str] | None = None,
) -> list[list[int]]:
    """Indices of names that name the same thing, each list in text order.

    Args:
        text: the report's text.
        found: the names.
        types: the type of each.
        genders: m or f for names whose title tells it.
        stands_for: fuller names of names that were resolved already ("the North").
    """
    groups: dict[object, list[int]] = defaultdict(list)
    defined = acronyms(text, found)
    long_keys = {gazetteer.key(short): _thing_key(long) for short, long in defined.items()}
    persons = [index for index, sort in enumerate(types) if sort == "person"]
    for index, sort in enumerate(types):
        if sort == "person":
            continue
        words = (stands_for or {}).get(index) or found[index].words(text)
        entry = gazetteer.known().get(words.replace("’", "'"))
        if sort == "government" and entry and entry.kind in ("country", "capital", "seat"):
            groups["state", entry.country].append(index)
            continue
        thing = _thing_key(words)
        thing = long_keys.get(thing, thing)
        groups[_kind(sort), thing].append(index)
    _join_short_forms(groups, {key: _forms(text, found, groups[key]) for key in groups})
    return sorted([*groups.values(), *_persons(text, found, persons, genders)])


def half_countries(text: str, found: Sequence[Found]) -> dict[int, str]:
    """Index of "the North" -> "North Korea", where the report names one country so.

    Args:
        text: the report's text.
        found: its names.
    """
    whole: dict[str, set[str]] = defaultdict(set)
    for name in found:
        words = name.words(text)
        if words in gazetteer.countries() and words.startswith(("North ", "South ")):
            whole[words.split()[0]].add(words)
    return {
        index: next(iter(whole[words]))
        for index, name in enumerate(found)
        if len(whole.get(words := name.words(text), ())) == 1
        and text[max(0, name.start - 4) : name.start].lower() == "the "
    }


def _kind(sort: EntityType) -> str:
    return "body" if sort in ("organisation", "government") else sort


def _thing_key(words: str) -> str:
    """The comparison form of a name that is no person's: known names by their usual form."""
    plain = words.replace("’", "'")
    entry = gazetteer.known().get(plain) or gazetteer.known().get(plain.removesuffix("s"))
    folded = gazetteer.key(entry.name if entry else plain)
    if entry is None and folded.isascii() and "." in folded:
        folded = folded.replace(".", "")
    return folded


def _forms(text: str, found: Sequence[Found], members: Sequence[int]) -> set[str]:
    return {gazetteer.key(found[index].words(text)) for index in members}


def _join_short_forms(
    groups: dict[object, list[int]], forms: Mapping[object, Iterable[str]]
) -> None:
    """Joins a body's short name to the only longer one that begins or ends with it.

    ``forms`` are the written forms of each group.
    """
    bodies = [key for key in groups if isinstance(key, tuple) and key[0] == "body"]
    longer: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key in bodies:
        for words in map(str.split, sorted(forms[key])):
            shorts = {words[0], words[-1], " ".join(words[:2]), " ".join(words[-2:])}
            for short in shorts - {" ".join(words)}:
                longer[short].append(key)
            if len(words) < 2:
                continue
            initials = "".join(w[0] for w in words if w not in ("of", "the", "and", "for"))
            if len(initials) > 2:
                longer[initials].append(key)
    generic = _generic()
    for key in bodies:
        targets = longer.get(str(key[1]), [])
        if len(targets) == 1 and targets[0] in groups and len(str(key[1])) > 2:
            if str(key[1]) in generic and groups[targets[0]][0] > groups[key][0]:
                continue
            groups[targets[0]] = sorted(groups[targets[0]] + groups.pop(key))


@cache
def _generic() -> frozenset[str]:
    """Words for bodies that are short forms only after the full name ("the ministry")."""
    words = gazetteer.words("organisation") | gazetteer.words("government")
    return frozenset(map(gazetteer.key, words))


def _persons(
    text: str, found: Sequence[Found], persons: Sequence[int], genders: Mapping[int, str]
) -> list[list[int]]:
    """Groups of persons' names: full names first, then surnames that fit exactly one."""
    surfaces: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in persons:
        surfaces[parts_of(found[index].words(text))].append(index)
    full: list[_Full] = []
    by_last: dict[str, list[_Full]] = defaultdict(list)
    by_first: dict[str, list[_Full]] = defaultdict(list)
    for parts in sorted((p for p in surfaces if len(p) > 1), key=lambda p: (-len(p[0]), p)):
        near = by_last[skeleton(parts[-1])][:_MOST]
        fits = [members for known, members in near if same_person(known, parts)]
        if len(fits) == 1:
            fits[0] += surfaces[parts]
            continue
        entry = parts, list(surfaces[parts])
        full.append(entry)
        by_last[skeleton(parts[-1])].append(entry)
        by_first[parts[0]].append(entry)
    alone: dict[tuple[str, ...], list[int]] = {}
    joined: list[tuple[list[int], int]] = []
    for parts, members in surfaces.items():
        if len(parts) != 1:
            if not parts:
                alone.setdefault(parts, []).extend(members)
            continue
        rivals = by_last[skeleton(parts[0])][:_MOST], by_first[parts[0]][:_MOST]
        for index in members:
            target = _owner(index, rivals, genders)
            if target is None:
                alone.setdefault(parts, []).append(index)
            else:
                joined.append((target, index))
    for target, index in joined:
        target.append(index)
    return [sorted(members) for _, members in full] + [sorted(m) for m in alone.values()]


def _owner(
    index: int, near: Sequence[Sequence[_Full]], genders: Mapping[int, str]
) -> list[int] | None:
    """The one full name that a lone surname (or first part) belongs to, if exactly one does.

    ``near`` are the full names with that surname, then those that begin with it. Where
    several have it, the one that alone was named before; names said later are no rivals.
    """
    for fits in near:
        if len(fits) > 1 and genders.get(index):
            fits = [f for f in fits if _gender(f[1], genders, f[0]) == genders[index]]
        before = [fit for fit in fits if min(fit[1]) < index]
        if len(fits) == 1 or len(before) == 1:
            return (before or fits)[0][1]
        if fits:
            return None
    return None


def _gender(members: Sequence[int], genders: Mapping[int, str], parts: Sequence[str]) -> str:
    told = {genders[index] for index in members if genders.get(index)}
    if len(told) == 1:
        return told.pop()
    return gazetteer.given_names().get(parts[0], "")
