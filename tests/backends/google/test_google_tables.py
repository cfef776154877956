"""Runs in tabs that people converted to tables: values reach them, formats do not."""

from datetime import date

import pytest
from backends.google.layout_pictures import FEW
from backends.google.talking import error
from live import Live, put
from pictures import APPLICANTS, column, spreadsheet
from sheets_emulator import Emulator, Person

from sheets_sync.spreadsheet.refusals import Exit, Refusal

STATUS = {"E5": "proposed", "E6": "ready_to_match", "E3": "proposed"}
WORDS = "Invalid requests[0].updateCells: This operation is not allowed on cells in typed columns."
DAYS = {"userEnteredFormat": {"numberFormat": {"type": "DATE", "pattern": "yyyy-mm-dd"}}}


@pytest.fixture
def live(emulator: Emulator) -> Live:
    """Return a program in a live sheet, no status in it yet."""
    return put(emulator, spreadsheet(APPLICANTS))


def show_days(person: Person, tab: str, header: str) -> None:
    """Format a column as days, as init does."""
    sheet, place = person.spreadsheet.tab(tab), person.column(tab, header)
    where = {"sheetId": sheet.sheet_id, "startColumnIndex": place, "endColumnIndex": place + 1}
    fields = "userEnteredFormat.numberFormat"
    person.do({"repeatCell": {"range": {**where, "startRowIndex": 1}, "cell": DAYS, "fields": fields}})


def convert_matches(person: Person) -> None:
    """Convert the tab of matches, its blank rows included, to a table with columns of texts and days."""
    show_days(person, "matches", "proposed_on")
    person.convert_to_table("matches", rows=50, mentor_id="TEXT", status="DROPDOWN", proposed_on="DATE")


def test_new_rows_and_edits_reach_a_table_and_the_next_run_writes_nothing(live: Live):
    live.person.convert_to_table("applicants", status="DROPDOWN", source="TEXT", selection="DROPDOWN")
    convert_matches(live.person)
    assert live.run("match")[1] == 0
    assert column(live.look(), "matches", "mentor_id", "status", "proposed_on") == [
        ("E5", "proposed", date(2027, 3, 1))
    ]
    assert dict(column(live.look(), "applicants", "person_id", "status")) == STATUS
    live.forget_requests()
    live.run("match")
    assert live.requests() == ["spreadsheets.get"]


def test_a_day_is_written_into_a_typed_column_of_days(live: Live):
    live.run("match")
    live.person.edit_row("matches", 2, proposed_on="")
    convert_matches(live.person)
    assert live.run("match")[1] == 0
    assert column(live.look(), "matches", "proposed_on") == [(date(2027, 3, 1),)]


def test_a_day_is_shown_as_one_in_a_table_whose_column_has_no_type(live: Live):
    live.run("match")
    live.person.edit_row("matches", 2, proposed_on="")
    live.person.convert_to_table("matches", status="DROPDOWN")
    live.run("match")
    assert column(live.look(), "matches", "proposed_on") == [(date(2027, 3, 1),)]


def test_a_problem_in_a_table_is_named_without_a_link(live: Live):
    live.person.edit("applicants", "C2", "ann at example")
    live.person.convert_to_table("problems", rows=50, where="TEXT", first_seen="DATE")
    live.run("sync")
    assert ("applicants!C2",) in column(live.look(), "problems", "where")


def test_a_table_made_just_before_the_write_is_respected(live: Live):
    live.before_write(convert_matches)
    assert live.run("match")[1] == 0
    assert live.emulator.count("write") == 2
    assert column(live.look(), "matches", "mentor_id", "status") == [("E5", "proposed")]


def test_a_refusal_all_the_same_names_the_tab_and_what_to_do(live: Live):
    live.person.convert_to_table("applicants", status="DROPDOWN")
    live.emulator.inject(error(400, WORDS), on="write")
    with pytest.raises(
        Refusal, match=r"somebody made of the tab applicants; .* Revert to unformatted"
    ) as told:
        live.run("sync")
    assert told.value.exit_code is Exit.FIX_NEEDED
    assert live.emulator.count("write") == 1


def test_so_does_the_refusal_of_an_init(live: Live):
    for tab in ("applicants", "matches"):
        live.person.convert_to_table(tab, rows=2)
    live.emulator.inject(error(400, WORDS), on="write")
    store = live.store()
    with store.client, pytest.raises(Refusal, match="made of the tabs applicants, matches; in the menu"):
        store.build(lambda _: FEW)
