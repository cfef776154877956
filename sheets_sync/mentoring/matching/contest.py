"""What it takes for somebody unmatched to get into the best set, decided without solving it again."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sheets_sync.mentoring.matching.level import Answers, Level
from sheets_sync.mentoring.matching.matrix import Scores
from sheets_sync.mentoring.matching.pairs import FREE
from sheets_sync.mentoring.matching.pool import Objective
from sheets_sync.mentoring.matching.replacements import IMPOSSIBLE
from sheets_sync.mentoring.matching.sides import Side
from sheets_sync.mentoring.matching.solver import Allowed, Weighted, assign, weighted
from sheets_sync.mentoring.matching.worth import Width, Worth


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

    def needs_column(self, column: int, scores: Scores, allowed: Allowed) -> Answers:
        """Answer for each newcomer's row whether every best set with them matches the free `column`."""
        if self.objective != "nobody_left_behind":
            return self._level(self.floor).misses(column, self.weigh(scores, allowed))
        rows = np.where(allowed, scores, IMPOSSIBLE)  # a newcomer with a row here makes one pair more
        lowest = np.minimum(self._width_of_others.lowest(rows), self.floor)
        without = np.minimum(self._width_of_others.lowest_without(rows, column), self.floor)
        needed: Answers = lowest > without
        for floor in np.unique(lowest[(lowest == without) & (lowest >= 0)]):
            alike = (lowest == without) & (lowest == floor)
            weights = self._weigh_at(int(floor), scores[alike], allowed[alike])
            needed[alike] = self._level(int(floor)).misses(column, weights)
        return needed

    def weigh(self, scores: Scores, allowed: Allowed) -> Weighted:
        """Return the weights of rows as the best set was found by, with room for one person more."""
        return self._weigh_at(self.floor, scores, allowed)

    def _weigh_at(self, floor: int, scores: Scores, allowed: Allowed) -> Weighted:
        most = min(self.side.scores.shape) + 1
        return weighted(scores, allowed & (scores >= floor), self.objective, most)

    def _level(self, floor: int) -> Level:
        """Return the best set of pairs that score at least `floor`."""
        if floor not in self._levels:
            weights = self._weigh_at(floor, self.side.scores, self._allowed)
            found = self.side.found if floor == self.floor else assign(weights)
            self._levels[floor] = Level(weights, found)
        return self._levels[floor]

    @cached_property
    def _levels(self) -> dict[int, Level]:
        return {}

    @cached_property
    def floor(self) -> int:
        """Return the lowest score that counts: the best set's own where nobody is left behind."""
        if self.objective != "nobody_left_behind":
            return 0
        return min((int(self.side.scores[pair]) for pair in self.side.found), default=0)

    @cached_property
    def worth_of_others(self) -> Worth:
        """Return what each of the others is worth to the best set."""
        return self._level(self.floor).worth

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
        level, people = self._above_floor
        if len(level.found) < len(self.side.found) - 1:
            return None
        if person not in people:
            return level.worth
        weights = level.weights.copy()
        weights[person] = 0
        without = Level(weights, assign(weights))
        return without.worth if len(without.found) == len(level.found) else None

    @cached_property
    def _above_floor(self) -> tuple[Level, frozenset[int]]:
        """The most pairs above the floor, with as few unmatched people as possible, and its people."""
        matched = np.zeros(len(self.side.people), dtype=np.int64)
        matched[list(self.side.partner)] = 1
        above = (self._allowed & (self.side.scores > self.floor)).astype(np.int64)
        found = assign(above * (matched + 1 + min(above.shape))[:, None])
        return Level(above, found), frozenset(person for person, _ in found)
