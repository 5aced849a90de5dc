"""Whether cited characters bear a statement out: numbers, names, dates, quotations, strength.

The rules are those of a brief's own lines (invariants 5 and 6 of the design), made to hold for
words that were written by anybody: what is in the words of the cited span is borne out; a
number, a name or a quotation that is not there is not; and where only other words are missing,
nobody can tell without reading, which is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import PurePath

from sitrep.data.tables import table
from sitrep.records import Claim, Count, Entity, Finding, Ledger, Report, Span
from sitrep.text import fold
from sitrep.words import rarity, stem_of, words_of

__all__ = ["Bearing", "Reasons"]

#: certainties that a statement must show in its own words
_HEDGED = frozenset({"possible", "likely", "expected", "planned", "alleged"})
#: words that open what has not happened yet, beside those of the tables
_OPEN = ("will", "shall", "if", "unless", "not")
#: words that only tell that somebody tells; stronger ones ("confirmed", "denied") must be cited
_SAID = ("say", "says", "said", "tell", "tells", "told", "report", "according")
_QUOTED = re.compile(r"[“\"]([^“”\"]{2,})[”\"]")
_LINES = re.compile(
    r"\b(?P<most>(?:up to|at most) )?(\w+)(?:\s?[–-]\s?(\w+))? (?:independent|separate) "
    r"(?:lines?|sources?|reports?|outlets?|origins?)\b",
    re.IGNORECASE,
)
_CORROBORATED = re.compile(r"\b(?:corroborated|independently confirmed)\b", re.IGNORECASE)
_MOST_TOLD = 5
#: a cited span is near to a statement from this part of the words that the nearest shares with it
_NEAR = 0.8
_LONGEST_CAPTION = 120
#: captions that a brief's own sections set before a line; they say nothing of the matter
_CAPTIONS = frozenset({"What", "Who", "Where", "When", "Scale", "Not named"})
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a statement is not borne out (``against``), or cannot be told (``open``)."""

    against: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cited:
    """What the cited spans offer: their words, their claims, and what the ledger knows of them.

    ``numbers`` and ``stems`` stand in the spans, ``around`` in their sentences. ``names`` may be
    told of them though they stand elsewhere, and so may ``phrases``, but only as they are.
    """

    texts: tuple[str, ...]
    numbers: frozenset[str]
    stems: frozenset[str]
    around: frozenset[str]
    names: frozenset[str]
    phrases: tuple[str, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    sources: tuple[str, ...]


class Bearing:
    """Checks statements against one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.analyses = {one.report: one for one in ledger.analyses}
        self.claims: dict[str, list[Claim]] = {}
        for claim in ledger.claims:
            self.claims.setdefault(claim.report, []).append(claim)
        self.findings = {claim: f for f in ledger.findings for claim in f.claims}
        self.attributions = {a.id: a for one in ledger.analyses for a in one.attributions}
        self.holders: dict[str, list[str]] = {}
        self.mentions: dict[str, list[tuple[Span, Entity]]] = {}
        for entity in ledger.entities:
            for one in entity.mentions:
                self.mentions.setdefault(one.report, []).append((one.span, entity))
        for card in ledger.forecasts:
            self.holders.setdefault(card.claim, []).append(card.holder)

    def reasons(self, text: str, badge: str, places: Sequence[tuple[Report, Span]]) -> Reasons:
        """What speaks against a statement, given the spans that it cites (at least one)."""
        cited = self._cited(places)
        against = [
            *_quotations(text, cited),
            *_slots(text, cited),
            *_strength(f"{text} · {badge}", cited),
        ]
        caption, words = _captioned(text)
        if _verbatim(text, cited):
            return Reasons(tuple(against), tuple(_unnamed(text, cited)))
        if caption and _verbatim(words, cited):
            words = "" if caption in _CAPTIONS else caption
        else:
            words = text
            against += _turned(text, cited)
            against += _certainty(text, cited)
        missing = [] if against else list(_missing(words, cited))
        told = ", ".join(missing[:_MOST_TOLD])
        unread = (f"these words do not stand in what it cites: {told}",) if missing else ()
        return Reasons(tuple(against), unread)

    def _cited(self, places: Sequence[tuple[Report, Span]]) -> _Cited:
        texts = tuple(span.of(report.text) for report, span in places)
        claims = tuple(
            claim
            for report, span in places
            for claim in self.claims.get(report.id, ())
            if _shared(claim.span, span)
        )
        sources = tuple(dict.fromkeys(self._sources(claims, places)))
        names = [*sources, *self._entities(places)]
        phrases = {*names, *self._dates(places), *_particulars(places)}
        words = [word for text in texts for word in words_of(text)]
        findings = {f.id: f for c in claims if (f := self.findings.get(c.id))}
        return _Cited(
            texts=texts,
            numbers=frozenset({w.stem for w in words if w.number} | set(self._figures(places))),
            stems=frozenset(word.stem for word in words),
            around=frozenset(w.stem for text in self._around(places) for w in words_of(text)),
            names=frozenset(w.stem for n in names for w in words_of(n) if not w.number),
            phrases=tuple(sorted(phrases, key=lambda phrase: (-len(phrase), phrase))),
            claims=claims,
            findings=tuple(findings.values()),
            sources=sources,
        )

    def _sources(
        self, claims: Iterable[Claim], places: Sequence[tuple[Report, Span]]
    ) -> Iterator[str]:
        """Who says what is cited, as the ledger resolved it."""
        for claim in claims:
            attribution = self.attributions.get(claim.attribution or "")
            if attribution and attribution.source_kind != "unattributed":
                yield attribution.source
            yield from (one for one in self.holders.get(claim.id, ()) if one != "report")
        for report, span in places:
            for quote in self.analyses[report.id].quotes if report.id in self.analyses else ():
                if quote.speaker and quote.span.overlaps(span):
                    yield quote.speaker

    def _entities(self, places: Sequence[tuple[Report, Span]]) -> Iterator[str]:
        """The full names and offices of those whom the cited spans mention."""
        for report, span in places:
            for mention, entity in self.mentions.get(report.id, ()):
                if mention.overlaps(span):
                    yield from (entity.name, *entity.roles)

    def _around(self, places: Sequence[tuple[Report, Span]]) -> Iterator[str]:
        """The sentences that the cited spans lie in."""
        for report, span in places:
            for one in self.analyses[report.id].sentences if report.id in self.analyses else ():
                if one.span.overlaps(span):
                    yield one.span.of(report.text)

    def _dates(self, places: Sequence[tuple[Report, Span]]) -> Iterator[str]:
        """The times in the cited spans as a calendar has them: "12 March 2024", "Tuesday"."""
        for report, span in places:
            for time in self.analyses[report.id].times if report.id in self.analyses else ():
                if time.earliest and span.overlaps(time.span):
                    yield from _calendar(time.earliest, time.latest or time.earliest)

    def _figures(self, places: Sequence[tuple[Report, Span]]) -> Iterator[str]:
        """The quantities in the cited spans as plain figures: "1900000" for "1.9 million"."""
        for report, span in places:
            for one in self.analyses[report.id].quantities if report.id in self.analyses else ():
                if span.overlaps(one.span):
                    yield from (f"{n:.10g}" for n in (one.low, one.high) if n is not None)


def _shared(claim: Span, cited: Span) -> bool:
    """True when most of the shorter of the two lies in both."""
    shared = min(claim.end, cited.end) - max(claim.start, cited.start)
    return shared > 0 and 2 * shared >= min(len(claim), len(cited))


def _calendar(earliest: datetime, latest: datetime) -> Iterator[str]:
    """A time as it may be written: the day when it is one, else the month, else the year."""
    at = earliest.astimezone(UTC)
    yield f"{at.year}"
    if latest - earliest > 31 * _DAY:
        return
    yield from (f"{at:%B}", f"{at:%b}", f"{at:%B} {at.year}")
    if latest - earliest > _DAY:
        return
    yield from _days(at)


def _days(at: datetime) -> Iterator[str]:
    yield from (f"{at:%A}", f"{at:%Y-%m-%d}")
    for month in (f"{at:%B}", f"{at:%b}"):
        for day in (f"{at.day} {month}", f"{month} {at.day}", f"{at:%d} {month}"):
            yield from (day, f"{day} {at.year}", f"{day}, {at.year}")


def _particulars(places: Sequence[tuple[Report, Span]]) -> Iterator[str]:
    """What a line may say of the reports that it cites: who published what, and when."""
    for report, _ in places:
        yield from (one for one in (report.publisher, report.title, report.path) if one)
        if report.path:
            yield PurePath(report.path).name
        if report.published:
            at = report.published.astimezone(UTC)
            yield from (f"{day} {at:%H:%M} UTC" for day in _days(at))
            yield from _days(at)
        else:
            yield "no date given"


def _told(text: str, cited: _Cited) -> str:
    """A statement without the phrases that may be told of what it cites."""
    for phrase in cited.phrases:
        bounded = rf"(?<!\w){re.escape(phrase)}(?!\w)"
        text = re.sub(bounded, lambda found: " " * len(found.group()), text, flags=re.IGNORECASE)
    return text


def _quotations(text: str, cited: _Cited) -> Iterator[str]:
    for quoted in _QUOTED.findall(text):
        words = fold(quoted).text.strip(" .,")
        if not any(words in fold(one).text for one in cited.texts):
            yield f"the quotation {quoted[:60]!r} is not verbatim in what it cites"


def _slots(text: str, cited: _Cited) -> Iterator[str]:
    """Numbers and names that stand in no cited span."""
    told = _told(_LINES.sub(" ", text), cited)
    for word in words_of(told):
        if word.number and word.stem not in cited.numbers:
            yield f"the number {told[word.start : word.end]!r} stands in no cited span"
        if word.capital and word.stem not in cited.stems | cited.names:
            yield f"the name {told[word.start : word.end]!r} stands in no cited span"


def _strength(text: str, cited: _Cited) -> Iterator[str]:
    """Statuses and counts of independent lines beyond what the ledger has."""
    own = " ".join(cited.texts)
    if _CORROBORATED.search(text) and not _CORROBORATED.search(own):
        statuses = {finding.status for finding in cited.findings}
        if "corroborated" not in statuses:
            has = ", ".join(sorted(statuses)) or "no finding"
            yield f"called corroborated; the ledger has: {has}"
    for found in _LINES.finditer(text):
        high = _figure(found.group(3) or found.group(2))
        low = 0 if found["most"] else _figure(found.group(2))
        if low is None or high is None or found.group() in own:
            continue
        counts = [k for finding in cited.findings for k in _counts(finding)]
        if not any(low <= k.low and high <= k.high for k in counts):
            has = ", ".join(f"{k.low} to {k.high}" for k in counts[:3]) or "none"
            yield f"{found.group()!r}: the ledger has {has}"


def _counts(finding: Finding) -> tuple[Count, ...]:
    return (finding.k, *(side.k for side in finding.sides))


def _figure(word: str) -> int | None:
    if word.lower() == "one":
        return 1
    (found, *_) = words_of(word) or (None,)
    return int(found.stem) if found and found.number and found.stem.isdigit() else None


def _captioned(text: str) -> tuple[str, str]:
    """A statement's caption ("Pell Arrow: …") and the words after it; no caption: "" and all."""
    caption, colon, words = text.partition(": ")
    if colon and words and len(caption) <= _LONGEST_CAPTION:
        return caption, words
    return "", text


def _verbatim(text: str, cited: _Cited) -> bool:
    """True when all of it, or each of its parts in a list, is written so in a cited span.

    Words in quotation marks have been checked; a quotation alone says nothing else.
    """
    bare = _QUOTED.sub(" ", text)
    if bare != text and not any(char.isalnum() for char in bare):
        return True
    folded = [fold(words).text for words in cited.texts]
    parts = [fold(part).text.strip(" .,") for part in (text, *text.split(";"))]
    return any(parts[0] in words for words in folded) or all(
        any(part in words for words in folded) for part in parts[1:]
    )


def _unnamed(text: str, cited: _Cited) -> Iterator[str]:
    """A clause taken out of the sentence that says whose words it is."""
    if _QUOTED.search(text) or not cited.claims or not cited.sources:
        return
    told = {word.stem for word in words_of(text)}
    named = {word.stem for source in cited.sources for word in words_of(source)}
    if all(claim.attribution for claim in cited.claims) and not told & (named | _hedges()):
        yield f"it does not say that these are the words of {cited.sources[0]!r}"


def _turned(text: str, cited: _Cited) -> Iterator[str]:
    """A denial that the cited words do not make, or that they make and the statement drops.

    Of several cited spans those decide that share most words with the statement: that one
    report denies a thing does not turn the words of another.
    """
    denials = _denials(text)
    told = {word.stem for word in words_of(text)}
    shared = {words: len(told & {word.stem for word in words_of(words)}) for words in cited.texts}
    near = [words for words in shared if shared[words] >= _NEAR * max(shared.values())]
    if denials > max(map(_denials, near)):
        yield "it denies, and what it cites does not"
    if not denials and cited.claims and all(c.polarity == "negative" for c in cited.claims):
        yield "what it cites is denied there, and the denial is left out"


def _certainty(text: str, cited: _Cited) -> Iterator[str]:
    """A statement told more firmly than any claim that it cites."""
    if not cited.claims:
        return
    told = {word.stem for word in words_of(text)}
    if all(claim.certainty in _HEDGED for claim in cited.claims) and not told & _hedges():
        weakest = cited.claims[0].certainty
        yield f"told as fact; what it cites is only {weakest}"
    attributed = all(claim.attribution and claim.kind != "forecast" for claim in cited.claims)
    named = {word.stem for source in cited.sources for word in words_of(source)}
    if attributed and named and not told & (named | _hedges()):
        yield f"told as fact; it is {cited.sources[0]!r} who says it"


def _missing(text: str, cited: _Cited) -> Iterator[str]:
    """Words that tell something and stand in no cited span."""
    said = {stem_of(word) for word in _SAID}
    known = cited.stems | cited.around | cited.names | cited.numbers | said
    told = _told(_LINES.sub(" ", text), cited)
    for word in words_of(told):
        if word.stem not in known and rarity(word.stem) > 0:
            yield told[word.start : word.end]


def _denials(text: str) -> int:
    """How many words of a text deny."""
    forms = [word.form for word in words_of(text)]
    return sum(form in _negators() or form.endswith("n't") for form in forms)


@cache
def _negators() -> frozenset[str]:
    cues = table("negation")
    return frozenset(word for part in ("adverbs", "determiners", "pronouns") for word in cues[part])


@cache
def _hedges() -> frozenset[str]:
    cues = table("certainty")
    words = [
        word for part in ("adverbs", "governors", "over_events", "modals") for word in cues[part]
    ]
    return frozenset(stem_of(word) for word in (*words, *_OPEN))
