"""spreadsheets.get: ranges, grid data, and what is left out because it is at its default."""

from typing import Any

import pytest
from emulator.calling import Caller

CELL = "userEnteredValue,effectiveValue,formattedValue,note"


def grid(caller: Caller, *ranges: str, fields: str = CELL) -> Any:
    """Return the GridData of some ranges of the first tab."""
    mask = f"sheets.data(startRow,startColumn,rowData.values({fields}))"
    return caller.get(mask, ranges=list(ranges))["sheets"][0]["data"]


def test_a_cell_has_what_was_entered_what_it_is_and_what_it_shows(caller: Caller):
    caller.put("A1", [["=1/0", "12%"]], "USER_ENTERED")
    [error, percent] = grid(caller, "A1:B1")[0]["rowData"][0]["values"]
    assert error["userEnteredValue"] == {"formulaValue": "=1/0"}
    assert error["effectiveValue"]["errorValue"]["type"] == "DIVIDE_BY_ZERO"
    assert error["formattedValue"] == "#DIV/0!"
    assert (percent["effectiveValue"], percent["formattedValue"]) == ({"numberValue": 0.12}, "12%")


def test_rows_and_cells_end_with_the_last_that_has_anything(caller: Caller):
    caller.put("B1", [["x"], [""], ["y"]])
    values = [row.get("values", []) for row in grid(caller, "A1:D9", fields="formattedValue")[0]["rowData"]]
    assert values == [[{}, {"formattedValue": "x"}], [], [{}, {"formattedValue": "y"}]]


def test_each_range_has_its_own_data_and_start(caller: Caller):
    caller.put("A1", [["a", "b"], ["c", "d"]])
    first, second = grid(caller, "A1:B1", "B2:B9", fields="formattedValue")
    assert "startRow" not in first
    assert (second["startRow"], second["startColumn"]) == (1, 1)
    assert second["rowData"] == [{"values": [{"formattedValue": "d"}]}]


def test_ranges_leave_out_the_other_tabs(caller: Caller):
    caller.batch({"addSheet": {"properties": {"title": "other"}}})
    answer = caller.get("sheets.properties.title", ranges="other!A1:B2")
    assert answer == {"sheets": [{"properties": {"title": "other"}}]}


def test_cells_come_only_when_asked_for(caller: Caller):
    caller.put("A1", [["a"]])
    assert "data" not in caller.about("GET", "").json()["sheets"][0]
    [data] = caller.about("GET", "", includeGridData="true").json()["sheets"][0]["data"]
    assert data["rowData"][0]["values"][0]["formattedValue"] == "a"
    assert (len(data["rowMetadata"]), len(data["columnMetadata"])) == (1000, 26)


def test_a_mask_overrules_include_grid_data(caller: Caller):
    caller.put("A1", [["a"]])
    answer = caller.get("sheets.properties.title", includeGridData="true")
    assert answer == {"sheets": [{"properties": {"title": "Sheet1"}}]}


def test_defaults_are_left_out(caller: Caller):
    caller.batch({"addProtectedRange": {"protectedRange": {"range": {"sheetId": 0}, "warningOnly": False}}})
    found = caller.get("sheets(properties,protectedRanges(range,warningOnly,description))")["sheets"][0]
    assert found["properties"].keys() == {"sheetId", "title", "index", "sheetType", "gridProperties"}
    assert found["protectedRanges"] == [{"range": {}}]


def test_a_link_is_told_beside_its_formula(caller: Caller):
    caller.put("A1", [['=HYPERLINK("https://example.org","look")']], "USER_ENTERED")
    [cell] = grid(caller, "A1", fields="hyperlink,formattedValue")[0]["rowData"][0]["values"]
    assert cell == {"hyperlink": "https://example.org", "formattedValue": "look"}


def test_whole_numbers_have_no_point(caller: Caller):
    caller.put("A1", [[2.0, "=4/2"]], "USER_ENTERED")
    answer = caller.about("GET", "", fields="sheets.data.rowData.values.effectiveValue")
    assert "2.0" not in answer.text


def test_a_batch_can_bring_back_the_spreadsheet_after_it(caller: Caller):
    cells = [{"values": [{"userEnteredValue": {"stringValue": "new"}}]}]
    answer = caller.batch(
        {"updateCells": {"start": {}, "rows": cells, "fields": "userEnteredValue"}},
        includeSpreadsheetInResponse=True,
        responseRanges=["Sheet1!A1:B2"],
        responseIncludeGridData=True,
    )
    [sheet] = answer["updatedSpreadsheet"]["sheets"]
    assert sheet["data"][0]["rowData"][0]["values"][0]["formattedValue"] == "new"
    assert len(sheet["data"][0]["rowMetadata"]) == 2


def test_the_answer_of_a_batch_can_be_masked(caller: Caller):
    body = {
        "requests": [{"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": 1}}}],
        "includeSpreadsheetInResponse": True,
        "responseRanges": ["A2"],
    }
    fields = "updatedSpreadsheet.sheets.data.rowData.values.formattedValue"
    caller.put("A1", [["a"]])
    answer = caller.about("POST", ":batchUpdate", body, fields=fields).json()
    rows = [{"values": [{"formattedValue": "a"}]}]
    assert answer == {"updatedSpreadsheet": {"sheets": [{"data": [{"rowData": rows}]}]}}


@pytest.mark.parametrize(
    ("fields", "grid", "comes"),
    [
        ("replies,updatedSpreadsheet", False, True),
        ("*", False, True),
        ("updatedSpreadsheet.sheets.properties", True, False),
        (None, True, True),
        (None, False, False),
    ],
)
def test_a_mask_for_all_of_the_spreadsheet_brings_its_cells(
    caller: Caller, fields: str | None, grid: bool, comes: bool
):
    body = {
        "requests": [{"clearBasicFilter": {}}],
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": grid,
    }
    query = {} if fields is None else {"fields": fields}
    [sheet] = caller.about("POST", ":batchUpdate", body, **query).json()["updatedSpreadsheet"]["sheets"]
    assert ("data" in sheet) == comes


def test_data_filters_select_parts(caller: Caller):
    caller.put("A1", [["a", "b"]])
    body = {
        "dataFilters": [{"gridRange": {"startColumnIndex": 1, "endColumnIndex": 2}}],
        "includeGridData": True,
    }
    answer = caller.about("POST", ":getByDataFilter", body).json()
    assert answer["sheets"][0]["data"][0]["startColumn"] == 1
