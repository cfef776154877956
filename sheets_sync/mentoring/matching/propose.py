"""The best set of pairs for a pool, with a reason for each pair and for everybody left out."""

from sheets_sync.mentoring.matching.changes import smallest_changes
from sheets_sync.mentoring.matching.pairs import Pairs, weigh_pairs
from sheets_sync.mentoring.matching.pool import MatchRules, Pool, Proposals, ProposedMatch, Unmatched
from sheets_sync.mentoring.matching.reasons import next_best, why
from sheets_sync.mentoring.matching.sides import Side, as_mentees_see, as_mentors_see
from sheets_sync.mentoring.matching.solver import Found, best_set
from sheets_sync.mentoring.matching.topics import shared_topics
from sheets_sync.mentoring.matching.whynot import why_not, would_match


def propose_matches(pool: Pool, rules: MatchRules) -> Proposals:
    """Return the best set of pairs by the rules; the order of people in the pool changes nothing."""
    pairs = weigh_pairs(pool, rules)
    found = best_set(pairs.scores, pairs.allowed, rules.objective)
    mentees = as_mentees_see(pairs, found)
    matches = tuple(_match(pairs, mentees, pair) for pair in found)
    return Proposals(matches, _unmatched(pairs, found))


def _match(pairs: Pairs, mentees: Side, pair: tuple[int, int]) -> ProposedMatch:
    mentor, mentee = pairs.pool.mentors[pair[0]], pairs.pool.mentees[pair[1]]
    return ProposedMatch(
        mentor.person_id,
        mentee.person_id,
        mentor.full_name,
        mentee.full_name,
        shared_topics(mentor, mentee),
        int(pairs.scores[pair]),
        str(pairs.pool.chain.between(mentor.person_id, mentee.person_id)),
        why(mentor, mentee),
        next_best(mentees, pair[1]),
    )


def _unmatched(pairs: Pairs, found: Found) -> tuple[Unmatched, ...]:
    changes = smallest_changes(pairs, found)
    unmatched = []
    for side in (as_mentors_see(pairs, found), as_mentees_see(pairs, found)):
        for person in side.unmatched:
            person_id = side.people[person].person_id
            fates = why_not(side, person, pairs.pool.never)
            unmatched.append(Unmatched(person_id, side.role, fates, would_match(changes[person_id])))
    return tuple(sorted(unmatched, key=lambda someone: someone.person_id))
