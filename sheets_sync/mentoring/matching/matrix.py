"""The scores of all pairs at once: the rule of `scores.score`, in whole numbers of numpy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sheets_sync.mentoring.matching.pool import Candidate, Weights
from sheets_sync.mentoring.matching.scores import BEST, rubric_part, ways_to_meet, whole_numbers
from sheets_sync.mentoring.matching.topics import rank_points

_UNIT = 2520  # stays whole when divided by 2 or by the points of a whole list: 5, 9, 12, 14, 15
_PAIRS_AT_ONCE = 1 << 17

Scores = NDArray[np.int16]
Counts = NDArray[np.int8]
Codes = NDArray[np.int32]
People = Sequence[Candidate]


@dataclass(frozen=True)
class Coded:
    """Mentors or mentees as numbers, one row a person."""

    points: NDArray[np.float32]  # by topic; small whole numbers, whose matrix product is exact and fast
    listed: NDArray[np.float32]  # 1 where the topic is on the list
    unit: NDArray[np.int64]  # what one point of the person's list is worth
    sites: Codes  # 0 where blank
    departments: Codes
    meets: Codes
    rubric_top: NDArray[Any]  # numerators and denominators, of any size
    rubric_bottom: NDArray[Any]

    def __getitem__(self, rows: slice) -> "Coded":
        """Return some of the people."""
        return Coded(*(getattr(self, field.name)[rows] for field in fields(self)))


@dataclass(frozen=True)
class Scorer:
    """The rule of the score, with every topic and place of a pool numbered."""

    weights: tuple[int, ...]
    topics: Mapping[str, int]  # to columns
    places: Mapping[str, int]  # sites and departments, to codes from 1

    @classmethod
    def of(cls, people: People, weights: Weights) -> "Scorer":
        """Return the scorer for these people, whose topics are all the topics there are."""
        topics = sorted({topic for person in people for topic in person.topics})
        places = sorted({place for person in people for place in (person.site, person.department) if place})
        return cls(
            whole_numbers(weights),
            {topic: column for column, topic in enumerate(topics)},
            {place: code for code, place in enumerate(places, start=1)},
        )

    def code(self, people: People) -> Coded:
        """Return the people as numbers."""
        points = np.zeros((len(people), len(self.topics)), dtype=np.float32)
        for row, person in enumerate(people):
            for topic, value in rank_points(person.topics).items():
                points[row, self.topics[topic]] = value
        parts = [rubric_part(person) for person in people]
        return Coded(
            points,
            (points > 0).astype(np.float32),
            _UNIT // np.maximum(points.sum(axis=1).astype(np.int64), 1),
            _codes([self.places.get(person.site or "", 0) for person in people]),
            _codes([self.places.get(person.department or "", 0) for person in people]),
            _codes([ways_to_meet(person) for person in people]),
            np.array([part.numerator for part in parts], dtype=object),
            np.array([part.denominator for part in parts], dtype=object),
        )

    def score(self, mentors: Coded, mentees: Coded) -> tuple[Scores, Counts]:
        """Return each pair's score and number of shared topics, by mentor and mentee."""
        shape = len(mentors.points), len(mentees.points)
        scores, shared = np.zeros(shape, dtype=np.int16), np.zeros(shape, dtype=np.int8)
        for block in _blocks(*shape):
            rows = mentors[block]
            shared[block] = rows.listed @ mentees.listed.T
            scores[block] = _scores(rows, mentees, self.weights)
        return scores, shared


def _scores(mentors: Coded, mentees: Coded, weights: tuple[int, ...]) -> NDArray[Any]:
    """Return floor(1000 × Σ weight × component ÷ Σ weight + ½) over each row's common denominator."""
    total = sum(weights) or 1
    whole = _UNIT * total * mentors.rubric_bottom
    rubric = weights[2] * _UNIT * mentors.rubric_top
    fits = 8 * BEST * max(whole, default=1) < 2**63
    kind: type = np.int64 if fits else object  # slower, but exact at any size
    scores: NDArray[Any] = _units_without_rubric(mentors, mentees, weights).astype(kind)
    scores *= (2 * BEST * mentors.rubric_bottom).astype(kind)[:, None]
    scores += (2 * BEST * rubric + whole).astype(kind)[:, None]
    scores //= (2 * whole).astype(kind)[:, None]
    return scores


def _units_without_rubric(mentors: Coded, mentees: Coded, weights: tuple[int, ...]) -> NDArray[np.int64]:
    """Return Σ weight × component, without the rubric's, in units of 1/2520."""
    assert sum(weights) * _UNIT < 2**53  # whole numbers in floating point, for the fast matrix product
    of_mentors = mentors.points * (weights[1] * mentors.unit)[:, None]
    of_mentees = mentees.points * (weights[0] * mentees.unit)[:, None]
    units = np.hstack([mentors.listed, of_mentors]) @ np.hstack([of_mentees, mentees.listed]).T
    units += weights[3] * _UNIT // 2 * _halves(mentors.sites, mentees.sites, np.equal)
    units += weights[4] * _UNIT // 2 * _halves(mentors.departments, mentees.departments, np.not_equal)
    units += weights[5] * _UNIT // 2 * _halves(mentors.meets, mentees.meets, np.bitwise_and)
    return units.astype(np.int64)


def _halves(left: Codes, right: Codes, compare: np.ufunc) -> NDArray[np.float64]:
    """Return 2 where the comparison holds, 0 where not, 1 where either is blank."""
    halves = 2.0 * compare.outer(left, right).astype(bool)
    halves[left == 0] = 1
    halves[:, right == 0] = 1
    return halves


def _codes(values: list[int]) -> Codes:
    return np.array(values, dtype=np.int32)


def _blocks(rows: int, columns: int) -> Iterator[slice]:
    step = max(1, _PAIRS_AT_ONCE // max(1, columns))
    yield from (slice(start, start + step) for start in range(0, rows, step))
