"""Small invented reports through the whole line, for tests that read like news."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

from sitrep.pipeline import default_tagger, run
from sitrep.protocols import Tagger
from sitrep.records import Claim, Finding, Ledger, Report, content_id
from sitrep.settings import DEFAULT

START = datetime(2024, 5, 6, 8, tzinfo=UTC)
NOW = datetime(2024, 5, 20, tzinfo=UTC)


@cache
def tagger() -> Tagger:
    return default_tagger(DEFAULT)


def report(text: str, publisher: str | None = None, hours: float | None = None) -> Report:
    """A report published ``hours`` after the start of the story (None: no date given)."""
    published = None if hours is None else START + timedelta(hours=hours)
    return Report(
        id=content_id("r", publisher or "", published or "", text),
        text=text,
        publisher=publisher,
        path=f"{publisher or content_id('p', text)}.txt",
        published=published,
    )


def ledger(*reports: Report, now: datetime = NOW) -> Ledger:
    return run(reports, (), DEFAULT, now=now, tagger=tagger())


def words(book: Ledger, claim: Claim) -> str:
    text = next(r.text for r in book.reports if r.id == claim.report)
    return claim.span.of(text)


def finding_with(book: Ledger, *phrases: str) -> Finding:
    """The most important finding whose claims hold every phrase, each in some claim."""
    claims = {c.id: c for c in book.claims}
    for finding in sorted(book.findings, key=lambda f: -f.importance):
        told = [words(book, claims[c]) for c in finding.claims]
        if all(any(phrase in words_ for words_ in told) for phrase in phrases):
            return finding
    raise AssertionError(f"no finding holds {phrases}; there are {texts(book)}")


def texts(book: Ledger) -> Sequence[str]:
    return [f"{f.status} {f.k.low}-{f.k.high}: {f.text}" for f in book.findings]
