"""Topics: what two people share, and what is wanted and offered in all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sheets_sync.mentoring.matching.pool import Candidate

RANK_POINTS = (5, 4, 3, 2, 1)  # the first topic of a list, the second, …


@dataclass(frozen=True)
class TopicBalance:
    """How many executives want a topic, and how many mentors offer it."""

    topic: str
    wanted_by: int
    offered_by: int


def shared_topics(mentor: Candidate, mentee: Candidate) -> tuple[str, ...]:
    """Return the topics on both lists, in the order of the mentee's list.

    >>> ada, bo = Candidate("E1", "Ada", ("Pay", "Safety")), Candidate("E2", "Bo", ("Safety", "Pay", "Rest"))
    >>> shared_topics(ada, bo)
    ('Safety', 'Pay')
    """
    return tuple(topic for topic in mentee.topics if topic in mentor.topics)


def rank_points(topics: tuple[str, ...]) -> dict[str, int]:
    """Return how many points each topic has by its place in a person's list.

    >>> rank_points(("Safety", "Pay"))
    {'Safety': 5, 'Pay': 4}
    """
    return dict(zip(topics, RANK_POINTS, strict=False))


def supply_and_demand(mentors: Iterable[Candidate], mentees: Iterable[Candidate]) -> tuple[TopicBalance, ...]:
    """Return for each topic who wants and who offers it, the most wanted for each offer first."""
    offered = Counter(topic for mentor in mentors for topic in mentor.topics)
    wanted = Counter(topic for mentee in mentees for topic in mentee.topics)
    balances = (TopicBalance(topic, wanted[topic], offered[topic]) for topic in offered.keys() | wanted)
    return tuple(sorted(balances, key=lambda b: (b.offered_by - b.wanted_by, b.topic)))
