"""The best set of pairs, against every other set there is."""

from random import Random

import numpy as np
import pytest
from mentoring.small_pools import OBJECTIVES, PROGRAMS, best_quality, quality

from sheets_sync.mentoring.matching.solver import assign, best_set
from sheets_sync.mentoring.matching.worth import Worth

__ = None  # a pair that is not allowed


def solved(objective, *rows):
    """Return the best set for rows of scores."""
    scores = np.array([[score or 0 for score in row] for row in rows], dtype=np.int16)
    return best_set(scores, np.array([[score is not None for score in row] for row in rows]), objective)


def test_more_pairs_come_before_a_better_one():
    assert solved("most_pairs", [990, 10], [20, __]) == [(0, 1), (1, 0)]


def test_best_fit_prefers_one_better_pair_to_two():
    assert solved("best_fit", [990, 10], [20, __]) == [(0, 0)]


def test_best_fit_still_makes_every_pair_that_costs_nothing():
    assert solved("best_fit", [500, 0], [__, 0]) == [(0, 0), (1, 1)]


def test_nobody_left_behind_lifts_the_lowest_score_at_the_cost_of_the_total():
    assert solved("most_pairs", [900, 500], [600, 100]) == [(0, 1), (1, 0)]
    assert solved("most_pairs", [900, 300], [350, 100]) == [(0, 0), (1, 1)]
    assert solved("nobody_left_behind", [900, 300], [350, 100]) == [(0, 1), (1, 0)]


def test_nobody_left_behind_never_gives_up_a_pair_for_a_higher_lowest_score():
    assert solved("nobody_left_behind", [900, 1], [2, __]) == [(0, 1), (1, 0)]


def test_a_barred_pair_does_not_cost_anybody_their_place():
    assert solved("most_pairs", [1000, 400], [__, 1000], [__, __]) == [(0, 0), (1, 1)]


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0), (2, 3)])
def test_nobody_to_match_gives_no_pairs(shape):
    for objective in OBJECTIVES:
        assert best_set(np.zeros(shape, dtype=np.int16), np.zeros(shape, dtype=bool), objective) == []


def some_problems(count, most=4):
    for seed in range(count):
        random = np.random.default_rng(seed)
        shape = random.integers(0, most + 1, 2)
        scores = random.choice([random.integers(0, 6, shape), random.integers(0, 1001, shape)]).astype(
            np.int16
        )
        yield seed, scores, random.random(shape) < random.choice([0.3, 0.6, 0.9])


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_no_set_of_pairs_is_better(objective):
    for seed, scores, allowed in some_problems(max(PROGRAMS, 2_000)):
        found = best_set(scores, allowed, objective)
        assert all(allowed[pair] for pair in found), seed
        assert quality(scores, found, objective) == best_quality(scores, allowed, objective), seed


def best_total(weights):
    return best_quality(weights, weights > 0, "best_fit")[0]


def test_the_worth_of_a_column_is_the_loss_without_it():
    for seed, scores, allowed in some_problems(PROGRAMS):
        weights = np.where(allowed, scores.astype(np.int64) + 1, 0)
        worth = Worth.of(weights, assign(weights))
        total = best_total(weights)
        for column in range(weights.shape[1]):
            without = weights.copy()
            without[:, column] = 0
            assert worth.loss[column] == total - best_total(without), seed


def test_pairs_that_are_not_the_best_set_have_no_worth():
    weights = np.array([[1, 9], [9, 1]])
    with pytest.raises(ValueError, match="not the best set"):
        Worth.of(weights, [(0, 0), (1, 1)])


def test_the_gain_of_a_new_row_is_known_with_and_without_a_free_column():
    for seed, scores, allowed in some_problems(PROGRAMS):
        weights = np.where(allowed, scores.astype(np.int64) + 1, 0)
        found = assign(weights)
        worth, total = Worth.of(weights, found), best_total(weights)
        row = np.array(
            [Random(seed + n).choice([0, 2, 5, 900]) for n in range(weights.shape[1])], dtype=np.int64
        )
        assert worth.gain(row[None, :])[0] == best_total(np.vstack([weights, row])) - total
        for column in set(range(weights.shape[1])) - {c for _, c in found}:
            without = np.vstack([weights, row])
            without[:, column] = 0
            assert worth.gain_without(row[None, :], column)[0] == best_total(without) - total, seed
