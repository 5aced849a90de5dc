"""Kept ledgers for tests: with a clock that ticks, on either database, and reports like news."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sitrep.kept import Change, News
from sitrep.records import Report, content_id
from sitrep.settings import DEFAULT
from sitrep.store import open_base
from sitrep.upkeep import LedgerKeeper
from sitrep.upkeep.workshop import Workshop
from tests.pipeline import tagger

MORNING = datetime(2024, 5, 6, 8, tzinfo=UTC)

FERRY_WIRE = (
    "A ferry with 140 people on board ran aground off Port Salen on Monday morning, the coast "
    "guard said. Four people were killed and 12 were injured, it said. The captain, Aron Velt, has "
    "been questioned by the police. “We do not know why the ship left the channel,” said Mara "
    "Lund, the harbour master."
)
FERRY_RADIO = (
    "Rescuers brought 136 passengers ashore after the ferry Halina struck rocks near Port Salen. "
    "Our reporter on the quay saw three lifeboats come in. Four people died when the ferry ran "
    "aground on Monday morning, the hospital of Port Salen said. The ferry company declined to "
    "comment."
)
FERRY_EVENING = (
    "Seven people are now known to have died after the ferry Halina ran aground off Port Salen, "
    "the coast guard said on Monday evening. The coast guard had spoken of four dead in the "
    "morning. Divers will search the hull again on Tuesday."
)
TAX = (
    "The parliament of Orvenia passed a new tax on sugar on Monday by 61 votes to 48. The tax of "
    "two crowns on each kilogram begins in January. The finance minister, Ilse Brandt, said that "
    "it would bring in 300 million crowns a year."
)


class Clock:
    """One minute later each time it is asked."""

    def __init__(self, start: datetime = MORNING) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def keeper_at(address: str, clock: Clock | None = None) -> LedgerKeeper:
    """An open ledger with the model that all tests share."""
    work = Workshop(
        open_base(address), DEFAULT, clock or Clock(), tagger_of=lambda _settings: tagger()
    )
    return LedgerKeeper(work)


def report(
    text: str, publisher: str, hours: float | None = 0.0, url: str | None = None, title: str = ""
) -> Report:
    """A report published some hours after the first one."""
    published = None if hours is None else MORNING + timedelta(hours=hours)
    return Report(
        id=content_id("r", publisher, published or "", url or "", title, text),
        text=text,
        publisher=publisher,
        title=title or None,
        published=published,
        url=url,
        path=f"{publisher}.txt",
    )


def kinds(news: News) -> list[str]:
    """The kinds of change, each once, in order."""
    return list(dict.fromkeys(change.kind for change in news.changes))


def of_kind(news: News, kind: str) -> list[Change]:
    return [change for change in news.changes if change.kind == kind]
