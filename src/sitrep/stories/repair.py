"""A neighbourhood of stories grouped anew, with what users decided held to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sitrep.settings import Settings
from sitrep.stories.alike import likeness, neighbours
from sitrep.stories.linkage import average_linkage
from sitrep.stories.shelf import Shelf
from sitrep.stories.ties import Ties

__all__ = ["regroup"]

Move = tuple[tuple[int, ...], str | None, str]


def regroup(
    hoods: Sequence[Mapping[str, tuple[int, ...]]], shelf: Shelf, ties: Ties, settings: Settings
) -> Iterator[Move]:
    """What must move so that the stories are as a batch would make them.

    Args:
        hoods: neighbourhoods, each grouped by itself: the places on the shelf of each of its
            stories' reports, in the order they came.
        shelf: where the outlines are.
        ties: what users decided.
        settings: ``story_similarity``, ``story_hysteresis``, ``story_repair_reports``.

    Returns:
        Moves: places, the id of the story that they go to (None for a new one), and why. Groups
        that stay as they are give none.
    """
    most = settings.story_repair_reports
    stories = {name: places for hood in hoods for name, places in hood.items()}
    circle = {place: at for at, hood in enumerate(hoods) for p in hood.values() for place in p}
    looked = [place for name in sorted(stories) for place in stories[name][-most:]]
    whose = {place: name for name, places in stories.items() for place in places}
    order = sorted(looked, key=lambda p: (shelf.outline(p).moment, shelf.outline(p).report))
    if len(order) < 2:
        return
    pairs, tied, parted = _pairs(order, whose, circle, shelf, ties, settings)
    names = [shelf.outline(place).report for place in order]
    groups = average_linkage(names, pairs, settings.story_similarity, together=tied, apart=parted)
    oldest = {
        name: (min(shelf.outline(place).moment for place in places), name)
        for name, places in stories.items()
    }
    found: list[list[list[int]]] = [[] for _ in hoods]
    for group in groups:
        found[circle[order[group[0]]]].append([order[at] for at in group])
    for hood, mine in zip(hoods, found, strict=True):
        yield from _moves(mine, hood, whose, oldest)


def _pairs(
    order: list[int],
    whose: Mapping[int, str],
    circle: Mapping[int, int],
    shelf: Shelf,
    ties: Ties,
    settings: Settings,
) -> tuple[list[tuple[int, int, float]], list[tuple[int, int]], list[tuple[int, int]]]:
    """Likeness of pairs with hysteresis; pairs that users joined; pairs that they parted."""
    import numpy as np

    outlines = [shelf.outline(place) for place in order]
    known = [shelf.surroundings(place) for place in order]
    near = neighbours(
        outlines,
        settings,
        rarity=shelf.rarity(outlines),
        surroundings=(np.array([k[0] for k in known]), np.array([k[1] for k in known])),
        circles=np.array([circle[place] for place in order]),
    )
    alike = likeness(near.features)
    story = np.unique([whose[place] for place in order], return_inverse=True)[1]
    held = np.where(story[near.one] == story[near.other], 1.0, -1.0) * settings.story_hysteresis
    alike = np.where(alike > 0.0, np.clip(alike + held, 0.0, 1.0), 0.0)
    some = alike > 0.0
    pairs: list[tuple[int, int, float]] = list(
        zip(near.one[some].tolist(), near.other[some].tolist(), alike[some].tolist(), strict=True)
    )
    at: dict[str, int] = {one.report: number for number, one in enumerate(outlines)}
    tied, parted = [], []
    for report, number in at.items() if ties else ():
        tied += [(number, at[o]) for o in sorted(ties.together(report)) if at.get(o, -1) > number]
        parted += [(number, at[o]) for o in sorted(ties.apart(report)) if at.get(o, -1) > number]
    return pairs, tied, parted


def _moves(
    groups: list[list[int]],
    stories: Mapping[str, tuple[int, ...]],
    whose: Mapping[int, str],
    oldest: Mapping[str, Any],
) -> Iterator[Move]:
    """Each group gets the id of the oldest story that has most of its reports there."""
    share: dict[str, list[tuple[int, int]]] = {name: [] for name in stories}
    for number, group in enumerate(groups):
        for name, count in Counter(whose[place] for place in group).items():
            share[name].append((-count, number))
    home = {name: min(found)[1] for name, found in share.items()}
    owned: dict[int, list[str]] = {}
    for name in sorted(stories, key=oldest.__getitem__):
        owned.setdefault(home[name], []).append(name)
    for number, group in enumerate(groups):
        owners = owned.get(number, [])
        into = owners[0] if owners else None
        moved = [place for place in group if whose[place] != into]
        # Reports of a merged story that were too old to be looked at go with the rest.
        for name in owners[1:]:
            moved += [place for place in stories[name] if place not in set(group)]
        if moved:
            yield tuple(sorted(set(moved))), into, _reason(owners, len(moved))


def _reason(owners: list[str], moved: int) -> str:
    if len(owners) > 1:
        return "looked at together, the stories are one: their reports are alike on average"
    if owners:
        return f"looked at again, {moved} of its reports are liker to this story"
    return f"looked at again, {moved} of its reports are not like the others on average"
