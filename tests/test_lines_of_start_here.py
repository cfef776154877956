"""Lines of start_here that people took away are told, and the guard is never lost unseen."""

from dataclasses import replace

import pytest
from pictures import APPLICANTS, line, plan, run, spreadsheet, start_here, told
from scenes import after_a_good_run_with, lines_gone, many, renamed, typed, without

from sheets_sync.mentoring.start_here import Item
from sheets_sync.spreadsheet.refusals import Exit
from sheets_sync.spreadsheet.snapshot import Cell, Snapshot

ORDINARY = [item for item in Item if item is not Item.ROWS_THEN]


def found_at_page(snapshot: Snapshot, command: str = "sync") -> list[str]:
    """Return what is told of start_here, as `where CODE`."""
    return [one for one in told(plan(snapshot, command).problems) if one.startswith("start_here")]


# --- lines that are gone ------------------------------------------------------------------------------


def test_the_page_as_init_makes_it_has_all_its_lines():
    assert found_at_page(spreadsheet(APPLICANTS)) == []


@pytest.mark.parametrize("item", ORDINARY)
def test_a_line_that_is_gone_is_told_and_the_run_goes_on(item: Item):
    gone = plan(lines_gone(run(spreadsheet(APPLICANTS)), item))
    [problem] = [one for one in gone.problems if one.cell.tab == "start_here"]
    assert (str(problem.cell), problem.code, problem.severity) == ("start_here!A1", "MU049", "warning")
    assert problem.message == f"Lines are missing in this tab: {item}."
    assert gone.exit_code == Exit.OK


def test_several_lines_that_are_gone_are_told_once():
    gone = lines_gone(spreadsheet(APPLICANTS), Item.ACCEPT_BIG_CHANGE, Item.PROBLEMS)
    [problem] = [one for one in plan(gone).problems if one.code == "MU049"]
    assert problem.message.endswith(": Problems, accept_big_change.")


def test_a_line_whose_text_was_typed_over_is_gone():
    page = start_here()
    other = [
        replace(r, values=("Probleme", *r.values[1:])) if r.values[0] == Item.PROBLEMS else r
        for r in page.rows
    ]
    assert found_at_page(spreadsheet(APPLICANTS, replace(page, rows=tuple(other)))) == ["start_here!A1 MU049"]


def test_a_program_without_the_page_is_told_of_the_page_alone():
    assert found_at_page(without(spreadsheet(APPLICANTS), "start_here")) == ["start_here!A1 MU001"]


def test_a_page_that_was_renamed_is_told_like_any_other_tab():
    named = renamed(spreadsheet(APPLICANTS), "start_here", "Begin")
    assert [one for one in told(plan(named).problems) if one.startswith("Begin")] == ["Begin!A1 MU018"]


# --- the guard's memory -------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["match", "sync"])
@pytest.mark.parametrize("accept", [False, True])
def test_without_the_line_that_remembers_the_rows_nothing_is_decided(command: str, accept: bool):
    gone = lines_gone(after_a_good_run_with(20, many(3)), Item.ROWS_THEN)
    stopped = plan(gone, command, accept_big_change=accept)
    assert stopped.exit_code == Exit.FIX_NEEDED
    assert {edit.cell.tab for edit in stopped.changes.edits} == {"start_here"}
    assert "start_here!A1 MU028" in told(stopped.problems)
    assert "start_here" in stopped.stopped and "init adds a line that is missing" in stopped.stopped


def test_a_page_that_was_cleared_is_told_once_with_all_its_lines():
    cleared = lines_gone(run(spreadsheet(APPLICANTS)), *Item)
    [problem] = [one for one in plan(cleared).problems if one.cell.tab == "start_here"]
    assert problem.code == "MU028" and all(item in problem.message for item in Item)


@pytest.mark.parametrize("value", [None, "", "many", 20])
@pytest.mark.parametrize("command", ["match", "sync"])
def test_a_memory_that_people_emptied_stops_the_run_until_somebody_says_that_all_is_well(
    value: Cell, command: str
):
    emptied = typed(run(spreadsheet(APPLICANTS)), "start_here", 35, "", value)
    stopped = plan(emptied, command)
    assert stopped.exit_code == Exit.REFUSED_FOR_SAFETY
    assert {"start_here!B35 MU029", "start_here!A1 MU901"} <= set(told(stopped.problems))
    assert {edit.cell.tab for edit in stopped.changes.edits} == {"start_here"}


def test_once_accepted_it_remembers_again_and_tells_no_more():
    emptied = typed(run(spreadsheet(APPLICANTS)), "start_here", 35, "", None)
    assert found_at_page(emptied, "validate") == ["start_here!B35 MU029"]
    accepted = run(typed(emptied, "start_here", 10, "", True))
    assert "applicants: 3" in str(line(accepted, Item.ROWS_THEN))
    assert found_at_page(accepted) == []
    assert not plan(accepted).changes


def test_a_page_made_anew_in_a_program_that_has_run_remembers_nothing():
    anew = without(run(spreadsheet(APPLICANTS)), "start_here")
    again = Snapshot((*anew, start_here()))
    assert "start_here!B35 MU029" in told(plan(again).problems)


def test_before_the_first_run_nothing_was_forgotten():
    assert found_at_page(spreadsheet(APPLICANTS)) == []
    assert found_at_page(run(spreadsheet(APPLICANTS), "match")) == []
