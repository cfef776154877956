"""How well a mentor and a mentee fit: the score of one pair, exactly."""

import math
from fractions import Fraction

from sheets_sync.mentoring.matching.pool import Candidate, Weights
from sheets_sync.mentoring.matching.topics import rank_points, shared_topics

BEST = 1000  # tenths of 0–100
WAYS_TO_MEET = {"in_person": 1, "virtual": 2, "either": 3}  # two suit each other where they share a bit
_HALF = Fraction(1, 2)


def score(mentor: Candidate, mentee: Candidate, weights: Weights) -> int:
    """Return the pair's score in tenths of 0–100, halves rounded up.

    >>> ada = Candidate("E1", "Ada", ("Pay", "Safety"), "North", "Surgery", "virtual", Fraction(4))
    >>> bo = Candidate("E2", "Bo", ("Safety", "Rest"), "North", "Finance", "either")
    >>> score(ada, bo, Weights())  # (4 × 5/9 + 2 × 4/9 + 2 × 3/4 + 1 + 1 + 1) ÷ 11
    692
    """
    exact = whole_numbers(weights)
    total = sum(weight * part for weight, part in zip(exact, components(mentor, mentee), strict=True))
    return math.floor(BEST * total / (sum(exact) or 1) + _HALF)


def components(mentor: Candidate, mentee: Candidate) -> tuple[Fraction, ...]:
    """Return the six components of the score in the order of the weights, each from 0 to 1."""
    shared = shared_topics(mentor, mentee)
    return (
        _share(mentee.topics, shared),
        _share(mentor.topics, shared),
        rubric_part(mentor),
        _yes_or_no(mentor.site, mentee.site, mentor.site == mentee.site),
        _yes_or_no(mentor.department, mentee.department, mentor.department != mentee.department),
        _yes_or_no(mentor.meeting_preference, mentee.meeting_preference, can_meet(mentor, mentee)),
    )


def can_meet(mentor: Candidate, mentee: Candidate) -> bool:
    """Answer whether a way of meeting suits both."""
    return bool(ways_to_meet(mentor) & ways_to_meet(mentee))


def ways_to_meet(candidate: Candidate) -> int:
    """Return the ways of meeting that suit the candidate as bits; 0 where they did not say."""
    return WAYS_TO_MEET.get(candidate.meeting_preference or "", 0)


def rubric_part(mentor: Candidate) -> Fraction:
    """Return (mean − 1) ÷ 4 of the interview's scores, or a half without any."""
    if mentor.rubric is None:
        return _HALF
    return (exact_rubric(mentor.rubric) - 1) / 4


def exact_rubric(mean: Fraction | float) -> Fraction:
    """Return the fraction meant by a mean that was worked out in floating point.

    >>> exact_rubric(13 / 3)
    Fraction(13, 3)
    """
    return mean if isinstance(mean, Fraction) else Fraction(mean).limit_denominator(10_000)


def whole_numbers(weights: Weights) -> tuple[int, ...]:
    """Return whole numbers in the proportion of the weights, of which four decimals count.

    >>> whole_numbers(Weights(4, 2, Fraction(1, 2), 1, 1, 0))
    (8, 4, 1, 2, 2, 0)
    """
    whole = [round(Fraction(str(weight)) * 10_000) for weight in weights]
    common = math.gcd(*whole) or 1
    return tuple(number // common for number in whole)


def _share(topics: tuple[str, ...], shared: tuple[str, ...]) -> Fraction:
    points = rank_points(topics)
    return Fraction(sum(points.get(topic, 0) for topic in shared), sum(points.values()) or 1)


def _yes_or_no(mentors: str | None, mentees: str | None, answer: bool) -> Fraction:
    return Fraction(answer) if mentors and mentees else _HALF
