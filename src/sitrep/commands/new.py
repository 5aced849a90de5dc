"""``sitrep new`` and ``sitrep forecasts``: what changed, and what falls due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from sitrep.commands.exits import DONE
from sitrep.commands.keeping import kept
from sitrep.commands.lines import as_json, day, paragraph, say
from sitrep.commands.moments import moment
from sitrep.commands.progress import progress
from sitrep.kept import Change, Due, News

__all__ = ["forecasts", "new"]

#: changes of one kind that are listed for one story
_MOST = 12
_HEADINGS = {
    "merged": "Stories",
    "disputed": "Now in dispute",
    "settled": "No longer in dispute",
    "revised": "Revised",
    "strengthened": "More independent lines",
    "edited": "Edited by the publisher",
    "withdrawn": "Withdrawn",
    "outcome": "Forecasts that came due",
    "claim": "New",
}


def new(db: str, since: str | None, form: str, *, thorough: bool, quiet: bool) -> int:
    """The exit code of ``sitrep new``, after what is new was told.

    Without ``since``, it is what came since the last look, and this is the next one.
    """
    asked = None if since is None else moment(since, "--since")
    with progress(quiet=quiet) as shown, kept(db) as keeper:
        if asked is None:
            news = keeper.look(thorough=thorough, progress=shown)
        else:
            news = keeper.news(asked, thorough=thorough, progress=shown)
        titles = keeper.titles(change.story for change in news.changes)
    if form == "json":
        as_json(news)
    else:
        say(_news(news, titles))
    return DONE


def _news(news: News, titles: dict[str, str]) -> list[str]:
    if not news.changes:
        return [f"nothing new since {day(news.since)}" if news.since else "nothing new"]
    order = list(dict.fromkeys(change.story for change in news.changes))
    lines: list[str] = []
    for story in order:
        mine = [change for change in news.changes if change.story == story]
        lines.extend([*_story(story, mine, titles), ""])
    return lines[:-1]


def _story(story: str, changes: Sequence[Change], titles: dict[str, str]) -> list[str]:
    grown = next((c for c in changes if c.kind == "story"), None)
    lines = [f"{story}  {titles.get(story) or '(no title)'}"]
    if grown is not None:
        reports = f"{grown.after} report{'' if grown.after == '1' else 's'}"
        lines.append(
            f"    new story, {reports}"
            if grown.before is None
            else f"    {reports}, {grown.before} before"
        )
    for kind, heading in _HEADINGS.items():
        mine = [change for change in changes if change.kind == kind]
        if not mine:
            continue
        lines.append(f"  {heading}")
        for change in mine[:_MOST]:
            lines.extend(_change(change))
        if len(mine) > _MOST:
            lines.append(f"    and {len(mine) - _MOST} more; --format json has all")
    return lines


def _change(change: Change) -> Iterable[str]:
    first, *rest = paragraph(change.text, "      ") or ["      "]
    yield f"    - {first.strip()}"
    yield from rest
    if change.kind == "strengthened":
        yield f"      ({change.before} before, {change.after} now)"
    elif change.kind == "outcome":
        yield f"      ({change.after})"
    elif change.before and change.before != change.after:
        yield from paragraph(f"(before: {change.before})", "      ")


def forecasts(db: str, due: str | None, form: str) -> int:
    """The exit code of ``sitrep forecasts``, after open forecasts were listed."""
    until = None if due is None else moment(due, "--due")
    with kept(db) as keeper:
        cards = keeper.due(until)
    if form == "json":
        as_json(cards)
    else:
        say(_due(cards))
    return DONE


def _due(cards: Sequence[Due]) -> list[str]:
    lines: list[str] = []
    for latest, some in groupby(cards, key=lambda card: card.latest):
        lines.append(f"until {day(latest)}" if latest else "no time named")
        for card in some:
            holder = card.holder or "the report itself"
            lines.append(f"  {card.forecast}  {holder}")
            lines.extend(paragraph(card.text, "      "))
    return lines or ["no open forecasts in the stories that were analysed"]
