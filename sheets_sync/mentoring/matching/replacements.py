"""Chains of replacements: whoever loses a place takes the next best one, and so on to a free one."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Combine = Callable[[Numbers, Numbers], Numbers]  # of a step and the rest of a chain: sum, or minimum
IMPOSSIBLE = np.int64(-(2**50))  # below every sum of weights, and still far from what int64 cannot hold
NO_COLUMN = -1


@dataclass(frozen=True)
class Chains:
    """For each row that is freed, its best chain, and the best one that ends elsewhere."""

    value: Numbers
    ends_at: Numbers  # the free column the best chain ends with, or NO_COLUMN
    second: Numbers


def best_chains(step: Numbers, ends: Numbers, columns: Numbers, combine: Combine) -> Chains:
    """Return the best chains by Bellman and Ford, all rows taking their next step at once.

    `step[k, l]` is what row k gains by taking the place of row l, and `ends[k, f]` what it gains
    by ending the chain at `columns[f]`. No circle of steps gains anything, or else the set of
    pairs was not the best one: then ValueError.
    """
    everyone = np.arange(len(ends))
    first = ends.argmax(axis=1)
    value, ends_at = ends[everyone, first], columns[first]
    for _ in range(len(ends) + 1):
        longer = combine(step, value)
        via = longer.argmax(axis=1)
        found = longer[everyone, via]
        better = found > value
        if not better.any():
            break
        value, ends_at = np.where(better, found, value), np.where(better, ends_at[via], ends_at)
    else:
        raise ValueError("chains of replacements without end: these pairs are not the best set")
    elsewhere = np.where(columns == ends_at[:, None], IMPOSSIBLE, ends).max(axis=1)
    return Chains(value, ends_at, _second_chains(step, value, ends_at, elsewhere, combine))


def _second_chains(
    step: Numbers, value: Numbers, ends_at: Numbers, second: Numbers, combine: Combine
) -> Numbers:
    same_end = np.equal.outer(ends_at, ends_at)
    while True:
        longer = combine(step, np.where(same_end, second, value)).max(axis=1)
        if not (longer > second).any():
            return second
        second = np.maximum(second, longer)
