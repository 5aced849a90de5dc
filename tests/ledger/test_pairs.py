"""Pairs of claims held as tables: in order, each once, looked up both ways."""

from __future__ import annotations

from sitrep.ledger.pairs import Pairs

#: claims 0 and 1 resemble each other much, 1 and 2 a little; 3 resembles nobody
FOUR = Pairs.of(4, [(2, 1, 0.3), (0, 1, 0.75)])


def test_pairs_come_in_order_with_the_earlier_claim_first() -> None:
    assert list(FOUR.rows()) == [(0, 1, 0.75), (1, 2, 0.3)]


def test_of_a_pair_given_twice_the_highest_counts() -> None:
    twice = Pairs.of(3, [(0, 1, 0.5), (1, 0, 0.75), (0, 1, 0.25)])
    assert list(twice.rows()) == [(0, 1, 0.75)]


def test_two_lists_are_one_with_the_higher_of_two_probabilities() -> None:
    copied = Pairs.of(4, [(1, 2, 0.75), (0, 3, 0.5)])
    assert list(FOUR.joined(copied).rows()) == [(0, 1, 0.75), (0, 3, 0.5), (1, 2, 0.75)]


def test_some_pairs_are_chosen_by_what_holds_of_them() -> None:
    assert list(FOUR.where(FOUR.probability > 0.5).rows()) == [(0, 1, 0.75)]


def test_claims_are_looked_up_both_ways_and_nobody_resembles_himself() -> None:
    assert FOUR.among([1, 0, 3]).tolist() == [[0, 0.75, 0], [0.75, 0, 0], [0, 0, 0]]
    assert FOUR.beside(1, [0, 1, 2, 3]) == [0.75, 0, 0.3, 0]
    assert FOUR.of_claim(1) == [0, 2]


def test_a_story_of_one_claim_has_no_pairs() -> None:
    lone = Pairs.of(1, [])
    assert list(lone.rows()) == []
    assert lone.among([0]).tolist() == [[0]]
