"""The smallest single change: made for real, it matches the person; where there is none, none does."""

from dataclasses import replace
from itertools import combinations, pairwise
from random import Random

import pytest
from mentoring.small_pools import (
    OBJECTIVES,
    PROGRAMS,
    TOPICS,
    best_quality,
    mentee,
    mentor,
    pool,
    random_pool,
    random_rules,
)

from sheets_sync.mentoring.matching.changes import ChainCorrected, OneMore, TopicAdded, smallest_changes
from sheets_sync.mentoring.matching.pairs import weigh_pairs
from sheets_sync.mentoring.matching.pool import Candidate, MatchRules
from sheets_sync.mentoring.matching.solver import best_set
from sheets_sync.mentoring.orgchart import Fault, OrgChart

USUAL = MatchRules()


def changes(some_pool, rules=USUAL):
    pairs = weigh_pairs(some_pool, rules)
    return smallest_changes(pairs, best_set(pairs.scores, pairs.allowed, rules.objective))


def matched(some_pool, rules):
    """Return the ids of everybody in the best set."""
    pairs = weigh_pairs(some_pool, rules)
    found = best_set(pairs.scores, pairs.allowed, rules.objective)
    mentors, mentees = pairs.pool.mentors, pairs.pool.mentees
    return {person.person_id for i, j in found for person in (mentors[i], mentees[j])}


# --- small pictures --------------------------------------------------------------------------------------


def test_a_topic_nobody_shared_is_named():
    assert changes(pool(mentor(1, "Pay"), mentee(1, "Rest"))) == {
        "M1": TopicAdded("Rest"),
        "X1": TopicAdded("Pay"),
    }


def test_a_full_list_takes_no_further_topic():
    assert changes(pool(mentor(1, *TOPICS[:5]), mentee(1, "Voice")))["M1"] == OneMore("mentee", ("Pay",))


def test_a_missing_manager_is_found_in_the_chart():
    one_line = pool(mentor(1, "Pay"), mentee(1, "Pay"), lines={"M1": ("B1",), "B1": ()})
    fault = Fault("B1", "no manager given")
    assert changes(one_line) == {"M1": ChainCorrected(fault), "X1": ChainCorrected(fault)}


def test_a_circle_is_opened_where_its_first_member_reports():
    circle = pool(
        mentor(1, "Pay"), mentee(1, "Pay"), lines={"M1": ("B1",), "X1": ("B2",), "B1": ("B2",), "B2": ("B1",)}
    )
    assert changes(circle)["M1"] == ChainCorrected(Fault("B1", "a circle", ("B1", "B2")))


def test_two_broken_lines_are_no_single_change():
    two_lines = pool(mentor(1, *TOPICS[:5]), mentee(1, *TOPICS[:5]), lines={"M1": (), "X1": ()})
    assert changes(two_lines) == {"M1": None, "X1": None}


def test_one_more_person_is_asked_for_with_the_fewest_topics():
    crowd = pool(mentor(1, "Pay"), mentor(2, *TOPICS[:5]), mentor(3, "Pay"), mentee(1, "Pay"))
    assert changes(crowd)["M2"] == OneMore("mentee", ("Rest",))


def test_nobody_new_can_help_somebody_whose_own_line_is_broken():
    broken = pool(mentor(1, *TOPICS[:5]), mentee(1, "Voice"), lines={"M1": ("B1", "B2"), "B1": (), "B2": ()})
    assert changes(broken)["M1"] is None


def test_nobody_new_can_mentor_the_only_root():
    assert changes(pool(mentor(1, "Pay"), Candidate("TOP", "The top", ("Pay", "Rest"))))["TOP"] is None


def test_of_two_alike_no_change_is_promised_to_either():
    alike = pool(mentor(1, *TOPICS[:5]), mentor(2, *TOPICS[:5]), mentor(3, *TOPICS[:5]), mentee(1, "Pay"))
    assert list(changes(alike).values()) == [None, None]


# --- random programs: every change is made, and solved again ----------------------------------------------


def with_topics(some_pool, person_id, topics):
    def side(people):
        return tuple(replace(p, topics=topics) if p.person_id == person_id else p for p in people)

    return replace(some_pool, mentors=side(some_pool.mentors), mentees=side(some_pool.mentees))


def with_chart(some_pool, lines):
    old = some_pool.chain.chart
    chart = OrgChart.of({**old.managers, **lines}, frozenset({"TOP"}))
    return replace(some_pool, chain=replace(some_pool.chain, chart=chart))


def with_correction(some_pool, fault):
    kept = [m for m in some_pool.chain.chart.managers_of(fault.person) if m not in fault.circle]
    return with_chart(some_pool, {fault.person: (*kept, "NEW"), "NEW": ("TOP",)})


def with_one_more(some_pool, person_id, role, topics):
    """Return the pool with somebody new, far enough below the top and beside everybody else."""
    newcomer, ladder = Candidate(person_id, "New", topics), ["S1", "S2", "S3", "TOP"]
    lines = {person_id: ("S1",)} | {low: (high,) for low, high in pairwise(ladder)}
    extended = with_chart(some_pool, lines)
    people = {"mentor": "mentors", "mentee": "mentees"}[role]
    return replace(extended, **{people: (*getattr(some_pool, people), newcomer)})


def after(some_pool, person_id, change):
    """Return the pools that the change may lead to."""
    if isinstance(change, TopicAdded):
        everybody = (*some_pool.mentors, *some_pool.mentees)
        [topics] = [p.topics for p in everybody if p.person_id == person_id]
        return [with_topics(some_pool, person_id, (*topics, change.topic))]
    if isinstance(change, ChainCorrected):
        return [with_correction(some_pool, change.fault)]
    return [with_one_more(some_pool, new, change.role, change.topics) for new in ("A0", "Z9")]


def is_in_every_best_set(some_pool, rules, person_id):
    pairs = weigh_pairs(some_pool, rules)
    without = pairs.allowed.copy()
    for axis, people in enumerate((pairs.pool.mentors, pairs.pool.mentees)):
        mine = [number for number, p in enumerate(people) if p.person_id == person_id]
        without[mine if axis == 0 else slice(None), mine if axis == 1 else slice(None)] = False
    with_all = best_quality(pairs.scores, pairs.allowed, rules.objective)
    return with_all > best_quality(pairs.scores, without, rules.objective)


def every_topic(some_pool, person_id):
    everybody = (*some_pool.mentors, *some_pool.mentees)
    [topics] = [p.topics for p in everybody if p.person_id == person_id]
    missing = [topic for topic in TOPICS if topic not in topics]
    return [with_topics(some_pool, person_id, (*topics, topic)) for topic in missing if len(topics) < 5]


def every_newcomer(some_pool, person_id):
    everybody = (*some_pool.mentors, *some_pool.mentees)
    [topics] = [p.topics for p in everybody if p.person_id == person_id]
    role = "mentee" if person_id.startswith("M") else "mentor"
    lists = [some for size in range(1, len(topics) + 1) for some in combinations(topics, size)]
    return [with_one_more(some_pool, "Z9", role, some) for some in lists]


def every_correction(some_pool):
    chart = some_pool.chain.chart
    everybody = (p.person_id for p in (*some_pool.mentors, *some_pool.mentees))
    faults = {fault for person in everybody if (fault := chart.only_fault(person))}
    return [with_correction(some_pool, fault) for fault in faults]


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_the_change_that_is_named_would_match_the_person(objective):
    kinds = set()
    for seed in range(PROGRAMS):
        random = Random(seed)
        some_pool, rules = random_pool(random), random_rules(random, objective)
        for person_id, change in changes(some_pool, rules).items():
            kinds.add(type(change))
            for changed in after(some_pool, person_id, change) if change else ():
                assert person_id in matched(changed, rules), (seed, person_id, change)
    assert len(kinds) == 4


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_where_no_change_is_named_none_would_surely_match_them(objective):
    for seed in range(PROGRAMS // 2):
        random = Random(seed)
        some_pool, rules = random_pool(random, most=3), random_rules(random, objective)
        for person_id, change in changes(some_pool, rules).items():
            if not isinstance(change, TopicAdded):
                for changed in every_topic(some_pool, person_id):
                    assert not is_in_every_best_set(changed, rules, person_id), (seed, person_id, change)
            if change is None or isinstance(change, OneMore):
                for changed in every_correction(some_pool):
                    assert not is_in_every_best_set(changed, rules, person_id), (seed, person_id, change)
            if change is None:
                for changed in every_newcomer(some_pool, person_id):
                    assert not is_in_every_best_set(changed, rules, person_id), (seed, person_id, change)
