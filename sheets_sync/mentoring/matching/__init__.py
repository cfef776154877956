"""Which mentor for which mentee: scores, the best set of pairs, why, and why not."""

from sheets_sync.mentoring.matching.explain import Possibility, explain_person
from sheets_sync.mentoring.matching.pool import (
    Candidate,
    MatchRules,
    Objective,
    Pool,
    Proposals,
    ProposedMatch,
    Unmatched,
    Weights,
)
from sheets_sync.mentoring.matching.propose import propose_matches
from sheets_sync.mentoring.matching.reasons import why, without_score
from sheets_sync.mentoring.matching.scores import score
from sheets_sync.mentoring.matching.topics import shared_topics

__all__ = [
    "Candidate",
    "MatchRules",
    "Objective",
    "Pool",
    "Possibility",
    "Proposals",
    "ProposedMatch",
    "Unmatched",
    "Weights",
    "explain_person",
    "propose_matches",
    "score",
    "shared_topics",
    "why",
    "without_score",
]
