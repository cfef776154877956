"""The best set of the pairs that score at least so much, and who would be missed in it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sheets_sync.mentoring.matching.solver import Found, Weighted, assign
from sheets_sync.mentoring.matching.worth import Worth

Answers = NDArray[np.bool_]


@dataclass(frozen=True)
class Level:
    """A table of weights and the set of pairs with the highest total."""

    weights: Weighted
    found: Found

    @cached_property
    def worth(self) -> Worth:
        """Return what each column is worth."""
        return Worth.of(self.weights, self.found)

    def misses(self, column: int, rows: Weighted) -> Answers:
        """Answer for each new row whether the best total with it is lower without `column`."""
        gain = self.worth.gain(rows)
        if column not in self._taken:
            return gain > self.worth.gain_without(rows, column)
        best = total(self.weights, self.found) + gain
        return np.array([best[n] > self._best_without(column, row) for n, row in enumerate(rows)], dtype=bool)

    @cached_property
    def _taken(self) -> frozenset[int]:
        return frozenset(column for _, column in self.found)

    def _best_without(self, column: int, row: Weighted) -> int:
        weights = np.delete(np.vstack([self.weights, row]), column, axis=1)
        return total(weights, assign(weights))


def total(weights: Weighted, found: Found) -> int:
    """Return the sum of the weights of the pairs."""
    return sum(int(weights[pair]) for pair in found)
