"""The list of citations read against a ledger: which characters of which report each means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sitrep.records import Ledger, Report, Span
from sitrep.renderings.lookup import Lookup, moment
from sitrep.text import fold

__all__ = ["Cited", "Places"]

_SPAN = re.compile(r",? (?:characters?|chars?\.?) ([\d,]{1,12})\s?[–-]\s?([\d,]{1,12})")
_IDENTITY = re.compile(r"\b([rc][0-9a-f]{16})\b(?:[:, ]+(\d{1,9})\s?[–-]\s?(\d{1,9}))?")
_CLIPPED = re.compile(r" ?\[… [\d,]+ more characters\]$")
_ADDRESS = re.compile(r"\s*<?(https?://[^\s>]+)>?\s*$")


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of the list: the report and span it means, or why it means none.

    ``wrong`` is set when the entry repeats words that do not stand at its place.
    """

    report: Report | None = None
    span: Span = NOWHERE
    unknown: str = ""
    wrong: str = ""


class Places:
    """Finds the reports of a ledger by what a list of citations calls them."""

    def __init__(self, ledger: Ledger) -> None:
        self.lookup = Lookup(ledger)
        self.known: dict[str, set[str]] = {}
        for report in ledger.reports:
            for name in self._names(report):
                self.known.setdefault(fold(name).text, set()).add(report.id)

    def _names(self, report: Report) -> Iterator[str]:
        yield self.lookup.name[report.id]
        yield self.lookup.plain_name[report.id]
        yield from (one for one in (report.url, report.title, report.path) if one)
        if report.published:
            yield f"{self.lookup.plain_name[report.id]}, {moment(report.published)}"

    def find(self, entry: str) -> Cited:
        """What an entry of the list means."""
        span = _SPAN.search(entry)
        if span:
            name, words = entry[: span.start()], entry[span.end() :].lstrip(": ")
            found = self._named(name)
            if isinstance(found, str):
                return Cited(unknown=found)
            return _at(found, _number(span.group(1)), _number(span.group(2)), words)
        return self._by_identity(entry) or self._whole(entry)

    def _by_identity(self, entry: str) -> Cited | None:
        named = _IDENTITY.search(entry)
        if named is None:
            return None
        claim = self.lookup.claim.get(named.group(1))
        report = self.lookup.report.get(claim.report if claim else named.group(1))
        if report is None:
            return Cited(unknown=f"{named.group(1)} is not in the ledger")
        if named.group(2):
            return _at(report, int(named.group(2)), int(named.group(3)), "")
        return Cited(report, claim.span if claim else Span(0, len(report.text)))

    def _whole(self, entry: str) -> Cited:
        """A report cited as a whole, by its address, its title or who published it."""
        address = _ADDRESS.search(entry)
        for name in (address.group(1) if address else "", _ADDRESS.sub("", entry), entry):
            if name.strip():
                found = self._named(name)
                if isinstance(found, Report):
                    return Cited(found, Span(0, len(found.text)))
        return Cited(unknown=f"the ledger has no report, or several, called {entry[:60]!r}")

    def _named(self, name: str) -> Report | str:
        met = self.known.get(fold(name.strip(' .,:;*_"“”')).text, set())
        if len(met) == 1:
            return self.lookup.report[next(iter(met))]
        several = f"{len(met)} reports are" if met else "no report is"
        return f"{several} called {name[:60]!r} in the ledger"


def _at(report: Report, start: int, end: int, words: str) -> Cited:
    if not 0 <= start < end <= len(report.text):
        return Cited(wrong=f"characters {start}–{end} lie outside the report")
    given = _CLIPPED.sub("", _ADDRESS.sub("", words)).strip().strip('“”"')
    there = fold(report.text[start:end]).text
    if given and fold(given).text.strip(' ."') not in there:
        return Cited(report, Span(start, end), wrong="the words beside it do not stand there")
    return Cited(report, Span(start, end))


def _number(written: str) -> int:
    return int(written.replace(",", "") or 0)
