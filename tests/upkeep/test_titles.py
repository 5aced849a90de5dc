"""What a story is called before anybody asked for its brief."""

from __future__ import annotations

from sitrep.upkeep import LedgerKeeper
from tests.upkeep.keeping import FERRY_WIRE, report


def test_a_story_of_reports_without_titles_is_called_by_its_first_words(
    keeper: LedgerKeeper,
) -> None:
    keeper.add([report("  The dam of Kell \n broke on Monday.", "Post", 0)])
    (card,) = keeper.stories()
    assert card.title == "The dam of Kell broke on Monday."


def test_a_long_opening_is_cut_between_words(keeper: LedgerKeeper) -> None:
    keeper.add([report("The dam of Kell broke on Monday. " * 40, "Post", 0)])
    (card,) = keeper.stories()
    assert card.title.startswith("The dam of Kell broke")
    assert card.title.endswith(" …")
    assert len(card.title) <= 92


def test_a_title_is_kept_as_it_is(keeper: LedgerKeeper) -> None:
    keeper.add([report(FERRY_WIRE, "Wire", 0, title="Ferry aground")])
    (card,) = keeper.stories()
    assert card.title == "Ferry aground"
