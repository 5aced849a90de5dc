"""Parts and figures of the sets, on rows whose right answer is plain."""

from __future__ import annotations

import pytest
from bench.times_alike import same_time

from bench import scores, scores_stories


@pytest.mark.parametrize(
    ("guess", "gold", "same"),
    [
        ("2024-03-12", "2024-03-12", True),
        ("2024-03", "2024-03-01/2024-03-31", True),
        ("2024-Q1", "2024-01/2024-03", True),
        ("2024-W11", "2024-03-11/2024-03-17", True),
        ("202X", "2020/2029", True),
        ("present_ref", "PRESENT_REF", True),
        ("2024-03-12T09:00", "2024-03-12", False),
        ("2024-13", "2024", False),
        (None, "2024", False),
    ],
)
def test_values_are_the_same_as_strings_or_as_days(guess: object, gold: str, same: bool) -> None:
    assert same_time(guess, [gold]) is same


def test_a_quotation_is_found_when_half_of_it_is_and_its_speaker_when_they_touch() -> None:
    gold = {
        "attributions": [
            {"content": [[0, 10]], "source": [[12, 17]], "directness": "direct"},
            {"content": [[20, 30]], "source": [[32, 37]], "directness": "direct"},
        ]
    }
    guess = {
        "attributions": [
            {"content": [[0, 8]], "source": [[15, 17]]},
            {"content": [[28, 30]], "source": [[32, 37]]},
        ]
    }
    figures = scores.attribution_figures([scores.attributions(gold, guess)])
    assert figures["quotes found"] == 50
    assert figures["speaker right"] == 100
    assert figures["content exact F1"] == 0


def test_figures_add_up_over_documents() -> None:
    gold = {"quantities": [{"start": 0, "end": 3, "value": "300"}]}
    right = {"quantities": [{"start": 0, "end": 3, "value": 300.0}]}
    parts = [scores.quantities(gold, right), scores.quantities(gold, {})]
    assert scores.quantity_figures(parts)["overlap and value F1"] == pytest.approx(100 * 2 / 3)


def test_days_and_authors_of_pages_count_where_they_are_known() -> None:
    gold = {"with": [], "without": [], "date": "2024-03-12", "author": ["Ana Ruiz", "Lee Ono"]}
    parts = [
        scores.segments(gold, {"date": "2024-03-12", "author": "ana ruiz"}),
        scores.segments(gold, {"date": "2024-03-13", "author": None}),
        scores.segments({"with": [], "without": []}, {"date": "2024-03-12"}),
    ]
    figures = scores.page_figures(parts)
    assert (figures["date right"], figures["author right"]) == (50, 50)


def test_nothing_predicted_is_nothing_found() -> None:
    gold = {"timex": [{"start": 0, "end": 6, "type": "DATE", "value": "2024-05-06"}]}
    assert scores.time_figures([scores.times(gold, {})])["value F1"] == 0


def test_a_toll_is_right_only_whole() -> None:
    gold = {"killed": 2, "injured": 3}
    parts = [
        scores_stories.toll(gold, {"killed": 2, "injured": 3}),
        scores_stories.toll(gold, {"killed": 2, "injured": 0}),
    ]
    figures = scores_stories.toll_figures(parts)
    assert (figures["both exact"], figures["killed exact"]) == (50, 100)
