"""What it takes for somebody unmatched to get into the best set, decided without solving it again."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sheets_sync.mentoring.matching.matrix import Scores
from sheets_sync.mentoring.matching.pairs import FREE
from sheets_sync.mentoring.matching.pool import Objective
from sheets_sync.mentoring.matching.replacements import IMPOSSIBLE
from sheets_sync.mentoring.matching.sides import Side
from sheets_sync.mentoring.matching.solver import Allowed, Weighted, assign, weighted
from sheets_sync.mentoring.matching.worth import Width, Worth

Answers = NDArray[np.bool_]


@dataclass(frozen=True)
class Contest:
    """One side's best set, and the worth of the others whom its people would have to win."""

    side: Side
    objective: Objective

    def is_won_with(self, person: int, scores: Scores, allowed: Allowed) -> Answers:
        """Answer for each row of scores whether every best set matches the unmatched `person` with it."""
        won = self.worth_of_others.gain(self.weigh(scores, allowed)) > 0
        if self.objective == "nobody_left_behind":
            won |= self._worth_by_count.gain(allowed.astype(np.int64)) > 0
            above = self._worth_above_floor(person)
            if above:
                won |= above.gain((allowed & (scores > self.floor)).astype(np.int64)) > 0
        return won

    def needs_column(self, column: int, scores: Scores, allowed: Allowed) -> tuple[Answers, Answers]:
        """Answer for each newcomer's row whether every best set with them matches the free `column`.

        The second answer is whether that can only be told by solving again.
        """
        weights, worth = self.weigh(scores, allowed), self.worth_of_others
        raises = worth.gain(weights) > worth.gain_without(weights, column)
        if self.objective != "nobody_left_behind":
            return raises, np.zeros_like(raises)
        rows = np.where(allowed, scores, IMPOSSIBLE)
        lowest = np.minimum(self._width_of_others.lowest(rows), self.floor)
        without = np.minimum(self._width_of_others.lowest_without(rows, column), self.floor)
        alike = lowest == without
        unsure = alike & (lowest >= 0) & (lowest < self.floor)
        return (lowest > without) | (alike & (lowest == self.floor) & raises), unsure

    def weigh(self, scores: Scores, allowed: Allowed) -> Weighted:
        """Return the weights of rows as the best set was found by, with room for one person more."""
        most = min(self.side.scores.shape) + 1
        return weighted(scores, allowed & (scores >= self.floor), self.objective, most)

    @cached_property
    def floor(self) -> int:
        """Return the lowest score that counts: the best set's own where nobody is left behind."""
        if self.objective != "nobody_left_behind":
            return 0
        return min((int(self.side.scores[pair]) for pair in self.side.found), default=0)

    @cached_property
    def worth_of_others(self) -> Worth:
        """Return what each of the others is worth to the best set."""
        return Worth.of(self.weigh(self.side.scores, self._allowed), self.side.found)

    @property
    def _allowed(self) -> Allowed:
        allowed: Allowed = self.side.bars == FREE
        return allowed

    @cached_property
    def _worth_by_count(self) -> Worth:
        return Worth.of(self._allowed.astype(np.int64), self.side.found)

    @cached_property
    def _width_of_others(self) -> Width:
        return Width.of(np.where(self._allowed, self.side.scores, IMPOSSIBLE), self.side.found)

    def _worth_above_floor(self, person: int) -> Worth | None:
        """Return the worth of the others without `person` if all but one pair can be above the floor."""
        weights, found, worth = self._above_floor
        if person in dict(found):
            weights = weights.copy()
            weights[person] = 0
            found = assign(weights)
            worth = Worth.of((weights > 0).astype(np.int64), found)
        return worth if len(found) == len(self.side.found) - 1 else None

    @cached_property
    def _above_floor(self) -> Any:
        """The most pairs above the floor, with as few unmatched people as possible."""
        matched = np.zeros(len(self.side.people), dtype=np.int64)
        matched[list(self.side.partner)] = 1
        above = self._allowed & (self.side.scores > self.floor)
        weights = above * (matched + 1 + min(above.shape))[:, None]
        found = assign(weights)
        return weights, found, Worth.of(above.astype(np.int64), found)
