"""New rows, and tabs of the tool's own that are written anew."""

from datetime import date, datetime

import pytest
from backend_contract.writing import MATCHES, PROBLEMS, apply, changed, difference, edit, rows, tab_of
from places import Drawn, Place, drawn

from sheets_sync.spreadsheet.changes import ChangeSet, NewRow, ReplaceTab
from sheets_sync.spreadsheet.snapshot import CellError, Formula, Plain


@pytest.fixture(autouse=True)
def in_use(place: Place) -> None:
    """Put a tab in which people work, and one of the tool's own, into the place."""
    place.draw(MATCHES, PROBLEMS)


# --- new rows -------------------------------------------------------------------------------------


def row(**values: Plain) -> ChangeSet:
    """Return a change set with one new match."""
    return ChangeSet(new_rows=(NewRow("matches", values),))


def test_a_new_row_stands_below_the_last_under_its_headers(place: Place):
    before = place.cells()
    apply(place, row(mentee_id="E1", mentor_id="E8"))
    assert difference(before, place.cells()) == {"matches!A5", "matches!B5"}
    assert rows(place)[5] == ("E8", "E1", None, None, None, None)


def test_several_new_rows_stand_in_their_order(place: Place):
    new = (NewRow("matches", {"mentor_id": f"M{n}", "mentee_id": "E1"}) for n in range(30))
    apply(place, ChangeSet(new_rows=tuple(new)))
    assert [rows(place)[at][0] for at in range(5, 35)] == [f"M{n}" for n in range(30)]


def test_new_rows_of_several_tabs_go_where_they_belong(place: Place):
    new = NewRow("problems", {"code": "MU001"}), NewRow("matches", {"mentor_id": "E8", "mentee_id": "E1"})
    apply(place, ChangeSet(new_rows=new))
    assert (rows(place)[5][0], rows(place, "problems")[5][0]) == ("E8", "MU001")


def test_values_of_new_rows_are_what_they_are(place: Place):
    place.draw(drawn("meetings\nmatch_id | number | due_on | held_on | names | keep"))
    values = {
        "match_id": "00123",
        "number": 2,
        "due_on": date(2027, 3, 1),
        "held_on": datetime(2027, 3, 1, 9, 30),
        "names": "=1+1",
        "keep": False,
    }
    apply(place, ChangeSet(new_rows=(NewRow("meetings", values),)))
    [found] = rows(place, "meetings").values()
    assert found == tuple(values.values())
    assert list(map(type, found)) == list(map(type, values.values()))


def test_a_new_row_fits_below_the_last_row_of_the_grid(place: Place):
    lines = (("mentor_id", "mentee_id"), *((f"M{n}", "E1") for n in range(200)))
    place.draw(Drawn("matches", lines))
    apply(place, row(mentor_id="E8", mentee_id="E1"))
    assert rows(place)[202] == ("E8", "E1")


def test_boxes_that_nobody_ticked_leave_no_gap_above_a_new_row(place: Place):
    boxes = "\n".join(" | | FALSE" for _ in range(9))
    place.draw(drawn(f"matches\nmentor_id | mentee_id | keep_this_pair\nE5 | E3 | TRUE\n{boxes}"))
    apply(place, row(mentor_id="E8", mentee_id="E1"))
    assert {number: values[:2] for number, values in rows(place).items()} == {
        2: ("E5", "E3"),
        3: ("E8", "E1"),
    }
    assert not rows(place)[3][2]


def test_a_row_of_which_only_a_ticked_box_is_left_is_not_written_over(place: Place):
    place.draw(drawn("matches\nmentor_id | mentee_id | keep_this_pair\nE5 | E3 | TRUE\n | | TRUE"))
    apply(place, row(mentor_id="E8", mentee_id="E1"))
    assert rows(place) == {2: ("E5", "E3", True), 3: (None, None, True), 4: ("E8", "E1", None)}


def test_a_new_row_is_not_put_into_a_gap(place: Place):
    place.draw(Drawn("matches", (("mentor_id", "mentee_id"), ("E5", "E3"), (), ("E6", "E4"))))
    apply(place, row(mentor_id="E8", mentee_id="E1"))
    assert rows(place) == {2: ("E5", "E3"), 4: ("E6", "E4"), 5: ("E8", "E1")}


# --- tabs written anew ----------------------------------------------------------------------------

HEADERS = PROBLEMS.lines[0]


def replaced(*rows_: tuple[Plain, ...]) -> ChangeSet:
    """Return a change set that writes the problems tab anew."""
    full = tuple((*values, *[None] * (len(HEADERS) - len(values))) for values in rows_)
    return ChangeSet(replaced=(ReplaceTab("problems", tuple(map(str, HEADERS)), full),))


def problems(place: Place) -> list[tuple[object, ...]]:
    """Return what the tool's own columns say, row by row; rows without anything left out."""
    found = (values[:4] for values in rows(place, "problems").values())
    return [values for values in found if any(value is not None for value in values)]


A, B, C, D = (("MU1", "error", "matches!A1", f"message {n}") for n in range(4))


@pytest.mark.parametrize("count", [0, 1, 3, 4, 120])
def test_a_tab_written_anew_holds_the_new_rows_alone(place: Place, count: int):
    new = [("MU1", "error", f"applicants!A{n}", f"message {n}") for n in range(count)]
    assert apply(place, replaced(*new)) == 0
    assert problems(place) == new
    assert rows(place) == {2: ("E5", "E3", "proposed", None, "ask Ann", "=A1*2"), **rows(place)}


def test_it_grows_and_shrinks_again_and_again(place: Place):
    for new in ([A, B, C, D], [D], [], [B, A], [A, C, B]):
        apply(place, replaced(*new))
        assert problems(place) == new


def test_what_people_write_beside_it_stays(place: Place):
    apply(place, replaced(A))
    beside = {number: values[4:] for number, values in rows(place, "problems").items()}
    assert beside == {2: ("Ann",), 3: ("Bo",), 4: ("=1+1",)}
    assert tab_of(place, "problems").rows[2].values[4] == Formula("=1+1", 2)


def test_headers_and_other_tabs_stay(place: Place):
    before = rows(place)
    apply(place, replaced(A, B))
    assert (tab_of(place, "problems").headers, rows(place)) == (HEADERS, before)


def test_only_rows_that_differ_are_written(place: Place):
    second = PROBLEMS.lines[2][:4]
    cells = changed(place, replaced(A, second, D))
    assert cells & {f"problems!{column}3" for column in "ABCDE"} == set()
    assert "problems!D2" in cells and "problems!D4" in cells


def test_formulas_in_the_tools_own_columns_go(place: Place):
    place.draw(
        Drawn(
            "problems", (("code", "message"), (Formula("=NOW()", 1), Formula("=1/0", CellError("#DIV/0!"))))
        )
    )
    apply(place, ChangeSet(replaced=(ReplaceTab("problems", ("code", "message"), (("MU1", None),)),)))
    assert rows(place, "problems") == {2: ("MU1", None)}


# --- all at once ----------------------------------------------------------------------------------


def test_edits_new_rows_and_new_tabs_go_together(place: Place):
    new = NewRow("matches", {"mentor_id": "E8", "mentee_id": "E1"})
    changes = ChangeSet(edits=(edit(2, 3, "approved"),), new_rows=(new,), replaced=replaced(A, B).replaced)
    assert apply(place, changes) == 0
    assert (rows(place)[2][2], rows(place)[5][0], problems(place)) == ("approved", "E8", [A, B])


@pytest.mark.parametrize(
    "wrong",
    [ChangeSet(edits=(edit(2, 1, "x", tab="nowhere"),)), ChangeSet(new_rows=(NewRow("nowhere", {}),))],
)
def test_a_change_set_that_makes_no_sense_writes_nothing(place: Place, wrong: ChangeSet):
    right = edit(2, 3, "approved")
    with place.unwritten(), pytest.raises((KeyError, ValueError)):
        apply(place, ChangeSet(edits=(right, *wrong.edits), new_rows=wrong.new_rows))
