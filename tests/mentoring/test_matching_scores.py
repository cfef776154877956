"""The score: worked by hand, and the same for one pair as for all at once."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from mentoring.small_pools import PROGRAMS, TOPICS, mentee, mentor, random_pool

from sheets_sync.mentoring.matching.matrix import Scorer
from sheets_sync.mentoring.matching.pool import Candidate, Weights
from sheets_sync.mentoring.matching.scores import components, score
from sheets_sync.mentoring.matching.topics import TopicBalance, shared_topics, supply_and_demand

PLACES = {"site": "North", "department": "Surgery", "meeting_preference": "virtual"}
ELSEWHERE = {"site": "North", "department": "Finance", "meeting_preference": "either"}


def test_the_best_pair_there_can_be_scores_100():
    best = score(
        mentor(1, "Pay", "Rest", rubric=5, **PLACES), mentee(1, "Pay", "Rest", **ELSEWHERE), Weights()
    )
    assert best == 1000


def test_the_worst_scores_0():
    stranger = mentee(1, "Rest", site="South", department="Surgery", meeting_preference="in_person")
    assert score(mentor(1, "Pay", rubric=1, **PLACES), stranger, Weights()) == 0


def test_topics_weigh_by_their_place_in_each_persons_own_list():
    # shared: Safety; 5 of the mentee's 5 + 4 + 3 points, 4 of the mentor's 5 + 4
    parts = components(mentor(1, "Pay", "Safety"), mentee(1, "Safety", "Rest", "Rota"))
    assert parts[:2] == (Fraction(5, 12), Fraction(4, 9))


def test_a_score_worked_by_hand():
    ada = mentor(1, "Pay", "Safety", rubric=Fraction(17, 4), **PLACES)
    bo = mentee(1, "Safety", "Rest", "Rota", **ELSEWHERE)
    # (4 × 5/12 + 2 × 4/9 + 2 × 13/16 + 1 + 1 + 1) ÷ 11 = 0.65277…
    assert score(ada, bo, Weights()) == 653


def test_what_is_blank_counts_half():
    assert components(mentor(1), mentee(1))[2:] == (Fraction(1, 2),) * 4
    assert components(mentor(1, **PLACES), mentee(1))[3:] == (Fraction(1, 2),) * 3


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [
        ("in_person", "in_person", 1),
        ("in_person", "virtual", 0),
        ("either", "virtual", 1),
        ("either", None, Fraction(1, 2)),
        ("", "virtual", Fraction(1, 2)),
    ],
)
def test_meeting_preferences_are_compatible_or_not(one, other, part):
    pair = mentor(1, meeting_preference=one), mentee(1, meeting_preference=other)
    assert components(*pair)[5] == part


def test_halves_of_a_tenth_are_rounded_up():
    only_rubric = Weights(0, 0, 1, 0, 0, 0)
    assert score(mentor(1, rubric=1 + 4 * Fraction(1, 2000)), mentee(1), only_rubric) == 1
    assert score(mentor(1, rubric=1 + 4 * Fraction(1, 2001)), mentee(1), only_rubric) == 0


def test_a_mean_in_floating_point_scores_as_the_fraction_it_means():
    exact = score(mentor(1, rubric=Fraction(13, 3)), mentee(1), Weights())
    assert score(mentor(1, rubric=13 / 3), mentee(1), Weights()) == exact


def test_weights_need_not_be_whole_numbers():
    pair = mentor(1, "Pay", **PLACES), mentee(1, "Pay", "Rest", **ELSEWHERE)
    assert score(*pair, Weights(*map(Decimal, ("0.4", "0.2", "0.2", "0.1", "0.1", "0.1")))) == score(
        *pair, Weights()
    )


def test_weights_of_zero_score_nothing():
    assert score(mentor(1, "Pay"), mentee(1, "Pay"), Weights(0, 0, 0, 0, 0, 0)) == 0


def test_only_the_first_five_topics_count_and_each_once():
    greedy = Candidate("M1", "Ada", ("Pay", "Pay", *TOPICS))
    assert greedy.topics == TOPICS[:5]


def test_shared_topics_stand_in_the_order_of_the_mentees_list():
    assert shared_topics(mentor(1, "Pay", "Rest", "Rota"), mentee(1, "Rota", "Voice", "Pay")) == (
        "Rota",
        "Pay",
    )


def test_supply_and_demand_puts_what_is_missing_first():
    mentors, mentees = [mentor(1, "Pay"), mentor(2, "Pay", "Rest")], [mentee(1, "Voice", "Pay")]
    assert supply_and_demand(mentors, mentees) == (
        TopicBalance("Voice", wanted_by=1, offered_by=0),
        TopicBalance("Pay", wanted_by=1, offered_by=2),
        TopicBalance("Rest", wanted_by=0, offered_by=1),
    )


def all_at_once(mentors, mentees, weights):
    scorer = Scorer.of((*mentors, *mentees), weights)
    return scorer.score(scorer.code(mentors), scorer.code(mentees))


def test_all_scores_at_once_are_the_scores_one_by_one():
    for seed in range(PROGRAMS):
        random = Random(seed)
        pool = random_pool(random, most=6)
        rubrics = [None, 4.1, Fraction(13, 3), Fraction(10**17 + seed, 3 * 10**16)]
        mentors = [
            replace(m, department=random.choice("AB"), rubric=random.choice(rubrics)) for m in pool.mentors
        ]
        weights = Weights(*(Fraction(random.randint(0, 9), random.randint(1, 7)) for _ in range(6)))
        scores, shared = all_at_once(mentors, pool.mentees, weights)
        for i, one in enumerate(mentors):
            for j, other in enumerate(pool.mentees):
                assert scores[i, j] == score(one, other, weights), seed
                assert shared[i, j] == len(shared_topics(one, other)), seed


def test_scores_are_the_same_in_blocks(monkeypatch):
    mentors = [mentor(n, *TOPICS[n % 4 :], rubric=1 + n / 10) for n in range(20)]
    mentees = [mentee(n, *TOPICS[: n % 5]) for n in range(7)]
    whole, _ = all_at_once(mentors, mentees, Weights())
    monkeypatch.setattr("sheets_sync.mentoring.matching.matrix._PAIRS_AT_ONCE", 30)
    assert (all_at_once(mentors, mentees, Weights())[0] == whole).all()
