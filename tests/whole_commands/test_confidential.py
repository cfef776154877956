"""Answers and scores in a spreadsheet of their own: two files, one program."""

from pathlib import Path

import pytest
from places import Drawn, GooglePlace, Place, WorkbookPlace
from whole_commands.pairs import INA, SCORES, SECRET_TABS, Pair
from whole_commands.program import AGAIN, ANN, READ, TODAY, WRITE, column, fine, refused, sheets_sync, tab
from whole_commands.responses import SURVEY, link_forms

from sheets_sync.spreadsheet.schema import TAB_ORDER


def test_init_builds_each_tab_where_it_belongs(pair: Pair):
    assert [tab.name for tab in pair.main.read()] == [name for name in TAB_ORDER if name not in SECRET_TABS]
    assert tuple(tab.name for tab in pair.secret.read()) == SECRET_TABS
    with pair.main.unwritten(), pair.secret.unwritten():
        assert fine("init") == "Nothing is missing; nothing was changed.\n"


def test_the_columns_of_both_come_from_the_first(pair: Pair):
    rubric, items = (
        column(pair.main, tab, name) for tab, name in (("rubric", "criterion"), ("survey_items", "item_id"))
    )
    scores, surveys = (pair.secret.read().get(name) for name in SECRET_TABS)
    assert {name for (name,) in rubric} <= set(scores.headers)
    assert set(surveys.headers) & {name for (name,) in items}


def test_a_new_criterion_becomes_a_column_of_the_second(pair: Pair):
    pair.main.add_rows("rubric", {"criterion": "humour", "question": "What makes you laugh?", "weight": 1})
    assert "Added to rubric_scores: humour." in fine("init")
    assert "humour" in tab(pair.secret, "rubric_scores").headers


def test_both_are_checked_as_one_and_problems_name_the_cells(pair: Pair):
    pair.secret.add_rows("rubric_scores", {**SCORES, "applicant_id": "E6", "candor": 7})
    result = sheets_sync("validate", *TODAY)
    assert result.exit_code == 1
    assert "rubric_scores!E3  MU032 error" in result.output


def test_the_cell_of_a_problem_is_a_link_into_the_second(pair: Pair):
    pair.secret.add_rows("rubric_scores", {**SCORES, "applicant_id": "E6", "candor": 7})
    fine("sync", *TODAY)
    if isinstance(pair.main, GooglePlace) and isinstance(pair.secret, GooglePlace):
        scores = pair.secret.emulator.spreadsheet(pair.secret.argument).tab("rubric_scores")
        there = f"https://docs.google.com/spreadsheets/d/{pair.secret.argument}/edit#gid={scores.sheet_id}"
        links = [data.get("hyperlink") for data in pair.main.cells().values()]
        assert f"{there}&range=E3" in links


def test_the_score_is_written_into_the_second(pair: Pair):
    fine("sync", *TODAY)
    assert column(pair.secret, "rubric_scores", "applicant_id", "score") == [("E5", 4.4)]
    assert column(pair.main, "applicants", "person_id", "suggested_selection")[0] == ("E5", "accept")


def test_a_second_sync_writes_nothing(pair: Pair):
    fine("sync", *TODAY)
    with pair.main.unwritten(), pair.secret.unwritten():
        assert "Nothing to change." in fine("sync", *TODAY)


def test_a_dry_run_says_the_same_and_writes_nothing(pair: Pair):
    with pair.main.unwritten(), pair.secret.unwritten():
        shown = fine("sync", "--dry-run", *TODAY)
    assert shown == fine("sync", *TODAY)


def test_a_second_spreadsheet_costs_one_request_more(pair: Pair):
    if isinstance(pair.main, GooglePlace):
        fine("sync", *TODAY)
        pair.main.emulator.requests.clear()
        fine("sync", *TODAY)
        assert pair.main.live.requests() == [READ, READ]


def test_changes_in_both_cost_three_requests_each(pair: Pair):
    if isinstance(pair.main, GooglePlace):
        pair.main.emulator.requests.clear()
        fine("sync", *TODAY)
        asked = [
            (one.operation, one.path_names["spreadsheetId"])
            for one in pair.main.emulator.requests
            if one.operation != "token"
        ]
        ids = (pair.main.argument, pair.secret.argument)
        assert sorted(asked) == sorted((what, where) for what in (READ, AGAIN, WRITE) for where in ids)


# --- what is where it does not belong -------------------------------------------------------------


def test_confidential_tabs_left_in_the_first_are_not_read_and_not_touched(pair: Pair):
    left = Drawn("rubric_scores", (("applicant_id", "candor", "score"), ("E5", 1, None)))
    pair.main.add_tab(left)
    before = pair.main.image("rubric_scores")
    fine("sync", *TODAY)
    assert column(pair.secret, "rubric_scores", "score") == [(4.4,)]
    assert pair.main.image("rubric_scores") == before


def test_other_tabs_in_the_second_are_not_read_and_not_touched(pair: Pair):
    pair.secret.add_tab(Drawn("applicants", (("person_id", "status"), ("E5", "left"))))
    before = pair.secret.image("applicants")
    fine("sync", *TODAY)
    assert column(pair.main, "applicants", "status")[0] == ("ready_to_match",)
    assert pair.secret.image("applicants") == before


def test_a_tab_of_people_in_both_is_nobodys_trouble(pair: Pair):
    for place in (pair.main, pair.secret):
        place.add_tab(Drawn("Sheet1", (("a",), ("mine",))))
    fine("sync", *TODAY)
    assert pair.main.read().get("sheet1") and pair.secret.read().get("sheet1")


def test_a_confidential_tab_that_is_missing_stops_the_run(pair: Pair):
    pair.secret.delete_tab("surveys")
    with pair.secret.unwritten():
        result = sheets_sync("sync", *TODAY)
    assert (result.exit_code, "These tabs cannot be read: surveys." in result.stderr) == (3, True)
    assert "Added the tab surveys." in fine("init")


def test_the_same_spreadsheet_twice_is_refused(pair: Pair, folder: Path):
    Pair(pair.main, pair.main).configured(folder)
    refused(sheets_sync("sync", *TODAY), 3, "confidential names the program's own spreadsheet")


# --- another spreadsheet is named -----------------------------------------------------------------

LEFT_ALONE = (
    "The confidential spreadsheet of the configuration belongs to another spreadsheet and is left alone.\n"
)


def test_a_command_on_another_spreadsheet_leaves_the_confidential_one_alone(pair: Pair, folder: Path):
    fine("init", "play.xlsx")
    play = WorkbookPlace(folder / "play.xlsx")
    play.add_rows("applicants", ANN)
    play.add_rows("helpers", INA)
    play.add_rows("rubric_scores", SCORES)
    with pair.main.unwritten(), pair.secret.unwritten():
        result = sheets_sync("sync", "play.xlsx", *TODAY)
    assert (result.exit_code, result.stderr) == (0, LEFT_ALONE)
    assert column(play, "rubric_scores", "applicant_id", "score") == [("E5", 4.4)]


# --- the second one is not named ------------------------------------------------------------------


def test_init_adds_no_empty_confidential_tabs_to_the_first(pair: Pair, folder: Path):
    (folder / "sheets-sync.toml").unlink()
    with pair.main.unwritten():
        refused(sheets_sync("init", pair.main.argument), 3, "name it as confidential in sheets-sync.toml")


@pytest.mark.parametrize("command", ["sync", "validate"])
def test_a_run_says_how_to_name_the_second_spreadsheet(pair: Pair, folder: Path, command: str):
    (folder / "sheets-sync.toml").unlink()
    result = sheets_sync(command, pair.main.argument, *TODAY)
    refused(
        result, 3, "cannot be read: rubric_scores, surveys.", "name it as confidential in sheets-sync.toml"
    )
    assert "init adds" not in result.stderr


def test_confidential_tabs_that_were_deleted_come_back_when_a_person_says_so(place: Place):
    for name in SECRET_TABS:
        place.delete_tab(name)
    refused(sheets_sync("init", place.argument), 3, "add an empty tab called surveys")
    place.add_tab(Drawn("surveys"))
    fine("init", place.argument)
    assert {tab.name for tab in place.read()} == set(TAB_ORDER)
    fine("sync", place.argument, *TODAY)


# --- cut off between the two ----------------------------------------------------------------------


def shut(main: Place) -> None:
    """Keep the tool from writing into the first spreadsheet."""
    if isinstance(main, WorkbookPlace):
        main.path.chmod(0o444)
    elif isinstance(main, GooglePlace):
        main.person.protect("applicants")


def open_again(main: Place) -> None:
    """Let the tool write into the first spreadsheet again."""
    if isinstance(main, WorkbookPlace):
        main.path.chmod(0o644)
    elif isinstance(main, GooglePlace):
        [one] = [one for one in main.image("applicants")["protectedRanges"] if not one.get("warningOnly")]
        main.person.do({"deleteProtectedRange": {"protectedRangeId": one["protectedRangeId"]}})


def test_what_a_run_left_half_done_the_next_one_ends(pair: Pair):
    link_forms(pair.main)
    pair.secret.add_tab(SURVEY)
    shut(pair.main)
    assert sheets_sync("sync", *TODAY).exit_code == 3
    assert column(pair.secret, "surveys", "person_id") == [("E3",)]
    open_again(pair.main)
    fine("sync", *TODAY)
    assert column(pair.secret, "surveys", "person_id") == [("E3",)]
    assert column(pair.main, "applicants", "status") == [("ready_to_match",), ("ready_to_match",)]
    with pair.main.unwritten(), pair.secret.unwritten():
        fine("sync", *TODAY)
