"""Whom a report names as the hand that its words came from."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from sitrep.data.tables import table
from sitrep.records import Report

__all__ = ["Credit", "Credited", "agencies", "credits_of", "hours_later", "outlet_names"]

#: "REEDMOUTH, Osmere, Oct 8 (Quillon Service) -": a place in capitals, an agency in brackets
_DATELINE = re.compile(
    r"^[A-Z][A-Z .'’/-]{2,30}(?:, [^()\n]{1,40})? \((?P<agency>[A-Z][\w .&/-]{1,40})\) ?[-–—]",
    re.MULTILINE,
)
#: characters at the head and the foot of a report where a bare name in brackets is a credit
_EDGE = 300
_WORD = re.compile(r"\w+")
#: hours by which a report may be dated before the one that it credits (clocks, updates)
_EARLIER = 1.0
#: characters looked at for a credit; the rest of a long page is comments and archives
_MOST_CHARS = 60_000


@dataclass(frozen=True, slots=True, order=True)
class Credit:
    """A name that a report credits.

    ``whole`` is True when the credit stands for the whole report (byline, dateline, sign-off),
    False for a passage ("told the Courier"). ``name`` is "" for unnamed agencies.
    """

    name: str
    whole: bool
    words: str


@cache
def agencies() -> Mapping[str, tuple[str, ...]]:
    """Wire agencies: the name and its aliases."""
    return {name: tuple(aliases) for name, aliases in _table()["agencies"].items()}


@lru_cache(maxsize=4096)
def outlet_names(publisher: str) -> tuple[str, ...]:
    """The names that others use for a publisher: as it is, without "The", its host's name."""
    name = publisher.strip()
    bare = name.removeprefix("The ").removeprefix("the ")
    names = [name, bare]
    for agency, aliases in agencies().items():
        if bare == agency or bare in aliases:
            names.extend((agency, *aliases))
    host = re.fullmatch(r"(?:www\.)?([\w-]+)\.[\w.]+", name)
    if host:
        names.append(host.group(1))
    return tuple(sorted({name for name in names if name}))


def credits_of(report: Report, names: Iterable[str]) -> tuple[Credit, ...]:
    """The credits that a report gives.

    Args:
        report: the report.
        names: names of outlets to look for, besides the known agencies.

    Returns:
        Credits, sorted; a report never credits its own publisher.
    """
    own = set(outlet_names(report.publisher)) if report.publisher else set()
    wanted = {name for name in names if len(name) > 1}
    for agency, aliases in agencies().items():
        wanted.update((agency, *aliases))
    text = report.text[:_MOST_CHARS]
    found: set[Credit] = set()
    present = frozenset(_WORD.findall(f"{report.byline or ''}\n{text}"))
    for name in sorted(name for name in wanted - own if _words(name) <= present):
        found.update(_named(name, text, report.byline or ""))
    match = _DATELINE.search(text[:_EDGE])
    if match and match["agency"].casefold() not in {name.casefold() for name in own}:
        found.add(Credit(match["agency"], True, match.group().strip(" -–—")))
    unnamed = _unnamed().search(f"{report.byline or ''}\n{text}")
    if unnamed:
        found.add(Credit("", True, unnamed.group()))
    return tuple(sorted(found))


class Credited:
    """The credits that the reports of a story give, and which of them go to which report."""

    def __init__(self, reports: Iterable[Report], names: Iterable[str]) -> None:
        """Made of the reports of a story and the names of its outlets."""
        known = frozenset(names)
        self._by = {report.id: credits_of(report, known) for report in reports}
        #: reports that credit a name for the whole of their text
        self._whole: dict[str, set[str]] = defaultdict(set)
        for report, given in self._by.items():
            for credit in given:
                if credit.whole:
                    self._whole[credit.name].add(report)

    def by(self, report: Report) -> tuple[Credit, ...]:
        """The credits that a report gives."""
        return self._by[report.id]

    def between(self, one: Report, other: Report) -> Credit | None:
        """The strongest credit of the first report to the publisher of the second."""
        if not self._by[one.id]:
            return None
        names = set(outlet_names(other.publisher or ""))
        if not names or names & set(outlet_names(one.publisher or "")):
            return None
        hours = hours_later(one, other)
        if hours is not None and hours < -_EARLIER:
            return None
        is_agency = bool(names & agencies().keys()) or any(
            self._whole.get(name, set()) - {one.id} for name in names
        )
        found = [
            credit
            for credit in self._by[one.id]
            if credit.name in names or (not credit.name and is_agency)
        ]
        return min(
            found, key=lambda credit: (not credit.whole, not credit.name, credit), default=None
        )


def hours_later(one: Report, other: Report) -> float | None:
    """How many hours after the second report the first was published, None when not known."""
    if one.published is None or other.published is None:
        return None
    return (one.published - other.published).total_seconds() / 3600.0


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    """The words of a name, as they must all stand in a text that names it."""
    return frozenset(_WORD.findall(name))


def _named(name: str, text: str, byline: str) -> Iterable[Credit]:
    quoted = re.escape(name)
    if name in byline and re.search(rf"(?<!\w){quoted}(?!\w)", byline):
        yield Credit(name, True, f"byline {byline}")
    if name not in text:
        return
    head, foot = text[:_EDGE], text[-_EDGE:]
    for edge in (head, foot):
        match = re.search(rf"\({quoted}(?:/[\w .]+)?\)", edge)
        if match:
            yield Credit(name, True, match.group())
    before, after = _either("before"), _either("after")
    match = re.search(rf"(?<!\w)(?i:{before}) (?:the )?{quoted}(?!\w)", text)
    if match:
        yield Credit(name, False, match.group())
    match = re.search(rf"(?<!\w){quoted} (?:{after})(?!\w)", text)
    if match:
        yield Credit(name, False, match.group())


@cache
def _either(kind: str) -> str:
    """A pattern that matches any phrase of a kind, longer ones first."""
    phrases = sorted(_table()["phrases"][kind], key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase) for phrase in phrases)


@cache
def _unnamed() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either('unnamed')})\b", re.IGNORECASE)


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    names: dict[str, dict[str, list[str]]] = table("credits")
    return names
