"""Reports come one by one; each finds its story, and a later look puts mistakes right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from bench.streams import make
from tests.stories.test_group import COUNCIL, FERRY

from sitrep.errors import UsageError
from sitrep.records import Report, content_id
from sitrep.settings import DEFAULT
from sitrep.stories import Outline, Window, in_order, outline
from sitrep.stories.shelf import Shelf

MORNING = datetime(2024, 5, 1, 8, tzinfo=UTC)


def sketch(name: str, text: str, hours: int = 0) -> Outline:
    return outline(Report(name, text, published=MORNING + timedelta(hours=hours)), DEFAULT)


FERRIES = [sketch(f"ferry{n}", text, hours=n) for n, text in enumerate(FERRY)]
POOLS = [sketch(f"pool{n}", text, hours=n) for n, text in enumerate(COUNCIL)]


def fed(*outlines: Outline, window: Window | None = None) -> Window:
    window = Window(DEFAULT) if window is None else window
    for one in in_order(outlines):
        window.add(one, window.place(one).story)
    return window


def stories(window: Window) -> set[tuple[str, ...]]:
    return set(window.stories().values())


def test_two_happenings_become_two_stories_as_they_come() -> None:
    window = fed(*FERRIES, *POOLS)
    assert stories(window) == {("ferry0", "ferry1", "ferry2"), ("pool0", "pool1")}


def test_a_new_story_is_named_after_its_first_report() -> None:
    window = fed(*FERRIES)
    assert window.story("ferry2") == window.story("ferry0") == content_id("s", "ferry0")


def test_nothing_is_near_the_first_report() -> None:
    placement = Window(DEFAULT).place(FERRIES[0])
    assert placement.story is None
    assert placement.reason == "no recent report is like it"


def test_placing_changes_nothing() -> None:
    window = fed(*FERRIES[:2])
    assert window.place(FERRIES[2]) == window.place(FERRIES[2])
    assert stories(window) == {("ferry0", "ferry1")}


def test_the_reason_tells_how_well_the_story_suits() -> None:
    placement = fed(*FERRIES[:2]).place(FERRIES[2])
    assert placement.reason.startswith(
        f"likeness {placement.score:.2f} to the nearest of 2 reports"
    )


def test_a_rebuilt_window_decides_as_the_one_that_went_on() -> None:
    window = fed(*FERRIES[:2], *POOLS)
    again = Window.of(
        DEFAULT,
        [(one, window.story(one.report), None) for one in in_order([*FERRIES[:2], *POOLS])],
    )
    assert again.place(FERRIES[2]) == window.place(FERRIES[2])


def test_a_window_built_from_what_was_kept_searches_for_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = Window(DEFAULT)
    kept = []
    for one in in_order([*FERRIES[:2], *POOLS]):
        around, story = window.around(one), window.place(one).story
        kept.append((one, window.add(one, story), around))
    assert any(around.raised for _, _, around in kept)
    with monkeypatch.context() as patched:
        patched.delattr(Shelf, "near")
        again = Window.of(DEFAULT, kept)
    assert again.place(FERRIES[2]) == window.place(FERRIES[2])
    assert again.around(FERRIES[2]) == window.around(FERRIES[2])


def test_a_repair_groups_no_more_reports_together_than_it_may() -> None:
    few = replace(DEFAULT, story_repair_together=2)
    window = Window(few)
    for one in FERRIES:
        window.add(one, None)
    window.repair()
    assert sorted(map(len, stories(window))) == [1, 2]


def test_reports_are_forgotten_by_their_moment_and_each_once() -> None:
    window = fed(*FERRIES)
    window.drop("ferry0")
    assert window.forget(MORNING + timedelta(hours=2)) == ("ferry1",)
    window.add(replace(FERRIES[0], moment=MORNING + timedelta(hours=9)))
    assert window.forget(MORNING + timedelta(hours=3)) == ("ferry2",)
    assert "ferry0" in window


def test_a_window_that_moves_on_grows_no_further() -> None:
    made = [outline(one.report, DEFAULT) for one in make(5, 400, a_day=40)]
    window, fresh = Window(DEFAULT), Window(DEFAULT)
    sizes = []
    for number, one in enumerate(made):
        window.forget(one.moment - timedelta(days=2))
        window.add(one, window.place(one).story)
        if number in (199, 399):
            sizes.append(window._shelf._used)
    assert sizes[1] < 1.25 * sizes[0]
    for one in made[-len(window) :]:
        fresh.add(one, window.story(one.report))
    probe = outline(list(make(5, 401, a_day=40))[-1].report, DEFAULT)
    assert window.place(probe).rivals[:1] == fresh.place(probe).rivals[:1]


def test_what_is_forgotten_finds_no_new_reports() -> None:
    window = fed(*FERRIES[:2])
    assert window.forget(MORNING + timedelta(hours=2)) == ("ferry0", "ferry1")
    assert window.place(FERRIES[2]).story is None
    assert len(window) == 0


def test_a_repair_joins_what_is_one_story() -> None:
    window = Window(DEFAULT)
    for one in FERRIES:
        window.add(one, None)
    (first, second) = window.repair()
    assert stories(window) == {("ferry0", "ferry1", "ferry2")}
    assert {first.kind, second.kind} == {"merge"}
    assert first.into == second.into == content_id("s", "ferry0"), "the older story's id stays"
    assert {first.reports, second.reports} == {("ferry1",), ("ferry2",)}


def test_a_repair_parts_what_is_two_stories() -> None:
    window = Window(DEFAULT)
    for one in (*FERRIES, *POOLS):
        window.add(one, "s1")
    (change,) = window.repair()
    assert (change.kind, change.story, change.reports) == ("split", "s1", ("pool0", "pool1"))
    assert change.into == content_id("s", "pool0")
    assert stories(window) == {("ferry0", "ferry1", "ferry2"), ("pool0", "pool1")}


def test_a_report_in_the_wrong_story_is_moved() -> None:
    window = Window(DEFAULT)
    for one in (*FERRIES, POOLS[0]):
        window.add(one, "s1" if one in FERRIES else "s2")
    window.add(POOLS[1], "s1")
    (change,) = window.repair()
    assert (change.kind, change.story, change.into) == ("move", "s1", "s2")


def test_a_second_repair_finds_nothing_to_do() -> None:
    window = fed(*FERRIES, *POOLS)
    window.repair()
    assert window.repair() == ()


class TestWhatAUserDecided:
    def test_reports_kept_apart_are_not_placed_together(self) -> None:
        window = fed(*FERRIES, window=Window(DEFAULT, apart=[("ferry0", "ferry2")]))
        assert window.story("ferry0") != window.story("ferry2")

    def test_reports_put_together_are_placed_together(self) -> None:
        window = fed(*FERRIES, *POOLS, window=Window(DEFAULT, together=[("ferry0", "pool0")]))
        assert window.story("ferry0") == window.story("pool0")

    def test_a_repair_undoes_neither(self) -> None:
        window = fed(
            *FERRIES,
            *POOLS,
            window=Window(DEFAULT, together=[("pool0", "ferry0")], apart=[("ferry1", "ferry2")]),
        )
        window.repair()
        assert window.story("ferry0") == window.story("pool0")
        assert window.story("ferry1") != window.story("ferry2")

    def test_a_decision_made_later_is_carried_out_by_the_next_repair(self) -> None:
        window = fed(*FERRIES)
        window.decide(apart=[("ferry0", "ferry1")])
        window.repair()
        assert window.story("ferry0") != window.story("ferry1")
        window.decide(together=[("ferry0", "ferry1")])
        window.repair()
        assert window.story("ferry0") == window.story("ferry1")

    def test_chains_of_decisions_hold(self) -> None:
        pairs = [("ferry0", "pool0"), ("pool0", "pool1")]
        window = fed(*FERRIES, *POOLS, window=Window(DEFAULT, together=pairs))
        assert window.story("ferry0") == window.story("pool1")

    def test_a_pair_decided_both_ways_is_refused(self) -> None:
        with pytest.raises(UsageError, match="give only the later decision"):
            Window(DEFAULT, together=[("a", "b")], apart=[("b", "a")])


def test_a_report_is_added_once() -> None:
    window = fed(FERRIES[0])
    with pytest.raises(UsageError, match="in the window already"):
        window.add(FERRIES[0])


@pytest.mark.parametrize(
    "text", ["", "   ", "🚢" * 50, "a", "1 2 3", "word " * 5000, "“" * 1000, "’s ’s", "x" * 9000]
)
def test_ugly_texts_have_an_outline_and_a_story(text: str) -> None:
    window = fed(*FERRIES, sketch("ugly", text, hours=9))
    assert window.story("ugly") == content_id("s", "ugly")
    window.repair()
    assert window.story("ugly") == content_id("s", "ugly")


class TestOutline:
    def test_the_same_words_give_the_same_outline(self) -> None:
        assert sketch("a", FERRY[0]).terms == sketch("b", FERRY[0]).terms

    def test_a_long_report_takes_few_bytes(self) -> None:
        words = [f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(250)]
        long = sketch("a", " ".join(words + words))
        assert len(long.terms) + len(long.counts) <= 1500

    def test_first_seen_stands_in_for_a_missing_date(self) -> None:
        seen = outline(Report("a", "x"), DEFAULT, moment=MORNING)
        assert (seen.moment, seen.dated) == (MORNING, False)

    def test_numbers_and_number_words_are_one_term(self) -> None:
        assert sketch("a", "five boats").terms == sketch("b", "5 boats").terms

    def test_a_batch_is_fed_by_moment_then_id(self) -> None:
        late = replace(FERRIES[0], moment=MORNING + timedelta(days=1))
        assert in_order([late, POOLS[0], FERRIES[1]]) == [POOLS[0], FERRIES[1], late]
