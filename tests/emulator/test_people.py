"""People act in the spreadsheet, just before a write of ours or at any time."""

from collections.abc import Callable

import pytest
from emulator.calling import Caller
from sheets_emulator import Person

ROWS = [["id", "name"], ["E1", "Kofi"], ["E2", "Ada"], ["E3", "Mei"]]
Act = Callable[[Person], object]


@pytest.fixture
def people(caller: Caller) -> Caller:
    """Give a tab with three people."""
    caller.put("A1", ROWS)
    return caller


def after(caller: Caller, act: Act) -> list[list[str]]:
    """Return the tab after somebody acted just before a write of ours to Z9."""
    caller.emulator.before_write(1, act)
    caller.put("Z9", [["ours"]])
    return list(caller.read("A1:D6"))


@pytest.mark.parametrize(
    ("act", "ids"),
    [
        (lambda person: person.insert_rows("Sheet1", 3), ["id", "E1", "", "E2", "E3"]),
        (lambda person: person.delete_rows("Sheet1", 2), ["id", "E2", "E3"]),
        (lambda person: person.move_rows("Sheet1", 4, before=2), ["id", "E3", "E1", "E2"]),
        (lambda person: person.sort_rows("Sheet1", by="name"), ["id", "E2", "E1", "E3"]),
        (lambda person: person.sort_rows("Sheet1", by="id", descending=True), ["id", "E3", "E2", "E1"]),
        (lambda person: person.duplicate_row("Sheet1", 2), ["id", "E1", "E1", "E2", "E3"]),
        (lambda person: person.cut_and_paste_rows("Sheet1", 2, to=5), ["id", "", "E2", "E3", "E1"]),
        (lambda person: person.edit("Sheet1", "A2", "E9"), ["id", "E9", "E2", "E3"]),
        (lambda person: person.edit("Sheet1", "A2", ""), ["id", "", "E2", "E3"]),
        (lambda person: person.edit_row("Sheet1", 3, id="E7", name="Ada L."), ["id", "E1", "E7", "E3"]),
    ],
)
def test_rows_are_changed_by_hand(people: Caller, act: Act, ids: list[str]):
    assert [row[0] if row else "" for row in after(people, act)] == ids


@pytest.mark.parametrize(
    ("act", "headers"),
    [
        (lambda person: person.insert_columns("Sheet1", before="name"), ["id", "", "name"]),
        (lambda person: person.move_column("Sheet1", "id"), ["name"]),
        (lambda person: person.move_column("Sheet1", "name", before="id"), ["name", "id"]),
        (lambda person: person.rename_column("Sheet1", "name", "Full name"), ["id", "Full name"]),
        (lambda person: person.delete_column("Sheet1", "id"), ["name"]),
    ],
)
def test_columns_are_changed_by_hand(people: Caller, act: Act, headers: list[str]):
    assert after(people, act)[0] == headers


def test_tabs_are_copied_renamed_and_deleted(people: Caller):
    person = people.emulator.person(people.spreadsheet_id)
    person.copy_tab("Sheet1")
    person.rename_tab("Sheet1", "people")
    assert [sheet.title for sheet in person.spreadsheet.sheets] == ["people", "Copy of Sheet1"]
    person.delete_tab("Copy of Sheet1")
    assert [sheet.title for sheet in person.spreadsheet.sheets] == ["people"]


def test_the_last_change_is_undone(people: Caller):
    assert after(people, lambda person: (person.delete_rows("Sheet1", 2), person.undo())) == ROWS


def test_somebody_acts_exactly_between_two_requests(people: Caller):
    people.emulator.before_write(2, lambda person: person.insert_rows("Sheet1", 2))
    people.put("B2", [["first"]])
    people.put("B2", [["second"]])
    assert people.read("A1:B3") == [["id", "name"], ["", "second"], ["E1", "first"]]


def test_a_read_is_no_write(people: Caller):
    people.emulator.before_write(1, lambda person: person.delete_rows("Sheet1", 2))
    assert people.read("A1:B9") == ROWS


def test_a_person_acts_once(people: Caller):
    people.emulator.before_write(1, lambda person: person.delete_rows("Sheet1", 2))
    people.put("Z9", [["x"]])
    people.put("Z9", [["y"]])
    assert [row[0] for row in people.read("A1:A6")] == ["id", "E2", "E3"]


def test_somebody_may_act_before_a_read(people: Caller):
    people.emulator.before("values.get", 2, lambda person: person.delete_rows("Sheet1", 2))
    assert [people.read("A2") for _ in range(3)] == [[["E1"]], [["E2"]], [["E2"]]]


def test_a_row_is_typed_below_the_others(people: Caller):
    people.emulator.person(people.spreadsheet_id).add_row("Sheet1", "E4", "4/3/2025")
    assert people.read("A5:B5", valueRenderOption="UNFORMATTED_VALUE") == [["E4", 45750]]


def test_rows_are_hidden_by_hand_and_by_filter(people: Caller):
    person = people.emulator.person(people.spreadsheet_id)
    person.hide_rows("Sheet1", 2)
    person.filter_out("Sheet1", "name", "Ada", "Mei")
    [sheet] = people.get("sheets.data.rowMetadata(hiddenByUser,hiddenByFilter)", ranges="A1:A5")["sheets"]
    hidden = [{}, {"hiddenByUser": True}, {"hiddenByFilter": True}, {"hiddenByFilter": True}, {}]
    assert sheet["data"][0]["rowMetadata"] == hidden


def test_notes_come_and_go(people: Caller):
    person = people.emulator.person(people.spreadsheet_id)
    person.add_note("Sheet1", "B2", "ask her first")
    person.add_note("Sheet1", "B3", "gone soon")
    person.remove_note("Sheet1", "B3")
    [sheet] = people.get("sheets.data.rowData.values.note", ranges="B2:B3")["sheets"]
    assert sheet["data"][0]["rowData"] == [{"values": [{"note": "ask her first"}]}, {"values": [{}]}]


def test_somebody_is_mentioned_by_a_chip(people: Caller):
    people.emulator.person(people.spreadsheet_id).mention("Sheet1", "B2", "kofi@example.org")
    [sheet] = people.get("sheets.data.rowData.values(formattedValue,chipRuns)", ranges="B2")["sheets"]
    chip = {"chip": {"personProperties": {"email": "kofi@example.org"}}}
    assert sheet["data"][0]["rowData"][0]["values"] == [{"formattedValue": "@", "chipRuns": [chip]}]


def test_checkboxes_by_hand_are_false_until_they_are_ticked(people: Caller):
    person = people.emulator.person(people.spreadsheet_id)
    person.insert_checkboxes("Sheet1", "name", rows=2)
    person.tick("Sheet1", "B3")
    assert people.read("B2:B4", valueRenderOption="UNFORMATTED_VALUE") == [[False], [True], ["Mei"]]


def test_a_row_with_nothing_but_an_unticked_checkbox_is_data(people: Caller):
    people.emulator.person(people.spreadsheet_id).insert_checkboxes("Sheet1", "name", rows=9)
    cells = [{"values": [{"userEnteredValue": {"stringValue": "ours"}}]}]
    people.batch({"appendCells": {"sheetId": 0, "rows": cells, "fields": "userEnteredValue"}})
    assert people.read("A11") == [["ours"]]


def test_a_hidden_column_is_told(people: Caller):
    people.emulator.person(people.spreadsheet_id).hide_column("Sheet1", "name")
    [sheet] = people.get("sheets.data.columnMetadata.hiddenByUser", ranges="A1:B1")["sheets"]
    assert sheet["data"][0]["columnMetadata"] == [{}, {"hiddenByUser": True}]


def test_an_act_that_fails_is_told_at_the_end(people: Caller):
    people.emulator.before_write(1, lambda person: person.delete_rows("nowhere", 2))
    people.put("A1", [["x"]])
    assert "KeyError: 'nowhere'" in people.emulator.violations.pop()


def test_others_than_the_owner_may_act_too(people: Caller):
    ada = people.emulator.person(people.spreadsheet_id, "ada@example.org")
    ada.edit("Sheet1", "A2", "E7")
    assert people.read("A2") == [["E7"]]
