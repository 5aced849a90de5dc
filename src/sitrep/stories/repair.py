"""A window in; stories that should be one, or several, after a second look, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitrep.stories.linkage import average_linkage
from sitrep.stories.online import Bonds, Window

__all__ = ["Repair", "repair"]

#: reports that one repair looks at; the stories touched last come first
MOST = 4_000
#: likeness of two reports that a user put together, and of two that were put apart
_TIED, _BARRED = 1e6, -1e6


@dataclass(frozen=True, slots=True)
class Repair:
    """Reports that move to a story together, and why.

    ``whole`` tells that they are all of ``left``, which so is taken in by ``to``; otherwise
    they split off, and ``to`` is None when they become a story of their own.
    """

    reports: tuple[str, ...]
    left: str
    to: str | None
    whole: bool
    reason: str


def repair(window: Window, bonds: Bonds | None = None) -> tuple[Repair, ...]:
    """What a look at all recent reports at once decides otherwise than one by one.

    The reports of the stories touched since the last repair, and of those near them, are
    grouped anew by average linkage. A group keeps the id of the story most of whose reports
    it holds; what lands elsewhere moves. The touched stories are then as they would be had
    all reports come at once, so that early decisions, made when little was known, do not
    last.

    Args:
        window: with the stories as they are; it is not changed.
        bonds: users' decisions, which always hold.
    """
    numbers = _looked_at(window)
    if len(numbers) < 2:
        return ()
    names = [window.outlines[n].report for n in numbers]
    one, other, alike = window.pairs(numbers)
    pairs = {
        (int(a), int(b)): float(v) for a, b, v in zip(one, other, alike, strict=True) if v > 0.0
    }
    _bind(pairs, names, bonds)
    triples = [(a, b, v) for (a, b), v in sorted(pairs.items())]
    groups = average_linkage(names, triples, window.settings.story_similarity)
    return _moves(window, [[names[at] for at in members] for members in groups])


def _looked_at(window: Window) -> list[int]:
    """Numbers of the reports of touched stories and of the stories near them."""
    stories = set(window.touched)
    for story in sorted(window.touched):
        for number in window.members.get(story, ()):
            stories.update(window.near_stories(number))
    numbers: list[int] = []
    for story in sorted(stories, key=lambda s: -max(window.members.get(s, [0]), default=0)):
        members = window.members.get(story, [])
        if len(numbers) + len(members) > MOST:
            break
        numbers.extend(members)
    return sorted(numbers)


def _bind(pairs: dict[tuple[int, int], float], names: Sequence[str], bonds: Bonds | None) -> None:
    """Puts users' decisions in place of likeness."""
    if bonds is None:
        return
    place = {name: at for at, name in enumerate(names)}
    for held, value in ((bonds.together, _TIED), (bonds.apart, _BARRED)):
        for report, others in held.items():
            for other in others:
                if report in place and other in place:
                    a, b = sorted((place[report], place[other]))
                    pairs[a, b] = value


def _moves(window: Window, groups: Iterable[Sequence[str]]) -> tuple[Repair, ...]:
    """What must move so that the stories are the groups."""
    ordered = sorted((sorted(members) for members in groups), key=lambda m: (-len(m), m))
    taken: set[str] = set()
    left: dict[str, int] = {s: len(m) for s, m in window.members.items()}
    found: list[Repair] = []
    for members in ordered:
        by_story: dict[str, list[str]] = defaultdict(list)
        for report in members:
            by_story[window.home[report]].append(report)
        free = [s for s in by_story if s not in taken]
        keeps = max(free, key=lambda s: (len(by_story[s]), s), default=None)
        if keeps is not None:
            taken.add(keeps)
        for story, reports in sorted(by_story.items()):
            if story == keeps:
                continue
            left[story] -= len(reports)
            whole = left[story] == 0 and story not in taken
            reason = (
                "looked at again, they tell of one happening"
                if keeps
                else ("looked at again, they tell of another happening")
            )
            found.append(Repair(tuple(reports), story, keeps, whole, reason))
    return tuple(found)
