"""Who reports to whom: the chart, its faults, and the chain of command of a pair."""

from itertools import pairwise

import pytest

from sheets_sync.mentoring.orgchart import STATES, ChainOfCommand, Fault, OrgChart


def drawn(picture: str, *tops: str) -> OrgChart:
    """Return the chart of lines such as `E3 → E2 → E1`; a person with `?` has no row."""
    managers: dict[str, tuple[str, ...]] = {}
    for line in picture.split(","):
        people = [name.strip() for name in line.split("→")]
        for person in people:
            managers.setdefault(person, ())
        for person, manager in pairwise(people):
            managers[person] = (*managers[person], manager.strip("?"))
    return OrgChart.of({p: named for p, named in managers.items() if "?" not in p}, frozenset(tops))


def verdict(picture: str, *tops: str, **rules: int | bool) -> str:
    """Return what the cell shows for mentor M and mentee X."""
    return str(ChainOfCommand(drawn(picture, *tops), **rules).between("M", "X"))


# --- the top ---------------------------------------------------------------------------------------------


def test_the_only_person_without_a_manager_is_the_root():
    assert drawn("E3 → E1, E2 → E1").roots == {"E1"}


def test_several_people_without_a_manager_are_named_and_none_is_a_root():
    chart = drawn("E3 → E1, E4 → E2")
    assert (chart.unnamed_roots, chart.roots) == (("E1", "E2"), frozenset())
    assert verdict("M → E1, X → E2").startswith("cannot tell")


def test_a_named_top_is_a_root_and_the_other_blank_ones_lack_a_manager():
    chart = drawn("E3 → E1, E4 → E2", "E1")
    assert (chart.roots, chart.unnamed_roots, chart.without_manager()) == ({"E1"}, (), ("E2",))


def test_several_tops_may_be_named():
    assert drawn("E3 → E1, E4 → E2", "E1", "E2").roots == {"E1", "E2"}


def test_a_named_top_without_a_row_is_no_root():
    assert drawn("E2 → E1", "E9").roots == frozenset()


def test_a_named_top_with_a_manager_is_a_root_anyway():
    assert verdict("M → E1, X → E1, E1 → ?E9", "E1") == "clear: M → E1 ← X"


def test_a_manager_above_a_named_top_is_still_their_chain_of_command():
    assert verdict("M → E1 → X", "E1", "X") == "conflict: M → E1 → X (2 levels)"


def test_a_named_top_may_be_their_own_manager():
    assert verdict("M → E1, X → E1, E1 → E1", "E1") == "clear: M → E1 ← X"


# --- faults in the chart ---------------------------------------------------------------------------------


def test_anybody_else_who_is_their_own_manager_is_a_circle():
    assert drawn("E1 → E1, E2").cycles() == (("E1",),)
    assert verdict("M → E2 → E2, X → E1", "E1") == "cannot tell: M → E2 (a circle: E2 → E2)"


def test_circles_are_found_with_their_members_in_order():
    assert drawn("E3 → E2 → E4 → E3, E9 → E8 → E9, E5 → E2, E1").cycles() == (
        ("E2", "E3", "E4"),
        ("E8", "E9"),
    )


def test_a_circle_through_a_named_top_is_none():
    chart = drawn("E2 → E1 → E2", "E1")
    assert chart.cycles() == () and chart.reaches_a_root("E2")


def test_unknown_managers_come_with_who_names_them():
    assert drawn("E3 → ?E9, E2 → E1, E2 → ?E8").unknown_managers() == (("E2", "E8"), ("E3", "E9"))


def test_reports_count_dotted_lines_and_never_oneself():
    chart = drawn("E3 → E2, E4 → E1, E4 → E2, E2 → E2, E2 → E1")
    assert (chart.reports("E2"), chart.reports("E3")) == (("E3", "E4"), ())


@pytest.mark.parametrize(
    ("picture", "fault"),
    [
        ("P → E2 → E1", None),
        ("P → E2 → ?E9, E1", Fault("E9", "not in the org chart")),
        ("P → E2, E1", Fault("E2", "no manager given")),
        ("P → E3 → E2 → E3, E1", Fault("E2", "a circle", ("E2", "E3"))),
        ("P → E2, P → E3, E1", None),  # two faults: correcting one would not do
        ("P → E3 → E2 → E3, E2 → E4 → E2, E1", None),  # a tangle of circles needs two corrections
    ],
)
def test_the_only_fault_on_a_persons_lines_is_known(picture, fault):
    assert drawn(picture, "E1").only_fault("P") == fault


@pytest.mark.parametrize("picture", ["P → E2 → ?E9, E1", "P → E2, E1", "P → E3 → E2 → E3, E1", "E1"])
def test_correcting_the_only_fault_makes_the_line_whole(picture):
    chart = drawn(picture, "E1")
    fault = chart.only_fault("P")
    assert fault is not None and chart.corrected(fault).reaches_a_root("P")


# --- a proven conflict -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("picture", "cell"),
    [
        ("M → X → E1", "conflict: M → X (1 level)"),
        ("M → E2 → X → E1", "conflict: M → E2 → X (2 levels)"),
        ("X → E2 → M → E1", "conflict: X → E2 → M (2 levels)"),
        ("M → E2 → E1, M → X → E1", "conflict: M → X (1 level)"),  # over the dotted line
        ("M → E2 → X → E1, M → E3 → X", "conflict: M → E2 → X (2 levels)"),  # the first of equal lines
        ("M → E2 → X → E1, M → E3 → E4 → X", "conflict: M → E2 → X (2 levels)"),  # the shortest line
    ],
)
def test_one_above_the_other_is_a_conflict_with_its_line(picture, cell):
    assert verdict(picture) == cell


def test_nobody_mentors_themselves():
    chain = ChainOfCommand(drawn("M → E1"))
    assert str(chain.between("M", "M")) == "conflict: M (the same person)"


def test_the_same_manager_is_a_conflict_only_where_forbidden():
    picture = "M → E2 → E1, X → E2"
    assert verdict(picture) == "clear: M → E2 ← X"
    assert verdict(picture, forbid_same_manager=True) == "conflict: M → E2 ← X (the same manager)"


def test_a_shared_dotted_manager_counts_as_the_same_manager():
    cell = verdict("M → E2 → E1, X → E3 → E1, M → E4 → E1, X → E4", forbid_same_manager=True)
    assert cell == "conflict: M → E4 ← X (the same manager)"


@pytest.mark.parametrize("picture", ["M → X → ?E9, E1", "M → X, M → ?E9, E1", "M → X → E2 → X, E1"])
def test_a_proven_conflict_beats_a_broken_line(picture):
    assert verdict(picture, "E1") == "conflict: M → X (1 level)"


def test_a_mentee_without_a_row_is_in_conflict_with_who_names_them():
    assert verdict("M → ?X, E1") == "conflict: M → X (1 level)"


# --- lines that end too early ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("picture", "cell"),
    [
        ("M → E2 → ?E9, X → E1", "cannot tell: M → E2 → E9 (not in the org chart)"),
        ("M → E2, X → E1", "cannot tell: M → E2 (no manager given)"),
        ("M, X → E1", "cannot tell: M (no manager given)"),
        ("X → E1", "cannot tell: M (not in the org chart)"),
        ("M → E3 → E2 → E3, X → E1", "cannot tell: M → E3 (a circle: E3 → E2 → E3)"),
        ("M → E1, X → ?E9", "cannot tell: X → E9 (not in the org chart)"),
        ("M → E1, X → E1, X → ?E9", "cannot tell: X → E9 (not in the org chart)"),  # one dotted line will do
        ("M → ?E9, X", "cannot tell: M → E9 (not in the org chart); X (no manager given)"),
    ],
)
def test_a_line_that_reaches_no_root_means_cannot_tell(picture, cell):
    assert verdict(picture, "E1") == cell


def test_the_nearest_fault_is_shown():
    assert verdict("M → E2 → ?E9, M → ?E8, X → E1") == "cannot tell: M → E8 (not in the org chart)"


# --- roots as mentees ------------------------------------------------------------------------------------


def test_nobody_below_a_root_may_mentor_them_by_default():
    assert verdict("M → E2 → E3 → X") == "conflict: M → E2 → E3 → X (3 levels)"


@pytest.mark.parametrize(("distance", "state"), [(2, "allowed"), (3, "allowed"), (4, "conflict")])
def test_a_root_is_allowed_from_the_set_distance(distance, state):
    cell = verdict("M → E2 → E3 → X", top_executive_distance=distance)
    assert cell == f"{state}: M → E2 → E3 → X (3 levels)"


def test_the_shortest_line_to_a_root_counts():
    assert verdict("M → E2 → E3 → X, M → X", top_executive_distance=3).startswith("conflict: M → X")


def test_the_distance_says_nothing_about_executives_below_the_root():
    assert verdict("M → E2 → X → E1", top_executive_distance=1).startswith("conflict")


def test_a_broken_line_beats_allowed():
    assert verdict("M → E2 → X, M → ?E9", top_executive_distance=1).startswith("cannot tell: M → E9")


def test_the_same_manager_beats_allowed():
    cell = verdict("M → X, M → E9, X → E9", "X", "E9", top_executive_distance=1, forbid_same_manager=True)
    assert cell == "conflict: M → E9 ← X (the same manager)"


# --- clear -----------------------------------------------------------------------------------------------


def test_clear_shows_both_lines_to_the_nearest_meeting_point():
    cell = verdict("M → E4 → E2 → E1, X → E3 → E2")
    assert cell == "clear: M → E4 → E2 ← E3 ← X"


def test_equally_near_meeting_points_are_told_apart_by_id():
    assert verdict("M → E3 → E1, M → E2 → E1, X → E3, X → E2") == "clear: M → E2 ← X"


def test_clear_shows_both_roots_where_lines_never_meet():
    assert verdict("M → E3 → E1, X → E2", "E1", "E2") == "clear: M → E3 → E1; X → E2"


def test_another_root_may_be_mentored_from_outside_their_lines():
    assert verdict("M → E1, X", "E1", "X") == "clear: M → E1; X"


# --- many people -----------------------------------------------------------------------------------------


def deep_chart(people: int) -> OrgChart:
    return OrgChart.of({f"E{n}": (f"E{n - 1}",) if n else () for n in range(people)})


def test_a_line_of_50_000_people_has_a_verdict_that_fits_a_cell():
    chain = ChainOfCommand(deep_chart(50_000)).between("E49999", "E0")
    assert chain.proof.startswith("E49999 → E49998") and chain.proof.endswith("E1 → E0 (49999 levels)")
    assert "(49980 more)" in chain.proof and len(str(chain)) < 500


def test_a_circle_of_50_000_people_is_found():
    chart = OrgChart.of({f"E{n}": (f"E{(n + 1) % 50_000}",) for n in range(50_000)})
    assert [len(circle) for circle in chart.cycles()] == [50_000]
    assert "a circle" in str(ChainOfCommand(chart).between("E1", "E70000"))


def test_states_answers_for_everybody_at_once():
    chart = drawn("M1 → X1 → E1, M2 → E1, X2 → ?E9", "E1")
    states = ChainOfCommand(chart, top_executive_distance=2).states(["M1", "M2"], ["X1", "X2", "E1"])
    assert [[STATES[code] for code in row] for row in states] == [
        ["conflict", "cannot tell", "allowed"],
        ["clear", "cannot tell", "conflict"],
    ]


def test_states_of_nobody_are_empty():
    assert ChainOfCommand(drawn("E1")).states([], ["E1"]).shape == (0, 1)
    assert ChainOfCommand(drawn("E1")).states(["E1"], []).shape == (1, 0)
