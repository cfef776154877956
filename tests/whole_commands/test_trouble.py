"""Commands that stop, wait or write little: what they say, how they exit, and what they leave alone."""

from datetime import date
from pathlib import Path

import pytest
from checkups import doctor
from filelock import FileLock
from places import Place
from whole_commands.program import (
    ANN,
    CHART,
    TODAY,
    TOMORROW,
    column,
    fine,
    line,
    refused,
    settings,
    sheets_sync,
    tab,
    tick,
    typed,
)

from sheets_sync.mentoring.start_here import Item
from sheets_sync.spreadsheet.a1 import cell_name
from sheets_sync.spreadsheet.cells import as_text

WEIGHTS = ("mentee_topics", "mentor_topics", "rubric", "same_site", "different_department")
DAYS = ("applications_open_on", "applications_close_on", "pre_survey_opens_on", "pre_survey_closes_on")
MANY = tuple(
    {**ANN, "person_id": f"M{n}", "full_name": f"Name {n}", "email": f"m{n}@example.org"} for n in range(20)
)


# --- a person must look first ---------------------------------------------------------------------


@pytest.fixture
def shrunken(place: Place) -> Place:
    """Return a program that lost most of its applicants overnight."""
    place.add_rows("applicants", *MANY)
    place.add_rows("org_chart", *({**CHART[3], "person_id": row["person_id"]} for row in MANY))
    fine("sync", place.argument, *TODAY)
    place.delete_rows("applicants", 4, 12)
    return place


def test_many_rows_gone_overnight_stop_the_run(shrunken: Place):
    statuses = column(shrunken, "applicants", "person_id", "status")
    settings(shrunken, min_shared_topics=3)
    result = sheets_sync("sync", shrunken.argument, *TOMORROW)
    assert result.exit_code == 7
    assert "had 22 rows at the last good run and has 10 now" in result.stderr
    assert column(shrunken, "applicants", "person_id", "status") == statuses
    assert "had 22 rows" in as_text(line(shrunken, Item.NEXT_STEP))
    assert line(shrunken, Item.LAST_GOOD_RUN) == "2027-03-01"


def test_a_look_at_one_person_is_not_stopped(shrunken: Place):
    with shrunken.unwritten():
        assert "M19 Name 19: " in fine("match", shrunken.argument, "--why", "M19", *TOMORROW)
    assert sheets_sync("match", shrunken.argument, "--dry-run", *TOMORROW).exit_code == 7


def test_settings_that_were_emptied_stop_the_run(place: Place):
    filled = {f"weight_{name}": 2 for name in WEIGHTS} | dict.fromkeys(DAYS, date(2027, 3, 1))
    settings(place, **filled)
    fine("sync", place.argument, *TODAY)
    settings(place, **dict.fromkeys(filled))
    result = sheets_sync("sync", place.argument, *TOMORROW)
    assert result.exit_code == 7
    assert "The tab settings had" in result.stderr and "values at the last good run" in result.stderr


def test_the_doctor_tells_what_stops_the_run(shrunken: Place):
    found = doctor(shrunken.argument)
    sentence = "The tab applicants had 22 rows at the last good run and has 10 now"
    assert (found["big change"], found.exit_code) == (("broken", sentence), 7)
    assert "tick accept_big_change in start_here" in found.action("big change")


def test_the_doctor_is_content_once_it_was_accepted(shrunken: Place):
    tick(shrunken, Item.ACCEPT_BIG_CHANGE)
    assert doctor(shrunken.argument)["big change"][0] == "ok"


def test_a_big_change_that_was_meant_is_accepted_by_a_box_once(shrunken: Place):
    tick(shrunken, Item.ACCEPT_BIG_CHANGE)
    fine("sync", shrunken.argument, *TOMORROW)
    assert line(shrunken, Item.ACCEPT_BIG_CHANGE) is False
    assert line(shrunken, Item.LAST_GOOD_RUN) == "2027-03-02"


def test_a_big_change_that_was_meant_is_accepted_by_a_flag(shrunken: Place):
    fine("sync", shrunken.argument, "--accept-big-change", *TOMORROW)
    fine("sync", shrunken.argument, *TOMORROW)


def test_a_missing_tab_stops_the_run_and_the_sheet_says_so(place: Place):
    place.delete_tab("topics")
    result = sheets_sync("sync", place.argument, *TODAY)
    assert (result.exit_code, "These tabs cannot be read: topics." in result.stderr) == (3, True)
    assert column(place, "problems", "code", "where") == [("MU001", "topics!A1")]
    assert column(place, "applicants", "status") == []
    assert "topics" in as_text(line(place, Item.NEXT_STEP))


def test_settings_that_are_mostly_gone_are_not_made_anew(place: Place):
    place.delete_rows("settings", 2, 40)
    with place.unwritten():
        refused(sheets_sync("init", place.argument), 3, "The tab settings has 5 of its 45 settings")
    fine("sync", place.argument, *TODAY)
    assert [code for (code,) in column(place, "problems", "code") if code in ("MU603", "MU631")] == ["MU631"]


def test_a_renamed_column_of_decisions_is_remembered_or_stops_the_run(place: Place):
    decision = tab(place, "matches").headers.index("decision") + 1
    place.type("matches", cell_name(1, decision), "verdict")
    if place.habits.remembers:
        fine("match", place.argument, *TODAY)
        assert column(place, "matches", "verdict", "status") == [(None, "proposed")]
    else:
        result = sheets_sync("match", place.argument, *TODAY)
        assert (result.exit_code, "matches" in result.stderr) == (3, True)


def test_nonsense_in_a_setting_is_a_problem_and_the_default_counts(place: Place):
    settings(place, min_shared_topics="lots")
    assert sheets_sync("validate", place.argument, *TODAY).exit_code == 1
    fine("sync", place.argument, *TODAY)
    assert "MU031" in [code for (code,) in column(place, "problems", "code")]


# --- somebody else is at work ---------------------------------------------------------------------


def test_a_second_run_on_this_machine_is_kept_out(place: Place, folder: Path):
    (folder / ".sheets-sync").mkdir(exist_ok=True)
    with FileLock(folder / ".sheets-sync" / "run.lock"), place.unwritten():
        refused(sheets_sync("sync", place.argument, *TODAY), 5, "Another run is at work")
        assert sheets_sync("validate", place.argument, *TODAY).exit_code == 0
        fine("sync", place.argument, "--dry-run", *TODAY)


# --- what the tool writes into the sheet ----------------------------------------------------------


def test_annotate_writes_the_problems_tab_and_nothing_else(place: Place):
    place.add_rows("applicants", {**ANN, "person_id": "E6", "email": "bo@example"})
    before = {at: said for at, said in place.cells().items() if not at.startswith("problems!")}
    assert sheets_sync("validate", place.argument, "--annotate", *TODAY).exit_code == 1
    assert [where for (where,) in column(place, "problems", "where")][:1] == ["applicants!C4"]
    after = {at: said for at, said in place.cells().items() if not at.startswith("problems!")}
    noted = {"applicants!C4"} if place.habits.carries_notes else set()
    assert {at for at in after.keys() | before.keys() if after.get(at) != before.get(at)} == noted


def notes(place: Place, name: str) -> dict[str, str]:
    """Return the notes below the headers of a tab, by the letter and number of their cells."""
    found = place.read().get(name)
    assert found is not None
    return {str(cell).rpartition("!")[2]: text for cell, text in found.notes.items() if cell.row > 1}


def test_a_bad_cell_carries_a_note_until_it_is_mended(place: Place):
    place.add_rows("applicants", {**ANN, "person_id": "E6", "email": "bo@example"})
    sheets_sync("validate", place.argument, "--annotate", *TODAY)
    found = notes(place, "applicants")
    assert list(found) == (["C4"] if place.habits.carries_notes else [])
    assert all(text.startswith("sheets-sync MU110: ") for text in found.values())
    typed(place, "applicants", "E6", "email", "bo@example.org")
    sheets_sync("validate", place.argument, "--annotate", *TODAY)
    assert notes(place, "applicants") == {}


def test_where_a_person_left_a_note_there_is_none_of_ours(place: Place):
    place.add_rows("applicants", {**ANN, "person_id": "E6", "email": "bo@example"})
    place.add_note("applicants", "C4", "I asked her")
    sheets_sync("validate", place.argument, "--annotate", *TODAY)
    fine("sync", place.argument, *TODAY)
    assert notes(place, "applicants") == {"C4": "I asked her"}


def test_notes_in_the_org_chart_go_when_a_file_stands_in_for_it(place: Place, folder: Path):
    place.add_rows("org_chart", {"person_id": "E8", "manager_id": "E99"})
    sheets_sync("validate", place.argument, "--annotate", *TODAY)
    assert list(notes(place, "org_chart")) == (["F7"] if place.habits.carries_notes else [])
    (folder / "people.csv").write_text("person_id,manager_id\nE1,\nE3,E1\nE4,E1\nE5,E4\nE8,E99")
    with_file = ("sync", place.argument, "--org-chart", "people.csv", *TODAY)
    fine(*with_file)
    assert notes(place, "org_chart") == {}
    assert ("MU303", "people.csv!B6") in column(place, "problems", "code", "where")
    with place.unwritten():
        fine(*with_file)


def test_validate_after_annotate_writes_nothing(place: Place):
    place.add_rows("applicants", {**ANN, "person_id": "E6", "email": "bo@example"})
    sheets_sync("validate", place.argument, "--annotate", *TODAY)
    with place.unwritten():
        sheets_sync("validate", place.argument, "--annotate", *TODAY)


def test_what_people_typed_into_a_grey_cell_is_not_printed(place: Place):
    place.add_rows("applicants", ANN)
    fine("sync", place.argument, *TODAY)
    typed(place, "applicants", ANN["person_id"], "status", "burnt out, says Bo")
    printed = fine("sync", place.argument, *TODAY)
    assert "burnt out" not in printed
    assert "status (something else) → " in printed


def test_a_reason_of_the_matching_that_people_typed_over_is_written_anew_once(place: Place):
    place.add_rows("applicants", {**ANN, "person_id": "E6", "full_name": "Bo Six", "email": "bo@example.org"})
    fine("match", place.argument, *TODAY)
    told = column(place, "applicants", "person_id", "status", "status_reason")
    assert told[-1][:2] == ("E6", "ready_to_match") and "1 matched with somebody else" in as_text(told[-1][2])
    typed(place, "applicants", "E6", "status_reason", "we called him")
    fine("sync", place.argument, *TODAY)
    assert column(place, "applicants", "person_id", "status", "status_reason") == told
    assert "MU016" in [code for (code,) in column(place, "problems", "code")]
    with place.unwritten():
        fine("sync", place.argument, *TODAY)


def test_a_grey_column_that_was_emptied_is_filled_again_without_a_word(place: Place):
    place.add_rows("applicants", ANN)
    fine("sync", place.argument, *TODAY)
    typed(place, "applicants", ANN["person_id"], "status_reason", None)
    fine("sync", place.argument, *TODAY)
    assert "MU016" not in [code for (code,) in column(place, "problems", "code")]
