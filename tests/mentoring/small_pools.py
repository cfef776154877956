"""Small made-up pools, and their best sets found by trying every set of pairs."""

import os
from collections.abc import Iterator
from random import Random

from sheets_sync.mentoring.matching.pool import Candidate, MatchRules, Pool, Weights
from sheets_sync.mentoring.orgchart import ChainOfCommand, OrgChart

PROGRAMS = 20_000 if os.environ.get("SHEETS_SYNC_LONG") else 150
OBJECTIVES = ("most_pairs", "best_fit", "nobody_left_behind")
TOPICS = ("Pay", "Rest", "Rota", "Safety", "Tools", "Voice")
NEVER = ("past pair", "rejected", "ended earlier")

Pair = tuple[int, int]


def mentor(number: int, *topics: str, **more) -> Candidate:
    """Return mentor M<number> who offers `topics`."""
    return Candidate(f"M{number}", f"Mentor {number}", topics, **more)


def mentee(number: int, *topics: str, **more) -> Candidate:
    """Return executive X<number> who wants `topics`."""
    return Candidate(f"X{number}", f"Exec {number}", topics, **more)


def pool(*people: Candidate, lines: dict[str, tuple[str, ...]] | None = None, never=(), **chain) -> Pool:
    """Return a pool in which everybody reports to the top, unless `lines` say otherwise."""
    managers = {"TOP": ()} | {person.person_id: ("TOP",) for person in people} | (lines or {})
    chart = OrgChart.of(managers, frozenset({"TOP"}))
    mentors = tuple(person for person in people if person.person_id.startswith("M"))
    mentees = tuple(person for person in people if not person.person_id.startswith("M"))
    return Pool(mentors, mentees, ChainOfCommand(chart, **chain), dict.fromkeys(never, "past pair"))


def random_pool(random: Random, most: int = 4) -> Pool:
    """Return a small pool with all that keeps pairs apart: few topics, bad lines, past pairs."""
    mentors = [
        _someone(random, f"M{n}", rubric=random.choice([None, 3, 4.5]))
        for n in range(random.randint(0, most))
    ]
    mentees = [_someone(random, f"X{n}") for n in range(random.randint(0, most))]
    if mentees and random.random() < 0.2:
        mentees[-1] = _someone(random, "TOP")
    distance, same_manager = random.choice([None, None, 2, 3]), random.random() < 0.2
    chain = ChainOfCommand(_random_chart(random, [*mentors, *mentees]), distance, same_manager)
    pairs = [(m.person_id, x.person_id) for m in mentors for x in mentees if random.random() < 0.15]
    return Pool(tuple(mentors), tuple(mentees), chain, {pair: random.choice(NEVER) for pair in pairs})


def random_rules(random: Random, objective: str) -> MatchRules:
    """Return rules whose scores are often equal, so that ties are met."""
    weights = random.choice([Weights(), Weights(1, 0, 0, 1, 0, 0), Weights(0, 0, 0, 1, 0, 1)])
    return MatchRules(weights, objective, random.choice([1, 1, 1, 2, 0]))


def _someone(random: Random, person_id: str, **more) -> Candidate:
    topics = tuple(random.sample(TOPICS, random.choice([0, 1, 1, 2, 2, 3, 5])))
    site, preference = random.choice(["North", "South", None]), random.choice(["in_person", "virtual", None])
    return Candidate(person_id, f"Name of {person_id}", topics, site, None, preference, **more)


def _random_chart(random: Random, people: list[Candidate]) -> OrgChart:
    """Return a chart in which two managers in the middle may have no manager, or each other."""
    middle = {
        "B1": random.choice([("TOP",), ("TOP",), (), ("B2",), ("E9",)]),
        "B2": random.choice([("TOP",), ("TOP",), (), ("B1",), ("B1", "TOP")]),
    }
    above = ["TOP", "TOP", "B1", "B2", *(p.person_id for p in people if p.person_id.startswith("X"))]
    lines = {p.person_id: (random.choice(above),) for p in people}
    for person in people:
        if random.random() < 0.15:
            lines[person.person_id] = random.choice([(), ("E9",), ("B1", "B2"), (person.person_id,)])
    return OrgChart.of(middle | lines | {"TOP": ()}, frozenset({"TOP"}))


def all_sets(allowed, row: int = 0, used: frozenset[int] = frozenset()) -> Iterator[tuple[Pair, ...]]:
    """Yield every set of allowed pairs in which nobody is twice."""
    if row == len(allowed):
        yield ()
        return
    yield from all_sets(allowed, row + 1, used)
    for column in range(len(allowed[row])):
        if allowed[row][column] and column not in used:
            for rest in all_sets(allowed, row + 1, used | {column}):
                yield ((row, column), *rest)


def quality(scores, pairs, objective: str) -> tuple[int, ...]:
    """Return what the objective compares, the most important first."""
    points = [int(scores[pair]) for pair in pairs]
    return {
        "most_pairs": (len(points), sum(points)),
        "best_fit": (sum(points), len(points)),
        "nobody_left_behind": (len(points), min(points, default=0), sum(points)),
    }[objective]


def best_quality(scores, allowed, objective: str) -> tuple[int, ...]:
    """Return the best there is, by trying every set."""
    return max(quality(scores, pairs, objective) for pairs in all_sets(allowed.tolist()))
