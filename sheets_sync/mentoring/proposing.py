"""From the program to the matching and back: the pool, and what becomes of earlier proposals."""

from dataclasses import replace
from fractions import Fraction
from typing import get_args

from sheets_sync.mentoring.matching import Candidate, MatchRules, Objective, Pool, Proposals, Weights
from sheets_sync.mentoring.records import Match, Person, new_record
from sheets_sync.mentoring.situation import Situation
from sheets_sync.mentoring.statuses import match_status, person_status

WEIGHTS = (
    "weight_mentee_topics",
    "weight_mentor_topics",
    "weight_rubric",
    "weight_same_site",
    "weight_different_department",
    "weight_meeting_preference",
)


def is_free_proposal(match: Match) -> bool:
    """Is this a proposal of the tool's that nobody has touched?"""
    return not match.touched and not match.set_aside and not match.announced_on


def match_rules(situation: Situation, objective: str | None = None) -> MatchRules:
    """Return the settings that decide which set of pairs is the best."""
    settings = situation.program.settings
    weights = Weights(*(Fraction(str(settings[name])) for name in WEIGHTS))
    chosen = objective or settings["objective"]
    return MatchRules(weights, _OBJECTIVES[chosen], settings["min_shared_topics"])


_OBJECTIVES: dict[str, Objective] = {word: word for word in get_args(Objective)}


def candidate(person: Person, situation: Situation) -> Candidate:
    """Return what the matching needs to know of a person."""
    return Candidate(
        person_id=person.person_id,
        full_name=person.full_name,
        topics=situation.eligibility.topics(person),
        site=person.site or None,
        department=person.department or None,
        meeting_preference=person.meeting_preference or None,
        rubric=situation.eligibility.rubric_mean(person),
        score_withheld=situation.program.keeps_scores_apart,
    )


def pool_of(situation: Situation) -> Pool:
    """Return who is ready to match, as if the tool's untouched proposals were not there."""
    kept = tuple(match for match in situation.matches if not is_free_proposal(match))
    without = replace(situation, matches=kept)
    statuses = {match.row: match_status(match, without) for match in kept}
    ready = [
        person
        for person in situation.program.person.values()
        if person_status(person, without, statuses).word == "ready_to_match"
    ]
    return Pool(
        mentors=tuple(candidate(person, situation) for person in ready if person.is_mentor),
        mentees=tuple(candidate(person, situation) for person in ready if person.is_mentee),
        chain=situation.chain,
        never=_never(situation),
    )


def _never(situation: Situation) -> dict[tuple[str, str], str]:
    never = dict.fromkeys(situation.program.past_pairs, "past pair")
    for match in situation.matches:
        if match.decision == "reject":
            never[match.pair] = "rejected"
        elif match.ended_on:
            never[match.pair] = "ended earlier"
        elif match.set_aside:
            never[match.pair] = "in a row with an error"
    return never


def revise(situation: Situation, proposals: Proposals, last_row: int) -> tuple[Match, ...]:
    """Return the matches as the best set wants them: nothing is deleted, new ones come last."""
    wanted = {(match.mentor_id, match.mentee_id): match for match in proposals.matches}
    there = tuple(_revised(match, match.pair in wanted, situation) for match in situation.matches)
    known = {match.pair for match in there if is_free_proposal(match)}
    added = (pair for pair in wanted if pair not in known)
    new = (_new_match(pair, situation, last_row + n) for n, pair in enumerate(added, start=1))
    return (*there, *new)


def _revised(match: Match, wanted: bool, situation: Situation) -> Match:
    if not is_free_proposal(match):
        return match
    if not wanted:
        return replace(match, status="superseded", proposed_on=None)
    return replace(match, status="proposed", proposed_on=match.proposed_on or situation.today)


def _new_match(pair: tuple[str, str], situation: Situation, row: int) -> Match:
    return Match(
        record=new_record("matches", row),
        mentor_id=pair[0],
        mentee_id=pair[1],
        decision="",
        keep_this_pair=None,
        allow_anyway_because="",
        paused_until=None,
        ended_on=None,
        end_reason="",
        status="proposed",
        status_reason="",
        source="tool",
        proposed_on=situation.today,
        announced_on=None,
        match_id="",
    )
