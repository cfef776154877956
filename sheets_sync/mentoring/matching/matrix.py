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
People = Sequence[Candidate]


@dataclass(frozen=True)
class Coded:
    """Mentors or mentees as numbers, one row a person."""

    points: NDArray[np.float32]  # by topic; small whole numbers, whose matrix product is exact and fast
    listed: NDArray[np.float32]  # 1 where the topic is on the list
    unit: NDArray[np.int64]  # what one point of the person's list is worth
    sites: NDArray[np.int64]  # as codes, 0 where blank
    departments: NDArray[np.int64]
    meets: NDArray[np.int64]
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
            _numbers([self.places.get(person.site or "", 0) for person in people]),
            _numbers([self.places.get(person.department or "", 0) for person in people]),
            _numbers([ways_to_meet(person) for person in people]),
            np.array([part.numerator for part in parts], dtype=object),
            np.array([part.denominator for part in parts], dtype=object),
        )

    def score(self, mentors: Coded, mentees: Coded) -> tuple[Scores, Counts]:
        """Return each pair's score and number of shared topics, by mentor and mentee."""
        shape = len(mentors.points), len(mentees.points)
        scores, shared = np.zeros(shape, dtype=np.int16), np.zeros(shape, dtype=np.int8)
        for block in _blocks(*shape):
            shared[block] = mentors.listed[block] @ mentees.listed.T
            scores[block] = _scores(mentors[block], mentees, self.weights)
        return scores, shared


def _scores(mentors: Coded, mentees: Coded, weights: tuple[int, ...]) -> NDArray[Any]:
    """Return floor(1000 × Σ weight × component ÷ Σ weight + ½) over each row's common denominator."""
    top, bottom = mentors.rubric_top[:, None], mentors.rubric_bottom[:, None]
    total = sum(weights) or 1
    fits = 8 * BEST * _UNIT * total * max(bottom.flat, default=1) < 2**63
    kind: type = np.int64 if fits else object  # slower, but exact at any size
    units: NDArray[Any] = _units_without_rubric(mentors, mentees, weights).astype(kind)
    units = units * bottom.astype(kind) + (weights[2] * _UNIT * top).astype(kind)
    whole: NDArray[Any] = (_UNIT * total * bottom).astype(kind)
    rounded: NDArray[Any] = (2 * BEST * units + whole) // (2 * whole)
    return rounded


def _units_without_rubric(mentors: Coded, mentees: Coded, weights: tuple[int, ...]) -> NDArray[np.int64]:
    """Return Σ weight × component, without the rubric's, in units of 1/2520."""
    of_mentees = (mentors.listed @ mentees.points.T).astype(np.int64)
    of_mentors = (mentors.points @ mentees.listed.T).astype(np.int64)
    halves = (
        weights[3] * _halves(mentors.sites, mentees.sites, np.equal)
        + weights[4] * _halves(mentors.departments, mentees.departments, np.not_equal)
        + weights[5] * _halves(mentors.meets, mentees.meets, np.bitwise_and)
    )
    units: NDArray[np.int64] = of_mentees * (weights[0] * mentees.unit)
    units += of_mentors * (weights[1] * mentors.unit)[:, None]
    units += halves * (_UNIT // 2)
    return units


def _halves(left: NDArray[np.int64], right: NDArray[np.int64], compare: np.ufunc) -> NDArray[np.int64]:
    """Return 2 where the comparison holds, 0 where not, 1 where either is blank."""
    blank = np.logical_or.outer(left == 0, right == 0)
    return np.where(blank, 1, 2 * compare.outer(left, right).astype(bool))


def _numbers(values: list[int]) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)


def _blocks(rows: int, columns: int) -> Iterator[slice]:
    step = max(1, _PAIRS_AT_ONCE // max(1, columns))
    yield from (slice(start, start + step) for start in range(0, rows, step))
