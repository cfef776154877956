"""Lines of start_here that people took away stop the run or are told, and init adds each of them again."""

from collections.abc import Sequence

import pytest
from checkups import doctor
from places import Place
from whole_commands.program import TODAY, TOMORROW, column, fine, line, row_of, sheets_sync, tab

from sheets_sync.mentoring.start_here import PAGE, Item
from sheets_sync.spreadsheet.a1 import cell_name
from sheets_sync.spreadsheet.snapshot import Cell

ROWS = len(PAGE)


def lines(place: Place) -> Sequence[Cell]:
    """Return the text of each line below the title."""
    return [text for (text,) in column(place, "start_here", tab(place, "start_here").headers[0])]


def told(place: Place) -> list[Cell]:
    """Return the codes of what the last run found in start_here."""
    return [code for code, where in column(place, "problems", "code", "where") if "start_here" in str(where)]


def test_init_brings_the_guard_back_which_waits_for_somebody_to_look(place: Place):
    fine("sync", place.argument, *TODAY)
    place.delete_rows("start_here", row_of(place, "start_here", Item.ROWS_THEN).number)
    stopped = sheets_sync("sync", place.argument, *TOMORROW)
    assert (stopped.exit_code, told(place)) == (3, ["MU028"])
    assert "sheets-sync init adds a line that is missing" in stopped.stderr
    fine("init", place.argument)
    stopped = sheets_sync("sync", place.argument, *TOMORROW)
    assert (stopped.exit_code, "no longer known how many rows" in stopped.stderr) == (7, True)
    fine("sync", place.argument, "--accept-big-change", *TOMORROW)
    assert told(place) == []
    assert "applicants: " in str(line(place, Item.ROWS_THEN))


def test_init_adds_every_line_again_and_keeps_what_people_wrote_beside(place: Place):
    place.type("start_here", "C5", "call Ina")
    for item in Item:
        place.type("start_here", f"A{row_of(place, 'start_here', item).number}", None)
    fine("init", place.argument)
    assert set(Item) <= set(lines(place))
    fine("sync", place.argument, *TODAY)
    assert (told(place), line(place, Item.LAST_GOOD_RUN)) == ([], "2027-03-01")
    assert tab(place, "start_here").rows[3].values[2] == "call Ina"


@pytest.mark.parametrize("first", [1, 2])
def test_a_page_that_was_cleared_stops_the_run_until_init_has_built_it_again(place: Place, first: int):
    whole = lines(place)
    for row in range(first, ROWS + 1):
        for at in (1, 2, 3):
            place.type("start_here", cell_name(row, at), None)
    assert sheets_sync("sync", place.argument, *TODAY).exit_code == 3
    fine("init", place.argument)
    assert lines(place) == whole
    fine("sync", place.argument, *TODAY)
    assert told(place) == []


def test_a_line_that_slid_into_the_first_row_is_added_below_again(place: Place):
    place.delete_rows("start_here", 1, 2)
    fine("sync", place.argument, *TODAY)
    assert told(place) == ["MU049"]
    fine("init", place.argument)
    fine("sync", place.argument, *TODAY)
    assert told(place) == []


def test_the_doctor_tells_lines_that_are_gone(place: Place):
    place.delete_rows("start_here", row_of(place, "start_here", Item.ACCEPT_BIG_CHANGE).number)
    state, sentence = doctor(place.argument)["headers"]
    assert (state, sentence) == ("look", "start_here!A1: Lines are missing in this tab: accept_big_change")
    place.delete_rows("start_here", row_of(place, "start_here", Item.ROWS_THEN).number)
    found = doctor(place.argument)
    assert (found["tabs"][0], found.exit_code) == ("broken", 3)
    assert "init" in found.action("tabs")


def test_the_doctor_tells_a_guard_that_forgot(place: Place):
    fine("sync", place.argument, *TODAY)
    place.type("start_here", f"B{row_of(place, 'start_here', Item.ROWS_THEN).number}", None)
    found = doctor(place.argument)
    state, sentence = found["big change"]
    assert (state, "no longer known how many rows" in sentence, found.exit_code) == ("broken", True, 7)
