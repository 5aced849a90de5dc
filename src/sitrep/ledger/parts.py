"""A ledger's stories, each as a ledger of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sitrep.records import Entity, Ledger, Mention, Story

__all__ = ["by_story"]

Item = TypeVar("Item")


def by_story(ledger: Ledger, stories: Sequence[Story]) -> Iterator[Ledger]:
    """One ledger a story, in order of id: only what belongs to its reports.

    Everything is looked at once, so the work grows with the ledger and not with the ledger
    times its stories. Entities keep their mentions in the story's reports alone.

    Args:
        ledger: with reports, analyses, entities, claims and forecasts.
        stories: what is in none of them is left out.
    """
    home = {report: story.id for story in stories for report in story.reports}
    told = {claim.id: claim.report for claim in ledger.claims}
    reports = _gathered((home.get(r.id), r) for r in ledger.reports)
    analyses = _gathered((home.get(a.report), a) for a in ledger.analyses)
    claims = _gathered((home.get(c.report), c) for c in ledger.claims)
    forecasts = _gathered((home.get(told.get(f.claim, "")), f) for f in ledger.forecasts)
    entities = _gathered(pair for entity in ledger.entities for pair in _shared_out(entity, home))
    for story in sorted(stories, key=lambda s: s.id):
        yield replace(
            ledger,
            stories=(story,),
            reports=reports[story.id],
            analyses=analyses[story.id],
            claims=claims[story.id],
            forecasts=forecasts[story.id],
            entities=entities[story.id],
        )


def _gathered(items: Iterable[tuple[str | None, Item]]) -> Mapping[str, tuple[Item, ...]]:
    """The items of each story, in their order; of a story without any, none."""
    found: dict[str, list[Item]] = defaultdict(list)
    for story, item in items:
        if story is not None:
            found[story].append(item)
    return defaultdict(tuple, ((story, tuple(members)) for story, members in found.items()))


def _shared_out(entity: Entity, home: Mapping[str, str]) -> Iterator[tuple[str, Entity]]:
    """The entity as each story names it."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in entity.mentions:
        if mention.report in home:
            mentions[home[mention.report]].append(mention)
    for story, held in mentions.items():
        yield story, replace(entity, mentions=tuple(held))
