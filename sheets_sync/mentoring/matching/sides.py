"""The pool and its best set as the mentors see them, and as the mentees do."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np

from sheets_sync.mentoring.matching.matrix import Counts, Scores
from sheets_sync.mentoring.matching.pairs import FREE, Bars, Pairs
from sheets_sync.mentoring.matching.pool import Candidate, Role
from sheets_sync.mentoring.matching.solver import Found

_T = TypeVar("_T")


@dataclass(frozen=True)
class Side:
    """One role's people (rows), whom they could meet (columns), and whom they are given."""

    role: Role
    people: tuple[Candidate, ...]
    others: tuple[Candidate, ...]
    scores: Scores
    shared: Counts
    bars: Bars
    found: Found  # as person and other

    @cached_property
    def partner(self) -> dict[int, int]:
        """Return the other each matched person is given, by numbers."""
        return dict(self.found)

    @cached_property
    def partner_of_other(self) -> dict[int, int]:
        """Return the person each matched other is given, by numbers."""
        return {other: person for person, other in self.found}

    @property
    def unmatched(self) -> list[int]:
        """Return the numbers of the people the best set leaves out."""
        return [person for person in range(len(self.people)) if person not in self.partner]

    def possible(self, person: int) -> list[int]:
        """Return whom the person may be matched with, the best fit first."""
        others = np.flatnonzero(self.bars[person] == FREE)
        order = np.argsort(-self.scores[person, others], kind="stable")
        return [int(other) for other in others[order]]

    def as_pair(self, person: _T, other: _T) -> tuple[_T, _T]:
        """Return what belongs to a person and to an other in the order mentor, mentee."""
        return (person, other) if self.role == "mentor" else (other, person)


def as_mentors_see(pairs: Pairs, found: Found) -> Side:
    """Return the pairs with a row for each mentor."""
    pool = pairs.pool
    return Side("mentor", pool.mentors, pool.mentees, pairs.scores, pairs.shared, pairs.bars, found)


def as_mentees_see(pairs: Pairs, found: Found) -> Side:
    """Return the pairs with a row for each mentee."""
    turned = sorted((mentee, mentor) for mentor, mentee in found)
    pool, tables = pairs.pool, (pairs.scores.T, pairs.shared.T, pairs.bars.T)
    return Side("mentee", pool.mentees, pool.mentors, *tables, turned)
