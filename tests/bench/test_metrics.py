"""The measures on groupings and rankings small enough to be worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bench import metrics


def test_one_group_for_two_events_costs_precision() -> None:
    """Four reports of two events, all in one group: each report shares it with two strangers."""
    gold = {"a": 1, "b": 1, "c": 2, "d": 2}
    together = dict.fromkeys(gold, "all")
    assert metrics.bcubed(gold, together) == pytest.approx(100 * 2 / 3)
    assert metrics.pairwise(gold, together) == pytest.approx(100 * 2 * 2 / (6 + 2))
    assert metrics.bcubed(gold, gold) == metrics.conll(gold, gold) == pytest.approx(100)


def test_what_is_not_predicted_stands_alone() -> None:
    gold = {"a": 1, "b": 1}
    assert metrics.bcubed(gold, {"a": 7}) == pytest.approx(100 * 2 / 3)
    assert metrics.muc(gold, {}) == 0


def test_ceafe_pairs_each_group_with_one() -> None:
    """{a b} {c} against {a} {b c}: the best pairing is 2/3 + 2/3 of two groups a side."""
    gold, guess = {"a": 1, "b": 1, "c": 2}, {"a": 1, "b": 2, "c": 2}
    assert metrics.ceafe(gold, guess) == pytest.approx(100 * (2 / 3 + 2 / 3) / 2)


def test_auc_counts_ties_one_half() -> None:
    assert metrics.auc([1, 0], [2.0, 1.0]) == 100
    assert metrics.auc([1, 0], [1.0, 1.0]) == 50
    assert metrics.auc([1, 0, 0], [1.0, 2.0, 0.0]) == 50
    assert str(metrics.auc([1, 1], [1.0, 2.0])) == "nan"


def test_balanced_accuracy_does_not_reward_the_common_answer() -> None:
    assert metrics.balanced_accuracy([(1, 1), (1, 1), (1, 1), (0, 1)]) == 50


def test_macro_f1_counts_each_label_once() -> None:
    pairs = [("war", "war"), ("war", "war"), ("peace", "war")]
    assert metrics.macro_f1(pairs) == pytest.approx((80 + 0) / 2)


def test_the_interval_holds_the_figure_and_is_the_same_for_a_seed() -> None:
    values = [float(n % 10) for n in range(50)]

    def mean(places: Sequence[int]) -> dict[str, float]:
        return {"mean": sum(values[at] for at in places) / len(places)}

    low, high = metrics.interval(len(values), mean, seed=1)["mean"]
    assert low < 4.5 < high
    assert (low, high) == metrics.interval(len(values), mean, seed=1)["mean"]
