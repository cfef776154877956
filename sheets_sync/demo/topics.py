"""Which topics people name, so that most can be matched and one executive cannot."""

from collections.abc import Sequence
from random import Random

from sheets_sync.demo.cast import Cast
from sheets_sync.demo.hospital import Employee

FEWEST_TOPICS = 5
_OWN = 2  # the place of a topic that only the first executive's own people know
_NOBODY = -1  # of one that nobody knows
_FEWEST_NAMED, _MOST_NAMED = 3, 5
_LARGE_ENOUGH_FOR_A_HARD_CASE = 6  # executives


def topics_of_mentor(mentor: Employee, cast: Cast, topics: Sequence[str], rng: Random) -> tuple[str, ...]:
    """Return what a mentor knows, strongest first; no mentor knows every topic there is."""
    known = _some([topic for topic in topics if topic not in (topics[_OWN], topics[_NOBODY])], rng)
    if cast.hospital.answers_to(mentor, cast.mentees[0]):
        return (topics[_OWN], *known)[:_MOST_NAMED]
    return known


def topics_of_mentee(mentee: Employee, cast: Cast, topics: Sequence[str], rng: Random) -> tuple[str, ...]:
    """Return what an executive wants to learn; the first wants what only their own people could tell."""
    if mentee is cast.mentees[0] and len(cast.mentees) >= _LARGE_ENOUGH_FOR_A_HARD_CASE:
        return (topics[_OWN], topics[_NOBODY])
    return _some(topics, rng)


def _some(topics: Sequence[str], rng: Random) -> tuple[str, ...]:
    return tuple(rng.sample(topics, min(len(topics), rng.randint(_FEWEST_NAMED, _MOST_NAMED))))
