"""The tools: questions of a kept ledger, with small answers. None of them writes."""

# No postponed annotations here: the protocol's library reads those of the methods.
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from sitrep.errors import UnknownError, UsageError
from sitrep.kept import Hit, Query
from sitrep.protocols import Keeper
from sitrep.web.agents.answers import (
    NOTICE,
    ChangeAnswer,
    Checked,
    DueAnswer,
    FindingShown,
    Forecasts,
    Found,
    HitAnswer,
    NewsAnswer,
    Passage,
    Place,
    SideAnswer,
    Stories,
    StoryShown,
    Words,
)
from sitrep.web.agents.checking import LONGEST_TEXT, MOST_PLACES
from sitrep.web.agents.checking import check_text as checked
from sitrep.web.agents.passages import Passages, bounds, card, name, words
from sitrep.web.api.given import Instant

__all__ = ["Tools"]

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Asked = Annotated[str, Field(max_length=200)]
Moment = Annotated[
    str | None, Field(max_length=40, description="2024-11-17T18:00:00Z, or 2024-11-17")
]
Few = Annotated[int, Field(ge=1, le=25, description="how many at the most")]
Status = Literal["corroborated", "single-source", "disputed", "updated"]
#: lines of a brief that are shown, and passages of one finding
MOST_LINES, MOST_EVIDENCE = 12, 20
#: sections of a brief that are shown
_SECTIONS = frozenset({"glance", "takeaways", "disputed", "outlook"})


class Tools:
    """The tools over one keeper; each method is one, and its docstring is its description."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper

    def find_stories(
        self,
        words: Asked = "",
        order: Literal["newest", "growing", "disputed", "largest"] = "newest",
        disputed: bool = False,
        limit: Few = 10,
    ) -> Stories:
        """List stories, those whose title or texts hold the words only."""
        found = self.keeper.stories(order=order, words=words, disputed=disputed, limit=limit)
        total = self.keeper.count(words=words, disputed=disputed)
        return Stories(NOTICE, total, [card(one) for one in found])

    def show_story(self, story: Id, limit: Few = 10) -> StoryShown:
        """Show a story's brief, line by line with its source, and its most important findings."""
        ledger = self.keeper.ledger(story)
        passages = Passages(ledger)
        findings = sorted(ledger.findings, key=lambda one: (-one.importance, one.id))
        return StoryShown(
            NOTICE,
            card(self.keeper.story(story)),
            _brief(passages),
            [passages.finding(one, 1) for one in findings[:limit]],
            len(findings),
        )

    def show_finding(self, story: Id, finding: Id) -> FindingShown:
        """Show one finding: status, sides, and the words of each claim with report and span."""
        passages = Passages(self.keeper.ledger(story))
        one = passages.lookup.finding.get(finding)
        if one is None:
            raise UnknownError(f"story {story} has no finding {finding!r}; show_story lists them")
        return FindingShown(
            NOTICE,
            one.story,
            passages.finding(one, MOST_EVIDENCE),
            [
                SideAnswer(bounds(side.k), list(side.claims), name(side.holder))
                for side in one.sides
            ],
            [difference.kind for difference in one.differences],
            len(one.claims),
        )

    def search(
        self,
        words: Asked = "",
        kind: Literal["claim", "quote", "report"] | None = None,
        who: Asked | None = None,
        about: Asked | None = None,
        since: Moment = None,
        until: Moment = None,
        status: Status | None = None,
        story: Id | None = None,
        limit: Few = 10,
    ) -> Found:
        """Search claims, quotations and reports by words, meaning, speaker, name, time, status."""
        query = Query(
            words=words,
            kind=kind,
            who=who,
            about=about,
            since=_moment("since", since),
            until=_moment("until", until),
            status=status,
            story=story,
            limit=limit + 1,
        )
        hits = self.keeper.search(query)
        return Found(NOTICE, len(hits) > limit, [self._hit(hit) for hit in hits[:limit]])

    def _hit(self, hit: Hit) -> HitAnswer:
        report = self.keeper.report(hit.report)
        said = words(hit.text, speaker=hit.who, report=report)
        claim = None if hit.kind == "report" else hit.id
        place = Passage(hit.report, hit.start, hit.end, claim, said)
        score = round(hit.score, 3)
        return HitAnswer(hit.kind, hit.id, score, hit.story, hit.finding, hit.status, place)

    def whats_new(
        self, since: Moment = None, story: Id | None = None, limit: Few = 20
    ) -> NewsAnswer:
        """Tell what changed after a time, newest first: claims, disputes, figures, outcomes."""
        news = self.keeper.news(_moment("since", since))
        changes = [change for change in news.changes if story in (None, change.story)]
        changes.sort(key=lambda change: change.at, reverse=True)
        return NewsAnswer(
            NOTICE,
            news.since.isoformat() if news.since else None,
            news.until.isoformat(),
            len(changes),
            [
                ChangeAnswer(
                    one.kind,
                    one.at.isoformat(),
                    one.story,
                    one.finding,
                    words(one.text),
                    _perhaps(one.before),
                    _perhaps(one.after),
                    [Place(c.report, c.start, c.end, c.claim) for c in one.cites[:MOST_PLACES]],
                )
                for one in changes[:limit]
            ],
        )

    def due_forecasts(self, until: Moment = None, limit: Few = 10) -> Forecasts:
        """List unsettled forecasts, plans and promises, those whose time ends first."""
        due = self.keeper.due(_moment("until", until))
        return Forecasts(
            NOTICE,
            len(due),
            [
                DueAnswer(
                    one.forecast,
                    one.story,
                    one.state,
                    one.latest.isoformat() if one.latest else None,
                    Passage(
                        one.cite.report,
                        one.cite.start,
                        one.cite.end,
                        one.cite.claim,
                        words(
                            one.text,
                            speaker=one.holder,
                            report=self.keeper.report(one.cite.report),
                        ),
                    ),
                )
                for one in due[:limit]
            ],
        )

    def check_text(
        self, story: Id, text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
    ) -> Checked:
        """Check the quotations and numbers of a text against what a story's reports say."""
        return checked(text, story, self.keeper.ledger(story))


def _brief(passages: Passages) -> list[Passage]:
    """What the brief's first sections cite, once each, in their order."""
    if not passages.ledger.briefs:
        return []
    brief = passages.ledger.briefs[0]
    lines = [*([brief.standfirst] if brief.standfirst else [])]
    lines += [line for part in brief.sections if part.kind in _SECTIONS for line in part.lines]
    found: dict[tuple[str, int, int], Passage] = {}
    for line in lines:
        cite = line.cites[0]
        key = (cite.report, cite.start, cite.end)
        found.setdefault(key, passages.at(*key, claim=cite.claim))
    return list(found.values())[:MOST_LINES]


def _moment(name: str, written: str | None) -> datetime | None:
    if written is None:
        return None
    kind = Instant()
    try:
        return kind.read(written)
    except ValueError as fault:
        raise UsageError(f"{name}: {written!r} is no time; give {kind.allows}") from fault


def _perhaps(text: str | None) -> Words | None:
    return None if text is None else words(text)
