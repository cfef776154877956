"""What each place in the best set is worth to those who have none."""

from dataclasses import dataclass

import numpy as np

from sheets_sync.mentoring.matching.replacements import IMPOSSIBLE, NO_COLUMN, Numbers, best_chains
from sheets_sync.mentoring.matching.solver import Found, Weighted


@dataclass(frozen=True)
class Worth:
    """How much a best set of the highest total weight loses without each column.

    The losses are the highest dual prices of the assignment.
    """

    loss: Numbers
    second: Numbers  # the loss where the column that steps in at last is gone too
    steps_in: Numbers  # that column, free in the best set (a free one is its own), or NO_COLUMN

    @classmethod
    def of(cls, weights: Weighted, found: Found) -> "Worth":
        """Return the worth of each column to the best set `found` by these weights."""
        loss = np.zeros(weights.shape[1], dtype=np.int64)
        second, steps_in = loss.copy(), np.arange(len(loss))
        if found:
            rows, columns, free = _places(weights, found)
            offers, own = np.where(weights > 0, weights, IMPOSSIBLE), weights[rows, columns]
            unmatched = np.zeros((len(rows), 1), dtype=np.int64)  # staying so costs and gains nothing
            ends = np.hstack([offers[np.ix_(rows, free)], unmatched])
            chains = best_chains(
                offers[np.ix_(rows, columns)] - own, ends, np.append(free, NO_COLUMN), np.add
            )
            loss[columns], second[columns] = own - chains.value, own - chains.second
            steps_in[columns] = chains.ends_at
        return cls(loss, second, steps_in)

    def gain(self, rows: Weighted) -> Numbers:
        """Return how much better the best set would be with each of `rows` new, or in place of a
        row that is unmatched: above 0 exactly where every best set then matches it.
        """
        return _best_offer(rows, self.loss)

    def gain_without(self, rows: Weighted, column: int) -> Numbers:
        """Return `gain` as it would be without the free `column`: less exactly where every best
        set with the new row matches the column.
        """
        loss = np.where(self.steps_in == column, self.second, self.loss)
        loss[column] = -IMPOSSIBLE
        return _best_offer(rows, loss)

    def last_column(self, row: Numbers) -> int | None:
        """Return the column, free so far, that is matched thanks to a new row, if there is one."""
        taken = int(np.where(row > 0, row - self.loss, IMPOSSIBLE).argmax())
        steps_in = int(self.steps_in[taken])
        return None if steps_in == NO_COLUMN else steps_in


@dataclass(frozen=True)
class Width:
    """How low a score one must accept to make one pair more, by who gives up which column."""

    width: Numbers
    second: Numbers
    steps_in: Numbers

    @classmethod
    def of(cls, scores: Numbers, found: Found) -> "Width":
        """Return the highest lowest score of the replacements for each column.

        `scores` are IMPOSSIBLE where a pair is not allowed; `found` are as many pairs as can be made.
        """
        width = np.full(scores.shape[1], -IMPOSSIBLE)  # nobody needs a replacement in a free column
        second, steps_in = width.copy(), np.full_like(width, NO_COLUMN)
        if found:
            rows, columns, free = _places(scores, found)
            ends = np.hstack([scores[np.ix_(rows, free)], np.full((len(rows), 1), IMPOSSIBLE)])
            chains = best_chains(scores[np.ix_(rows, columns)], ends, np.append(free, NO_COLUMN), np.minimum)
            width[columns], second[columns] = chains.value, chains.second
            steps_in[columns] = chains.ends_at
        return cls(width, second, steps_in)

    def lowest(self, rows: Numbers) -> Numbers:
        """Return the highest lowest score among the pairs that change if each row joins."""
        return _widest(rows, self.width)

    def lowest_without(self, rows: Numbers, column: int) -> Numbers:
        """Return `lowest` as it would be without the free `column`."""
        width = np.where(self.steps_in == column, self.second, self.width)
        width[column] = IMPOSSIBLE
        return _widest(rows, width)


def _places(table: Numbers, found: Found) -> tuple[Numbers, Numbers, Numbers]:
    """Return the matched rows, their columns, and the free columns."""
    rows, columns = (np.array(side) for side in zip(*found, strict=True))
    return rows, columns, np.setdiff1d(np.arange(table.shape[1]), columns)


def _best_offer(rows: Weighted, loss: Numbers) -> Numbers:
    best: Numbers = np.where(rows > 0, rows - loss, IMPOSSIBLE).max(axis=1, initial=0)
    return best


def _widest(rows: Numbers, width: Numbers) -> Numbers:
    widest: Numbers = np.minimum(rows, width).max(axis=1, initial=IMPOSSIBLE)
    return widest
