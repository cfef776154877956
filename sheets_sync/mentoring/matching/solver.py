"""The best set of pairs: exact, by one of three objectives."""

import numpy as np
from numpy.typing import NDArray

from sheets_sync.mentoring.matching.matrix import Scores
from sheets_sync.mentoring.matching.pool import Objective
from sheets_sync.mentoring.matching.scores import BEST

Allowed = NDArray[np.bool_]
Weighted = NDArray[np.int64]  # 0 where a pair is not allowed, else at least 1
Found = list[tuple[int, int]]  # pairs as row and column, in the order of rows


def best_set(scores: Scores, allowed: Allowed, objective: Objective) -> Found:
    """Return the best set of allowed pairs as (row, column).

    most_pairs: most pairs, then the highest total. best_fit: the highest total, then most pairs.
    nobody_left_behind: most pairs, then the highest lowest score, then the highest total.

    >>> scores = np.array([[900, 800], [850, 100]])
    >>> allowed = np.array([[True, True], [True, False]])
    >>> best_set(scores, allowed, "most_pairs")
    [(0, 1), (1, 0)]
    """
    if objective == "nobody_left_behind":
        allowed = allowed & (scores >= highest_floor(scores, allowed))
    return assign(weighted(scores, allowed, objective, min(scores.shape)))


def weighted(scores: Scores, allowed: Allowed, objective: Objective, most: int) -> Weighted:
    """Return one whole number for each pair, so that sums of up to `most` order sets of pairs
    as the objective does.
    """
    points = scores.astype(np.int64)
    points = points * (most + 1) + 1 if objective == "best_fit" else points + BEST * most + 1
    return np.where(allowed, points, 0)


def assign(weights: Weighted) -> Found:
    """Return the pairs with the highest total weight.

    A pair that is not allowed weighs 0, which is what staying unmatched is worth: so the problem
    can always be solved, and whoever is given such a pair stays unmatched without a loss.
    """
    from scipy.optimize import linear_sum_assignment

    # the solver adds and subtracts floating point numbers, which are exact below 2**53
    assert int(weights.max(initial=0)) * (min(weights.shape) + 1) < 2**53
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [(int(i), int(j)) for i, j, w in zip(rows, columns, weights[rows, columns], strict=True) if w]


def most_pairs(allowed: Allowed) -> int:
    """Return how many pairs can be made at most."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    if not allowed.any():
        return 0
    return int((maximum_bipartite_matching(csr_array(allowed)) >= 0).sum())


def highest_floor(scores: Scores, allowed: Allowed) -> int:
    """Return the highest lowest score that a set of the most pairs can have."""
    most, levels = most_pairs(allowed), np.unique(scores[allowed])
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if most_pairs(allowed & (scores >= levels[middle])) == most:
            low = middle
        else:
            high = middle - 1
    return int(levels[low]) if len(levels) else 0
