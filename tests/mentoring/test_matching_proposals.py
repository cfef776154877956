"""What the matching answers: the pairs with their reasons, and why somebody has none."""

from dataclasses import replace
from random import Random

import pytest
from mentoring.small_pools import (
    OBJECTIVES,
    PROGRAMS,
    best_quality,
    mentee,
    mentor,
    pool,
    quality,
    random_pool,
    random_rules,
)

from sheets_sync.mentoring.matching.explain import explain_person
from sheets_sync.mentoring.matching.pairs import weigh_pairs
from sheets_sync.mentoring.matching.pool import MatchRules
from sheets_sync.mentoring.matching.propose import propose_matches

RULES = MatchRules()
CROWD = (  # one executive, two mentors who fit, one who does not
    mentor(1, "Pay", "Rest", site="North", rubric=4),
    mentor(2, "Rest", "Pay", site="South", rubric=4.5),
    mentor(3, "Voice"),
    mentee(1, "Pay", "Rota", site="North"),
)


def reason(some_pool, person_id, rules=RULES):
    return {one.person_id: one.reason for one in propose_matches(some_pool, rules).unmatched}[person_id]


# --- pairs -----------------------------------------------------------------------------------------------


def test_a_match_carries_all_the_tools_columns():
    [match] = propose_matches(pool(*CROWD), RULES).matches
    assert (match.mentor_id, match.mentor_name) == ("M1", "Mentor 1")
    assert (match.mentee_id, match.mentee_name) == ("X1", "Exec 1")
    assert match.shared_topics == ("Pay",)
    assert match.score == 621  # (4 × 5/9 + 2 × 5/9 + 2 × 3/4 + 1 + ½ + ½) ÷ 11 = 0.6212…


def test_the_reason_of_a_pair_can_be_checked_by_hand():
    [match] = propose_matches(pool(*CROWD), RULES).matches
    assert match.why == (
        "They share Pay (executive's 1st, mentor's 1st), 5 of the executive's 9 rank points and 5 of the"
        " mentor's 9; interview 4 of 5; same site; department not known; meeting preference not known."
    )


def test_the_chain_of_command_of_a_pair_is_drawn():
    [match] = propose_matches(pool(*CROWD), RULES).matches
    assert match.chain_of_command == "clear: M1 → TOP ← X1"


def test_the_next_best_mentor_is_one_who_is_not_matched():
    [match] = propose_matches(pool(*CROWD), RULES).matches
    assert match.next_best == "M2 Mentor 2 53.3 (not matched)"


def test_the_next_best_mentor_may_be_proposed_elsewhere():
    full = pool(mentor(1, "Pay"), mentor(2, "Rest", "Pay"), mentee(1, "Pay"), mentee(2, "Rest"))
    first, second = propose_matches(full, RULES).matches
    assert first.next_best == "M2 Mentor 2 67.2 (proposed for X2 Exec 2)"
    assert second.next_best == "no other mentor is possible"


def test_a_pair_without_shared_topics_may_be_allowed():
    loose = replace(RULES, min_shared_topics=0)
    [match] = propose_matches(pool(mentor(1, "Pay"), mentee(1, "Rest")), loose).matches
    assert match.shared_topics == () and match.why.startswith("They share no topic; no interview score;")


@pytest.mark.parametrize("rule", ["conflict", "cannot tell", "past pair", "too few topics"])
def test_a_barred_pair_is_never_proposed(rule):
    people = mentor(1, "Pay"), mentee(1, "Pay", "Rest")
    lines = {"conflict": {"M1": ("X1",)}, "cannot tell": {"M1": ("E9",)}}.get(rule)
    barred = pool(*people, lines=lines, never=[("M1", "X1")] if rule == "past pair" else ())
    rules = replace(RULES, min_shared_topics=2 if rule == "too few topics" else 1)
    assert propose_matches(barred, rules).matches == ()


def test_nobody_at_all_gives_no_proposals():
    nothing = propose_matches(pool(), RULES)
    assert (nothing.matches, nothing.unmatched) == ((), ())


# --- why not ---------------------------------------------------------------------------------------------


def test_without_a_counterpart_the_pool_is_to_blame():
    assert reason(pool(mentee(1, "Pay")), "X1") == (
        "There is no mentor in the pool. One change would match them:"
        " one more mentor outside their chain of command who can speak about Pay."
    )


def test_every_rule_is_counted_once_for_each_counterpart():
    people = [mentor(n, "Pay") for n in range(1, 8)]
    lines = {"M1": ("X1",), "M2": ("X1",), "M3": ("E9",)}
    some_pool = pool(*people[:5], mentor(6, "Voice"), mentee(1, "Pay"), lines=lines)
    never = {("M4", "X1"): "past pair", ("M1", "X1"): "rejected", ("M5", "X1"): "left the program"}
    assert reason(replace(some_pool, never=never), "X1").startswith(
        "6 mentors: 1 left the program, 1 matched in an earlier year, 1 rejected by the taskforce,"
        " 1 in their chain of command, 1 with a chain of command that cannot be told,"
        " 1 with too few shared topics. "
    )


def test_whoever_took_the_rest_is_named_with_both_scores():
    assert reason(pool(*CROWD), "M2").startswith(
        "1 executive: 1 matched with somebody else (X1 Exec 1 with M1 Mentor 1, 62.1 against 53.3). "
    )


def test_at_most_three_of_those_taken_are_named():
    busy = pool(
        *(mentor(n, "Pay", rubric=5) for n in range(5)),
        mentor(9, "Pay"),
        *(mentee(n, "Pay") for n in range(5)),
    )
    text = reason(busy, "M9")
    assert "5 matched with somebody else (among them X0" in text and text.count(" against ") == 3


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("E9", "E9 added to the org chart with a manager, if the chain then proves clear."),
        ("B1", "a manager for B1 in the org chart, if the chain then proves clear."),
        ("B2", "the manager of B2 corrected in the org chart, where lines run in a circle, if the chain"),
    ],
)
def test_a_fault_in_the_chart_is_told_with_what_to_do(line, words):
    lines = {"M1": (line,), "B1": (), "B2": ("B3",), "B3": ("B2",)}
    assert words in reason(pool(mentor(1, "Pay"), mentee(1, "Pay"), lines=lines), "X1")


def test_where_nothing_small_would_help_it_says_so():
    barred = pool(mentor(1, "Pay"), mentee(1, "Pay"), lines={"M1": (), "X1": ()})
    assert reason(barred, "M1").endswith("No single change would match them.")


# --- one person's possibilities --------------------------------------------------------------------------


def outcomes(some_pool, person_id):
    rows = explain_person(some_pool, RULES, propose_matches(some_pool, RULES), person_id)
    return [(row.person_id, row.outcome) for row in rows]


def test_an_executives_possibilities_stand_in_the_order_of_their_scores():
    assert outcomes(pool(*CROWD), "X1") == [
        ("M1", "proposed"),
        ("M2", "not matched; M1 Mentor 1 was chosen (62.1)"),
        ("M3", "0 of 1 shared topics needed"),
    ]


def test_a_mentor_sees_who_was_matched_instead():
    assert outcomes(pool(*CROWD), "M2") == [("X1", "matched with M1 Mentor 1 instead (62.1)")]


def test_barred_pairs_say_by_what():
    some_pool = pool(
        *(mentor(n, "Pay") for n in (1, 2, 3)),
        mentee(1, "Pay"),
        lines={"M1": ("X1",), "M2": ()},
        never=[("M3", "X1")],
    )
    assert outcomes(some_pool, "X1") == [
        ("M1", "in the chain of command"),
        ("M2", "chain of command cannot be told"),
        ("M3", "past pair"),
    ]


def test_a_possibility_shows_topics_and_the_chain():
    some_pool = pool(*CROWD)
    first = explain_person(some_pool, RULES, propose_matches(some_pool, RULES), "M2")[0]
    assert (first.shared_topics, first.chain_of_command) == (("Pay",), "clear: M2 → TOP ← X1")


def test_somebody_outside_the_pool_is_our_mistake():
    with pytest.raises(KeyError):
        outcomes(pool(*CROWD), "X9")


# --- random programs -------------------------------------------------------------------------------------


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_proposals_are_a_best_set_and_account_for_everybody(objective):
    for seed in range(PROGRAMS):
        random = Random(seed)
        some_pool, rules = random_pool(random), random_rules(random, objective)
        proposals, pairs = propose_matches(some_pool, rules), weigh_pairs(some_pool, rules)
        numbers = [
            {c.person_id: n for n, c in enumerate(side)} for side in (pairs.pool.mentors, pairs.pool.mentees)
        ]
        found = [(numbers[0][m.mentor_id], numbers[1][m.mentee_id]) for m in proposals.matches]
        assert all(pairs.allowed[pair] for pair in found), seed
        assert quality(pairs.scores, found, objective) == best_quality(
            pairs.scores, pairs.allowed, objective
        ), seed
        everybody = [c.person_id for c in (*some_pool.mentors, *some_pool.mentees)]
        accounted = [i for m in proposals.matches for i in (m.mentor_id, m.mentee_id)]
        assert sorted(accounted + [u.person_id for u in proposals.unmatched]) == sorted(everybody), seed


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_shuffling_people_changes_nothing(objective):
    for seed in range(PROGRAMS // 3):
        random = Random(seed)
        some_pool, rules = random_pool(random), random_rules(random, objective)
        shuffled = replace(
            some_pool,
            mentors=tuple(random.sample(some_pool.mentors, len(some_pool.mentors))),
            mentees=tuple(random.sample(some_pool.mentees, len(some_pool.mentees))),
            never=dict(random.sample([*some_pool.never.items()], len(some_pool.never))),
        )
        assert propose_matches(shuffled, rules) == propose_matches(some_pool, rules), seed
