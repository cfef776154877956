"""The chain of command on random charts against the rules written down naively."""

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from sheets_sync.mentoring.orgchart import STATES, ChainOfCommand, OrgChart

EXAMPLES = 20_000 if os.environ.get("SHEETS_SYNC_LONG") else 80
PEOPLE = ["E1", "E2", "E3", "E4", "E5", "E6", "E7"]
NOBODY = "E9"  # named as a manager, but without a row

named = st.lists(st.sampled_from([*PEOPLE, NOBODY]), max_size=2, unique=True).map(tuple)
tangles = st.dictionaries(st.sampled_from(PEOPLE), named, min_size=1)
upwards = st.tuples(*(st.lists(st.sampled_from(PEOPLE[:n] or [""]), max_size=2) for n in range(7))).map(
    lambda lists: {p: tuple(filter(None, names)) for p, names in zip(PEOPLE, lists, strict=True)}
)
charts = st.builds(
    OrgChart.of, tangles | upwards, st.sets(st.sampled_from(PEOPLE), max_size=2).map(frozenset)
)
chains = st.builds(ChainOfCommand, charts, st.none() | st.integers(1, 4), st.booleans())


def lines(chart: OrgChart, lower: str, upper: str, seen: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return every line from `lower` up to `upper` that passes nobody twice."""
    found: list[tuple[str, ...]] = []
    for manager in chart.managers.get(lower, ()):
        if manager == upper:
            found.append((*seen, lower, upper))
        elif manager not in (*seen, lower):
            found += lines(chart, manager, upper, (*seen, lower))
    return found


def reaches_a_root(chart: OrgChart, person: str, seen: frozenset[str] = frozenset()) -> bool:
    """Answer whether all lines of the person end with a root, by the rule itself."""
    if person in chart.roots:
        return True
    managers = chart.managers.get(person, ())
    below = seen | {person}
    return bool(managers) and all(m not in below and reaches_a_root(chart, m, below) for m in managers)


def naive_state(chain: ChainOfCommand, mentor: str, mentee: str) -> str:
    chart, distance = chain.chart, chain.top_executive_distance
    up = [len(line) - 1 for line in lines(chart, mentor, mentee)]
    waived = mentee in chart.roots and distance is not None and up != [] and min(up) >= distance
    shared = set(chart.managers.get(mentor, ())) & set(chart.managers.get(mentee, ()))
    if mentor == mentee or (up and not waived) or lines(chart, mentee, mentor):
        return "conflict"
    if chain.forbid_same_manager and shared:
        return "conflict"
    if not (reaches_a_root(chart, mentor) and reaches_a_root(chart, mentee)):
        return "cannot tell"
    return "allowed" if waived else "clear"


@given(chains)
@settings(max_examples=EXAMPLES, deadline=None)
def test_every_verdict_is_the_naive_one(chain):
    people = [*PEOPLE, NOBODY]
    states = chain.states(people, people)
    for row, mentor in enumerate(people):
        for column, mentee in enumerate(people):
            expected = naive_state(chain, mentor, mentee)
            assert chain.between(mentor, mentee).state == expected
            assert STATES[states[row, column]] == expected


@given(chains)
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_conflict_shows_the_shortest_line_first_in_order_of_ids(chain):
    for mentor in PEOPLE:
        for mentee in PEOPLE:
            verdict = chain.between(mentor, mentee)
            up, down = lines(chain.chart, mentor, mentee), lines(chain.chart, mentee, mentor)
            if verdict.state == "conflict" and "level" in verdict.proof:
                best = [min(found, key=lambda line: (len(line), line)) for found in (up, down) if found]
                assert verdict.proof.rpartition(" (")[0] in [" → ".join(line) for line in best]


@given(tangles, st.randoms(use_true_random=False))
@settings(max_examples=EXAMPLES // 5, deadline=None)
def test_the_order_of_rows_and_lines_changes_no_verdict(managers, random):
    shuffled = {
        p: tuple(random.sample(managers[p], len(managers[p])))
        for p in random.sample([*managers], len(managers))
    }
    one, other = (ChainOfCommand(OrgChart.of(rows, frozenset({"E1"}))) for rows in (managers, shuffled))
    for mentor in PEOPLE:
        for mentee in PEOPLE:
            assert one.between(mentor, mentee) == other.between(mentor, mentee)


@given(charts)
@settings(max_examples=EXAMPLES, deadline=None)
def test_the_only_fault_is_the_one_correction_that_makes_a_line_whole(chart):
    for person in [*PEOPLE, NOBODY]:
        fault = chart.only_fault(person)
        if fault is not None:
            assert not chart.reaches_a_root(person)
            assert chart.corrected(fault).reaches_a_root(person)
            assert reaches_a_root(chart.corrected(fault), person)


@given(charts)
@settings(max_examples=EXAMPLES, deadline=None)
def test_circles_are_exactly_the_people_above_themselves(chart):
    below_roots = OrgChart({p: chart.lines_of(p) for p in chart.managers}, chart.roots)
    members = {person for circle in chart.cycles() for person in circle}
    assert members == {person for person in chart.managers if lines(below_roots, person, person)}
