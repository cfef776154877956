"""Tabs are added, changed, copied and deleted; the spreadsheet has properties of its own."""

from typing import Any

import pytest
from emulator.calling import Caller


def titles(caller: Caller) -> list[str]:
    """Return the titles of the tabs in their order."""
    return [sheet["properties"]["title"] for sheet in caller.get("sheets.properties.title")["sheets"]]


def change(fields: str, **properties: Any) -> Any:
    """Return an updateSheetProperties request."""
    return {"updateSheetProperties": {"properties": properties, "fields": fields}}


def test_a_tab_may_have_an_id_of_ones_own(caller: Caller):
    [reply] = caller.batch({"addSheet": {"properties": {"sheetId": 12, "title": "matches", "index": 0}}})[
        "replies"
    ]
    assert reply["addSheet"]["properties"] == {
        "sheetId": 12,
        "title": "matches",
        "index": 0,
        "sheetType": "GRID",
        "gridProperties": {"rowCount": 1000, "columnCount": 26},
    }
    assert titles(caller) == ["matches", "Sheet1"]


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ({"sheetId": 0}, "A sheet with the ID 0 already exists. Please enter another ID."),
        ({"title": "sheet1"}, 'A sheet with the name "sheet1" already exists. Please enter another name.'),
    ],
)
def test_ids_and_titles_are_unique(caller: Caller, properties: Any, message: str):
    assert (
        caller.refusal({"addSheet": {"properties": properties}}) == f"Invalid requests[0].addSheet: {message}"
    )


@pytest.mark.parametrize(("index", "order"), [(0, "CAB"), (1, "ACB"), (2, "ABC"), (3, "ABC")])
def test_a_tab_moves_to_the_index(caller: Caller, index: int, order: str):
    caller.batch(change("title", sheetId=0, title="A"))
    caller.batch(
        *(
            {"addSheet": {"properties": {"sheetId": number, "title": title}}}
            for number, title in ((1, "B"), (2, "C"))
        )
    )
    caller.batch(change("index", sheetId=2, index=index))
    assert "".join(titles(caller)) == order


def test_the_index_after_its_own_leaves_a_tab_where_it_is(caller: Caller):
    caller.batch({"addSheet": {"properties": {"title": "B"}}})
    caller.batch(change("index", sheetId=0, index=1))
    assert titles(caller) == ["Sheet1", "B"]


def test_a_tab_moved_to_the_right_counts_itself(caller: Caller):
    caller.batch({"addSheet": {"properties": {"title": "B"}}}, {"addSheet": {"properties": {"title": "C"}}})
    caller.batch(change("index", sheetId=0, index=2))
    assert titles(caller) == ["B", "Sheet1", "C"]


def test_the_last_tab_is_neither_deleted_nor_hidden(caller: Caller):
    assert caller.refusal({"deleteSheet": {"sheetId": 0}}).endswith(
        "You can't remove all the sheets in a document."
    )
    expected = "Invalid requests[0].updateSheetProperties: You can't hide all the sheets in a document."
    assert caller.refusal(change("hidden", sheetId=0, hidden=True)) == expected


def test_the_last_tab_that_can_be_seen_is_not_deleted(caller: Caller):
    caller.batch({"addSheet": {"properties": {"title": "B", "hidden": True}}})
    message = caller.refusal({"deleteSheet": {"sheetId": 0}})
    assert message.endswith("You can't remove all the visible sheets in a document.")


def test_a_tab_that_is_not_there_is_not_copied(caller: Caller):
    message = caller.refusal({"duplicateSheet": {"sourceSheetId": 9}})
    assert message == "Invalid requests[0].duplicateSheet: No sheet with id: 9"


def test_every_copy_gets_a_title_of_its_own(caller: Caller):
    caller.batch(*[{"duplicateSheet": {"sourceSheetId": 0, "insertSheetIndex": 1}}] * 3)
    assert titles(caller) == ["Sheet1", "Copy of Sheet1 2", "Copy of Sheet1 1", "Copy of Sheet1"]


def test_a_smaller_grid_loses_its_cells(caller: Caller):
    caller.put("A1", [["a", "b"], ["c", "d"]])
    fields = "gridProperties(rowCount,columnCount)"
    caller.batch(change(fields, sheetId=0, gridProperties={"rowCount": 1, "columnCount": 1}))
    caller.batch(change(fields, sheetId=0, gridProperties={"rowCount": 2, "columnCount": 2}))
    assert caller.read("A1:B2") == [["a"]]


def test_rows_are_resized_before_columns_and_the_limit_sees_both_steps(caller: Caller):
    grid = {"rowCount": 500_000, "columnCount": 2}
    message = caller.refusal(change("gridProperties(rowCount,columnCount)", sheetId=0, gridProperties=grid))
    assert "above the limit of 10000000 cells." in message


def test_a_copied_tab_has_cells_and_rules_but_other_ids(caller: Caller):
    caller.put("A1", [["a"]])
    caller.batch({"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}, "protectedRangeId": 5}}})
    caller.batch({"duplicateSheet": {"sourceSheetId": 0, "newSheetId": 9, "newSheetName": "copy"}})
    [copy, _] = caller.get("sheets(properties(sheetId),protectedRanges(range,protectedRangeId))")["sheets"]
    [protection] = copy["protectedRanges"]
    assert caller.read("copy!A1") == [["a"]]
    assert protection["range"] == {"sheetId": 9}
    assert protection["protectedRangeId"] != 5


def test_a_deleted_tab_takes_its_named_ranges_along(caller: Caller):
    named = {"name": "people", "range": {"sheetId": 3, "endRowIndex": 1}}
    caller.batch({"addSheet": {"properties": {"sheetId": 3}}}, {"addNamedRange": {"namedRange": named}})
    caller.batch({"deleteSheet": {"sheetId": 3}})
    assert caller.get("namedRanges") == {}


def test_title_locale_and_time_zone_are_changed(caller: Caller):
    properties = {"title": "autumn", "locale": "de_DE", "timeZone": "Europe/Berlin"}
    caller.batch(
        {"updateSpreadsheetProperties": {"properties": properties, "fields": "title,locale,timeZone"}}
    )
    assert caller.get("properties(title,locale,timeZone)") == {"properties": properties}


def test_a_spreadsheet_is_created_with_its_tabs(caller: Caller):
    sheets = [{"properties": {"title": "applicants", "sheetId": 4}}, {"properties": {"title": "matches"}}]
    body = {"properties": {"title": "spring", "timeZone": "Europe/Paris"}, "sheets": sheets}
    made = caller.call("POST", "/v4/spreadsheets", body).json()
    assert [sheet["properties"]["title"] for sheet in made["sheets"]] == ["applicants", "matches"]
    assert made["properties"]["timeZone"] == "Europe/Paris"
