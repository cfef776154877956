"""The smallest single change that would match somebody the best set leaves out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

import numpy as np

from sheets_sync.mentoring.matching.contest import Contest
from sheets_sync.mentoring.matching.corrections import who_a_correction_matches
from sheets_sync.mentoring.matching.matrix import Coded, Counts, Scores
from sheets_sync.mentoring.matching.pairs import FREE, TOO_FEW_TOPICS, Pairs
from sheets_sync.mentoring.matching.pool import LONGEST_LIST, Candidate, Role
from sheets_sync.mentoring.matching.sides import as_mentees_see, as_mentors_see
from sheets_sync.mentoring.matching.solver import Allowed, Found
from sheets_sync.mentoring.orgchart import Fault

_PAIRS_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class TopicAdded:
    """One more topic at the end of the person's own list."""

    topic: str


@dataclass(frozen=True)
class ChainCorrected:
    """One row of the org chart corrected, so that the lines through it reach the top."""

    fault: Fault


@dataclass(frozen=True)
class OneMore:
    """One more person of the other role with these topics, outside everybody's chain of command."""

    role: Role
    topics: tuple[str, ...]


Change = TopicAdded | ChainCorrected | OneMore


def smallest_changes(pairs: Pairs, found: Found) -> dict[str, Change | None]:
    """Return for everybody unmatched the change that would match them, None where no single one would.

    A topic or another person counts only if every best set would then match them, not just one of
    several equally good sets; a corrected chain may also count if the solver then matches them.
    """
    objective = pairs.rules.objective
    mentors = Contest(as_mentors_see(pairs, found), objective)
    mentees = Contest(as_mentees_see(pairs, found), objective)
    corrections = who_a_correction_matches(pairs, mentors, mentees)
    changes: dict[str, Change | None] = {}
    for contest, others_contest in ((mentors, mentees), (mentees, mentors)):
        search = _Search(pairs, contest, others_contest)
        ids = {person: contest.side.people[person].person_id for person in contest.side.unmatched}
        found_changes: dict[int, Change] = dict(search.topics_added(list(ids)))
        for person in ids.keys() - found_changes.keys():
            if ids[person] in corrections:
                found_changes[person] = ChainCorrected(corrections[ids[person]])
        found_changes |= search.newcomers([person for person in ids if person not in found_changes])
        changes |= {person_id: found_changes.get(person) for person, person_id in ids.items()}
    return changes


@dataclass(frozen=True)
class _Search:
    """The changes that could match one side's unmatched people."""

    pairs: Pairs
    contest: Contest  # for a place with one of the others
    others_contest: Contest  # for a place with one of this side's people

    def topics_added(self, people: list[int]) -> Iterator[tuple[int, TopicAdded]]:
        """Yield the people who would be matched with one more topic on their list, and the topic."""
        missing = {person: self._missing_topics(person) for person in people}
        longer = [[self._with_topic(person, topic) for topic in topics] for person, topics in missing.items()]
        for person, scores, shared in self._score(self.contest.side.role, people, longer):
            bars = self.contest.side.bars[person]
            allowed = ((bars == FREE) | (bars == TOO_FEW_TOPICS)) & (shared >= self._least)
            won = self.contest.is_won_with(person, scores, allowed)
            if won.any():
                best = np.where(won, np.where(allowed, scores, -1).max(axis=1), -1).argmax()
                yield person, TopicAdded(missing[person][int(best)])

    def newcomers(self, people: list[int]) -> Iterator[tuple[int, OneMore]]:
        """Yield the people whom somebody new would match, and with which topics, as few as possible."""
        role = self.others_contest.side.role
        lists = {person: self._parts_of_list(person) for person in people}
        new = [[Candidate("", "", topics) for topics in parts] for parts in lists.values()]
        for person, scores, shared in self._score(role, people, new):
            allowed = (shared >= self._least) & self._open_to_newcomers
            won = self.others_contest.needs_column(person, scores, allowed & allowed[:, [person]])
            if won.any():
                yield person, OneMore(role, lists[person][int(won.argmax())])

    def _missing_topics(self, person: int) -> list[str]:
        topics = self._people[person].topics
        if len(topics) >= LONGEST_LIST:
            return []
        return [topic for topic in self._topics_of_others if topic not in topics]

    def _with_topic(self, person: int, topic: str) -> Candidate:
        return replace(self._people[person], topics=(*self._people[person].topics, topic))

    def _parts_of_list(self, person: int) -> list[tuple[str, ...]]:
        topics = self._people[person].topics
        sizes = range(max(1, self._least), len(topics) + 1)
        return [part for size in sizes for part in combinations(topics, size)]

    @cached_property
    def _open_to_newcomers(self) -> Allowed:
        """Who could be clear of somebody new: a lone root is above everybody, newcomers too."""
        rule = self.pairs.pool.chain
        may_meet_below = self.contest.side.role == "mentee" and rule.top_executive_distance is not None
        ids = [person.person_id for person in self._people]
        lone = rule.chart.roots if len(rule.chart.roots) == 1 and not may_meet_below else frozenset()
        return np.array([rule.chart.reaches_a_root(p) and p not in lone for p in ids], dtype=bool)

    def _score(
        self, role: Role, people: list[int], candidates: list[list[Candidate]]
    ) -> Iterator[tuple[int, Scores, Counts]]:
        """Yield each person with the scores and shared topics of some candidates of `role`.

        The candidates of many people are scored together: a few large tables are faster than many small.
        """
        at_once = max(1, _PAIRS_AT_ONCE // max(1, len(self._coded[role == "mentor"].points)))
        for numbers in _batches([len(some) for some in candidates], at_once):
            scores, shared = self._table(role, [one for n in numbers for one in candidates[n]])
            ends = np.cumsum([len(candidates[n]) for n in numbers])
            for n, end in zip(numbers, ends, strict=True):
                rows = slice(end - len(candidates[n]), end)
                if candidates[n]:
                    yield people[n], scores[rows], shared[rows]

    def _table(self, role: Role, rows: Sequence[Candidate]) -> tuple[Scores, Counts]:
        scorer = self.pairs.scorer
        if role == "mentor":
            return scorer.score(scorer.code(rows), self._coded[1])
        scores, shared = scorer.score(self._coded[0], scorer.code(rows))
        return scores.T, shared.T

    @cached_property
    def _coded(self) -> tuple[Coded, Coded]:
        pool, scorer = self.pairs.pool, self.pairs.scorer
        return scorer.code(pool.mentors), scorer.code(pool.mentees)

    @cached_property
    def _topics_of_others(self) -> list[str]:
        return sorted({topic for other in self.contest.side.others for topic in other.topics})

    @property
    def _least(self) -> int:
        return self.pairs.rules.min_shared_topics

    @property
    def _people(self) -> tuple[Candidate, ...]:
        return self.contest.side.people


def _batches(sizes: list[int], at_once: int) -> Iterator[list[int]]:
    """Yield the numbers of consecutive lists whose sizes add up to about `at_once`.

    >>> list(_batches([3, 3, 9, 1], at_once=5))
    [[0, 1], [2], [3]]
    """
    batch: list[int] = []
    for number, _ in enumerate(sizes):
        batch.append(number)
        if sum(sizes[n] for n in batch) >= at_once:
            yield batch
            batch = []
    if batch:
        yield batch
