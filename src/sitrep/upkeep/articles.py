"""The articles that some reports are versions of: what names them, and how each stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from sitrep.records import Report, content_id
from sitrep.store.pack import storable
from sitrep.store.reports import NewReport, Standing, articles_named, standings
from sitrep.store.stories import stories_of
from sitrep.upkeep.addresses import plain_address

__all__ = ["Articles", "keys_of"]


def keys_of(url: str | None, guid: str | None, publisher: str | None) -> tuple[str, ...]:
    """What names an article, the surest first: its address, and its publisher's id for it.

    An id that is no address or URN is its publisher's alone: two may both count from one.
    """
    keys = [f"url {plain_address(url)}"] if url else []
    if guid:
        keys.append(f"id {guid}" if ":" in guid else f"id {publisher or ''} {guid}")
    return tuple(map(storable, keys))


class Articles:
    """The articles of one portion of reports, read at once and kept in step in memory.

    Attributes:
        fresh: what names an article from now on and named none before.
    """

    def __init__(self, connection: Connection, reports: Sequence[Report]) -> None:
        """What the ledger knows of the articles that ``reports`` may be versions of."""
        self._keys = {r.id: keys_of(r.url, r.guid, r.publisher) for r in reports}
        self._named = articles_named(
            connection, (key for keys in self._keys.values() for key in keys)
        )
        self._standing = standings(connection, self._named.values())
        present = {
            name: one.present.id for name, one in self._standing.items() if one.present is not None
        }
        homes = stories_of(connection, present.values())
        self._story = {name: homes[report] for name, report in present.items()}
        self.fresh: dict[str, str] = {}

    def take(self, report: Report, at: datetime) -> NewReport | None:
        """The report as the ledger keeps it; None when the same text of the article is held."""
        keys = self._keys[report.id]
        named = next((self._named[key] for key in keys if key in self._named), None)
        article = named or content_id("a", *(keys[:1] or [report.id]))
        for key in keys:
            if key not in self._named:
                self._named[key] = self.fresh[key] = article
        moment = report.published or report.retrieved or at
        stands = self._standing.get(article, Standing(0, None, ongoing=False))
        present, ended = stands.present, None
        if present is not None:
            if present.text == report.text and present.title == report.title:
                return None
            was, comes = (r.updated or r.published for r in (present, report))
            ended = at if was and comes and comes < was else None
        held = report if ended is None or not stands.ongoing else present
        self._standing[article] = Standing(
            stands.versions + 1, held, ongoing=stands.ongoing or ended is None
        )
        return NewReport(report, article, stands.versions + 1, at, moment, ended)

    def story(self, article: str) -> str | None:
        """The story of an article's earlier versions, which a later one stays with, if any."""
        return self._story.get(article)

    def stands_in(self, article: str, story: str) -> None:
        """Notes the story that a version of an article was put into."""
        self._story[article] = story
