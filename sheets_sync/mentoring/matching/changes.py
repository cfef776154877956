"""The smallest single change that would match somebody the best set leaves out."""

from collections.abc import Sequence
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
        for person in contest.side.unmatched:
            person_id = contest.side.people[person].person_id
            corrected = ChainCorrected(corrections[person_id]) if person_id in corrections else None
            changes[person_id] = search.topic_added(person) or corrected or search.one_more(person)
    return changes


@dataclass(frozen=True)
class _Search:
    """The changes that could match one side's unmatched people."""

    pairs: Pairs
    contest: Contest  # for a place with one of the others
    others_contest: Contest  # for a place with one of this side's people

    def topic_added(self, person: int) -> TopicAdded | None:
        """Return the topic that, added to the person's list, would match them."""
        candidate = self._people[person]
        topics = [topic for topic in self._topics_of_others if topic not in candidate.topics]
        if len(candidate.topics) >= LONGEST_LIST or not topics:
            return None
        changed = [replace(candidate, topics=(*candidate.topics, topic)) for topic in topics]
        scores, shared = self._score(self.contest.side.role, changed)
        bars = self.contest.side.bars[person]
        allowed = ((bars == FREE) | (bars == TOO_FEW_TOPICS)) & (shared >= self.pairs.rules.min_shared_topics)
        won = self.contest.is_won_with(person, scores, allowed)
        best = np.where(won, np.where(allowed, scores, -1).max(axis=1, initial=-1), -1)
        return TopicAdded(topics[int(best.argmax())]) if won.any() else None

    def one_more(self, person: int) -> OneMore | None:
        """Return whom of the other role it would take, with as few topics as possible."""
        wishes, least = self._people[person].topics, self.pairs.rules.min_shared_topics
        sizes = range(max(1, least), len(wishes) + 1)
        lists = [topics for size in sizes for topics in combinations(wishes, size)]
        if not lists:
            return None
        newcomers = [Candidate("", "", topics) for topics in lists]
        scores, shared = self._score(self.others_contest.side.role, newcomers)
        allowed = (shared >= least) & self._open_to_newcomers
        won = self.others_contest.needs_column(person, scores, allowed & allowed[:, [person]])
        return OneMore(self.others_contest.side.role, lists[int(won.argmax())]) if won.any() else None

    @cached_property
    def _open_to_newcomers(self) -> Allowed:
        """Who could be clear of somebody new: a lone root is above everybody, newcomers too."""
        rule = self.pairs.pool.chain
        may_meet_below = self.contest.side.role == "mentee" and rule.top_executive_distance is not None
        ids = [person.person_id for person in self._people]
        lone = rule.chart.roots if len(rule.chart.roots) == 1 and not may_meet_below else frozenset()
        return np.array([rule.chart.reaches_a_root(p) and p not in lone for p in ids], dtype=bool)

    def _score(self, role: Role, rows: Sequence[Candidate]) -> tuple[Scores, Counts]:
        """Return scores and shared topics of more people of `role` with everybody of the other one."""
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
    def _people(self) -> tuple[Candidate, ...]:
        return self.contest.side.people
