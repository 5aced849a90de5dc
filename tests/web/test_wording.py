"""What the desk says of a change: what was before, what is now, and how many there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sitrep.kept import Change, ChangeKind, News
from sitrep.web.pages.lists import by_kind, by_story
from sitrep.web.wording import changed

MONDAY = datetime(2024, 5, 6, tzinfo=UTC)


def change(
    kind: ChangeKind,
    text: str = "",
    *,
    before: str | None = None,
    after: str | None = None,
    day: int = 0,
    story: str = "s1",
) -> Change:
    return Change(kind, story, MONDAY + timedelta(days=day), text, before=before, after=after)


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (change("story", after="14"), "14 reports"),
        (change("story", after="1"), "1 report"),
        (change("story", before="9", after="14"), "9 reports before, 14 now"),
        (change("strengthened", before="1", after="3"), "1 independent line before, 3 now"),
        (change("revised", before="four died", after="seven died"), "before: four died"),
        (change("edited", before="a fire", after="a blast"), "before: a fire"),
        (change("revised", before="four died", after="four died"), ""),
        (change("outcome", before="open", after="came true"), "came true"),
        (change("claim"), ""),
        (change("withdrawn"), ""),
    ],
)
def test_what_was_before_is_told_in_words(one: Change, told: str) -> None:
    assert changed(one) == told


def test_changes_stand_under_their_kinds_the_gravest_first_with_their_number() -> None:
    told = [
        change("claim", "a tram runs", day=0),
        change("story", "Tram opens", after="2", day=0),
        change("claim", "a bus runs", day=2),
        change("disputed", "the tram was late", day=1),
    ]
    ((_, changes),) = by_story(News(None, MONDAY, tuple(told)))
    groups = by_kind(changes, changes)
    assert [(heading, [one.text for one, _ in some]) for _, heading, some in groups] == [
        ("Now disputed", ["the tram was late"]),
        ("New story", ["Tram opens"]),
        ("New findings (2)", ["a bus runs", "a tram runs"]),
    ]
    assert by_kind(changes[:3], changes)[-1][1] == "New findings (2)", "one is on the next page"


def test_the_story_that_changed_last_is_told_first() -> None:
    told = [change("claim", day=1, story="s1"), change("claim", day=3, story="s2")]
    assert [story for story, _ in by_story(News(None, MONDAY, tuple(told)))] == ["s2", "s1"]
