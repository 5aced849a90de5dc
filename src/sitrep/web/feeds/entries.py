"""What stands in a feed, whatever its format: entries with lasting ids, times and texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from sitrep.kept import Change, StoryCard
from sitrep.protocols import Keeper
from sitrep.records import Brief, Line, Section, content_id
from sitrep.web.desk import address

__all__ = ["Entry", "Feed", "news_feed", "stories_feed"]

#: entries of a feed; readers that look once a day miss nothing at this size
MOST_ENTRIES = 30
MOST_CHANGES = 100
#: sections of a brief that stand in a feed, and lines of each
_SECTIONS = ("glance", "takeaways", "disputed", "outlook")
_MOST_LINES = 8
#: tag URIs (RFC 4151) need a name and a day on which it was ours; ``.invalid`` (RFC 2606) is
#: nobody's, so that one ledger has the same ids whatever its service is called
_TAG = "tag:sitrep.invalid,2024:"
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
#: how a change is called before its words
_TOLD = {
    "story": "New story",
    "merged": "Stories joined or parted",
    "claim": "New",
    "strengthened": "More lines of reporting",
    "revised": "Revised",
    "disputed": "Now disputed",
    "settled": "No longer disputed",
    "withdrawn": "Withdrawn",
    "edited": "Report edited",
    "outcome": "Came due",
}
_TITLE_CHARS = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``html`` is markup of ours in which all outside words are escaped."""

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: ``path`` is where it lives without its ending, ``home`` the page it is of."""

    id: str
    title: str
    path: str
    home: str
    updated: datetime
    entries: tuple[Entry, ...]


def stories_feed(keeper: Keeper) -> Feed:
    """The stories that are newest, each with its brief in short.

    A story that was not analysed yet is an entry without its brief; asking for a feed starts
    no analysis.
    """
    cards = keeper.stories(order="newest", limit=MOST_ENTRIES)
    entries = tuple(_of_story(keeper, card) for card in cards)
    return Feed(
        f"{_TAG}stories",
        "Sitrep: stories",
        "/feeds/stories",
        "/",
        max((entry.updated for entry in entries), default=_BEGINNING),
        entries,
    )


def news_feed(keeper: Keeper) -> Feed:
    """What changed last, newest first."""
    changes = sorted(
        keeper.news(None).changes,
        key=lambda change: (change.at, change.story, change.kind, change.text),
        reverse=True,
    )
    entries = tuple(_of_change(change) for change in changes[:MOST_CHANGES])
    return Feed(
        f"{_TAG}new",
        "Sitrep: what is new",
        "/feeds/new",
        "/new",
        max((entry.updated for entry in entries), default=_BEGINNING),
        entries,
    )


def _of_story(keeper: Keeper, card: StoryCard) -> Entry:
    briefs = keeper.ledger(card.id).briefs if card.ready else ()
    pieces = _told(briefs[0]) if briefs else [("", ["This story waits for analysis."])]
    return Entry(
        f"{_TAG}story/{card.id}",
        card.title,
        address("story", card.id),
        card.added,
        card.changed,
        _html(pieces),
        _text(pieces),
    )


def _told(brief: Brief) -> list[tuple[str, list[str]]]:
    """Headings and lines of the brief's first sections, without markup."""
    first = [("", [brief.standfirst.text])] if brief.standfirst else []
    return first + [
        (section.heading, [_line(line) for line in section.lines[:_MOST_LINES]])
        for section in _chosen(brief.sections)
    ]


def _chosen(sections: Sequence[Section]) -> list[Section]:
    return [section for section in sections if section.kind in _SECTIONS and section.lines]


def _line(line: Line) -> str:
    label = f"{line.label}: " if line.label else ""
    return f"{label}{line.text}" + (f" [{line.status}]" if line.status else "")


def _of_change(change: Change) -> Entry:
    head = f"{_TOLD[change.kind]}: {change.text}"
    lines = [change.text]
    if change.before is not None or change.after is not None:
        lines.append(f"Before: {change.before or 'nothing'}. Now: {change.after or 'nothing'}.")
    name = content_id("n", change.kind, change.story, change.finding, change.at, change.text)
    return Entry(
        f"{_TAG}change/{name}",
        head if len(head) <= _TITLE_CHARS else head[: _TITLE_CHARS - 1] + "…",
        address("story", change.story),
        change.at,
        change.at,
        _html([("", lines)]),
        _text([("", lines)]),
    )


def _html(pieces: Sequence[tuple[str, list[str]]]) -> str:
    parts = []
    for heading, lines in pieces:
        if heading:
            items = "".join(f"<li>{escape(line)}</li>" for line in lines)
            parts.append(f"<h3>{escape(heading)}</h3><ul>{items}</ul>")
        else:
            parts.extend(f"<p>{escape(line)}</p>" for line in lines)
    return "".join(parts)


def _text(pieces: Sequence[tuple[str, list[str]]]) -> str:
    blocks = []
    for heading, lines in pieces:
        block = [heading, *(f"- {line}" for line in lines)] if heading else lines
        blocks.append("\n".join(block))
    return "\n\n".join(blocks)
