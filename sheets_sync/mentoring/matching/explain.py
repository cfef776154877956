"""Everybody one person could have met, and what became of each pair."""

from dataclasses import dataclass

from sheets_sync.mentoring.matching.pairs import (
    CANNOT_TELL,
    CONFLICT,
    NEVER,
    TOO_FEW_TOPICS,
    Pairs,
    ids_of,
    weigh_pairs,
)
from sheets_sync.mentoring.matching.pool import MatchRules, Pool, Proposals
from sheets_sync.mentoring.matching.reasons import shown
from sheets_sync.mentoring.matching.sides import Side, as_mentees_see, as_mentors_see
from sheets_sync.mentoring.matching.topics import shared_topics


@dataclass(frozen=True)
class Possibility:
    """One counterpart of a person: how well they fit, and what became of it."""

    person_id: str
    full_name: str
    score: int  # tenths of 0–100
    shared_topics: tuple[str, ...]
    chain_of_command: str
    outcome: str


def explain_person(
    pool: Pool, rules: MatchRules, proposals: Proposals, person_id: str
) -> tuple[Possibility, ...]:
    """Return every counterpart of a person of the pool, the best fit first; KeyError for others."""
    pairs = weigh_pairs(pool, rules)
    row, column = ({person: n for n, person in enumerate(ids)} for ids in ids_of(pairs.pool))
    found = [(row[match.mentor_id], column[match.mentee_id]) for match in proposals.matches]
    side = as_mentors_see(pairs, found) if person_id in row else as_mentees_see(pairs, found)
    person = row[person_id] if person_id in row else column[person_id]
    possible = [_possibility(pairs, side, person, other) for other in range(len(side.others))]
    return tuple(sorted(possible, key=lambda one: (-one.score, one.person_id)))


def _possibility(pairs: Pairs, side: Side, person: int, other: int) -> Possibility:
    mentor, mentee = side.as_pair(side.people[person], side.others[other])
    return Possibility(
        side.others[other].person_id,
        side.others[other].full_name,
        int(side.scores[person, other]),
        shared_topics(mentor, mentee),
        str(pairs.pool.chain.between(mentor.person_id, mentee.person_id)),
        _barred(pairs, side, person, other) or _outcome(side, person, other),
    )


def _barred(pairs: Pairs, side: Side, person: int, other: int) -> str:
    bar, shared = side.bars[person, other], side.shared[person, other]
    if bar == NEVER:
        return pairs.pool.never[side.as_pair(side.people[person].person_id, side.others[other].person_id)]
    if bar == TOO_FEW_TOPICS:
        return f"{shared} of {pairs.rules.min_shared_topics} shared topics needed"
    return {CONFLICT: "in the chain of command", CANNOT_TELL: "chain of command cannot be told"}.get(bar, "")


def _outcome(side: Side, person: int, other: int) -> str:
    partner, rival = side.partner.get(person), side.partner_of_other.get(other)
    if partner == other:
        return "proposed"
    if rival is not None:
        return f"matched with {side.people[rival]} instead ({shown(int(side.scores[rival, other]))})"
    if partner is None:  # then the proposals are not the best set
        return "possible"
    return f"not matched; {side.others[partner]} was chosen ({shown(int(side.scores[person, partner]))})"
