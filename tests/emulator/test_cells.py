"""updateCells, appendCells, repeatCell, setDataValidation."""

from typing import Any

import pytest
from emulator.calling import Caller

VALUE = "userEnteredValue"


def cells(*rows: list[Any]) -> list[Any]:
    """Return RowData of texts; None is a cell without a value."""
    return [
        {"values": [{} if text is None else {VALUE: {"stringValue": text}} for text in row]} for row in rows
    ]


def write(caller: Caller, *rows: list[Any], **where: Any) -> None:
    """Write texts with updateCells."""
    caller.batch({"updateCells": {"rows": cells(*rows), "fields": VALUE, **where}})


def test_from_a_start_only_the_given_cells_are_written(caller: Caller):
    caller.put("A1", [["a", "b"], ["c", "d"]])
    write(caller, ["x"], start={"sheetId": 0})
    assert caller.read("A1:B2") == [["x", "b"], ["c", "d"]]


def test_in_a_range_uncovered_cells_are_cleared(caller: Caller):
    caller.put("A1", [["a", "b"], ["c", "d"]])
    write(caller, ["x"], range={"endRowIndex": 2, "endColumnIndex": 2})
    assert caller.read("A1:B2") == [["x"]]


def test_only_the_masked_fields_are_touched(caller: Caller):
    rows = [{"values": [{VALUE: {"numberValue": 1}, "note": "n"}]}]
    caller.batch({"updateCells": {"start": {}, "rows": rows, "fields": "note"}})
    assert (caller.read("A1"), caller.get("sheets.data.rowData.values.note")["sheets"]) == (
        [],
        [{"data": [{"rowData": [{"values": [{"note": "n"}]}]}]}],
    )


def test_text_is_never_parsed(caller: Caller):
    write(caller, ["=1+2", "0042", "TRUE"], start={})
    assert caller.read("A1:C1", valueRenderOption="FORMULA") == [["=1+2", "0042", "TRUE"]]


def test_a_date_is_a_number_with_a_format(caller: Caller):
    format_ = {"numberFormat": {"type": "DATE", "pattern": "yyyy-mm-dd"}}
    rows = [{"values": [{VALUE: {"numberValue": 43831}, "userEnteredFormat": format_}]}]
    caller.batch(
        {"updateCells": {"start": {}, "rows": rows, "fields": f"{VALUE},userEnteredFormat.numberFormat"}}
    )
    assert caller.read("A1") == [["2020-01-01"]]
    assert caller.read("A1", valueRenderOption="UNFORMATTED_VALUE") == [[43831]]


def test_false_and_zero_are_values(caller: Caller):
    rows = [{"values": [{VALUE: {"boolValue": False}}, {VALUE: {"numberValue": 0}}]}]
    caller.batch({"updateCells": {"start": {}, "rows": rows, "fields": VALUE}})
    assert caller.read("A1:B1") == [["FALSE", "0"]]


def test_cells_are_appended_below_the_last_row_with_data_of_the_tab(caller: Caller):
    caller.put("C3", [["deep"]])
    caller.batch({"appendCells": {"sheetId": 0, "rows": cells(["x", None, "y"]), "fields": VALUE}})
    assert caller.read("A3:C4") == [["", "", "deep"], ["x", "", "y"]]


def test_appending_cells_grows_the_grid(caller: Caller):
    caller.put("A1000", [["last"]])
    caller.batch({"appendCells": {"sheetId": 0, "rows": cells(["x"]), "fields": VALUE}})
    assert caller.read("A1001") == [["x"]]


def test_writing_outside_the_grid_is_refused(caller: Caller):
    message = caller.refusal(
        {"updateCells": {"start": {"rowIndex": 1000}, "rows": cells(["x"]), "fields": VALUE}}
    )
    expected = "Range (Sheet1!A1001) exceeds grid limits. Max rows: 1000, max columns: 26"
    assert message == f"Invalid requests[0].updateCells: {expected}"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"range": {"startRowIndex": 1000}}, "exceeds grid limits"),
        ({"range": {"endRowIndex": 1001}}, "exceeds grid limits"),
        ({"range": {"startRowIndex": -1}}, "must be greater than or equal to 0."),
        ({"range": {"startRowIndex": 2, "endRowIndex": 2}}, "must be greater than startRowIndex[2]"),
        ({}, "range must be specified."),
    ],
)
def test_a_range_that_is_none_is_refused(caller: Caller, body: Any, message: str):
    assert message in caller.refusal({"repeatCell": {**body, "cell": {}, "fields": "note"}})


def test_a_place_before_the_first_cell_is_refused(caller: Caller):
    body = {"start": {"rowIndex": -1}, "rows": cells(["x"]), "fields": VALUE}
    assert "greater than or equal to 0" in caller.refusal({"updateCells": body})


def test_two_values_in_one_cell_are_refused(caller: Caller):
    rows = [{"values": [{VALUE: {"numberValue": 1, "stringValue": "1"}}]}]
    assert "Only one kind" in caller.refusal({"updateCells": {"start": {}, "rows": rows, "fields": VALUE}})


def test_a_tab_that_does_not_exist_is_refused(caller: Caller):
    message = caller.refusal({"updateCells": {"start": {"sheetId": 7}, "rows": [], "fields": VALUE}})
    assert message == "Invalid requests[0].updateCells: No grid with id: 7"


def test_a_format_is_repeated_and_has_both_colour_fields(caller: Caller):
    cell = {"userEnteredFormat": {"backgroundColorStyle": {"rgbColor": {"red": 1}}}}
    span = {"endRowIndex": 1, "endColumnIndex": 2}
    caller.batch(
        {"repeatCell": {"range": span, "cell": cell, "fields": "userEnteredFormat.backgroundColorStyle"}}
    )
    caller.batch(
        {
            "repeatCell": {
                "range": {"endRowIndex": 1, "endColumnIndex": 1},
                "cell": {"userEnteredFormat": {"backgroundColor": {"blue": 1}}},
                "fields": "userEnteredFormat.backgroundColor",
            }
        }
    )
    first, second = caller.emulator.spreadsheet(caller.spreadsheet_id).sheets[0].rows[0].cells.values()
    blue, red = {"blue": 1}, {"red": 1}
    assert first["userEnteredFormat"] == {"backgroundColor": blue, "backgroundColorStyle": {"rgbColor": blue}}
    assert second["userEnteredFormat"] == {"backgroundColor": red, "backgroundColorStyle": {"rgbColor": red}}


def test_a_drop_down_is_set_read_and_removed(caller: Caller):
    condition = {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "=lists!A2:A"}]}
    rule = {"condition": condition, "strict": True, "showCustomUi": True}
    span = {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 1}
    lists = {"addSheet": {"properties": {"title": "lists"}}}
    caller.batch(lists, {"setDataValidation": {"range": span, "rule": rule}})
    rows = caller.get("sheets.data.rowData.values.dataValidation")["sheets"][0]["data"][0]["rowData"]
    assert rows == [{}, {"values": [{"dataValidation": rule}]}, {"values": [{"dataValidation": rule}]}]
    caller.batch({"setDataValidation": {"range": span}})
    assert caller.get("sheets.data.rowData")["sheets"][0] == {"data": [{}]}
