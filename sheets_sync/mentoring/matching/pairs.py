"""Every mentor with every mentee: how well they fit, and the rule that keeps them apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sheets_sync.mentoring.matching.matrix import Counts, Scorer, Scores
from sheets_sync.mentoring.matching.pool import MatchRules, Pool
from sheets_sync.mentoring.orgchart import STATES, ChainOfCommand

FREE, NEVER, CONFLICT, CANNOT_TELL, TOO_FEW_TOPICS = range(5)  # the first that holds bars the pair

Bars = NDArray[np.int8]


@dataclass(frozen=True)
class Pairs:
    """A pool in key order, with a score and a bar for each mentor (row) and mentee (column).

    Of the org chart it keeps the part above these people, which is all that matters to them.
    """

    pool: Pool
    rules: MatchRules
    scores: Scores
    shared: Counts
    bars: Bars
    scorer: Scorer

    @property
    def allowed(self) -> NDArray[np.bool_]:
        """Return which pairs may be proposed."""
        allowed: NDArray[np.bool_] = self.bars == FREE
        return allowed


def weigh_pairs(pool: Pool, rules: MatchRules) -> Pairs:
    """Return the scores and bars of all pairs of the pool."""
    pool = _with_their_chart(pool.in_key_order())
    scorer = Scorer.of((*pool.mentors, *pool.mentees), rules.weights)
    scores, shared = scorer.score(scorer.code(pool.mentors), scorer.code(pool.mentees))
    bars = bars_of(pool, pool.chain, shared < rules.min_shared_topics)
    return Pairs(pool, rules, scores, shared, bars, scorer)


def _with_their_chart(pool: Pool) -> Pool:
    mentors, mentees = ids_of(pool)
    return replace(pool, chain=replace(pool.chain, chart=pool.chain.chart.above((*mentors, *mentees))))


def bars_of(pool: Pool, chain: ChainOfCommand, too_few_topics: NDArray[np.bool_]) -> Bars:
    """Return the first rule that bars each pair, FREE where none does."""
    bars = np.where(too_few_topics, np.int8(TOO_FEW_TOPICS), np.int8(FREE))
    states = chain.states(*ids_of(pool))
    bars[states == STATES.index("cannot tell")] = CANNOT_TELL
    bars[states == STATES.index("conflict")] = CONFLICT
    row, column = ({person: n for n, person in enumerate(ids)} for ids in ids_of(pool))
    for mentor, mentee in pool.never:
        if mentor in row and mentee in column:
            bars[row[mentor], column[mentee]] = NEVER
    return bars


def ids_of(pool: Pool) -> tuple[Sequence[str], Sequence[str]]:
    """Return the ids of the mentors and of the mentees."""
    return [c.person_id for c in pool.mentors], [c.person_id for c in pool.mentees]
