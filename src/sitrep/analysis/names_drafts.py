"""Entities being put together, and the noun phrases that find their place among them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sitrep.analysis.names_spans import Found
from sitrep.analysis.nominals import Nominal
from sitrep.analysis.roles import Role
from sitrep.data import gazetteer
from sitrep.data.spellings import without_nationality
from sitrep.records import EntityType, MentionKind

__all__ = ["Draft", "place_nominals"]


@dataclass(slots=True)
class Draft:
    """An entity being put together; ``names`` are indices of its names, in text order."""

    type: EntityType
    names: list[int] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    mentions: dict[tuple[int, int], MentionKind] = field(default_factory=dict)
    called: Counter[str] = field(default_factory=Counter)
    country: str | None = None
    gender: str = ""


def place_nominals(
    text: str, found: Sequence[Found], drafts: list[Draft], nominals: Sequence[Nominal]
) -> list[tuple[int, Nominal]]:
    """Adds each noun phrase to the one draft it can stand for; groups get drafts of their own.

    Args:
        text: the report's text.
        found: its names.
        drafts: the entities so far; changed, new ones are added at the end.
        nominals: the noun phrases in text order.

    Returns:
        The phrases that were placed, each with the number of its draft.
    """
    places = _Places(text, found, drafts)
    placed: list[tuple[int, Nominal]] = []
    for nominal in nominals:
        target = places.holder(nominal) if nominal.sort == "role" else places.actor(nominal)
        if target is not None:
            drafts[target].mentions.setdefault((nominal.start, nominal.end), "nominal")
            placed.append((target, nominal))
    return placed


class _Places:
    """Who holds a role, which draft is a country's government, which a group."""

    def __init__(self, text: str, found: Sequence[Found], drafts: list[Draft]) -> None:
        self._text = text
        self._found = found
        self._drafts = drafts
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._national: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._states: dict[str, int] = {}
        self._groups: dict[tuple[str | None, str], int] = {}
        self._owners: dict[int, int] = {}
        self._starts = [name.start for name in found]
        for number, draft in enumerate(drafts):
            self._owners.update(dict.fromkeys(draft.names, number))
            if draft.type == "government" and draft.country and _is_state(draft):
                self._states.setdefault(draft.country, number)
            if draft.type != "person":
                continue
            for head in sorted({role.head for role in draft.roles}):
                self._holders[head].append(number)
                if draft.country:
                    self._national[head, draft.country].append(number)
        for holders in self._holders.values():
            holders.sort(key=self._first)

    def _first(self, number: int) -> int:
        return self._found[self._drafts[number].names[0]].start

    def holder(self, nominal: Nominal) -> int | None:
        """The only person who holds the role: of the country named, else named before.

        "The Nato spokesman" is not the spokesman of the Taliban, though no other is named.
        """
        if nominal.country:
            fits = self._national.get((nominal.head, nominal.country), [])
        else:
            holders = self._holders.get(nominal.head, [])[:2]
            fits = [n for n in holders if self._first(n) < nominal.start]
        if len(fits) != 1 or not self._may_serve(fits[0], nominal):
            return None
        return fits[0]

    def _may_serve(self, person: int, nominal: Nominal) -> bool:
        """False when the phrase names a body and the person's own role names only others."""
        named = self._named_in(nominal.start, nominal.end)
        served = [
            self._named_in(role.start, role.end)
            for role in self._drafts[person].roles
            if role.head == nominal.head
        ]
        return not named or not all(served) or any(named & bodies for bodies in served)

    def _named_in(self, start: int, end: int) -> set[int]:
        """The drafts whose names stand in a stretch of the text."""
        inside = range(bisect_left(self._starts, start), bisect_left(self._starts, end))
        return {self._owners[index] for index in inside if index in self._owners}

    def actor(self, nominal: Nominal) -> int:
        """The state or group of a noun phrase; made when it is new."""
        words = " ".join(self._text[nominal.start : nominal.end].split())
        words = words[4:] if words[:4].lower() == "the " else words
        country = nominal.country
        state = nominal.sort == "state"
        if nominal.owner >= 0:
            words = f"{self._found[nominal.owner].words(self._text)} {nominal.head}"
            country = self._drafts[self._owners[nominal.owner]].country
        elif state and country in self._states:
            return self._states[country]
        group = country, without_nationality(words)
        number = self._groups.setdefault(group, len(self._drafts))
        if number == len(self._drafts):
            sort: EntityType = "government" if state else "organisation"
            self._drafts.append(Draft(sort, country=country))
            if state and country and nominal.owner < 0:
                self._states[country] = number
        self._drafts[number].called[words] += 1
        return number


def _is_state(draft: Draft) -> bool:
    """True for the government of a country as such."""
    kinds = {gazetteer.known()[name].kind for name in draft.called if name in gazetteer.known()}
    return bool(kinds & {"country", "capital", "seat"})
